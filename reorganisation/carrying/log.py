"""Nhật ký của một lần thực hiện: one line for every unit touched; of rows that pass on, how many from each unit."""

from collections import Counter, defaultdict

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


class LogLines:
    """The lines of the units, made ready; the numbers of rows are filled in under the lock."""

    def __init__(self, tree: PlannedTree, keys: Keys, by) -> None:
        told: dict[int, tuple[dict, dict]] = {}
        self.tree = tree
        for node in tree.ended:
            told[node.pk] = {}, {"valid_to": day(tree.operation.effective_on), "đơn vị tiếp nhận": _named(node.aims)}
        for node in tree.changed:
            before = tree.nodes.get(node.was[0])
            told[node.pk] = (
                {"name": node.was[1], "parent": before.name if before else ""},
                {"name": node.name, "parent": node.parent.name if node.parent else ""},
            )
        touched = [*tree.ended, *tree.changed, *tree.opened]
        # Only what the log says of a unit.
        units = [
            Unit.from_db(None, ("id", "name", "full_name"), (keys.of(one), one.name, one.full_name)) for one in touched
        ]
        title = title_of(tree.operation)
        self.told = {
            node.pk: (told.get(node.pk, ({}, {}))[0], told.get(node.pk, ({}, {}))[1] | title) for node in touched
        }
        by_key = {keys.of(node): self.told[node.pk] for node in touched}
        self.places = {node.pk: place for place, node in enumerate(touched)}
        self.insertion = log_of(audit.lines(by=by, action=ACTION, objs=units, told=by_key))

    def write(self, found: Rehearsal) -> None:
        passed: dict[int, Counter] = defaultdict(Counter)
        for moves in found.moves.values():
            for row in moves.rows:
                if row.heir.pk != row.unit and self.tree.nodes[row.unit].ends:
                    passed[row.unit][moves.bearing.label] += 1
        for pk, numbers in passed.items():
            said = {label: str(number) for label, number in numbers.items()}
            self.insertion.put(self.places[pk], "after", self.told[pk][1] | said)
        self.insertion.write()


def _named(nodes: list[Node]) -> str:
    return ", ".join(node.name for node in nodes)
