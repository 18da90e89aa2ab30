"""Thực hiện: writes what the rehearsal worked out, in the transaction of the move that calls it."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError

from accounts.models import Position
from common import audit, vietnamese
from common.dates import day
from evaluation.models import Nomination
from registrations.models import Registration
from reorganisation.hanging import inside
from reorganisation.heads import HEAD_FIELDS, changed_heads, new_heads
from reorganisation.journal import Journal
from reorganisation.models import NewUnit, Operation
from reorganisation.planned import Decision, Node
from reorganisation.rehearsal import Rehearsal, rehearse
from reorganisation.seats import Seat
from units import memory
from units.enums import Change
from units.models import Succession, Unit, UnitVersion

PLACE = ("parent_id", "path", "scope_path", "full_name", "search_text")
NAME = ("name", "code", "sort_key", *HEAD_FIELDS)


def carry_out(operation: Operation, by, *, on: date) -> None:
    """Write the operation; positions change hands on the day `on`.

    Raises ValidationError when something stands in the way; then nothing is written.
    """
    found = rehearse(operation)
    if found.problems:
        raise ValidationError(found.problems[0])
    if found.unassigned:
        raise ValidationError("Còn hồ sơ của đơn vị tách chưa giao về đơn vị nào. Hãy giao hết rồi thực hiện.")
    _Carrying(found, by, on).run()


class _Carrying:
    """One carrying out: the rehearsal, the journal, and the keys that new units were given."""

    def __init__(self, found: Rehearsal, by, on: date) -> None:
        self.found, self.by, self.on = found, by, on
        self.tree, self.operation, self.day = found.tree, found.operation, found.operation.effective_on
        self.journal = Journal(self.operation)
        self.keys: dict[int, int] = {}
        self.known: dict[str, str] = {}

    def run(self) -> None:
        self._end_units()
        self._open_units()
        self._change_units()
        self._remember()
        self._move_records()
        self._move_seats()
        self.journal.close()
        self._tell()

    def key(self, node: Node) -> int:
        return self.keys.get(node.pk, node.pk)

    def path(self, planned: str) -> str:
        """A planned path with the keys that new units were given."""
        if planned not in self.known:
            keys = [int(part) for part in planned.split("/") if part]
            self.known[planned] = "/" + "".join(f"{self.keys.get(key, key)}/" for key in keys)
        return self.known[planned]

    def _end_units(self) -> None:
        """First of all: their codes and desks are free for those that take over."""
        self.journal.change(Unit, ("valid_to", "collects"), {node.pk: (self.day, "") for node in self.tree.ended})

    def _open_units(self) -> None:
        """From the top down: a path needs the keys above."""
        waiting = sorted(self.tree.opened, key=lambda node: node.after.count("/"))
        while waiting:
            depth = waiting[0].after.count("/")
            now = [node for node in waiting if node.after.count("/") == depth]
            waiting = waiting[len(now) :]
            made = self.journal.create(Unit, [self._new_unit(node) for node in now])
            self.keys |= {node.pk: unit.pk for node, unit in zip(now, made, strict=True)}
            for node, unit in zip(now, made, strict=True):
                unit.path = unit.scope_path = self.path(node.after)
            Unit.objects.bulk_update(made, ["path", "scope_path"], batch_size=400)
        self.journal.change(
            NewUnit, ("made_id",), {-node.pk: (self.keys[node.pk],) for node in self.tree.planned.values()}
        )

    def _new_unit(self, node: Node) -> Unit:
        return Unit(
            name=node.name, short_name=node.short_name, full_name=node.full_name, code=node.code, nature=node.nature,
            line=node.line, level_id=node.level_id, parent_id=self.key(node.parent), collects=node.collects,
            valid_from=self.day, paper_family=node.paper_family, sort_key=_sort_key(node),
            search_text=_search_text(node), **new_heads(node),
        )  # fmt: skip

    def _change_units(self) -> None:
        changed = self.tree.changed
        self.journal.change(Unit, PLACE, {node.pk: self._place_of(node) for node in changed})
        seen_from = {node.pk: (self.path(node.aims[0].after),) for node in self.tree.ended}
        self.journal.change(Unit, ("scope_path",), seen_from)
        self._change_names(changed)
        self._desks_of_heirs()

    def _place_of(self, node: Node) -> tuple:
        path = self.path(node.after)
        return self.key(node.parent) if node.parent else None, path, path, node.full_name, _search_text(node)

    def _change_names(self, changed: list[Node]) -> None:
        touched = [
            node for node in changed
            if node.is_renamed or node.is_moved or (node.parent and (node.parent.is_renamed or node.parent.is_moved))
        ]  # fmt: skip
        units = Unit.objects.in_bulk([node.pk for node in touched])
        self.journal.change(Unit, NAME, {
            node.pk: (node.name, node.code, _sort_key(node), *changed_heads(self.tree, node, units[node.pk]))
            for node in touched
        })  # fmt: skip

    def _desks_of_heirs(self) -> None:
        """A standing body that takes over a desk where its area had none."""
        heirs = {aim.pk: aim for node in self.tree.ended for aim in node.aims if not aim.is_new and aim.collects}
        self.journal.change(Unit, ("collects",), {pk: (aim.collects,) for pk, aim in heirs.items()})

    def _remember(self) -> None:
        """Times end, begin, and say by which decision; who took over from whom."""
        touched = [*self.tree.ended, *self.tree.changed]
        open_times = UnitVersion.objects.filter(inside("path", self.operation.scope_path), valid_to__isnull=True)
        present = {time.unit_id: time for time in open_times}
        # A time that begins on the day itself never was.
        self.journal.remove(UnitVersion, [
            present[node.pk].pk for node in touched if present[node.pk].valid_from == self.day
        ])  # fmt: skip
        self.journal.change(UnitVersion, ("valid_to",), {
            present[node.pk].pk: (self.day,) for node in touched if present[node.pk].valid_from != self.day
        })  # fmt: skip
        going_on = [*self.tree.opened, *self.tree.changed]
        units = Unit.objects.in_bulk([self.key(node) for node in going_on])
        self.journal.create(UnitVersion, [self._time_of(node, units[self.key(node)]) for node in going_on])
        self.journal.create(Succession, [
            Succession(
                old_id=node.pk, new_id=self.key(aim), kind=node.passing, effective_on=self.day,
                decision_number=node.decision.number, decided_on=node.decision.decided_on,
            )
            for node in self.tree.ended for aim in node.aims
        ])  # fmt: skip

    def _time_of(self, node: Node, unit: Unit) -> UnitVersion:
        decision = node.decision or Decision(self.operation.decision_number, self.operation.decided_on)
        return memory.time_of(
            unit, change=_change(node), since=self.day, decision_number=decision.number, decided_on=decision.decided_on
        )

    def _move_records(self) -> None:
        for moves in self.found.moves.values():
            columns = [one for one in (moves.bearing.unit_column, moves.bearing.path_column) if one]
            self.journal.change(moves.bearing.model, columns, {
                row.pk: [
                    self.key(row.heir) if column == moves.bearing.unit_column else self.path(row.path_after)
                    for column in columns
                ]
                for row in moves.rows
            })  # fmt: skip
        self.journal.change(Registration, ("desk_id",), {
            pk: (self.key(then) if then else None,) for pk, (_, then) in self.found.desks.items()
        })  # fmt: skip
        self.journal.change(
            Nomination, ("scope_path",), {pk: (self.path(after),) for pk, _, after in self.found.nominations}
        )  # fmt: skip
        by_model: dict = {}
        for model, pk, _, after in self.found.other_paths:
            by_model.setdefault(model, {})[pk] = (self.path(after),)
        for model, rows in by_model.items():
            self.journal.change(model, ("scope_path",), rows)

    def _move_seats(self) -> None:
        """A position ends at the old unit and goes on at the new one; one given only that day changes in place."""
        seats = self.found.seat_changes()
        leaving = [seat for seat in seats if (seat.ends or seat.is_carried) and seat.position.starts_on < self.on]
        self.journal.change(Position, ("ends_on",), {seat.position.pk: (self.on,) for seat in leaving})
        self._carry([seat for seat in leaving if seat.is_carried])
        staying = [seat for seat in seats if not seat.ends and seat not in leaving]
        self.journal.change(Position, ("unit_id",), {
            seat.position.pk: (self.key(seat.unit_after),) for seat in staying
        })  # fmt: skip
        self._change_areas([seat for seat in staying if seat.has_other_areas])

    def _carry(self, seats: list[Seat]) -> None:
        made = self.journal.create(Position, [
            Position(
                user_id=seat.position.user_id, role=seat.position.role, unit_id=self.key(seat.unit_after),
                title=seat.position.title, starts_on=self.on, ends_on=seat.position.ends_on, succeeds=seat.position,
                ended_predecessor=True, stands_for=seat.position.seats,
            )
            for seat in seats
        ])  # fmt: skip
        self._add_areas(zip((position.pk for position in made), seats, strict=True))

    def _change_areas(self, seats: list[Seat]) -> None:
        through = Position.areas.through
        keys = through.objects.filter(position__in=[seat.position.pk for seat in seats]).values_list("pk", flat=True)
        self.journal.remove(through, list(keys))
        self._add_areas((seat.position.pk, seat) for seat in seats)

    def _add_areas(self, given: Iterable[tuple[int, Seat]]) -> None:
        through = Position.areas.through
        self.journal.create(through, [
            through(position_id=pk, unit_id=self.key(area)) for pk, seat in given for area in seat.areas_after
        ])  # fmt: skip

    def _tell(self) -> None:
        """One line of the log for every unit and position touched; of rows that pass on, how many from each unit."""
        action = f"Sắp xếp đơn vị: {self.operation}"[:120]
        passed: dict[int, Counter] = defaultdict(Counter)
        for moves in self.found.moves.values():
            for row in moves.rows:
                passed[row.unit][moves.bearing.label] += row.heir.pk != row.unit
        told: dict[int, tuple[dict, dict]] = {}
        for node in self.tree.ended:
            numbers = {label: str(number) for label, number in passed[node.pk].items()}
            told[node.pk] = {}, {"valid_to": day(self.day), "đơn vị tiếp nhận": _named(node.aims), **numbers}
        for node in self.tree.changed:
            before = self.tree.nodes.get(node.was[0])
            told[node.pk] = (
                {"name": node.was[1], "parent": before.name if before else ""},
                {"name": node.name, "parent": node.parent.name if node.parent else ""},
            )
        units = Unit.objects.in_bulk([*told, *self.keys.values()])
        audit.record_many(by=self.by, action=action, objs=units.values(), told=told)
        changed = [seat.position for seat in self.found.seat_changes()]
        audit.record_many(by=self.by, action=action, objs=changed)


def _named(nodes: list[Node]) -> str:
    return ", ".join(node.name for node in nodes)


def _sort_key(node: Node) -> str:
    return vietnamese.sort_key(node.name)[:600]


def _search_text(node: Node) -> str:
    return vietnamese.fold(f"{node.full_name} {node.short_name} {node.code}")[:700]


def _change(node: Node) -> str:
    if node.is_new:
        return Change.OPENED
    if node.is_renamed:
        return Change.RENAMED
    return Change.MOVED if node.is_moved else Change.CARRIED
