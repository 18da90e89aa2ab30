"""Opening and closing accounts and positions."""

import secrets
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts import lockout, rights, sessions
from accounts.enums import Role
from accounts.models import PasswordRequest, Position, User
from common import audit
from common.locks import among_others, hold, locked_row
from units.standing import still_standing

# Letters and digits that nobody misreads on a printed slip.
SLIP_ALPHABET = "abcdefghkmnpqrstuvwxyz23456789"


def one_time_password() -> str:
    """A first password for a paper slip: 12 unmistakable characters (about 59 bits)."""
    return "-".join("".join(secrets.choice(SLIP_ALPHABET) for _ in range(4)) for _ in range(3))


def slip_password(token: UUID) -> str:
    """The one-time password of one press of a button: made from its token and our key, so it is stored nowhere."""
    number = int(salted_hmac("accounts.slip", str(token), algorithm="sha256").hexdigest(), 16)
    letters = []
    for _ in range(12):
        number, place = divmod(number, len(SLIP_ALPHABET))
        letters.append(SLIP_ALPHABET[place])
    return "-".join("".join(letters[start : start + 4]) for start in (0, 4, 8))


@transaction.atomic
def open_account_with_position(*, by, token: UUID, username: str, full_name: str, **position) -> User:
    """Open an account with its first position and the password of `slip_password(token)`.

    A second press of the same button finds the account of the first. Raises ValidationError, PermissionDenied.
    """
    among_others()
    password = slip_password(token)
    # A second press waits here until the first has finished.
    hold(by)
    already = User.objects.filter(username=username).first()
    if already and already.check_password(password):
        return already
    user = open_account(by=by, username=username, full_name=full_name, password=password, one_time=True)
    open_position(by=by, user=user, **position)
    return user


@transaction.atomic
def open_account(
    *, by, username: str, full_name: str, password: str | None, email: str = "", one_time: bool = False
) -> User:
    """Open an account. Raises ValidationError when the name is taken or the password too weak.

    Without a password (None) nobody can sign in until `reset_password` has given one. A `one_time` password opens
    only the page where the person chooses an own one.
    """
    user = User(username=username, full_name=full_name, email=email, must_change_password=one_time)
    # A slip's password is drawn by chance; whatever letters came, nobody guesses it.
    if password is not None and not one_time:
        validate_password(password, user)
    user.set_password(password)
    user.full_clean()
    user.save()
    audit.record(by=by, action="Mở tài khoản", obj=user, after={"username": username, "full_name": full_name})
    return user


@transaction.atomic
def open_position(
    *, by, user: User, role: str, unit, areas=(), title: str = "", starts_on=None, ends_on=None
) -> Position:
    """Give a person a position. Without areas given: a registrant's own unit, anybody else's area of the unit.

    `by` is None only for the first administrator and the demo; an officer may open positions only inside the
    own areas and never an administrator's.
    """
    among_others()
    unit, areas = _standing(unit), [_standing(area) for area in areas]
    areas = areas or [home_area(role, unit)]
    if by is not None and not rights.may_give(by, role=role, unit=unit, areas=areas):
        raise PermissionDenied
    hold(user)
    refuse_double(user, role, unit)
    position = Position(user=user, role=role, unit=unit, title=title, ends_on=ends_on)
    if starts_on:
        position.starts_on = starts_on
    position.full_clean()
    position.save()
    position.areas.add(*areas)
    told = audit.facts(position) | {"areas": audit.text_of(areas)}
    audit.record(by=by, action="Giao vị trí công tác", obj=position, after=told)
    return position


@transaction.atomic
def close_position(*, by, position: Position, ends_on) -> Position:
    """End a position on a day (from which it gives no sight of anything any more)."""
    among_others()
    locked = locked_row(Position, position.pk, "unit", "user")
    if not rights.may_give(by, role=locked.role, unit=locked.unit, areas=locked.areas.all()):
        raise PermissionDenied
    # A deputy ends by `deputies.end_deputy`, which cannot prolong anything.
    if locked.deputy_for_id is not None:
        raise PermissionDenied
    if locked.successors.standing().exists():
        raise ValidationError("Vị trí này đã bàn giao. Chưa đến ngày thì thu hồi bàn giao trước.")
    if ends_on <= locked.starts_on:
        raise ValidationError({"ends_on": "Ngày kết thúc phải sau ngày bắt đầu."})
    before, locked.ends_on = locked.ends_on, ends_on
    locked.save(update_fields=["ends_on"])
    audit.record(by=by, action="Kết thúc vị trí công tác", obj=locked, before={"ends_on": audit.text_of(before)},
                 after={"ends_on": audit.text_of(ends_on)})  # fmt: skip
    return locked


@transaction.atomic
def reset_password(*, by, user: User, token: UUID | None = None) -> str:
    """Give a person below a new one-time password, to be handed over on paper.

    Ends the person's sessions, lifts a lock, answers a waiting request.
    """
    if not rights.may_reset(by, user):
        raise PermissionDenied
    password = slip_password(token) if token else one_time_password()
    locked = locked_row(User, user.pk)
    if not locked.check_password(password):
        give_one_time_password(by=by, user=locked, password=password)
    return password


@transaction.atomic
def give_one_time_password(*, by, user: User, password: str) -> None:
    """What a new one-time password brings with it, whoever gives it: an officer, or the server's own command."""
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    sessions.end(user)
    lockout.forgive(user.username)
    PasswordRequest.objects.filter(user=user).delete()
    audit.record(by=by, action="Cấp lại mật khẩu", obj=user)


@transaction.atomic
def change_own_password(*, user: User, password: str, session: str = "") -> None:
    """A person's own new password; it ends every session but the one it was chosen in."""
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    sessions.end(user, keep=session)
    audit.record(by=any_position(user), person=user, action="Đổi mật khẩu của mình", obj=user)


def record_sign_out(*, user: User, position: Position | None) -> None:
    """Who signed out is on the record as who signed in."""
    audit.record(by=position, person=user, action="Đăng xuất", obj=user)


@transaction.atomic
def note_reminder(*, user: User, on) -> bool:
    """Put on the record that a reminder goes out on a day; False where one has gone out on it already."""
    locked = locked_row(User, user.pk)
    if locked.reminded_on and locked.reminded_on >= on:
        return False
    locked.reminded_on = on
    locked.save(update_fields=["reminded_on"])
    audit.record(by=None, action="Gửi thư nhắc việc", obj=locked)
    return True


@transaction.atomic
def take_back_reminder(*, user: User) -> None:
    """The letter could not be sent: the next run may try again."""
    User.objects.filter(pk=user.pk).update(reminded_on=None)
    audit.record(by=None, action="Không gửi được thư nhắc việc", obj=user)


def any_position(user: User):
    """The log names a position; what a person does as such is told under the first one held."""
    return Position.objects.of(user).held_on(timezone.localdate()).for_work().first()


def home_area(role: str, unit):
    """The area a position works in by default."""
    return unit if role == Role.REGISTRANT else unit.own_area


def _standing(unit):
    """In a unit that has ended nobody works any more."""
    try:
        return still_standing(unit)
    except ValidationError as problem:
        raise ValidationError({"unit": problem.messages}) from problem


def refuse_double(user: User, role: str, unit) -> None:
    """One person, one role, one unit: a second such position is a second click."""
    held = Position.objects.of(user).not_ended_on(timezone.localdate()).substantive()
    if held.filter(role=role, unit=unit).exists():
        raise ValidationError({"role": f"{user} đang giữ vai trò này ở {unit}."})
