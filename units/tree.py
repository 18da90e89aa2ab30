"""Sơ đồ tổ chức tại một ngày: the units in force on a day as they then were, nested, the deeper ones when opened."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count

from common.vietnamese import sort_key
from units.enums import Line, Nature
from units.models import UnitVersion

# Up to so many the whole tree is drawn at once; beyond, what lies deeper comes when it is opened.
MOST_DRAWN = 60
# No more of one unit are drawn at first.
MOST_BELOW = 30
READ = (
    "unit_id", "parent_id", "level_id", "name", "line", "collects", "unit__name", "unit__nature", "unit__sort_key",
)  # fmt: skip


@dataclass(slots=True)
class Node:
    """One unit as it was, with what is drawn under it, how many wait to be opened, and how many more there are."""

    unit_id: int
    parent_id: int | None
    level_id: int | None
    name: str
    line: str
    collects: str
    is_area: bool
    place: tuple
    below: list["Node"] = field(default_factory=list)
    waiting: int = 0
    more: int = 0

    @property
    def line_name(self) -> str:
        return Line(self.line).label


@dataclass(frozen=True)
class Tree:
    """The uppermost units of a position on a day; `whole` tells whether everything below them is drawn."""

    roots: list[Node]
    whole: bool


def times_on(position, day: date):
    """The units in sight that were in force on a day, each as it then was."""
    times = UnitVersion.objects.in_force_on(day)
    if root := _root(position):
        # Nothing comes to the root from elsewhere, so its path needs no look at the units.
        return times.within_path(root.path)
    return times.visible_to(position)


def drawn_for(position, day: date) -> Tree:
    """What a position sees of the tree on a day."""
    times = times_on(position, day)
    if not times[MOST_DRAWN : MOST_DRAWN + 1].exists():
        return Tree(_nest(nodes(times)), whole=True)
    roots = nodes(_tops(times, position))
    if len(roots) < MOST_DRAWN:
        _nest([*roots, *nodes(times.filter(parent__in=[root.unit_id for root in roots]))])
    for root in roots:
        root.more = len(root.below[MOST_BELOW:])
        del root.below[MOST_BELOW:]
    _count_below(times, [*roots, *(node for root in roots for node in root.below)])
    return Tree(roots, whole=False)


def below(position, unit_id: int, day: date, *, after: int = 0) -> list[Node]:
    """What lies directly below a unit, without the first `after`; each with how many lie deeper."""
    times = times_on(position, day)
    found = nodes(times.filter(parent=unit_id))[after:]
    _count_below(times, found)
    return found


def nodes(times) -> list[Node]:
    """Bodies first, then areas, each by the name it had."""
    return sorted((_node(*row) for row in times.order_by().values_list(*READ)), key=lambda node: node.place)


def nested(times: Iterable[UnitVersion]) -> list[UnitVersion]:
    """Every time after the one of the unit it hung under."""
    of_unit = {time.unit_id: time for time in times}
    made = [_of_time(time) for time in of_unit.values()]
    return [of_unit[node.unit_id] for node in _flat(_nest(sorted(made, key=lambda node: node.place)))]


def _node(unit_id, parent_id, level_id, name, line, collects, name_now, nature, key) -> Node:
    is_area = nature == Nature.AREA
    place = is_area, key if name == name_now else sort_key(name), unit_id
    return Node(unit_id, parent_id, level_id, name, line, collects, is_area, place)


def _of_time(time: UnitVersion) -> Node:
    unit = time.unit
    return _node(
        time.unit_id, time.parent_id, time.level_id, time.name, time.line, time.collects, unit.name, unit.nature, unit.sort_key
    )  # fmt: skip


def _flat(found: list[Node]):
    for node in found:
        yield node
        yield from _flat(node.below)


def _root(position):
    return next((area for area in (position.all_areas() if position else []) if area.parent_id is None), None)


def _tops(times, position):
    """Those whose parent then lay out of sight, or had not begun."""
    if root := _root(position):
        return times.filter(unit=root)
    return times.exclude(parent__in=times.values("unit"))


def _nest(found: list[Node]) -> list[Node]:
    known = {node.unit_id: node for node in found}
    roots = []
    for node in found:
        above = known.get(node.parent_id)
        (above.below if above else roots).append(node)
    return roots


def _count_below(times, found: list[Node]) -> None:
    """How many wait under those nodes of which nothing is drawn; one query."""
    closed = {node.unit_id: node for node in found if node.is_area and not node.below}
    counted = times.filter(parent__in=list(closed)).order_by().values_list("parent").annotate(Count("pk"))
    for unit_id, number in counted if closed else []:
        closed[unit_id].waiting = number
