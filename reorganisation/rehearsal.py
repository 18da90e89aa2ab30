"""Diễn tập: everything an operation would do, worked out by reading alone. Carrying out writes exactly this."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from common.bulk import at_full_speed
from evaluation.enums import RoundState
from evaluation.models import Round
from registrations.enums import State
from registrations.models import Registration
from reorganisation.enums import Content
from reorganisation.hanging import (
    BEARINGS,
    MovedRow,
    Moves,
    assigned_in,
    inside,
    moves_of,
    nominations_of,
    other_paths,
)
from reorganisation.models import Operation
from reorganisation.planned import Node, PlannedTree, planned_tree
from reorganisation.seats import Seat, Seats, seats_of
from reorganisation.sight import Sights
from units.models import Unit

MOST_TOLD = 20
# In these states somebody at the desk has to act next.
ON_A_DESK = (State.SUBMITTED, State.RECEIVED, State.RESULT_SENT)


@dataclass
class Rehearsal:
    """The planned tree, and for every table what goes where. `problems` stand in the way; `warnings` do not."""

    operation: Operation
    tree: PlannedTree
    moves: dict[str, Moves] = field(default_factory=dict)
    desks: dict[int, tuple[int, Node | None]] = field(default_factory=dict)
    nominations: list[tuple[int, str, str]] = field(default_factory=list)
    other_paths: list[tuple] = field(default_factory=list)
    seats: Seats = field(default_factory=lambda: Seats([], []))
    problems: list[str] = field(default_factory=list)

    @property
    def unassigned(self) -> dict[str, list[tuple[int, Node]]]:
        """By content: the rows of split units that nobody has assigned."""
        found = {content: one.unassigned for content, one in self.moves.items()}
        return {content: rows for content, rows in {**found, Content.POSITION: self.seats.unassigned}.items() if rows}

    @property
    def is_ready(self) -> bool:
        return not self.problems and not self.unassigned

    def seat_changes(self) -> list[Seat]:
        return [seat for seat in self.seats.all if seat.ends or seat.is_carried or seat.has_other_areas]

    @property
    def facts(self) -> tuple:
        """All that hangs on the tree and goes along: two rehearsals on one planned tree agree where these are equal."""
        return self.moves, self.desks, self.nominations, self.other_paths, [seat.facts for seat in self.seat_changes()]

    @cached_property
    def warnings(self) -> list[str]:
        """What stands in nobody's way but should be known; looked for when somebody asks."""
        return [
            *_areas_without_desk(self.tree),
            *_open_rounds(self.tree),
            *_lost_desks(self),
            *_seats_without_area(self),
        ] if self.moves else []  # fmt: skip

    def sights(self) -> Sights:
        """Who will see what; laid out when asked for."""
        return Sights(self.tree, self.moves, {pk: after for pk, _, after in self.nominations})


@at_full_speed()
def rehearse(operation: Operation, tree: PlannedTree | None = None) -> Rehearsal:
    """Work the operation out, on a tree that is planned already if there is one. Reads only."""
    tree = tree or planned_tree(operation)
    found = Rehearsal(operation, tree, problems=list(dict.fromkeys(tree.problems)))
    if not tree.reading.steps:
        found.problems.append("Chưa có dòng sắp xếp nào.")
    if found.problems:
        return found
    found.problems += _later_times(tree)
    assigned = assigned_in(tree)
    found.moves = {bearing.content: moves_of(bearing, tree, assigned) for bearing in BEARINGS}
    found.seats = seats_of(tree, assigned)
    found.problems += _handovers_to_come(found.seats)
    found.nominations = list(nominations_of(found.moves[Content.REGISTRATION]))
    found.other_paths = list(other_paths(tree))
    found.desks = _desks(tree, found.moves[Content.REGISTRATION].rows)
    return found


def _later_times(tree: PlannedTree) -> list[str]:
    """What was written with a later day stands in the way of an operation with an earlier one."""
    day, times = tree.operation.effective_on, tree.reading.times
    since = {node: times[node.pk][2] for node in [*tree.ended, *tree.changed] if node.pk in times}
    return [
        f"{node.was[1]} đã ghi thay đổi từ {began:%d/%m/%Y}, sau ngày hiệu lực."
        for node, began in since.items()
        if began and began > day
    ][:MOST_TOLD]


def _handovers_to_come(seats: Seats) -> list[str]:
    """A position handed over on a later day cannot be handed on to the new unit as well."""
    carried = {seat.position.pk for seat in seats.all if seat.is_carried}
    coming = [seat.position for seat in seats.all if seat.position.succeeds_id in carried]
    return [
        f"{position} đã bàn giao cho {position.user} từ {position.starts_on:%d/%m/%Y}. Hãy thu hồi bàn giao, sắp xếp xong "
        "rồi bàn giao ở đơn vị mới."
        for position in coming
    ][:MOST_TOLD]


def _desks(tree: PlannedTree, rows: Iterable[MovedRow]) -> dict[int, tuple[int, Node | None]]:
    """Registration → (desk now, desk then) for those that wait at a desk which is not on their way any more."""
    moved = {row.pk: row.heir for row in rows}
    waiting = Registration.objects.filter(inside("scope_path", tree.operation.scope_path), desk__isnull=False)
    desks, ways, found = tree.desks, {}, {}
    columns = ("pk", "desk_id", "unit__line", "desk__level__rank", "present_unit_id", "state")
    for pk, desk, line, rank, unit, state in waiting.values_list(*columns).order_by("pk"):
        here = tree.nodes.get(desk)
        if pk not in moved and (here is None or not here.ends):
            continue
        heir = moved.get(pk) or tree.nodes.get(unit)
        if heir is None:
            continue
        way = ways.setdefault((heir.pk, line), tree.way_up(heir, line, desks))
        if here is None or here not in way:
            found[pk] = desk, _desk_then(tree, here, rank, way, onward=state in ON_A_DESK)
    return found


def _desk_then(tree: PlannedTree, here: Node | None, rank: int | None, way: list[Node], *, onward: bool) -> Node | None:
    """Who took over from the desk, else the desk of its level; else what lies on a desk goes to the next one up,
    not back to where it has been, and what lies on none is in the charge of the lowest.
    """
    heirs = [one for one in way if here and one in here.aims]
    ranks = {one.pk: tree.ranks.get(one.level_id) for one in way}
    same = [one for one in way if rank and ranks[one.pk] == rank]
    above = [one for one in way if onward and rank and (ranks[one.pk] or rank) < rank]
    return next((one for some in (heirs, same, above, way) for one in some), None)


def _areas_without_desk(tree: PlannedTree) -> list[str]:
    desks = tree.desks
    bare = [
        node.name for node in [*tree.opened, *tree.changed]
        if node.is_area and node.level_id is not None and node.pk not in desks
    ]  # fmt: skip
    return [f"{_named(bare)} chưa có nơi tiếp nhận đăng ký."] if bare else []


def _open_rounds(tree: PlannedTree) -> list[str]:
    ended = [node.pk for node in tree.ended if not node.is_area]
    rounds = Round.objects.exclude(state=RoundState.PUBLISHED).filter(present_unit__in=ended[:5000])
    names = [one.name for one in rounds[: MOST_TOLD + 1]]
    return [f"Đợt đánh giá chưa công bố: {_named(names)}. Nên công bố trước ngày sắp xếp."] if names else []


def _lost_desks(found: Rehearsal) -> list[str]:
    lost = sum(then is None for _, then in found.desks.values())
    return [f"{lost} hồ sơ đang chờ xử lý sẽ không có nơi tiếp nhận."] if lost else []


def _seats_without_area(found: Rehearsal) -> list[str]:
    bare = [str(seat.position.user) for seat in found.seats.all if not seat.ends and not seat.areas_after]
    return [f"Không còn địa bàn phụ trách: {_named(bare)}."] if bare else []


def _named(names: list[str]) -> str:
    told = ", ".join(names[:MOST_TOLD])
    return f"{told} và {len(names) - MOST_TOLD} tên khác" if len(names) > MOST_TOLD else told


def units_of(nodes: Iterable[Node]) -> dict[int, Unit]:
    """The units behind some nodes, for naming them."""
    return Unit.objects.in_bulk([node.pk for node in nodes if not node.is_new])
