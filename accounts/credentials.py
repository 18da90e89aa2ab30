"""What is written about how a person proves who they are: sign-ins, second factor, sessions, the forgotten password."""

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts import lockout, rights, sessions
from accounts.models import PasswordRequest, User
from accounts.querysets import REQUEST_LASTS
from accounts.services import any_position
from common import audit
from common.locks import locked_rows
from common.vietnamese import clean

WAYS = {
    "password": "mật khẩu", "totp": "mã xác thực", "recovery_codes": "mã dự phòng", "webauthn": "khóa đăng nhập",
}  # fmt: skip


@transaction.atomic
def record_sign_in(*, user: User, ways: list[str]) -> None:
    """Who signed in, how and from where, is on the record; the failures before it are forgiven."""
    lockout.forgive(user.username)
    told = ", ".join(WAYS[way] for way in ways if way in WAYS)
    after = {"cách đăng nhập": told} if told else {}
    audit.record(by=any_position(user), person=user, action=lockout.SIGNED_IN, obj=user, after=after)


def record_own(*, user: User, action: str) -> None:
    """What a person did about the own second factor; written beside what the library writes, in one transaction."""
    audit.record(by=any_position(user), person=user, action=action, obj=user)


@transaction.atomic
def end_sessions(*, user: User, only: int | None = None, keep: str = "") -> int:
    """A person ends the own sessions elsewhere: one, or all but this. Returns how many."""
    ended = sessions.end(user, only=only, keep=keep)
    if ended:
        audit.record(by=any_position(user), person=user, action="Đăng xuất khỏi máy khác", obj=user)
    return ended


@transaction.atomic
def remove_second_factor(*, by, user: User) -> bool:
    """A person below has lost phone and codes. Ends their sessions. Raises PermissionDenied; False when there is none."""
    if not rights.may_reset(by, user):
        raise PermissionDenied
    return clear_second_factor(by=by, user=user)


@transaction.atomic
def clear_second_factor(*, by, user: User) -> bool:
    """Whoever may do it: an officer, or the server's own command."""
    held = Authenticator.objects.filter(user=user)
    if not held.exists():
        return False
    held.delete()
    sessions.end(user)
    audit.record(by=by, action="Gỡ bước xác thực thứ hai", obj=user)
    return True


@transaction.atomic
def ask_for_new_password(*, username: str, address: str) -> None:
    """Lay a request before those who may reset; a name that nobody bears leaves nothing behind."""
    typed = clean(username)[:60]
    user = locked_rows(User.objects.filter(username__iexact=typed, is_active=True)).first()
    if user is None:
        return
    waits = PasswordRequest.objects.waiting().filter(user=user).exists()
    PasswordRequest.objects.update_or_create(user=user, defaults={"asked_at": timezone.now(), "address": address})
    if not waits:
        audit.record(by=None, action="Xin cấp lại mật khẩu", obj=user)


def request_of(user: User) -> PasswordRequest | None:
    """The waiting request of a person."""
    return PasswordRequest.objects.waiting().filter(user=user).first()


def request_days() -> int:
    return REQUEST_LASTS.days


def has_second_factor(user: User) -> bool:
    """Recovery codes alone are none."""
    return Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES).exists()
