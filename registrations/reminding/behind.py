"""Đơn vị chưa đăng ký: the units a plan binds that have not registered what it asks, and when they were last reminded."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, Subquery, Sum
from django.utils.text import capfirst

from registrations.enums import Kind
from registrations.models import Plan, RemindedUnit
from registrations.plans.completion import come_of
from units.enums import COLLECTS_ALL, Line, Nature
from units.models import Unit

AREAS = "dia-ban"
LINES = ((AREAS, capfirst(Nature.AREA.label)), *((line.value, capfirst(line.label)) for line in Line))


@dataclass(frozen=True)
class OfKind:
    """Of one kind: how many were asked for (0: none), and how many handed in."""

    asked: int
    registered: int

    @property
    def missing(self) -> int:
        return max(0, self.asked - self.registered)


@dataclass(frozen=True)
class Behind:
    """One unit with what it owes."""

    unit: Unit
    collective: OfKind
    individual: OfKind
    reminded_on: date | None

    @property
    def is_asked(self) -> bool:
        """Whether a number was asked of it, of either kind."""
        return bool(self.collective.asked or self.individual.asked)

    @property
    def is_behind(self) -> bool:
        """Fewer than asked; of a unit that was asked for none, not a single one."""
        if self.is_asked:
            return bool(self.collective.missing or self.individual.missing)
        return not (self.collective.registered or self.individual.registered)

    @property
    def line(self) -> str:
        """Its khối as the page chooses by; an area is of none."""
        return AREAS if self.unit.is_area else self.unit.line

    @property
    def line_name(self) -> str:
        return dict(LINES)[self.line]

    def owes(self, kind: str) -> bool:
        """Whether anything of this kind is missing; a unit asked for none owes either."""
        of = self.collective if kind == Kind.COLLECTIVE else self.individual
        return bool(of.missing) or not self.is_asked


def units_behind(plan: Plan, seen, day: date) -> list[Behind]:
    """Those of `seen` (units) that are behind, by khối; three questions.

    Bound are the units directly below the plan's area, but for its issuer and the desk that receives of all lines,
    and whatever unit was asked for a number.
    """
    directly = Q(parent__path=plan.scope_path) & ~Q(pk=plan.issuer_id) & ~Q(collects=COLLECTS_ALL)
    bound = Q(pk__in=plan.quotas.values("present_unit")) | directly
    bound_ones = (
        seen.in_force_on(day).within_path(plan.scope_path).filter(bound).annotate(reminded_on=_reminded_on(plan))
    )
    units = list(bound_ones.order_by("sort_key", "pk"))
    asked: defaultdict = defaultdict(int)
    numbers = plan.quotas.values_list("present_unit", "kind").annotate(number=Sum("models_asked")).order_by()
    for unit, kind, number in numbers:
        asked[unit, kind] = number
    registered, _confirmed = come_of(plan, {unit.path for unit in units})
    rows = [_row(unit, asked, registered) for unit in units]
    order = [slug for slug, _label in LINES]
    return sorted((row for row in rows if row.is_behind), key=lambda row: order.index(row.line))


def _reminded_on(plan: Plan) -> Subquery:
    """A column: when a unit was last reminded of the plan."""
    letters = RemindedUnit.objects.filter(unit=OuterRef("pk"), reminder__plan=plan).order_by("-reminder__sent_on")
    return Subquery(letters.values("reminder__sent_on")[:1])


def _row(unit: Unit, asked, registered) -> Behind:
    collective, individual = (OfKind(asked[unit.pk, kind], registered[unit.path, kind]) for kind in Kind)
    return Behind(unit, collective, individual, unit.reminded_on)
