"""Ai được ghi công tác Mặt trận. Each reads after “if”."""

from accounts.enums import Role
from front.members import is_member
from front.models.kept import Kept
from front.models.work import WorkTask
from units import scope
from units.models import Unit


def writes(position) -> bool:
    """Front officers and member organisations, each in the book of the own body."""
    return position is not None and (position.has_role(Role.FRONT) or is_member(position))


def runs_front(position) -> bool:
    """What is the Front's alone: the plan, the fund with its board, the estimates."""
    return position is not None and position.has_role(Role.FRONT)


def keeps_book_of(position, keeper: Unit) -> bool:
    """Who writes at the body, or at the one that took over from it."""
    return writes(position) and scope.stands_at(position, keeper)


def keeps(position, row: Kept) -> bool:
    """Rows of the own book; what stands in another's is read."""
    return keeps_book_of(position, row.keeper)


def tells_done(position, task: WorkTask) -> bool:
    """The body it was given to; or the one that gave it, where the other brings its word on paper."""
    return keeps_book_of(position, task.unit) or keeps_book_of(position, task.item.issuer)
