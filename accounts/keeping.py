"""Giữ sổ tài khoản: areas of a held position, names corrected, accounts closed and opened again."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts import rights, sessions
from accounts.models import Position, User
from common import audit
from common.correcting import correct_row
from common.dates import day
from common.locks import hold, locked_row
from units.models import Unit


@transaction.atomic
def change_areas(*, by, position: Position, areas: Iterable[Unit]) -> Position:
    """Đổi địa bàn phụ trách of a held position; whoever stands in for it gets the same. Raises ValidationError."""
    areas = sorted(set(areas), key=lambda area: area.sort_key)
    hold(position)
    locked = Position.objects.for_work().get(pk=position.pk)
    may = rights.manages(by, locked) and rights.may_give(by, role=locked.role, unit=locked.unit, areas=areas)
    if not may or locked.deputy_for_id or not rights.is_current(locked):
        raise PermissionDenied
    if not areas:
        raise ValidationError({"areas": "Chọn hoặc ghi ít nhất một địa bàn."})
    before = sorted(locked.areas.all(), key=lambda area: area.sort_key)
    if before == areas:
        return locked
    # Who takes over on a later day was given the areas of the day of the handover.
    to_come = locked.successors.standing().filter(starts_on__gt=timezone.localdate())
    for one in [locked, *to_come, *locked.deputies.not_ended_on(timezone.localdate())]:
        one.areas.set(areas)
    audit.record(by=by, action="Đổi địa bàn phụ trách", obj=locked, before={"areas": _named(before)},
                 after={"areas": _named(areas)})  # fmt: skip
    return Position.objects.for_work().get(pk=locked.pk)


@transaction.atomic
def correct_account(*, by, user: User, full_name: str, username: str, email: str) -> User:
    """Sửa họ tên, tên đăng nhập, thư điện tử. Raises ValidationError when the name is taken."""
    locked = locked_row(User, user.pk)
    if not rights.may_reset(by, locked):
        raise PermissionDenied
    fields = {"full_name": full_name, "username": username, "email": email}
    correct_row(by=by, row=locked, action="Sửa tài khoản", facts=fields, exclude=["password"])
    return locked


@transaction.atomic
def close_account(*, by, user: User, reason: str) -> User:
    """Đóng tài khoản: nobody signs in with it, and every position ends today. What is pending stays with the positions
    until they are handed over.
    """
    locked = locked_row(User, user.pk)
    if not rights.may_reset(by, locked):
        raise PermissionDenied
    if not locked.is_active:
        return locked
    today, ended = timezone.localdate(), []
    for position in Position.objects.of(locked).not_ended_on(today).select_related("unit__level", "user"):
        # What began today or has not begun yet cannot end before it began: it is taken back.
        if position.starts_on >= today:
            position.taken_back_at = timezone.now()
        else:
            position.ends_on = today
        position.save(update_fields=["taken_back_at", "ends_on"])
        ended.append(str(position))
    locked.is_active = False
    locked.save(update_fields=["is_active"])
    # Else an account opened again would still be signed in wherever it was.
    sessions.end(locked)
    audit.record(by=by, action="Đóng tài khoản", obj=locked, before={"is_active": "có"},
                 after={"is_active": "không", "note": reason, "positions": "; ".join(ended), "ends_on": day(today)})  # fmt: skip
    return locked


@transaction.atomic
def reopen_account(*, by, user: User) -> User:
    """Mở lại tài khoản. The positions that ended stay ended; new ones are given as to anybody."""
    locked = locked_row(User, user.pk)
    if not rights.may_reset(by, locked):
        raise PermissionDenied
    if locked.is_active:
        return locked
    locked.is_active = True
    locked.save(update_fields=["is_active"])
    audit.record(by=by, action="Mở lại tài khoản", obj=locked, before={"is_active": "không"},
                 after={"is_active": "có"})  # fmt: skip
    return locked


def _named(areas: Iterable[Unit]) -> str:
    return "; ".join(str(area) for area in areas)
