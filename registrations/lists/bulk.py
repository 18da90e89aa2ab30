"""Xử lý nhiều hồ sơ: one move of the table on many records, each on its own, with a line for each of what became of it."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied, ValidationError

from accounts.enums import Role
from common.workflow import Move, find_move, open_moves, perform
from registrations import workflow
from registrations.models import Registration
from registrations.obstacles import LeaderApproves

MOST_AT_ONCE = 100
# The most used first: the list shows a few as buttons, the others folded.
MOVES = (
    workflow.RECEIVE,
    workflow.CONFIRM,
    workflow.FORWARD,
    workflow.RETURN,
    workflow.CONFIRM_EFFECT,
    workflow.PASS_RESULT_UP,
    workflow.RETURN_RESULT,
)
# A clerk receives and decides nothing.
OF_CLERKS = (workflow.RECEIVE,)
JOINED = ("unit__parent", "present_unit", "plan__movement", "desk__level", "desk__parent", "highest_level")


@dataclass(frozen=True)
class Outcome:
    """What became of one record: done, or why not."""

    code: str
    heading: str
    is_done: bool
    told: str


def moves_for(position, rows) -> list[Move]:
    """The moves that a list offers for its ticked rows: of the role, and of the states that stand in it."""
    states = {one.state for one in rows}
    offered = OF_CLERKS if position.has_role(Role.CLERK) else MOVES
    offered = [move for move in offered if move.sources & states]
    if position.unit.leader_approves:
        # These are put on a list instead.
        offered = [move for move in offered if not isinstance(move.obstacle, LeaderApproves)]
    return offered


def find(position, slug: str) -> Move | None:
    """The move of an address, if a position of this role may make it on many records."""
    return find_move(OF_CLERKS if position.has_role(Role.CLERK) else MOVES, slug)


def chosen(position, codes: list[str]) -> list[Registration]:
    """The ticked records that are in sight, in the order of the list."""
    found = Registration.objects.visible_to(position).select_related(*JOINED).of_codes(codes[:MOST_AT_ONCE])
    by_code = {one.code: one for one in found}
    return [by_code[code] for code in dict.fromkeys(codes) if code in by_code]


def move_many(*, by, move: Move, registrations: list[Registration], data: dict, token: UUID) -> list[Outcome]:
    """Each record is moved in a transaction of its own, with a token derived from the form's: a repeat does nothing twice."""
    return [_moved(by, move, one, data, uuid5(token, one.code)) for one in registrations]


def _moved(by, move: Move, registration: Registration, data: dict, token: UUID) -> Outcome:
    try:
        perform(move, registration, by=by, data=data, token=token)
    except ValidationError as problem:
        return Outcome(registration.code, registration.heading, False, problem.messages[0])
    except PermissionDenied:
        return Outcome(registration.code, registration.heading, False, _why_not(by, move, registration))
    return Outcome(registration.code, registration.heading, True, move.done)


def _why_not(by, move: Move, registration: Registration) -> str:
    """The right depends on how far the record is to climb: the move that is open in its place is named."""
    others = [one.move.label for one in open_moves(MOVES, by, registration) if one.move is not workflow.RETURN]
    if others:
        return f"Hồ sơ này không dùng được bước “{move.label}”; hãy dùng “{others[0]}”."
    return "Hồ sơ này không ở nơi xử lý của vị trí đang dùng."
