"""Which movements and contents remain after a question."""

from django.db.models import Q, QuerySet

from accounts.enums import TYPING_ROLES
from units import scope
from units.querysets import prefixes

ADDED_AT = "added_by__unit__parent__path"


class MovementQuerySet(QuerySet):
    """Phong trào, cuộc vận động."""

    def visible_to(self, position):
        """Those everybody has, those added inside one's areas, and those added above them."""
        if position is None:
            return self.none()
        above = {path for area in position.all_areas() for path in prefixes(area.path)}
        added = scope.inside(position, "added_by__unit__path") | Q(**{f"{ADDED_AT}__in": above})
        return self.filter(Q(added_by__isnull=True) | added)

    def managed_by(self, position):
        """Those an office may word anew: the ones added inside its areas; of all, only where its area is everything."""
        if position is None or not position.has_role(*TYPING_ROLES):
            return self.none()
        return self.filter(scope.inside(position, "added_by__unit__path"))

    def offered_to(self, unit):
        """Those a unit may choose: everybody's, and what was added over it."""
        over = Q(added_by__isnull=True) | Q(**{f"{ADDED_AT}__in": prefixes(unit.path)})
        return self.filter(over, is_offered=True)

    def for_list(self):
        return self.select_related("added_by__unit__parent").prefetch_related("contents").order_by("pk")
