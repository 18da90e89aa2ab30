"""Ghi hồ sơ và vị trí: what hangs on the units goes along; positions end, go on, and get other areas.

Made ready before the lock as it was found then; where the rehearsal under the lock finds anything else, made anew.
"""

from collections.abc import Iterable
from datetime import date

from accounts.models import Position
from common import audit
from common.bulk import reserve
from evaluation.models import Nomination
from registrations.models import Registration
from reorganisation.carrying.keys import Keys
from reorganisation.carrying.log import ACTION, log_of, seat_told, title_of
from reorganisation.journal import Journal
from reorganisation.rehearsal import Rehearsal
from reorganisation.seats import Seat


class RowsReady:
    """Of one rehearsal, made ready: the rows and seats with their traces, and a line of the log for every seat."""

    def __init__(self, found: Rehearsal, keys: Keys, by, on: date) -> None:
        self.facts, self.on, self.journal = found.facts, on, Journal(found.operation)
        RowWriting(found, keys, self.journal, on).note()
        self.journal.seal()
        changed, title = found.seat_changes(), title_of(found.operation)
        told = {seat.position.pk: (before, after | title) for seat in changed for before, after in [seat_told(seat)]}
        self.log = log_of(audit.lines(by=by, action=ACTION, objs=[seat.position for seat in changed], told=told))

    def hold_for(self, found: Rehearsal, on: date) -> bool:
        """Whether another rehearsal, for another day, would give the same."""
        return on == self.on and found.facts == self.facts and self.journal.still_holds()

    def write(self) -> None:
        self.journal.write()
        self.log.write()


class RowWriting:
    """Notes in the journal what the rehearsal says of rows and seats."""

    def __init__(self, found: Rehearsal, keys: Keys, journal: Journal, on: date) -> None:
        self.found, self.keys, self.journal, self.on = found, keys, journal, on

    def note(self) -> None:
        self._move_records()
        self._move_seats()

    def _move_records(self) -> None:
        for moves in self.found.moves.values():
            one = moves.bearing
            columns = [column for column in (one.unit_column, one.path_column) if column]
            rows = {}
            for row in moves.rows:
                before, after = [row.unit, row.path], [self.keys.of(row.heir), self.keys.path(row.path_after)]
                kept = [place for place, column in enumerate((one.unit_column, one.path_column)) if column]
                rows[row.pk] = [before[place] for place in kept], [after[place] for place in kept]
            if one.model is Registration:
                self._move_registrations(columns, rows)
            else:
                self.journal.change(one.model, columns, rows)
        self.journal.change(
            Nomination, ("scope_path",),
            {pk: ((path,), (self.keys.path(after),)) for pk, path, after in self.found.nominations},
        )  # fmt: skip
        by_model: dict = {}
        for model, pk, path, after in self.found.other_paths:
            by_model.setdefault(model, {})[pk] = (path,), (self.keys.path(after),)
        for model, rows in by_model.items():
            self.journal.change(model, ("scope_path",), rows)

    def _move_registrations(self, columns: list[str], rows: dict[int, tuple[list, list]]) -> None:
        """Place and desk of a registration change at once: written twice, the database would keep each of its many
        indexes twice, and look anew at every key of the row."""
        desks = {pk: ([desk], [self.keys.of(then) if then else None]) for pk, (desk, then) in self.found.desks.items()}
        both = rows.keys() & desks.keys()
        self.journal.change(Registration, columns, {pk: row for pk, row in rows.items() if pk not in both})
        self.journal.change(Registration, [*columns, "desk_id"], {
            pk: (before + desks[pk][0], after + desks[pk][1]) for pk, (before, after) in rows.items() if pk in both
        })  # fmt: skip
        self.journal.change(Registration, ["desk_id"], {pk: row for pk, row in desks.items() if pk not in both})

    def _move_seats(self) -> None:
        """A position ends at the old unit and goes on at the new one; one given only that day changes in place."""
        seats = self.found.seat_changes()
        leaving = [seat for seat in seats if self._leaves(seat)]
        self.journal.change(Position, ("ends_on",), {
            seat.position.pk: ((seat.position.ends_on,), (self.on,)) for seat in leaving
        })  # fmt: skip
        self._carry([seat for seat in leaving if seat.is_carried])
        staying = [seat for seat in seats if not seat.ends and not self._leaves(seat)]
        self.journal.change(Position, ("unit_id",), {
            seat.position.pk: ((seat.position.unit_id,), (self.keys.of(seat.unit_after),)) for seat in staying
        })  # fmt: skip
        self._change_areas([seat for seat in staying if seat.has_other_areas])

    def _leaves(self, seat: Seat) -> bool:
        return (seat.ends or seat.is_carried) and seat.position.starts_on < self.on

    def _carry(self, seats: list[Seat]) -> None:
        made = [
            Position(
                pk=key, user_id=seat.position.user_id, role=seat.position.role, unit_id=self.keys.of(seat.unit_after),
                title=seat.position.title, starts_on=self.on, ends_on=seat.position.ends_on, succeeds=seat.position,
                ended_predecessor=True, stands_for=seat.position.seats,
            )
            for seat, key in zip(seats, reserve(Position, len(seats)), strict=True)
        ]  # fmt: skip
        self.journal.create(Position, made)
        self._add_areas(zip((position.pk for position in made), seats, strict=True))

    def _change_areas(self, seats: list[Seat]) -> None:
        self.journal.remove(Position.areas.through, sorted(key for seat in seats for key in seat.area_keys))
        self._add_areas((seat.position.pk, seat) for seat in seats)

    def _add_areas(self, given: Iterable[tuple[int, Seat]]) -> None:
        through = Position.areas.through
        rows = [through(position_id=pk, unit_id=self.keys.of(area)) for pk, seat in given for area in seat.areas_after]
        for row, key in zip(rows, reserve(through, len(rows)), strict=True):
            row.pk = key
        self.journal.create(through, rows)
