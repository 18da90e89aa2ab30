"""Ai quản lý tài khoản nào: the predicates of this room. Each reads after “if”."""

from django.db.models import Q
from django.utils import timezone

from accounts.enums import LENT_ROLES, PEER_ROLES, Role
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
    """Who sets a password can sign in with it: so only where the person is among those one manages, every position
    still held is below, and none of them sees more than one's own areas hold. The same power corrects, closes and
    opens the account.
    """
    if not may_manage(position) or user.pk == position.user_id:
        return False
    if not User.objects.managed_by(position).filter(pk=user.pk).exists():
        return False
    held = Position.objects.of(user).not_ended_on(timezone.localdate())
    if held.exclude(pk__in=Position.objects.managed_by(position).values("pk")).exists():
        return False
    seen = Unit.objects.filter(charged_positions__in=held)
    return all(scope.covers(position, path) for path in seen.values_list("path", flat=True).distinct())


def manages(position, other: Position) -> bool:
    """Whether a position, with all its areas, is among those one opens and closes."""
    if position is None or not Position.objects.managed_by(position).filter(pk=other.pk).exists():
        return False
    return holds_areas_of(position, other)


def holds_areas_of(position, other: Position) -> bool:
    """Nobody disposes of more area than they hold."""
    return all(scope.covers(position, area.path) for area in other.areas.all())


def may_hand_over(position, other: Position) -> bool:
    """Those who manage it. Deputies end; they hand nothing over."""
    return other.deputy_for_id is None and other.taken_back_at is None and manages(position, other)


def may_lend(position, other: Position) -> bool:
    """The holder, and those who manage the position; only while it is held."""
    if position is None or other.deputy_for_id is not None or not is_current(other):
        return False
    lent = [*LENT_ROLES, Role.ADMIN] if position.has_role(Role.ADMIN) else LENT_ROLES
    return other.role in lent and (position.user_id == other.user_id or manages(position, other))


def may_end_deputy(position, deputy: Position) -> bool:
    """The deputy, the one replaced, and those who manage the position."""
    if position is None or deputy.deputy_for_id is None:
        return False
    return position.user_id in {deputy.user_id, deputy.deputy_for.user_id} or manages(position, deputy.deputy_for)


def may_stand_in(principal: Position):
    """The persons who may replace somebody: those of the own unit, and those below it inside the areas."""
    today = timezone.localdate()
    below = scope.inside(principal, "unit__path") | Q(unit=principal.unit_id)
    held = Position.objects.held_on(today).substantive().filter(below)
    return User.objects.filter(pk__in=held.values("user")).exclude(pk=principal.user_id)


def is_current(position: Position) -> bool:
    """Held today, or to be taken up later."""
    ended = position.ends_on is not None and position.ends_on <= timezone.localdate()
    return position.taken_back_at is None and not ended
