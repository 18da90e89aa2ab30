"""Đôn đốc: the letter to the units that are behind is put on the record, with how each of them stood."""

from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Case, F, When
from django.utils import timezone

from accounts.signing import usually_headed_by
from common import audit
from common.locks import hold
from registrations.models import Letter, Plan, RemindedUnit, Reminder
from registrations.querysets import of_own_lines
from registrations.reminding.behind import Behind, units_behind
from registrations.rights import reminds
from units.models import Unit


@transaction.atomic
def remind(*, by, plan: Plan, units: set[int], until: date, token: UUID, **said: str) -> Reminder:
    """Lập công văn đôn đốc to those of `units` (keys) that are behind. A repeated token finds the first.

    `said`: who signs (`signer_name`, `signer_title`), and `note`.

    Raises ValidationError where none of them is behind, PermissionDenied where the position may not remind.
    """
    if not reminds(by, plan):
        raise PermissionDenied
    hold(plan)
    if first := Reminder.objects.filter(token=token).first():
        if first.by_id not in by.seats:
            raise PermissionDenied
        return first
    today = timezone.localdate()
    if until < today:
        raise ValidationError({"until": "Hạn đăng ký phải từ hôm nay trở đi."})
    behind = [row for row in units_behind(plan, _in_charge(by), today) if row.unit.pk in units]
    if not behind:
        raise ValidationError("Chưa chọn đơn vị nào, hoặc các đơn vị đã chọn vừa đăng ký đủ.")
    reminder = Reminder.objects.create(
        plan=plan, by=by, until=until, cites=_own_plan(by.unit, plan, today), token=token,
        headed_by=usually_headed_by(by.unit), **said,
    )  # fmt: skip
    RemindedUnit.objects.bulk_create(_reminded(reminder, row) for row in behind)
    names = "; ".join(str(row.unit) for row in behind)
    audit.record(
        by=by, action="Lập công văn đôn đốc", obj=reminder, after={"các đơn vị": names, **audit.facts(reminder)}
    )
    return reminder


def _in_charge(by):
    return Unit.objects.visible_to(by).filter(of_own_lines(by))


def _own_plan(unit: Unit, plan: Plan, day: date) -> Plan:
    """By which plan a unit reminds: its own level's of the same year and movement, else the one in hand."""
    own = Plan.objects.filter(
        scope_path=unit.own_area.path, year=plan.year, movement=plan.movement_id, issued_on__lte=day
    )
    # The one in hand first, where it is of that level itself.
    return own.order_by(Case(When(pk=plan.pk, then=0), default=1), "-issued_on", "-pk").first() or plan


def last_signer(unit: Unit) -> dict[str, str]:
    """Who signed the last công văn a unit made here, as a form begins with it; nothing where none was signed."""
    columns = ("signer_name", "signer_title")
    reminders = Reminder.objects.filter(by__unit=unit).exclude(signer_name="").order_by()
    letters = Letter.objects.filter(unit=unit).exclude(signer_name="").order_by()
    signed = reminders.values(*columns, made=F("at")).union(letters.values(*columns, made=F("created_at")))
    last = signed.order_by("-made").first()
    return {name: last[name] for name in columns} if last else {}


def _reminded(reminder: Reminder, row: Behind) -> RemindedUnit:
    return RemindedUnit(
        reminder=reminder, unit=row.unit, unit_name=str(row.unit),
        collective_asked=row.collective.asked, collective_registered=row.collective.registered,
        individual_asked=row.individual.asked, individual_registered=row.individual.registered,
    )  # fmt: skip
