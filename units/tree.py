"""Sơ đồ tổ chức: the visible units as nested nodes, out of at most two questions to the database."""

from dataclasses import dataclass, field

from units.models import Unit

# Beyond this many rows only the two uppermost generations are drawn; the rest a click away.
MOST_DRAWN = 400


@dataclass
class Node:
    """One unit with what is drawn under it."""

    unit: Unit
    below: list["Node"] = field(default_factory=list)


@dataclass(frozen=True)
class Tree:
    """The uppermost visible units; `whole` tells whether everything below them is drawn."""

    roots: list[Node]
    whole: bool


def drawn_for(position) -> Tree:
    """What a position sees of the tree: bodies first, then areas, each by name."""
    visible = Unit.objects.visible_to(position).for_list()
    units = list(visible[: MOST_DRAWN + 1])
    whole = len(units) <= MOST_DRAWN
    if not whole:
        tops = [area.pk for area in position.all_areas()]
        units = list(
            visible.filter(pk__in=tops) | visible.filter(parent__in=tops) | visible.filter(parent__parent__in=tops)
        )
    return Tree(roots=_nest(units), whole=whole)


def _nest(units: list[Unit]) -> list[Node]:
    nodes = {unit.pk: Node(unit) for unit in sorted(units, key=lambda unit: (unit.is_area, unit.sort_key, unit.pk))}
    roots = []
    for node in nodes.values():
        above = nodes.get(node.unit.parent_id)
        (above.below if above else roots).append(node)
    return roots
