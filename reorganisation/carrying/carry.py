"""Carrying out in two halves: the tree and what hangs on it are worked out and made ready while others go on writing;
then, alone, the tree is looked at again row by row, what hangs on it is rehearsed once more, and all is written."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone

from common.bulk import at_full_speed, look_for_keys
from common.workflow import Outdated
from reorganisation.carrying.keys import Keys
from reorganisation.carrying.log import LogLines
from reorganisation.carrying.rows import RowsReady
from reorganisation.carrying.tree import TreeWriting
from reorganisation.journal import Journal
from reorganisation.models import Operation
from reorganisation.planned import PlannedTree, Reading, planned_tree
from reorganisation.rehearsal import Rehearsal, rehearse
from units.models import Succession


@dataclass
class Prepared:
    """The tree of an operation with everything that will be written about it, and `rows`: what hung on it then."""

    tree: PlannedTree
    keys: Keys
    journal: Journal
    log: LogLines
    rows: RowsReady

    def still_holds(self, operation: Operation) -> bool:
        """Whether all that the tree was made from is there unchanged."""
        return self.tree.reading.still_holds(operation) and self.journal.still_holds()


@at_full_speed()
def prepare(operation: Operation, by) -> Prepared | None:
    """Make all ready. Nothing is written but that keys are reserved. None where something in the tree stands in the way,
    or where others changed it while it was read."""
    tree = planned_tree(operation, Reading.of(operation, watched=True))
    if tree.problems or not tree.reading.is_whole:
        return None
    # What nobody was given yet is refused under the lock, without planning the tree again there.
    return _prepared(rehearse(operation, tree), by, timezone.localdate())


def _prepared(found: Rehearsal, by, on: date) -> Prepared:
    keys, journal = Keys(found.tree), Journal(found.operation)
    TreeWriting(found.tree, keys, journal).note()
    journal.seal()
    return Prepared(found.tree, keys, journal, LogLines(found, keys, by), RowsReady(found, keys, by, on))


@at_full_speed()
def write_ahead(prepared: Prepared) -> None:
    """Rows that nobody sees or waits for before all is written, and of rows that change, what they will hold. The database
    looks at keys in the end, but for those of the units that end, which are there already."""
    prepared.journal.write_ahead(Succession)
    for journal in (prepared.journal, prepared.rows.journal):
        journal.hand_over()
    prepared.log.write_ahead()
    look_for_keys(Succession, "old_id")


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
    ready = prepared or _prepared(found, by, on)
    rows = ready.rows if ready.rows.hold_for(found, on) else RowsReady(found, ready.keys, by, on)
    ready.journal.write()
    rows.write()
    ready.log.write(found)


def _refuse(found: Rehearsal) -> None:
    if found.problems:
        raise ValidationError(found.problems[0])
    if found.unassigned:
        raise ValidationError("Còn hồ sơ của đơn vị tách chưa giao về đơn vị nào. Hãy giao hết rồi thực hiện.")
