"""One unit of the planned tree."""

from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter

from reorganisation.planned.reading import UNIT, day_of
from units.enums import Nature, Passing
from units.naming import full_name

COLUMNS = (
    "id", "name", "code", "nature", "line", "level_id", "parent_id", "collects", "path", "full_name", "valid_from",
    "paper_family", "short_name",
)  # fmt: skip
_of_node = itemgetter(*(UNIT.index(name) for name in COLUMNS))


@dataclass(frozen=True)
class Decision:
    """Căn cứ: number and date of the paper by which something changes."""

    number: str
    decided_on: date


@dataclass(eq=False, slots=True)
class Node:
    """A unit as it will stand. Units still to be opened have keys below zero.

    `path` is the present place in the tree, empty for a new unit; `after` is the place it will have. `was` holds
    parent, name, code and full name as they are, `was_above` the areas that lie directly below.
    """

    pk: int
    name: str
    code: str
    nature: str
    line: str
    level_id: int | None
    parent_id: int | None
    collects: str
    path: str
    full_name: str
    valid_from: date | None
    paper_family: str
    short_name: str
    parent: "Node | None" = field(default=None, repr=False)
    children: list["Node"] = field(default_factory=list, repr=False)
    passing: str = ""
    aims: list["Node"] = field(default_factory=list, repr=False)
    decision: Decision | None = None
    placed: bool = False
    was: tuple = ()
    was_above: list["Node"] = field(default_factory=list, repr=False)
    _after: str = ""

    @property
    def is_area(self) -> bool:
        return self.nature == Nature.AREA

    @property
    def is_new(self) -> bool:
        return self.pk < 0

    @property
    def ends(self) -> bool:
        return bool(self.passing)

    @property
    def after(self) -> str:
        """The path it will have; an ended unit keeps the one it had."""
        if self.ends:
            return self.path
        if not self._after:
            self._after = f"{self.parent.after if self.parent else '/'}{self.pk}/"
        return self._after

    @property
    def is_moved(self) -> bool:
        return not self.is_new and self.parent_id != self.was[0]

    @property
    def is_renamed(self) -> bool:
        return not self.is_new and (self.name, self.code) != self.was[1:3]

    @property
    def is_carried(self) -> bool:
        """Nothing of its own changes, but what stands above it does."""
        return not self.is_new and (self.after != self.path or self.full_name != self.was[3])

    @property
    def changes(self) -> bool:
        return not self.ends and (self.is_moved or self.is_renamed or self.is_carried)

    def path_ids(self) -> list[int]:
        return [int(part) for part in self.after.split("/") if part]

    def keep(self) -> "Node":
        """Remember how it was, before anything is planned."""
        self.was = (self.parent_id, self.name, self.code, self.full_name)
        return self

    def hang_under(self, parent: "Node") -> None:
        if self.parent:
            self.parent.children.remove(self)
        self.parent, self.parent_id = parent, parent.pk
        parent.children.append(self)

    def pass_to(self, aim: "Node", decision: Decision, *, dissolved: bool = False) -> None:
        """End in favour of another unit; a second aim makes it a split."""
        self.aims.append(aim)
        self.decision = decision
        self.passing = Passing.DISSOLVED if dissolved else Passing.MERGED if len(self.aims) == 1 else Passing.SPLIT

    def rename(self, name: str, code: str) -> None:
        self.name, self.code = name, code or self.code

    def heir(self, assigned: "Node | None" = None) -> "Node | None":
        """The unit that answers for what hangs here: itself, the only successor, or the one assigned; None: open.

        Assigned is a successor, or the area in which the successor is.
        """
        if not self.ends:
            return self
        if assigned is None:
            return self.aims[0] if len(self.aims) == 1 else None
        found = [aim for aim in self.aims if aim is assigned] or [aim for aim in self.aims if aim.parent is assigned]
        return found[0] if found else None

    @property
    def areas_of_aims(self) -> "dict[Node, Node]":
        """What to assign to → the successor meant by it: the area where that is enough, else the successor itself."""
        areas = [aim if aim.is_area else aim.parent for aim in self.aims]
        told_apart = len(set(areas)) == len(areas)
        return dict(zip(areas if told_apart else self.aims, self.aims, strict=True))

    def derive_full_names(self) -> None:
        """Its own full name and those of all below, from the top down."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            if not node.ends:
                node.full_name = full_name(node, node.parent)
                waiting += node.children


def standing_units(rows: list[tuple]) -> dict[int, Node]:
    """Every unit that exists, linked into a tree, out of whole rows."""
    nodes = {node.pk: node for node in (Node(*_of_node(row)).keep() for row in rows)}
    for node in nodes.values():
        node.valid_from = day_of(node.valid_from)
    for node in nodes.values():
        node.parent = nodes.get(node.parent_id)
        if node.parent:
            node.parent.children.append(node)
            if node.is_area:
                node.parent.was_above.append(node)
    return nodes
