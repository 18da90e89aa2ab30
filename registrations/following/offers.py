"""Chọn được nơi nào: the models and units a position may inspect or urge, as `rights` says of one in hand."""

from django.db.models import Q
from django.utils import timezone

from accounts.enums import Role
from registrations.enums import HELD
from registrations.models import Registration
from registrations.querysets import of_own_lines
from units.enums import FRONT_LINES, Nature
from units.models import Unit
from units.querysets import range_end


def models_over(position):
    """Confirmed models."""
    seen = Registration.objects.visible_to(position).filter(state__in=HELD)
    if position.has_role(Role.FRONT):
        seen = seen.filter(Q(unit__line__in=FRONT_LINES) | Q(desk=position.unit_id))
    return seen.order_by("-first_sent_at", "-pk")


def units_over(position):
    """Units that stand today."""
    return Unit.objects.visible_to(position).in_force_on(timezone.localdate()).filter(of_own_lines(position))


def units_to_ask(whose: Unit):
    """Whom a recommendation may be made to: the unit itself, those below it, the areas above and the bodies in them."""
    above = [whose.path[: end + 1] for end, sign in enumerate(whose.path) if sign == "/" and end]
    near = Q(path__in=above) | Q(parent__path__in=above, nature=Nature.BODY)
    below = Q(path__gte=whose.path, path__lt=range_end(whose.path))
    return Unit.objects.in_force_on(timezone.localdate()).filter(near | below).select_related("parent").order_by("path")


def is_concerned(whose: Unit, unit: Unit) -> bool:
    """Whether `unit` is the one visited, an area it lies in, or the desk that receives in such an area."""
    place = unit.parent.path if unit.collects and unit.parent else unit.path
    return whose.path.startswith(place)
