"""Người thay trong thời gian vắng: a position lent to another person for some days, never with more than it has."""

from datetime import date, timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts import rights
from accounts.models import Position, User
from common import audit
from common.dates import day
from common.locks import among_others, hold, locked_row
from units.standing import still_standing

LONGEST = timedelta(days=366)


@transaction.atomic
def name_deputy(
    *, by, principal: Position, to: User, starts_on: date, ends_on: date, reason: str, token: UUID
) -> Position:  # fmt: skip
    """Give `to` a position with the role, unit and areas of `principal` from a day (included) to a day (excluded).

    Both see what waits for either: the deputy finishes what the principal began, and the other way round. A repeated
    token finds the first. Raises ValidationError, PermissionDenied.
    """
    among_others()
    hold(principal)
    if already := Position.objects.filter(token=token).first():
        return already
    locked = Position.objects.for_work().get(pk=principal.pk)
    if not rights.may_lend(by, locked):
        raise PermissionDenied
    _refuse_days(locked, starts_on, ends_on)
    still_standing(locked.unit)
    if not rights.may_stand_in(locked).filter(pk=to.pk).exists():
        raise ValidationError({"to": "Người thay phải là cán bộ của đơn vị này hoặc ở địa bàn bên dưới."})
    deputy = Position(
        user=to, role=locked.role, unit=locked.unit, title=locked.title, starts_on=starts_on, ends_on=ends_on,
        deputy_for=locked, deputy_name=locked.user.full_name, reason=reason, stands_for=locked.seats, token=token,
    )  # fmt: skip
    deputy.full_clean(exclude=["deputy_for"])
    deputy.save()
    deputy.areas.add(*locked.areas.all())
    locked.stands_for = [*locked.stands_for, deputy.pk]
    locked.save(update_fields=["stands_for"])
    audit.record(
        by=by, action="Giao người thay", obj=deputy,
        after={"user": to.username, "starts_on": day(starts_on), "ends_on": day(ends_on), "reason": reason},
    )  # fmt: skip
    return deputy


def _refuse_days(principal: Position, starts_on: date, ends_on: date) -> None:
    if starts_on < timezone.localdate():
        raise ValidationError({"starts_on": "Ngày bắt đầu từ hôm nay trở đi."})
    if starts_on < principal.starts_on:
        raise ValidationError({"starts_on": f"Vị trí này giữ từ ngày {day(principal.starts_on)}."})
    if ends_on <= starts_on:
        raise ValidationError({"last_day": "Ngày cuối không được trước ngày bắt đầu."})
    if ends_on - starts_on > LONGEST:
        raise ValidationError({"last_day": "Thay tối đa một năm. Nếu lâu hơn, hãy bàn giao vị trí."})
    if principal.ends_on and ends_on > principal.ends_on:
        raise ValidationError({"last_day": f"Vị trí này chỉ giữ đến trước ngày {day(principal.ends_on)}."})
    others = principal.deputies.not_ended_on(starts_on).filter(starts_on__lt=ends_on).select_related("user")
    if other := others.first():
        raise ValidationError(
            f"{other.user} đã được giao thay từ {day(other.starts_on)} đến trước {day(other.ends_on)}. "
            "Hãy kết thúc lần đó trước, hoặc chọn ngày khác."
        )


@transaction.atomic
def end_deputy(*, by, deputy: Position) -> Position:
    """Kết thúc việc thay from today on; what has not begun is taken back."""
    among_others()
    locked = locked_row(Position, deputy.pk, "deputy_for", "unit", "user")
    if not rights.may_end_deputy(by, locked):
        raise PermissionDenied
    today = timezone.localdate()
    if locked.taken_back_at or locked.ends_on <= today:
        return locked
    before = locked.ends_on
    if locked.starts_on >= today:
        locked.taken_back_at = timezone.now()
    else:
        locked.ends_on = today
    locked.save(update_fields=["taken_back_at", "ends_on"])
    audit.record(by=by, action="Kết thúc việc thay", obj=locked, before={"ends_on": day(before)},
                 after={"ends_on": day(today)})  # fmt: skip
    return locked
