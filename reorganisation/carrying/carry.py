"""Carrying out in two halves: the tree is worked out and made ready while others go on writing; then, alone, it is
read again row by row, what hangs on it is rehearsed as it now is, and all is written."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError

from common import audit
from common.bulk import at_full_speed
from common.workflow import Outdated
from reorganisation.carrying.keys import Keys
from reorganisation.carrying.log import ACTION, LogLines, log_of, seat_told, title_of
from reorganisation.carrying.rows import RowWriting
from reorganisation.carrying.tree import TreeWriting
from reorganisation.journal import Journal
from reorganisation.models import Operation
from reorganisation.planned import PlannedTree, planned_tree
from reorganisation.rehearsal import Rehearsal, rehearse
from units.models import Succession


@dataclass
class Prepared:
    """The tree of an operation with everything that will be written about it."""

    tree: PlannedTree
    keys: Keys
    journal: Journal
    log: LogLines

    def still_holds(self, operation: Operation) -> bool:
        """Whether all that it was made from is there unchanged, read again row by row."""
        return self.tree.reading.still_holds(operation) and self.journal.still_holds()


@at_full_speed()
def prepare(operation: Operation, by) -> Prepared | None:
    """Make the tree ready. Nothing is written but that keys are reserved. None where something stands in the way, or
    where others changed the tree while it was read."""
    tree = planned_tree(operation)
    return _prepared(operation, by, tree) if tree.reading.is_whole and not tree.problems else None


def _prepared(operation: Operation, by, tree: PlannedTree) -> Prepared:
    keys, journal = Keys(tree), Journal(operation)
    TreeWriting(tree, keys, journal).note()
    journal.seal()
    return Prepared(tree, keys, journal, LogLines(tree, keys, by))


@at_full_speed()
def write_ahead(prepared: Prepared) -> None:
    """Rows that nobody sees or waits for before all is written; the database looks at their keys in the end."""
    prepared.journal.write_ahead(Succession)
    prepared.log.write_ahead()


@at_full_speed()
def carry_out(operation: Operation, by, *, on: date, prepared: Prepared | None = None) -> None:
    """Write the operation; positions change hands on the day `on`. What was prepared has been written in part.

    Raises ValidationError when something stands in the way, Outdated when what was prepared no longer holds; then
    nothing is written.
    """
    if prepared is not None and not prepared.still_holds(operation):
        raise Outdated
    found = rehearse(operation, prepared.tree if prepared else None)
    _refuse(found)
    ready = prepared or _prepared(operation, by, found.tree)
    rows = Journal(operation)
    RowWriting(found, ready.keys, rows, on).note()
    rows.seal()
    ready.journal.write()
    rows.write()
    ready.log.write(found)
    changed, title = found.seat_changes(), title_of(operation)
    told = {seat.position.pk: (before, after | title) for seat in changed for before, after in [seat_told(seat)]}
    log_of(audit.lines(by=by, action=ACTION, objs=[seat.position for seat in changed], told=told)).write()


def _refuse(found: Rehearsal) -> None:
    if found.problems:
        raise ValidationError(found.problems[0])
    if found.unassigned:
        raise ValidationError("Còn hồ sơ của đơn vị tách chưa giao về đơn vị nào. Hãy giao hết rồi thực hiện.")
