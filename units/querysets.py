"""What remains of the tree after a question."""

from django.db.models import Q, QuerySet

from units.enums import Nature


class LevelQuerySet(QuerySet):
    """Cấp: from the highest (rank 1) down."""

    def offered_on(self, day):
        """The levels that exist on a day (from included, to excluded)."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gt=day)
        )


class UnitQuerySet(QuerySet):
    """Đơn vị."""

    def areas(self):
        return self.filter(nature=Nature.AREA)

    def bodies(self):
        return self.filter(nature=Nature.BODY)

    def in_force_on(self, day):
        """The units that exist on a day (from included, to excluded)."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gt=day)
        )

    def within(self, unit):
        """The unit itself and all below it."""
        return self.within_path(unit.path)

    def within_path(self, path: str):
        """All units at and below a path of the tree."""
        return self.filter(path__gte=path, path__lt=range_end(path))

    def around(self, unit):
        """The unit and all that stands above it, highest first."""
        return self.filter(pk__in=unit.path_ids()).order_by("path")

    def collecting(self):
        """The bodies where registrations arrive."""
        return self.exclude(collects="")

    def without_desk(self):
        """The areas of a level in which no body collects registrations."""
        return self.areas().filter(level__isnull=False).exclude(pk__in=self.model.objects.collecting().values("parent"))

    def visible_to(self, position):
        """The units inside the position's areas. No position, nothing."""
        condition = Q(pk__in=[])
        for area in position.all_areas() if position else []:
            condition |= Q(path__gte=area.path, path__lt=range_end(area.path))
        return self.filter(condition)

    def for_list(self):
        return self.select_related("level", "parent").order_by("sort_key", "pk")


def range_end(path: str) -> str:
    """The first path after everything under `path`: “0” follows the closing slash in the “C” collation."""
    return path[:-1] + "0"
