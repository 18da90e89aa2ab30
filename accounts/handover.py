"""Bàn giao vị trí: one position ends, another opens for another person, and what is still to be done goes along."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts import rights, services
from accounts.models import Position, User
from common import audit
from common.dates import day
from common.locks import among_others, hold, locked_row
from units.standing import still_standing


@dataclass(frozen=True)
class PendingWork:
    """What hangs on positions about to end. The upper rooms say in their desk.py what it is; `to` takes it over."""

    positions: list[Position]
    to: User | None = None

    @property
    def seats(self) -> list[int]:
        return [seat for position in self.positions for seat in position.seats]


@transaction.atomic
def hand_over(
    *, by, position: Position, starts_on: date, token: UUID, to: User | None = None, username: str = "",
    full_name: str = "", title: str = "",
) -> Position:  # fmt: skip
    """End `position` on a day and open its successor for `to`, or for a new account with `slip_password(token)`.

    History keeps the old position for ever; pending work is reached through `Position.seats`. A repeated token finds
    the first handover. Raises ValidationError, PermissionDenied.
    """
    among_others()
    hold(position)
    if already := Position.objects.filter(token=token).first():
        return already
    locked = Position.objects.for_work().get(pk=position.pk)
    _may_hand_over(by, locked)
    _refuse_day(locked, starts_on)
    still_standing(locked.unit)
    if to is None:
        to = services.open_account(
            by=by, username=username, full_name=full_name, password=services.slip_password(token), one_time=True
        )
    successor = _open_successor(locked, to, starts_on, title, token)
    audit.record(
        by=by, action="Bàn giao vị trí công tác", obj=locked,
        before={"user": locked.user.username, "ends_on": _told(successor.ends_on if successor.ended_predecessor else
                                                             locked.ends_on)},
        after={"user": to.username, "starts_on": day(starts_on), "ends_on": _told(locked.ends_on)},
    )  # fmt: skip
    return successor


def _may_hand_over(by, position: Position) -> None:
    if not rights.may_hand_over(by, position):
        raise PermissionDenied
    if taken := position.successors.standing().select_related("user").first():
        raise ValidationError(f"Vị trí này đã bàn giao cho {taken.user} từ ngày {day(taken.starts_on)}.")


def _refuse_day(position: Position, starts_on: date) -> None:
    if starts_on < timezone.localdate():
        raise ValidationError({"starts_on": "Ngày bàn giao từ hôm nay trở đi."})
    if starts_on <= position.starts_on:
        raise ValidationError(
            {"starts_on": f"Vị trí này giữ từ ngày {day(position.starts_on)}; ngày bàn giao phải sau ngày đó."}
        )


def _open_successor(old: Position, to: User, starts_on: date, title: str, token: UUID) -> Position:
    """The same role, unit and areas. One that had ended before keeps its own last day."""
    if to.pk == old.user_id:
        raise ValidationError({"to": f"{to} đang giữ chính vị trí này."})
    hold(to)
    if not User.objects.filter(pk=to.pk, is_active=True).exists():
        raise ValidationError({"to": f"Tài khoản của {to} đang đóng. Hãy mở lại tài khoản trước."})
    services.refuse_double(to, old.role, old.unit)
    ends_now = old.ends_on is None or old.ends_on > starts_on
    successor = Position(
        user=to, role=old.role, unit=old.unit, title=title or old.title, starts_on=starts_on,
        ends_on=old.ends_on if ends_now else None, succeeds=old, stands_for=old.seats, ended_predecessor=ends_now,
        token=token,
    )  # fmt: skip
    successor.full_clean(exclude=["succeeds"])
    if ends_now:
        old.ends_on = starts_on
        old.save(update_fields=["ends_on"])
    successor.save()
    successor.areas.add(*old.areas.all())
    return successor


@transaction.atomic
def take_back(*, by, successor: Position) -> Position:
    """Thu hồi a handover before its day: the old position goes on as if nothing had been said."""
    among_others()
    hold(successor.succeeds)
    locked = locked_row(Position, successor.pk, "succeeds", "unit", "user")
    old = locked.succeeds
    if not rights.may_hand_over(by, old):
        raise PermissionDenied
    if locked.taken_back_at is not None:
        return locked
    if locked.starts_on <= timezone.localdate():
        raise ValidationError("Bàn giao đã có hiệu lực nên không thu hồi được. Hãy bàn giao lại cho người trước.")
    locked.taken_back_at = timezone.now()
    locked.save(update_fields=["taken_back_at"])
    before = old.ends_on
    if locked.ended_predecessor:
        old.ends_on = locked.ends_on
        old.save(update_fields=["ends_on"])
    audit.record(
        by=by, action="Thu hồi bàn giao vị trí", obj=old, before={"ends_on": _told(before)},
        after={"ends_on": _told(old.ends_on), "user": locked.user.username},
    )  # fmt: skip
    return locked


def _told(value: date | None) -> str:
    return day(value) if value else ""
