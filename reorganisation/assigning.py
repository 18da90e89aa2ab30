"""Chia hồ sơ: the rows of split units, unit by unit and table by table, with what each was given to."""

from dataclasses import dataclass
from urllib.parse import urlencode

from reorganisation.enums import Content
from reorganisation.hanging import ASSIGNED
from reorganisation.models import NewUnit, Operation
from reorganisation.planned import Node
from reorganisation.rehearsal import Rehearsal, rehearse
from units.models import Unit

ROWS = 50


@dataclass(frozen=True)
class Pile:
    """The open rows of one table of one split unit."""

    content: str
    node: Node
    keys: tuple[int, ...]

    @property
    def label(self) -> str:
        return Content(self.content).label

    @property
    def query(self) -> str:
        return urlencode({"loai": self.content, "don-vi": self.node.pk})


@dataclass(frozen=True)
class Assigning:
    """What the page shows: the piles, and of the chosen one its first rows and the successors to choose from."""

    piles: list[Pile]
    chosen: Pile | None
    rows: list[tuple[int, str]]
    aims: list[tuple[str, str]]
    problems: list[str]
    unplaced: list[Node]

    @property
    def areas(self) -> list[tuple[str, str]]:
        """The areas that take over from the split ones: to one of them all that is left may be given at once."""
        areas = {aim for pile in self.piles for aim in pile.node.areas_of_aims if aim.is_area}
        return sorted(((str(area.pk), area.name) for area in areas), key=lambda pair: pair[1])

    @property
    def may_end(self) -> bool:
        return self.chosen is not None and self.chosen.content == Content.POSITION

    @property
    def query(self) -> str:
        return self.chosen.query if self.chosen else ""


def assigning_page(operation: Operation, asked) -> Assigning:
    """The pile that the address asks for, else the first open one."""
    found = rehearse(operation)
    piles = _piles(found)
    wanted = (asked.get("loai", ""), asked.get("don-vi", ""))
    chosen = next((pile for pile in piles if (pile.content, str(pile.node.pk)) == wanted), None)
    chosen = chosen or next(iter(piles), None)
    if chosen is None:
        return Assigning(piles, None, [], [], found.problems, found.tree.unplaced)
    rows = ASSIGNED[Content(chosen.content)]._default_manager.filter(pk__in=chosen.keys[:ROWS]).order_by("pk")
    aims = [(str(area.pk), aim.full_name or aim.name) for area, aim in chosen.node.areas_of_aims.items()]
    return Assigning(piles, chosen, [(row.pk, _told(row)) for row in rows], aims, found.problems, [])


def _piles(found: Rehearsal) -> list[Pile]:
    piles: dict[tuple[str, int], list[int]] = {}
    for content, rows in found.unassigned.items():
        for pk, node in rows:
            piles.setdefault((content, node.pk), []).append(pk)
    return [Pile(content, found.tree.nodes[unit], tuple(keys)) for (content, unit), keys in piles.items()]


def _told(row) -> str:
    user = getattr(row, "user", None)
    return f"{user}, {row}" if user else str(row)


def all_given_to(shown: Assigning, area: str) -> dict[tuple[str, int], Unit | NewUnit | None]:
    """Everything still open that can go to an area or its bodies, as the service takes it."""
    rows = [
        (pile.content, key)
        for pile in shown.piles
        if area in {str(aim.pk) for aim in pile.node.areas_of_aims}
        for key in pile.keys
    ]
    aim = next(iter(_units({int(area)}).values()), None) if rows else None
    return dict.fromkeys(rows, aim)


def given_by(shown: Assigning, chosen: dict[int, str]) -> dict[tuple[str, int], Unit | NewUnit | None]:
    """What the page gave, as the service takes it."""
    if shown.chosen is None:
        return {}
    aims = _units({int(value) for value in chosen.values() if value != "end"})
    return {
        (shown.chosen.content, pk): None if value == "end" else aims[int(value)] for pk, value in chosen.items()
    }  # fmt: skip


def _units(keys: set[int]) -> dict[int, Unit | NewUnit]:
    """Keys below zero are units still to be opened."""
    units = Unit.objects.in_bulk([key for key in keys if key > 0])
    new = NewUnit.objects.in_bulk([-key for key in keys if key < 0])
    return units | {-key: one for key, one in new.items()}
