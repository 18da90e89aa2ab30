"""Còn nhận đăng ký không: what a plan's days and the permits to be late say to one unit on a day."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, JSONField, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject, TruncDate

from common.dates import parse_date
from registrations.enums import LateRule, State
from registrations.models import LatePermit, LateUse, Plan, Registration


@dataclass(frozen=True)
class Receiving:
    """What is told of a plan beside its form; `is_closed`: nothing new can be handed in under it now."""

    told: str
    is_closed: bool = False


def receiving(plan: Plan, unit, day: date) -> Receiving:
    """Of a plan that came from `current_for`, or any other; at most two questions, none while the main window is open."""
    if last := _last_day(plan, day):
        return Receiving(f"nhận đăng ký đến hết {last:%d/%m/%Y}")
    if day < plan.opens_on:
        return Receiving(f"nhận đăng ký từ {plan.opens_on:%d/%m/%Y} đến hết {plan.last_day:%d/%m/%Y}", True)
    over = f"đã hết hạn nhận đăng ký (ngày cuối {plan.last_day:%d/%m/%Y})"
    if plan.late_rule == LateRule.TAKEN:
        return Receiving(f"{over}, vẫn nhận nộp muộn")
    if permit := permits_left(plan, {unit.pk}, day).first():
        return Receiving(f"{over}, đơn vị được phép nộp muộn đến hết {permit.until:%d/%m/%Y}")
    return Receiving(over, True)


def _last_day(plan: Plan, day: date) -> date | None:
    if plan.opens_on <= day < plan.closes_on:
        return plan.last_day
    if hasattr(plan, "open_until"):
        return plan.open_until - timedelta(days=1) if plan.open_until else None
    return plan.last_day_when(day) if day >= plan.opens_on else None


def permits_left(plan: Plan, units: set[int], day: date, registration: Registration | None = None):
    """The permits of these units by which something may still come in on a day, the first to end first.

    `registration`: what it has used itself counts for it once.
    """
    mine = plan.late_permits.standing().filter(unit__in=units, until__gte=day)
    others = Count("used", filter=~Q(used__registration=registration) if registration else None)
    left = mine.annotate(times=others).filter(Q(uses__isnull=True) | Q(times__lt=F("uses")))
    return left.order_by("until", "pk")


def mark_closed(plan: Plan, day: date) -> str:
    """A plan as a choice: one that takes nothing on the day says so. Asks nothing of a plan from `current_for`."""
    known = getattr(plan, "open_until", None)
    if known or plan.opens_on <= day < plan.closes_on:
        return str(plan)
    return f"{plan} ({f'nhận từ {plan.opens_on:%d/%m/%Y}' if day < plan.opens_on else 'đã hết hạn'})"


def by_permit() -> dict[str, Subquery]:
    """Columns of a registration: the permit it came in by, and the last one of its unit where that was withdrawn."""
    told = JSONObject(until="permit__until", reason="permit__reason", withdrawn=TruncDate("permit__withdrawn_at"))
    used = LateUse.objects.filter(registration=OuterRef("pk")).values(told=told)
    permits = LatePermit.objects.filter(plan=OuterRef("plan"), unit=OuterRef("present_unit"))
    latest = permits.order_by(F("withdrawn_at").desc(nulls_first=True), "-pk")
    gone = JSONObject(until="until", reason="withdrawn_reason", withdrawn=TruncDate("withdrawn_at"))
    return {
        "came_by": Subquery(used[:1], output_field=JSONField()),
        "lost_permit": Subquery(latest.values(told=gone)[:1], output_field=JSONField()),
    }


def permit_told(registration: Registration, *, mine: bool) -> str:
    """What the record's page says of a permit to be late, to the unit and to the desk; empty where there is none.

    The registration came with the columns of `by_permit`.
    """
    if came := registration.came_by:
        gone = (
            f" Phép này đã thu hồi ngày {_day(came['withdrawn'])}; đăng ký vẫn giữ nguyên." if came["withdrawn"] else ""
        )
        return f"Nộp theo phép nộp muộn đến hết {_day(came['until'])}: {came['reason']}.{gone}".replace("..", ".")
    lost = registration.lost_permit
    if mine and registration.state == State.DRAFT and lost and lost["withdrawn"]:
        told = f"Phép nộp muộn đến hết {_day(lost['until'])} của đơn vị đã bị thu hồi ngày {_day(lost['withdrawn'])}"
        return f"{told}: {lost['reason']}.".replace("..", ".")
    return ""


def _day(text: str) -> str:
    return f"{parse_date(text[:10]):%d/%m/%Y}"
