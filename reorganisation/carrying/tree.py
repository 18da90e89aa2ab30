"""Ghi cây: units end, open and change; times end and begin; who took over from whom. Noted from memory alone."""

from typing import Any

from common import vietnamese
from common.bulk import reserve
from reorganisation.carrying.keys import Keys
from reorganisation.heads import HEAD_FIELDS, changed_heads, new_heads
from reorganisation.journal import Journal
from reorganisation.models import NewUnit, Operation
from reorganisation.planned import Decision, Node, PlannedTree
from reorganisation.planned.reading import UNIT, unit_of
from units import memory
from units.enums import Change
from units.models import Succession, Unit, UnitVersion

ENDING = ("valid_to", "collects", "scope_path")
PLACE = ("parent_id", "path", "scope_path", "full_name", "search_text")
NAMES = (*PLACE, "name", "code", "sort_key", *HEAD_FIELDS)


class TreeWriting:
    """Notes in the journal what becomes of the tree. `units` are the units that go on, as they will be."""

    def __init__(self, tree: PlannedTree, keys: Keys, journal: Journal) -> None:
        self.tree, self.keys, self.journal = tree, keys, journal
        self.operation: Operation = tree.operation
        self.day = self.operation.effective_on
        self.rows = {row[0]: row for row in tree.reading.units}
        self.units: dict[int, Unit] = {}

    def note(self) -> None:
        self._end()
        self._open()
        self._change()
        self._remember()

    def _end(self) -> None:
        """First of all: their codes and desks are free for those that take over."""
        self.journal.change(Unit, ENDING, {
            node.pk: (self._held(node, ENDING), (self.day, "", self.keys.path(node.aims[0].after)))
            for node in self.tree.ended
        })  # fmt: skip

    def _held(self, node: Node, columns: tuple[str, ...]) -> list[Any]:
        row = self.rows[node.pk]
        return [row[UNIT.index(name)] for name in columns]

    def _open(self) -> None:
        """From the top down: a unit is written after the one it hangs under."""
        opened = sorted(self.tree.opened, key=lambda node: node.after.count("/"))
        for node in opened:
            self.units[node.pk] = self._new_unit(node)
        self.journal.create(Unit, [self.units[node.pk] for node in opened])
        self.journal.change(NewUnit, ("made_id",), {
            new: ((None,), (self.keys.of(node),)) for new, node in self.tree.planned.items()
        })  # fmt: skip

    def _new_unit(self, node: Node) -> Unit:
        path = self.keys.path(node.after)
        return Unit(
            pk=self.keys.of(node), name=node.name, short_name=node.short_name, full_name=node.full_name, code=node.code,
            nature=node.nature, line=node.line, level_id=node.level_id, parent_id=self.keys.of(node.parent), path=path,
            scope_path=path, collects=node.collects, valid_from=self.day, paper_family=node.paper_family,
            sort_key=vietnamese.sort_key(node.name), search_text=_search_text(node), **new_heads(node),
        )  # fmt: skip

    def _change(self) -> None:
        changed: dict[tuple, dict[int, tuple]] = {PLACE: {}, NAMES: {}}
        for node in self.tree.changed:
            unit = self.units[node.pk] = unit_of(self.rows[node.pk])
            columns = NAMES if _gets_names(node) else PLACE
            before = [getattr(unit, name) for name in columns]
            self._take_over(unit, node)
            changed[columns][node.pk] = before, [getattr(unit, name) for name in columns]
        for columns, rows in changed.items():
            self.journal.change(Unit, columns, rows)
        heirs = {aim.pk: aim for node in self.tree.ended for aim in node.aims if not aim.is_new and aim.collects}
        self.journal.change(
            Unit, ("collects",), {pk: (self._held(aim, ("collects",)), (aim.collects,)) for pk, aim in heirs.items()}
        )
        for pk, aim in heirs.items():
            if pk in self.units:
                self.units[pk].collects = aim.collects

    def _take_over(self, unit: Unit, node: Node) -> None:
        """The unit as it will be: place and names; the head of its papers where names or the place above change."""
        above = node.parent
        unit.parent_id = self.keys.of(above) if above else None
        unit.path = unit.scope_path = self.keys.path(node.after)
        unit.full_name, unit.search_text = node.full_name, _search_text(node)
        if _gets_names(node):
            heads = changed_heads(self.tree, node, unit)
            unit.name, unit.code, unit.sort_key = node.name, node.code, vietnamese.sort_key(node.name)
            for name, value in zip(HEAD_FIELDS, heads, strict=True):
                setattr(unit, name, value)

    def _remember(self) -> None:
        """Times end, begin, and say by which decision; who took over from whom."""
        present = [self.tree.reading.times[node.pk] for node in [*self.tree.ended, *self.tree.changed]]
        # A time that begins on the day itself never was.
        self.journal.remove(UnitVersion, [key for key, _, since in present if since == self.day])
        self.journal.change(UnitVersion, ("valid_to",), {
            key: ((None,), (self.day,)) for key, _, since in present if since != self.day
        })  # fmt: skip
        going_on = [*self.tree.opened, *self.tree.changed]
        times = [self._time_of(node) for node in going_on]
        _give_keys(UnitVersion, times)
        self.journal.create(UnitVersion, times)
        successions = [
            Succession(
                old_id=node.pk, new_id=self.keys.of(aim), kind=node.passing, effective_on=self.day,
                decision_number=node.decision.number, decided_on=node.decision.decided_on,
            )
            for node in self.tree.ended for aim in node.aims
        ]  # fmt: skip
        _give_keys(Succession, successions)
        self.journal.create(Succession, successions)

    def _time_of(self, node: Node) -> UnitVersion:
        decision = node.decision or Decision(self.operation.decision_number, self.operation.decided_on)
        return memory.time_of(
            self.units[node.pk], change=_change(node), since=self.day, decision_number=decision.number,
            decided_on=decision.decided_on,
        )  # fmt: skip


def _gets_names(node: Node) -> bool:
    """Its name, or the names of what stands above it, are others: the head of its papers follows."""
    return node.is_renamed or node.is_moved or bool(node.parent and (node.parent.is_renamed or node.parent.is_moved))


def _give_keys(model, rows: list) -> None:
    for row, key in zip(rows, reserve(model, len(rows)), strict=True):
        row.pk = key


def _search_text(node: Node) -> str:
    return vietnamese.fold(f"{node.full_name} {node.short_name} {node.code}")[:700]


def _change(node: Node) -> str:
    if node.is_new:
        return Change.OPENED
    if node.is_renamed:
        return Change.RENAMED
    return Change.MOVED if node.is_moved else Change.CARRIED
