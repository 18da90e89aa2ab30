"""Ai được sắp xếp đơn vị: the predicates of the table of moves. Each reads after “if”."""

from django.utils import timezone

from accounts.enums import Role
from accounts.models import Position
from reorganisation.enums import State
from reorganisation.models import Operation
from reorganisation.querysets import PREPARING_ROLES, READING_ROLES
from units import scope

TO_BE_DECIDED = (State.DRAFT, State.PROPOSED)


def may_prepare(position) -> bool:
    """Administrators and officers, each inside the own areas."""
    return position is not None and position.has_role(*PREPARING_ROLES)


def prepares(position, operation: Operation) -> bool:
    return may_prepare(position) and scope.covers(position, operation.scope_path)


def decides(position, operation: Operation) -> bool:
    """A second person of the area: never one who prepared, wrote in or proposed it, at whatever position."""
    if position is None or not position.has_role(*READING_ROLES) or not scope.covers(position, operation.scope_path):
        return False
    return not operation.writers.filter(pk=position.user_id).exists()


def has_second_person(operation: Operation) -> bool:
    """Whether anybody is there who may decide on it."""
    above = [int(part) for part in operation.scope_path.split("/") if part]
    held = Position.objects.held_on(timezone.localdate()).filter(role__in=READING_ROLES, areas__in=above)
    return held.exclude(user__in=operation.writers.all()).exists()


def undoes(position, operation: Operation) -> bool:
    """Administrators and leaders of the area."""
    in_charge = position is not None and position.has_role(Role.ADMIN, Role.LEADER)
    return in_charge and scope.covers(position, operation.scope_path)
