"""Mức hoàn thành chỉ tiêu của một kế hoạch, and which units below have issued plans of their own."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef

from registrations.enums import HELD, State
from registrations.models import Plan, PlanCopy, Quota, Registration
from units.models import Unit

# Handed in and not given up.
COUNTED = frozenset(State) - {State.DRAFT, State.WITHDRAWN, State.REJECTED}


@dataclass(frozen=True)
class Completion:
    """One number asked of one unit, and what has come of it: handed in, and of these confirmed."""

    quota: Quota
    registered: int
    confirmed: int

    @property
    def percent(self) -> int | None:
        """Of the asked number; None where nothing was asked."""
        return round(100 * self.confirmed / self.quota.models_asked) if self.quota.models_asked else None

    @property
    def is_done(self) -> bool:
        return self.confirmed >= self.quota.models_asked


def completion_of(plan: Plan, quotas: Iterable[Quota]) -> list[Completion]:
    """Of every number asked, what has come of it."""
    quotas = list(quotas)
    registered, confirmed = come_of(plan, {quota.present_unit.path for quota in quotas})
    return [
        Completion(
            quota,
            registered[quota.present_unit.path, quota.kind],
            confirmed[quota.present_unit.path, quota.kind],
        )
        for quota in quotas
    ]


def come_of(plan: Plan, places: set[str]) -> tuple[Counter, Counter]:
    """What was handed in, and of it confirmed, by (place, kind): whatever was registered in an area in the plan's year
    and movement, under whichever plan; one question.
    """
    same = Plan.objects.filter(year=plan.year, movement=plan.movement_id)
    sent = Registration.objects.filter(plan__in=same, first_sent_at__isnull=False, state__in=COUNTED)
    rows = sent.values_list("scope_path", "kind", "state").annotate(number=Count("pk")).order_by()
    registered: Counter = Counter()
    confirmed: Counter = Counter()
    for path, kind, state, number in rows if places else ():
        for place in _among(path, places):
            registered[place, kind] += number
            confirmed[place, kind] += number if state in HELD else 0
    return registered, confirmed


def _among(path: str, places: set[str]) -> list[str]:
    """Those of some places that hold a path."""
    ends = [end + 1 for end, sign in enumerate(path) if sign == "/"]
    return [path[:end] for end in ends if path[:end] in places]


@dataclass(frozen=True)
class OwnPlan:
    """An area directly below, with the plans it issued for the same year and movement: the year's, then the additions.

    Each tells as `has_copy` whether its signed copy was uploaded.
    """

    unit: Unit
    plans: list[Plan]


def plans_below(plan: Plan, day: date, seen) -> list[OwnPlan]:
    """The areas directly below that the viewer sees (`seen`: units), with their own plans; two questions."""
    areas = list(
        seen.in_force_on(day)
        .filter(parent__path=plan.scope_path, level__isnull=False, nature="area")
        .order_by("sort_key")
    )
    issued = Plan.objects.filter(
        year=plan.year, movement=plan.movement_id, scope_path__in=[area.path for area in areas]
    ).order_by("issued_on", "pk")
    by_path = defaultdict(list)
    for one in issued.annotate(has_copy=Exists(PlanCopy.objects.filter(plan=OuterRef("pk")))) if areas else ():
        by_path[one.scope_path].append(one)
    return [OwnPlan(area, by_path[area.path]) for area in areas]
