"""Nhật ký của một lần thực hiện: one line for every unit touched; of rows that pass on, how many from each unit."""

from collections import Counter, defaultdict
from collections.abc import Mapping

from common import audit
from common.bulk import Insertion, reserve
from common.dates import day
from common.models import AuditRecord
from reorganisation.carrying.keys import Keys
from reorganisation.models import Operation
from reorganisation.planned import Node, PlannedTree
from reorganisation.rehearsal import Rehearsal
from reorganisation.seats import Seat
from units.models import Unit

ACTION = "Sắp xếp đơn vị"


def title_of(operation: Operation) -> dict[str, str]:
    """What every line says of the operation it belongs to."""
    return {"việc sắp xếp": str(operation)}


def seat_told(seat: Seat) -> tuple[dict, dict]:
    """Unit and areas of a position before and after; one that ends has none after."""
    before = {"unit": seat.unit.was[3], "areas": _named(seat.areas)}
    if seat.ends:
        return before, {"unit": "", "areas": ""}
    return before, {"unit": seat.unit_after.full_name, "areas": _named(seat.areas_after)}


def log_of(lines: list[AuditRecord]) -> Insertion:
    """Lines of the log made ready."""
    for line, key in zip(lines, reserve(AuditRecord, len(lines)), strict=True):
        line.pk = key
    return Insertion(AuditRecord, lines)


def rows_passed(found: Rehearsal) -> dict[int, dict[str, str]]:
    """Of the units that end, how many rows of which kind pass on from each."""
    passed: dict[int, Counter] = defaultdict(Counter)
    for moves in found.moves.values():
        for row in moves.rows:
            if row.heir.pk != row.unit and found.tree.nodes[row.unit].ends:
                passed[row.unit][moves.bearing.label] += 1
    return {pk: {label: str(number) for label, number in numbers.items()} for pk, numbers in passed.items()}


class LogLines:
    """The lines of the units, made ready as they were rehearsed: of those from which rows pass on the number is looked
    at once more under the lock, the others are written ahead. A unit to which a row was given since gets a line more."""

    def __init__(self, found: Rehearsal, keys: Keys, by) -> None:
        tree, waiting = found.tree, rows_passed(found)
        self.keys, self.by, self.nodes = keys, by, tree.nodes
        self.title = title_of(tree.operation)
        self.told = self._told(tree)
        touched = [*tree.ended, *tree.changed, *tree.opened]
        self.ahead = log_of(self._lines([node for node in touched if node.pk not in waiting], {}))
        later = [node for node in touched if node.pk in waiting]
        self.places = {node.pk: place for place, node in enumerate(later)}
        self.later, self.numbers = log_of(self._lines(later, waiting)), waiting

    def _told(self, tree: PlannedTree) -> dict[int, tuple[dict, dict]]:
        told: dict[int, tuple[dict, dict]] = {node.pk: ({}, dict(self.title)) for node in tree.opened}
        for node in tree.ended:
            said = {"valid_to": day(tree.operation.effective_on), "đơn vị tiếp nhận": _named(node.aims)}
            told[node.pk] = {}, said | self.title
        for node in tree.changed:
            before = tree.nodes.get(node.was[0])
            told[node.pk] = (
                {"name": node.was[1], "parent": before.name if before else ""},
                {"name": node.name, "parent": node.parent.name if node.parent else ""} | self.title,
            )
        return told

    def _lines(self, nodes: list[Node], numbers: Mapping[int, dict[str, str]]) -> list[AuditRecord]:
        # Only what the log says of a unit.
        units = [
            Unit.from_db(None, ("id", "name", "full_name"), (self.keys.of(one), one.name, one.full_name))
            for one in nodes
        ]
        told = {
            self.keys.of(node): (before, after | numbers.get(node.pk, {}))
            for node in nodes
            for before, after in [self.told[node.pk]]
        }
        return audit.lines(by=self.by, action=ACTION, objs=units, told=told)

    def write_ahead(self) -> None:
        self.ahead.write()

    def _correct(self, numbers: dict[int, dict[str, str]]) -> None:
        """How many rows pass on, in the lines that say something else so far."""
        for pk, place in self.places.items():
            if numbers.get(pk) != self.numbers.get(pk):
                self.later.put(place, "after", self.told[pk][1] | numbers.get(pk, {}))

    def write(self, found: Rehearsal) -> None:
        numbers = rows_passed(found)
        self._correct(numbers)
        self.ahead.write()
        self.later.write()
        since = [self.nodes[pk] for pk in numbers if pk not in self.places]
        self.told |= {node.pk: ({}, numbers[node.pk] | self.title) for node in since}
        log_of(self._lines(since, {})).write()


def _named(nodes: list[Node]) -> str:
    return ", ".join(node.name for node in nodes)
