"""Which movements and contents remain after a question."""

from django.db.models import Q, QuerySet, Subquery

from accounts.enums import KEEPING_ROLES
from units import scope
from units.enums import Nature
from units.querysets import prefixes


class MovementQuerySet(QuerySet):
    """Phong trào, cuộc vận động."""

    def visible_to(self, position):
        """Those everybody has, those added inside one's areas, and those added above them."""
        if position is None:
            return self.none()
        above = {path for area in position.all_areas() for path in prefixes(area.path)}
        added = scope.inside(position, "added_by__unit__path") | _added_for(above)
        return self.filter(Q(added_by__isnull=True) | added)

    def managed_by(self, position):
        """Those an office may word anew: the ones added inside its areas; of all, only where its area is everything."""
        if position is None or not position.has_role(*KEEPING_ROLES):
            return self.none()
        return self.filter(scope.inside(position, "added_by__unit__path"))

    def offered_to(self, unit):
        """Those a unit may choose: everybody's, and what was added over it."""
        return self.filter(Q(added_by__isnull=True) | _added_for(prefixes(unit.path)), is_offered=True)

    def for_list(self):
        return self.select_related("added_by__unit__parent").prefetch_related("contents").order_by("pk")


class ContentQuerySet(QuerySet):
    """Nội dung cuộc vận động."""

    def of_campaign(self):
        """Those of the campaign that the Front runs: the first that has contents."""
        first = self.model.objects.order_by("movement").values("movement")[:1]
        return self.filter(movement__in=Subquery(first)).order_by("number")

    def offered(self):
        """Those one may still choose."""
        return self.filter(is_offered=True)


def _added_for(paths) -> Q:
    """Added by an office of one of these areas: a body's area is what it hangs under."""
    body = Q(added_by__unit__nature=Nature.BODY, added_by__unit__parent__path__in=paths)
    return body | Q(added_by__unit__nature=Nature.AREA, added_by__unit__path__in=paths)
