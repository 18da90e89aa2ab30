"""Opening and closing accounts and positions."""

import secrets

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.enums import Role
from accounts.models import Position, User
from common import audit
from units import scope

# Letters and digits that nobody misreads on a printed slip.
SLIP_ALPHABET = "abcdefghkmnpqrstuvwxyz23456789"


def one_time_password() -> str:
    """A first password for a paper slip: 12 unmistakable characters (about 59 bits)."""
    return "-".join("".join(secrets.choice(SLIP_ALPHABET) for _ in range(4)) for _ in range(3))


@transaction.atomic
def open_account(*, by, username: str, full_name: str, password: str, email: str = "") -> User:
    """Open an account. Raises ValidationError when the name is taken or the password too weak."""
    user = User(username=username, full_name=full_name, email=email)
    validate_password(password, user)
    user.set_password(password)
    user.full_clean()
    user.save()
    audit.record(by=by, action="Mở tài khoản", obj=user, after={"username": username})
    return user


@transaction.atomic
def open_position(*, by, user: User, role: str, unit, areas=(), title: str = "", starts_on=None, ends_on=None) -> Position:
    """Give a person a position. Without areas given: a registrant's own unit, anybody else's area of the unit.

    `by` is None only for the first administrator and the demo; an officer may open positions only inside the
    own areas and never an administrator's.
    """
    if by is not None:
        _may_manage(by, role=role, unit=unit)
    position = Position(user=user, role=role, unit=unit, title=title, ends_on=ends_on)
    if starts_on:
        position.starts_on = starts_on
    position.full_clean()
    position.save()
    position.areas.set(areas or [home_area(role, unit)])
    audit.record(by=by, action="Giao vị trí công tác", obj=position, after={"user": user.username, "role": role})
    return position


@transaction.atomic
def close_position(*, by, position: Position, ends_on) -> Position:
    """End a position on a day (from which it gives no sight of anything any more)."""
    locked = Position.objects.select_for_update(of=("self",)).select_related("unit", "user").get(pk=position.pk)
    _may_manage(by, role=locked.role, unit=locked.unit)
    if ends_on <= locked.starts_on:
        raise ValidationError({"ends_on": "Ngày kết thúc phải sau ngày bắt đầu."})
    before, locked.ends_on = locked.ends_on, ends_on
    locked.save(update_fields=["ends_on"])
    audit.record(by=by, action="Kết thúc vị trí công tác", obj=locked, before={"ends_on": str(before or "")},
                 after={"ends_on": str(ends_on)})  # fmt: skip
    return locked


@transaction.atomic
def reset_password(*, by, user: User) -> str:
    """Give a person below a new one-time password, to be handed over on paper."""
    password = one_time_password()
    user.set_password(password)
    user.save(update_fields=["password"])
    audit.record(by=by, action="Cấp lại mật khẩu", obj=user)
    return password


def home_area(role: str, unit):
    """The area a position works in by default."""
    return unit if role == Role.REGISTRANT or unit.is_area or unit.parent is None else unit.parent


def _may_manage(by, *, role: str, unit) -> None:
    allowed = by.role == Role.ADMIN or (by.role == Role.OFFICER and role != Role.ADMIN)
    if not allowed or not scope.covers(by, unit.path):
        raise PermissionDenied
