"""Vị trí công tác khi đơn vị sắp xếp: each goes along with its unit, gets other areas, or ends."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from accounts.models import Position
from common import written
from reorganisation.enums import Content
from reorganisation.hanging import Assigned
from reorganisation.planned import Node, PlannedTree
from units.enums import Passing


@dataclass
class Seat:
    """One position not ended yet: the unit and areas it has, and those it will have (no unit: it ends).

    `area_keys` are those of the rows that name its areas.
    """

    position: Position
    unit: Node
    areas: list[Node]
    area_keys: list[int]
    unit_after: Node | None
    areas_after: list[Node]

    @property
    def ends(self) -> bool:
        return self.unit_after is None

    @property
    def is_carried(self) -> bool:
        """It ends at the old unit and goes on, for the same person, at another."""
        return self.unit_after is not None and self.unit_after is not self.unit

    @property
    def has_other_areas(self) -> bool:
        return not self.ends and self.areas_after != self.areas

    @property
    def facts(self) -> tuple:
        """All that is written of it and about it: two seats on one planned tree are alike where these are equal."""
        kept = tuple(getattr(self.position, field.attname) for field in Position._meta.concrete_fields)
        return kept, self.areas, self.area_keys, self.unit_after, self.areas_after

    @property
    def paths(self) -> list[str]:
        return [area.path for area in self.areas]

    @property
    def paths_after(self) -> list[str]:
        return [] if self.ends else [area.after for area in self.areas_after]


@dataclass
class Seats:
    """All positions of the scope, and those of split units that nobody has assigned."""

    all: list[Seat]
    unassigned: list[tuple[int, Node]]


def seats_of(tree: PlannedTree, assigned: Assigned) -> Seats:
    """What becomes of each position that is held today or later; a deputy ends with the unit."""
    seats, areas_of = Seats([], []), _areas_by_position()
    for position in written.ask_records(Position, _held_on, timezone.localdate(), joined=("user", "unit__level")):
        unit = tree.nodes.get(position.unit_id)
        if unit is None:
            continue
        row = (Content.POSITION, position.pk)
        heir = unit.heir(assigned.get(row) if unit.ends else None)
        if unit.passing == Passing.DISSOLVED or (unit.ends and position.deputy_for_id):
            heir = None
        elif heir is None and row not in assigned:
            seats.unassigned.append((position.pk, unit))
            continue
        rows = areas_of.get(position.pk, ())
        areas = [tree.nodes[area] for _, area in rows if area in tree.nodes]
        after = list(dict.fromkeys(one for area in areas for one in _areas_after(area, unit, heir)))
        seats.all.append(Seat(position, unit, areas, [key for key, _ in rows], heir, after))
    return seats


def _held_on(day: date):
    return Position.objects.not_ended_on(day).order_by("pk")


def _areas_by_position() -> dict[int, list[tuple[int, int]]]:
    """The rows that name areas, and the keys of these; thousands of positions need not hold the same units again and
    again."""
    found: dict[int, list[tuple[int, int]]] = {}
    rows = Position.areas.through.objects.order_by("unit__sort_key", "unit_id")
    for position, key, unit in rows.values_list("position_id", "pk", "unit_id"):
        found.setdefault(position, []).append((key, unit))
    return found


def _areas_after(area: Node, unit: Node, heir: Node | None) -> Iterator[Node]:
    """The area itself; else those that took over; of one that is dissolved, the areas that lay in it.

    Whoever sat in a body of a split area goes on in the part where that body goes on.
    """
    if area is unit and heir is not None:
        yield heir
    elif not area.ends:
        yield area
    elif area.passing != Passing.DISSOLVED:
        home = heir.parent if heir is not None and not heir.is_area else heir
        own_area_split = unit.was[0] == area.pk and home in area.aims
        yield from [home] if own_area_split else area.aims
    else:
        for below in area.was_above:
            yield from _areas_after(below, unit, heir)
