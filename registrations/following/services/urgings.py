"""Đôn đốc: somebody in charge asks, the unit answers."""

from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.enums import DESK_ROLES, Role
from accounts.models import Position
from common import audit
from common.locks import among_others, hold, locked_row
from registrations.following.rights import answers, urges
from registrations.models import Registration, Urging
from units.models import Unit
from units.standing import still_standing


@transaction.atomic
def urge(
    *, by, unit: Unit, asked: str, due_on: date, token: UUID, registration: Registration | None = None,
    at: datetime | None = None,
) -> Urging:  # fmt: skip
    """Ghi đôn đốc, about one model or the unit as such. Raises ValidationError, PermissionDenied.

    Of two presses at once the second waits for the first and finds what it wrote.
    """
    among_others()
    unit = still_standing(unit)
    if not urges(by, unit, registration):
        raise PermissionDenied
    hold(by)
    if same := Urging.objects.filter(token=token).first():
        return same
    if registration is not None and registration.present_unit_id != unit.pk:
        raise ValidationError("Mô hình này nay do đơn vị khác phụ trách. Hãy mở lại trang.")
    at = at or timezone.now()
    if due_on < timezone.localdate(at):
        raise ValidationError({"due_on": "Hạn không được trước hôm nay."})
    urging = Urging(unit=unit, registration=registration, asked=asked, due_on=due_on, by=by, at=at, token=token)
    urging.full_clean(exclude=["by", "at", "token", "replied_by"])
    urging.save()
    audit.record(by=by, action="Ghi đôn đốc", obj=urging, after=audit.facts(urging))
    return urging


def is_seen_at(unit: Unit) -> bool:
    """Whether anybody finds what the unit is urged to among the own work: its registrants, or those of its desk."""
    desk = Q(unit=unit) | Q(unit__in=Unit.objects.collecting().filter(parent=unit))
    people = Q(role=Role.REGISTRANT, unit=unit) | Q(role__in=DESK_ROLES) & desk
    return Position.objects.held_on(timezone.localdate()).filter(people).exists()


@transaction.atomic
def reply(*, by, urging: Urging, text: str, name: str, at: datetime | None = None) -> Urging:
    """Ghi trả lời of the unit: who (`name`) said what. The same pressed twice is written once."""
    found = locked_row(Urging, urging.pk, "unit")
    if found.replied_at is not None:
        if found.reply == text:
            return found
        raise ValidationError("Đôn đốc này đã có trả lời.")
    if not answers(by, found):
        raise PermissionDenied
    found.reply, found.replied_name, found.replied_by, found.replied_at = text, name, by, at or timezone.now()
    found.save()
    audit.record(
        by=by, action="Trả lời đôn đốc", obj=found, after={"reply": found.reply, "replied_name": found.replied_name}
    )
    return found
