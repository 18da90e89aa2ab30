"""Ai quản lý tài khoản nào: the predicates of this room. Each reads after “if”."""

from django.utils import timezone

from accounts.enums import PEER_ROLES, Role
from accounts.models import Position, User
from units import scope
from units.models import Unit


def may_manage(position) -> bool:
    """Officers and administrators open accounts and positions, inside their areas."""
    return position is not None and position.has_role(Role.OFFICER, Role.ADMIN)


def may_give(position, *, role: str, unit, areas=()) -> bool:
    """An officer gives any role but the administrator's and those that decide on the own level; nobody gives more
    area than they hold.
    """
    if not may_manage(position):
        return False
    is_peer = role in PEER_ROLES and unit.level_id == position.unit.level_id
    if position.role != Role.ADMIN and (role == Role.ADMIN or is_peer):
        return False
    return all(scope.covers(position, one.path) for one in [unit, *areas])


def may_reset(position, user: User) -> bool:
    """Who sets a password can sign in with it: so only where every position the person still holds is below, and
    none of them sees more than one's own areas hold.
    """
    if not may_manage(position) or user.pk == position.user_id:
        return False
    held = Position.objects.of(user).not_ended_on(timezone.localdate())
    if held.exclude(pk__in=Position.objects.managed_by(position).values("pk")).exists():
        return False
    seen = Unit.objects.filter(charged_positions__in=held)
    return all(scope.covers(position, path) for path in seen.values_list("path", flat=True).distinct())
