"""Ai thấy thêm, thôi thấy gì: for each position the set difference of `visible_to` before and after, from reading alone.

A property test holds this against what `visible_to` really says afterwards.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from accounts.enums import DESK_ROLES, Role
from accounts.models import Position
from evaluation.enums import TOLD_STATES
from evaluation.models import Nomination, Round
from registrations.models import Plan, Registration
from reorganisation.hanging import Moves, inside
from reorganisation.planned import PlannedTree
from reorganisation.seats import Seat
from units.enums import FRONT_LINES
from units.models import Unit
from units.querysets import range_end

Row = tuple[int, str, str]


class Paths:
    """Rows by their path: which lie at and below some paths."""

    def __init__(self, rows: Iterable[tuple[str, int]]) -> None:
        self.rows = sorted(rows)

    def inside(self, paths: Iterable[str]) -> set[int]:
        found: set[int] = set()
        for path in paths:
            start, end = bisect_left(self.rows, (path, 0)), bisect_left(self.rows, (range_end(path), 0))
            found.update(pk for _, pk in self.rows[start:end])
        return found

    def at(self, paths: Iterable[str]) -> set[int]:
        """Those that lie exactly at one of the paths."""
        found: set[int] = set()
        for path in paths:
            start, end = bisect_left(self.rows, (path, 0)), bisect_left(self.rows, (path + "\0", 0))
            found.update(pk for _, pk in self.rows[start:end])
        return found


class Laid:
    """The rows of a table before and after; `moved` alone is enough for whoever keeps the same areas."""

    def __init__(self, rows: Iterable[Row]) -> None:
        rows = list(rows)
        moved = [row for row in rows if row[1] != row[2]]
        self.whole = Paths((row[1], row[0]) for row in rows), Paths((row[2], row[0]) for row in rows)
        self.moved = Paths((row[1], row[0]) for row in moved), Paths((row[2], row[0]) for row in moved)

    def of(self, seat: Seat) -> tuple[Paths, Paths]:
        return self.moved if seat.paths == seat.paths_after else self.whole

    def difference(self, seat: Seat) -> "Sight":
        before, after = self.of(seat)
        return Sight.between(before.inside(seat.paths), after.inside(seat.paths_after))


@dataclass(frozen=True)
class Sight:
    """The keys a position sees from then on, and those it sees no more."""

    gained: frozenset[int] = frozenset()
    lost: frozenset[int] = frozenset()

    @classmethod
    def between(cls, before: set[int], after: set[int]) -> "Sight":
        return cls(frozenset(after - before), frozenset(before - after))

    def __bool__(self) -> bool:
        return bool(self.gained or self.lost)


@dataclass
class SeatSight:
    """What changes for one position, table by table."""

    seat: Seat
    tables: dict[str, Sight] = field(default_factory=dict)

    @property
    def changes(self) -> bool:
        return any(self.tables.values())


LABELS = {
    "registrations": "đăng ký mô hình", "plans": "kế hoạch", "rounds": "đợt đánh giá", "nominations": "hồ sơ đánh giá",
    "units": "đơn vị",
}  # fmt: skip


class Sights:
    """All that may be seen, laid out once; then asked position by position."""

    def __init__(self, tree: PlannedTree, moves: dict[str, Moves], nominations: dict[int, str]) -> None:
        self.tree = tree
        scope = tree.operation.scope_path
        after = {content: {row.pk: row.path_after for row in one.rows} for content, one in moves.items()}
        self.heirs = {row.pk: row.heir.pk for row in moves["registration"].rows}

        def laid(rows, moved: dict[int, str]) -> Laid:
            return Laid((pk, path, moved.get(pk, path)) for pk, path in rows.values_list("pk", "scope_path"))

        within = inside("scope_path", scope)
        self.registrations = laid(
            Registration.objects.filter(within, first_sent_at__isnull=False), after["registration"]
        )  # fmt: skip
        self.plans = laid(Plan.objects.filter(within), after["plan"])
        self.rounds = laid(Round.objects.filter(within), after["round"])
        self.units = Laid(self._units())
        self._lay_nominations(after["round"], nominations)

    def _units(self) -> Iterable[Row]:
        """Units that exist today; what will be opened is new to everybody."""
        for pk, path in Unit.objects.values_list("pk", "scope_path"):
            node = self.tree.nodes.get(pk)
            if node is None:
                last = self.tree.nodes.get(int(path.rstrip("/").rpartition("/")[2]))
                after = (last.aims[0] if last.ends else last).after if last else path
            else:
                after = (node.aims[0] if node.ends else node).after
            yield pk, path, after

    def _lay_nominations(self, rounds_after: dict[int, str], own_after: dict[int, str]) -> None:
        rows = list(
            Nomination.objects.values_list(
                "pk", "round_id", "round__scope_path", "scope_path", "round__state", "registration__unit__line",
                "registration__present_unit_id", "registration_id",
            )
        )  # fmt: skip
        told = [row for row in rows if row[4] in TOLD_STATES]
        self.by_round = Laid((row[0], row[2], rounds_after.get(row[1], row[2])) for row in rows)
        self.by_own = Laid((row[0], row[3], own_after.get(row[0], row[3])) for row in told)
        self.front = {row[0] for row in rows if row[5] in FRONT_LINES}
        self.owners = [(row[0], row[6], self.heirs.get(row[7], row[6])) for row in told]

    def of(self, seat: Seat) -> SeatSight:
        """The difference for one position; one that ends loses all it sees."""
        role, sight = seat.position.role, SeatSight(seat)
        if seat.ends and role == Role.REVIEWER:
            sight.tables = {name: _lost(model, seat.position) for name, model in ASSIGNED_TO_REVIEWERS.items()}
        if role in {*DESK_ROLES, Role.REGISTRANT}:
            sight.tables["registrations"] = self.registrations.difference(seat)
            sight.tables["nominations"] = self._nominations(seat)
        if role in DESK_ROLES:
            sight.tables["rounds"] = self.rounds.difference(seat)
        sight.tables["plans"] = self._plans(seat)
        sight.tables["units"] = self.units.difference(seat)
        return sight

    def _plans(self, seat: Seat) -> Sight:
        before, after = self.plans.of(seat)
        old, new = seat.paths, seat.paths_after
        return Sight.between(
            before.inside(old) | before.at(_above(old)),
            after.inside(new) | after.at(_above(new)),
        )

    def _nominations(self, seat: Seat) -> Sight:
        if seat.position.role == Role.REGISTRANT:
            own, heir = seat.unit.pk, seat.unit_after.pk if seat.unit_after else 0
            return Sight.between(
                {pk for pk, before, _ in self.owners if before == own},
                {pk for pk, _, after in self.owners if after == heir},
            )
        # The two ways of seeing one dossier are laid whole: what one way loses the other may keep.
        sets = [
            self.by_round.whole[side].inside(paths) | self.by_own.whole[side].inside(paths)
            for side, paths in enumerate((seat.paths, seat.paths_after))
        ]
        if seat.position.role == Role.FRONT:
            sets = [one & self.front for one in sets]
        return Sight.between(*sets)


ASSIGNED_TO_REVIEWERS = {"rounds": Round, "nominations": Nomination}


def _lost(model, position: Position) -> Sight:
    return Sight(lost=frozenset(model.objects.visible_to(position).values_list("pk", flat=True)))


def _above(paths: Iterable[str]) -> set[str]:
    """Every path that leads to one of the paths."""
    return {path[: end + 1] for path in paths for end, sign in enumerate(path) if sign == "/" and end}
