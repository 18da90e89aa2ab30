"""Tiến độ đơn vị bên dưới: who has registered how much of what the plans of the year ask."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F
from django.utils import timezone

from accounts.enums import Role
from common import written
from registrations.home.yearly import PLACE, counts
from units.enums import FRONT_LINES
from units.models import Unit


@dataclass(frozen=True)
class UnitProgress:
    """One unit directly below: models registered this year, and how many were asked for (0: none asked).

    `is_measured`: whether having none is being behind.
    """

    unit: Unit
    registered: int
    asked: int
    is_measured: bool = True

    @property
    def is_behind(self) -> bool:
        return self.is_measured and (self.registered < self.asked or self.registered == 0)

    @property
    def share(self) -> float:
        return self.registered / self.asked if self.asked else float(self.registered > 0)


def progress_below(position, year: int, places: list[dict] | None = None) -> list[UnitProgress]:
    """The areas directly below the position's areas, and bodies that were asked for models; those furthest behind first.

    `places`: the year counted by place, where it was asked for already.
    """
    standing, asked = _with_numbers(position, year)
    # What an area is asked for is asked of all its lines together: no measure for one of them.
    of_front = position.has_role(Role.FRONT)
    units = {unit.pk: unit for unit in standing if unit.is_area or not of_front or unit.line in FRONT_LINES}
    if not units:
        return []
    registered = _registered_by_unit(counts(position, year, PLACE)[PLACE] if places is None else places, units)
    rows = [
        UnitProgress(
            unit,
            registered[unit.pk],
            0 if of_front and unit.is_area else asked.get(unit.pk, 0),
            not (of_front and unit.is_area),
        )
        for unit in units.values()
        if unit.is_area or unit.pk in asked
    ]
    return sorted(rows, key=lambda row: (row.share, -row.asked))


def _below(position):
    """The units directly below the areas, once for each number asked of them."""
    above = {area.pk for area in position.all_areas()}
    below = Unit.objects.in_force_on(timezone.localdate()).filter(parent_id__in=above).order_by("sort_key")
    columns = {"of_year": "plan__year", "movement": "plan__movement", "of_kind": "kind", "number": "models_asked"}
    return below.annotate(**{name: F(f"present_quotas__{column}") for name, column in columns.items()})


def _with_numbers(position, year: int) -> tuple[list[Unit], dict[int, int]]:
    """The units below, and how many models each was asked for; one question.

    Plans of several levels ask for the same models: of one movement and kind the largest number counts.
    """
    found: dict[int, Unit] = {}
    most: defaultdict[int, dict] = defaultdict(dict)
    for unit in written.ask_records(Unit, _below, position):
        found[unit.pk] = unit
        if unit.of_year == year:
            what = unit.movement, unit.of_kind
            most[unit.pk][what] = max(unit.number, most[unit.pk].get(what, 0))
    return list(found.values()), {key: sum(numbers.values()) for key, numbers in most.items()}


def _registered_by_unit(places: Iterable[dict], units: dict[int, Unit]) -> Counter:
    """Sent registrations of the year, counted at the unit of `units` that holds them."""
    depth_of = defaultdict(set)
    for unit in units.values():
        depth_of[unit.path.count("/") - 2].add(unit.pk)
    counted: Counter = Counter()
    for row in places:
        keys = [int(part) for part in row["place"].split("/") if part]
        for depth, known in depth_of.items():
            if depth < len(keys) and keys[depth] in known:
                counted[keys[depth]] += row["number"]
    return counted
