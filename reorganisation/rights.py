"""Ai được sắp xếp đơn vị: the predicates of the table of moves. Each reads after “if”."""

from accounts.enums import Role
from reorganisation.models import Operation
from reorganisation.querysets import PREPARING_ROLES, READING_ROLES
from units import scope


def may_prepare(position) -> bool:
    """Administrators and officers, each inside the own areas."""
    return position is not None and position.has_role(*PREPARING_ROLES)


def prepares(position, operation: Operation) -> bool:
    return may_prepare(position) and scope.covers(position, operation.scope_path)


def decides(position, operation: Operation) -> bool:
    """A second person of the area: never the one who prepared or proposed it, at whatever position."""
    if position is None or not position.has_role(*READING_ROLES) or not scope.covers(position, operation.scope_path):
        return False
    authors = {one.user_id for one in (operation.created_by, operation.proposed_by) if one}
    return position.user_id not in authors


def undoes(position, operation: Operation) -> bool:
    """Administrators and leaders of the area."""
    in_charge = position is not None and position.has_role(Role.ADMIN, Role.LEADER)
    return in_charge and scope.covers(position, operation.scope_path)
