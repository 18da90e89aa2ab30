"""Còn nhận đăng ký không: what a plan's days and the permits to be late say to one unit on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, Count, F, JSONField, OuterRef, Q, Subquery, When
from django.db.models.functions import JSONObject, TruncDate

from common import written
from common.dates import parse_date
from registrations.enums import LateRule, State
from registrations.models import LatePermit, LateUse, Plan, Registration, Window


@dataclass(frozen=True)
class Receiving:
    """What is told of a plan beside its form; `is_closed`: nothing new can be handed in under it now."""

    told: str
    is_closed: bool = False


def offered_plans(unit, day: date, now: date, registration: Registration | None = None) -> list[Plan]:
    """The plans that count for the unit on a day, with their movements and with what `receiving` tells of them `now`."""
    units, about = tuple(sorted(units_of(unit, registration))), registration.pk if registration else None
    return written.ask_records(Plan, _offered, unit, day, units, now, joined=["movement"], about=about)


@written.often
def _offered(unit, day: date, units: tuple[int, ...], now: date, registration: int | None = None):
    """`takes_until`: the last day of the window that is open now, `late_until`: of the permit to be late; or None."""
    open_then = {"opens_on__lte": now, "closes_on__gt": now}
    windows = Window.objects.filter(plan=OuterRef("pk"), **open_then).order_by("-closes_on").values("closes_on")
    return Plan.objects.current_for(unit, day).annotate(
        takes_until=Case(When(**open_then, then=F("closes_on")), default=Subquery(windows[:1])),
        late_until=permitted_until(units, now, registration),
    )


def permitted_until(units: Iterable[int], day: date, registration: int | None = None) -> Subquery:
    """A column of plans: to which day a permit lets one of these units still hand in; or None."""
    permits = _left(LatePermit.objects.filter(plan=OuterRef("pk")), units, day, registration)
    return Subquery(permits.values("until")[:1])


def receiving(plan: Plan, unit, day: date, registration: Registration | None = None) -> Receiving:
    """What a plan says to a unit on a day, of a registration that is being written where there is one.

    Of one of the `offered_plans` nothing is asked.
    """
    if last := _last_day(plan, day):
        return Receiving(f"nhận đăng ký đến hết {last:%d/%m/%Y}")
    if day < plan.opens_on:
        return Receiving(f"nhận đăng ký từ {plan.opens_on:%d/%m/%Y} đến hết {plan.last_day:%d/%m/%Y}", True)
    over = f"đã hết hạn nhận đăng ký (ngày cuối {plan.last_day:%d/%m/%Y})"
    if plan.late_rule == LateRule.TAKEN:
        return Receiving(f"{over}, vẫn nhận nộp muộn")
    if registration and not is_new_to(registration, plan):
        return Receiving(f"{over}, hồ sơ được trả lại vẫn nộp lại được")
    if until := _late_until(plan, unit, day, registration):
        return Receiving(f"{over}, đơn vị được phép nộp muộn đến hết {until:%d/%m/%Y}")
    return Receiving(over, True)


def is_new_to(registration: Registration, plan: Plan) -> bool:
    """Whether a plan has not had it yet: it was never sent, or was taken back, or was written under another plan."""
    return registration.state == State.DRAFT or plan.pk != registration.plan_id


def units_of(unit, registration: Registration | None) -> set[int]:
    """Whose permits count: those of the unit, and of the one that registered, where another answers for it now."""
    return {registration.unit_id, registration.present_unit_id} if registration else {unit.pk}


def mark_closed(plan: Plan, day: date) -> str:
    """One of the `offered_plans` as a choice: one that takes nothing on the day says so."""
    if _last_day(plan, day):
        return str(plan)
    if day < plan.opens_on:
        return f"{plan} (nhận từ {plan.opens_on:%d/%m/%Y})"
    late = getattr(plan, "late_until", None)
    return f"{plan} ({f'được nộp muộn đến hết {late:%d/%m/%Y}' if late else 'đã hết hạn'})"


def _last_day(plan: Plan, day: date) -> date | None:
    if hasattr(plan, "takes_until"):
        return plan.takes_until - timedelta(days=1) if plan.takes_until else None
    return plan.last_day_when(day)


def _late_until(plan: Plan, unit, day: date, registration: Registration | None) -> date | None:
    if hasattr(plan, "late_until"):
        return plan.late_until
    permit = permits_left(plan, units_of(unit, registration), day, registration).first()
    return permit.until if permit else None


def permits_left(plan: Plan, units: set[int], day: date, registration: Registration | None = None):
    """The permits of these units by which something may still come in on a day, the first to end first.

    `registration`: what it has used itself does not count against it.
    """
    return _left(plan.late_permits.all(), units, day, registration)


def _left(permits, units: Iterable[int], day: date, registration: Registration | int | None = None):
    others = Count("used", filter=~Q(used__registration=registration) if registration else None)
    mine = permits.standing().filter(unit__in=units, until__gte=day).annotate(times=others)
    return mine.filter(Q(uses__isnull=True) | Q(times__lt=F("uses"))).order_by("until", "pk")


def by_permit() -> dict[str, Subquery]:
    """Columns of a registration: the permit it came in by, and the last one of its unit where that was withdrawn."""
    told = JSONObject(
        until="permit__until", reason="permit__reason", withdrawn=TruncDate("permit__withdrawn_at"),
        why="permit__withdrawn_reason",
    )  # fmt: skip
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
    if (came := registration.came_by) and registration.state == State.DRAFT:
        # Taken back, it has to come in again by the same permit.
        return (
            _lost(came | {"reason": came["why"]})
            if came["withdrawn"]
            else (
                f"Đã rút về; được nộp lại theo phép nộp muộn đến hết {_day(came['until'])}: {_sentence(came['reason'])}"
            )
        )
    if came:
        told = f"Nộp theo phép nộp muộn đến hết {_day(came['until'])}: {_sentence(came['reason'])}"
        if not came["withdrawn"]:
            return told
        kept = "đăng ký vẫn giữ nguyên, nhưng rút về thì không nộp lại được theo phép này"
        kept = kept if mine and registration.state == State.SUBMITTED else "đăng ký vẫn giữ nguyên"
        return f"{told} Phép này đã thu hồi ngày {_day(came['withdrawn'])}; {kept}."
    lost = registration.lost_permit
    if mine and registration.state == State.DRAFT and lost and lost["withdrawn"]:
        return _lost(lost)
    return ""


def _lost(permit: dict) -> str:
    told = f"Phép nộp muộn đến hết {_day(permit['until'])} của đơn vị đã bị thu hồi ngày {_day(permit['withdrawn'])}"
    return f"{told}: {_sentence(permit['reason'])}"


def _sentence(text: str) -> str:
    return f"{text.rstrip('. ')}."


def _day(text: str) -> str:
    return f"{parse_date(text[:10]):%d/%m/%Y}"
