"""Nhật ký của một lần thực hiện: one line for every unit touched; of rows that pass on, how many from each unit."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

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
    """The lines of the units, written ahead as they were rehearsed. Under the lock it is counted once more how many rows
    pass on from each; a unit that lost or was given some since gets a line more, which says how many they are now."""

    def __init__(self, found: Rehearsal, keys: Keys, by) -> None:
        self.keys, self.by, self.nodes = keys, by, found.tree.nodes
        self.title, self.numbers = title_of(found.operation), rows_passed(found)
        self.ahead = log_of(self._lines(self._told(found.tree)))

    def _told(self, tree: PlannedTree) -> dict[int, tuple[dict, dict]]:
        """By unit, in the order of the lines."""
        told: dict[int, tuple[dict, dict]] = {}
        for node in tree.ended:
            said = {"valid_to": day(tree.operation.effective_on), "đơn vị tiếp nhận": _named(node.aims)}
            told[node.pk] = {}, said | self.title | self.numbers.get(node.pk, {})
        for node in tree.changed:
            before = tree.nodes.get(node.was[0])
            told[node.pk] = (
                {"name": node.was[1], "parent": before.name if before else ""},
                {"name": node.name, "parent": node.parent.name if node.parent else ""} | self.title,
            )
        return told | {node.pk: ({}, self.title) for node in tree.opened}

    def _lines(self, told: Mapping[int, tuple[dict, dict]]) -> list[AuditRecord]:
        # Only what the log says of a unit.
        units = [
            Unit.from_db(None, ("id", "name", "full_name"), (self.keys.of(one), one.name, one.full_name))
            for one in map(self.nodes.__getitem__, told)
        ]
        by_key = {unit.pk: said for unit, said in zip(units, told.values(), strict=True)}
        return audit.lines(by=self.by, action=ACTION, objs=units, told=by_key)

    def write_ahead(self) -> None:
        self.ahead.write()

    def write(self, found: Rehearsal) -> None:
        self.ahead.write()
        since = differing(self.numbers, rows_passed(found))
        log_of(self._lines({pk: ({}, numbers | self.title) for pk, numbers in since})).write()


def differing(
    before: Mapping[int, dict[str, str]], after: Mapping[int, dict[str, str]]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Of the units from which another number of rows passes on than before: the numbers now, with those that are none."""
    for pk in {**before, **after}:
        had, has = before.get(pk, {}), after.get(pk, {})
        if had != has:
            yield pk, dict.fromkeys(had, "0") | has


def _named(nodes: list[Node]) -> str:
    return ", ".join(node.name for node in nodes)
