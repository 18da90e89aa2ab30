"""Đơn vị được đôn đốc: what a reminded unit finds on its home page until it has registered.

It is asked together with the plans that the page shows anyway: no question of its own.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, Exists, IntegerField, JSONField, OuterRef, Q, Subquery, When
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import timezone

from common.dates import parse_date
from common.desk import WorkLine
from registrations.enums import Kind
from registrations.models import Plan, Registration, RemindedUnit
from registrations.plans.completion import COUNTED
from units.models import Unit
from units.querysets import range_end


@dataclass(frozen=True)
class Owed:
    """What one plan still waits for from one unit."""

    plan: Plan
    unit: Unit
    until: date
    sent_on: date
    sender: str
    asked: bool
    missing: int

    @property
    def told(self) -> str:
        """What is still to come; a unit asked for no number lacks none."""
        return f"còn thiếu {self.missing}" if self.asked else "chưa có đăng ký nào"


def units_of(position) -> list[Unit]:
    """Who is reminded when the position's home page says so: its unit; at a desk also the area it works for."""
    unit = position.unit
    return [unit, unit.parent] if unit.collects and unit.parent else [unit]


def with_reminders(plans, position):
    """The plans with the last reminder of the position's units, and what these have handed in since it was asked for.

    What was handed in is counted only where there is a reminder.
    """
    for place, unit in enumerate(units_of(position)):
        last = RemindedUnit.objects.filter(reminder__plan=OuterRef("pk"), unit=unit).order_by("-reminder__at", "-pk")
        told = JSONObject(
            until="reminder__until", sent_on="reminder__sent_on", collective="collective_asked",
            individual="individual_asked", sender="reminder__by__unit__full_name",
        )  # fmt: skip
        plans = plans.annotate(**{f"reminder_{place}": Subquery(last.values(told=told)[:1], output_field=JSONField())})
        for kind in Kind:
            counted = Case(When(Exists(last), then=_handed_in(unit, kind)), default=0, output_field=IntegerField())
            plans = plans.annotate(**{f"{kind.value}_{place}": counted})
    return plans


def _handed_in(unit: Unit, kind: Kind) -> Subquery:
    same = Plan.objects.filter(year=OuterRef(OuterRef("year")), movement=OuterRef(OuterRef("movement")))
    inside = Q(scope_path__gte=unit.path, scope_path__lt=range_end(unit.path))
    sent = Registration.objects.filter(
        inside, plan__in=same.values("pk"), kind=kind, first_sent_at__isnull=False, state__in=COUNTED
    )
    counted = sent.order_by().values("kind").annotate(number=Count("pk")).values("number")
    return Subquery(counted, output_field=IntegerField())


def owed(plans, position) -> list[Owed]:
    """Of plans that came `with_reminders`, what the units of the position still owe; each plan once."""
    found = []
    for plan in plans:
        for place, unit in enumerate(units_of(position)):
            told = getattr(plan, f"reminder_{place}")
            if told and (missing := _missing(plan, place, told)):
                until, sent_on = parse_date(told["until"]), parse_date(told["sent_on"])
                found.append(Owed(plan, unit, until, sent_on, told["sender"], _is_asked(told), missing))
    return found


def reminder_work(plans, position) -> list[WorkLine]:
    """Đôn đốc of the desk above as lines of the home page."""
    today = timezone.localdate()
    return [
        WorkLine(
            f"Đăng ký mô hình theo kế hoạch số {one.plan.number}, {one.told}",
            reverse("registrations:plan", args=[one.plan.pk]),
            note=f"{one.sender} đôn đốc {one.unit} ngày {one.sent_on:%d/%m/%Y}",
            due_on=one.until,
            late=one.until < today,
        )
        for one in owed(plans, position)
    ]


def _is_asked(told: dict) -> bool:
    """Whether a number was asked of the unit, of either kind."""
    return any(told[kind.value] for kind in Kind)


def _missing(plan: Plan, place: int, told: dict) -> int:
    """How many models are still to come; of a unit asked for no number, one."""
    handed_in = {kind.value: getattr(plan, f"{kind.value}_{place}") or 0 for kind in Kind}
    if not _is_asked(told):
        return 0 if any(handed_in.values()) else 1
    return sum(max(0, told[kind.value] - handed_in[kind.value]) for kind in Kind)
