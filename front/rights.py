"""Ai được ghi công tác Mặt trận. Each reads after “if”."""

from django.db.models import Q

from accounts.enums import Role
from front.models.kept import Kept
from front.models.work import WorkTask
from units.models import Unit


def writes(position) -> bool:
    """Front officers, in the book of their own body."""
    return position is not None and position.has_role(Role.FRONT)


def keeps_book_of(position, keeper: Unit) -> bool:
    """The Front officers of the body, or of the one that took over from it."""
    if not writes(position):
        return False
    took_over = keeper.valid_to is not None and keeper.scope_path == position.unit.path
    return position.unit_id == keeper.pk or took_over


def in_books_of(position, field: str) -> Q:
    """The same as a condition on rows: `field` leads to the body whose book it is."""
    took_over = Q(**{f"{field}__valid_to__isnull": False, f"{field}__scope_path": position.unit.path})
    return Q(**{field: position.unit_id}) | took_over


def keeps(position, row: Kept) -> bool:
    """Rows of the own book; what stands in another's is read."""
    return keeps_book_of(position, row.keeper)


def tells_done(position, task: WorkTask) -> bool:
    """The body it was given to; or the one that gave it, where the other brings its word on paper."""
    return keeps_book_of(position, task.unit) or keeps_book_of(position, task.item.issuer)
