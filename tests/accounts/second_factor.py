"""What the tests of signing in do again and again: codes of an app, a person with a second factor, the two steps."""

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp

from tests import builders


def code_of(secret, step=0):
    """The code an authenticator app shows now, or `step` half minutes later."""
    counters = list(totp.yield_hotp_counters_from_time())
    return totp.format_hotp_value(totp.hotp_value(secret, counters[len(counters) // 2] + step))


def equip(user):
    """Give a person an app and recovery codes; returns the secret and the codes."""
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)
    return secret, RecoveryCodes.activate(user).generate_codes()


def is_equipped(user):
    return Authenticator.objects.filter(user=user).exclude(type="recovery_codes").exists()


def signs_in(client, user, password=builders.PASSWORD, **more):
    return client.post("/dang-nhap/", {"login": user.username, "password": password, **more})


def is_signed_in(client):
    return "_auth_user_id" in client.session
