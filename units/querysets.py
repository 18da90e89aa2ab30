"""What remains of the tree after a question."""

from django.db.models import Case, Count, F, Q, QuerySet, When

from common.vietnamese import fold
from units.enums import Nature


class LevelQuerySet(QuerySet):
    """Cấp: from the highest (rank 1) down."""

    def offered_on(self, day):
        """The levels that exist on a day (from included, to excluded)."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gt=day)
        )

    def with_units_on(self, day):
        """`standing`: how many units of the level are in force on a day."""
        begun = Q(units__valid_from__isnull=True) | Q(units__valid_from__lte=day)
        lasting = Q(units__valid_to__isnull=True) | Q(units__valid_to__gt=day)
        return self.annotate(standing=Count("units", filter=begun & lasting))


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

    def root(self):
        """The unit above all others, or None in a portal that has none yet."""
        return self.filter(parent__isnull=True).order_by("pk").first()

    def collecting(self):
        """The bodies where registrations arrive."""
        return self.exclude(collects="")

    def without_desk(self):
        """The areas of a level in which no body collects registrations."""
        return self.areas().filter(level__isnull=False).exclude(pk__in=self.model.objects.collecting().values("parent"))

    def visible_to(self, position):
        """The units inside the position's areas, and those that ended in them. No position, nothing."""
        condition = Q(pk__in=[])
        for area in position.all_areas() if position else []:
            condition |= Q(scope_path__gte=area.path, scope_path__lt=range_end(area.path))
        return self.filter(condition)

    def found(self, times, folded: str):
        """Those that bear the searched (folded) text now or bore it in one of `times`; what has ended comes last."""
        named = self.filter(pk__in=times.filter(search_text__contains=folded).values("unit"))
        shown = ("name", "full_name", "nature", "collects", "line", "code", "valid_to", "level__name")
        listed = named.select_related("level", "parent").only(*shown, "parent__full_name", "parent__name")
        return listed.order_by(F("valid_to").desc(nulls_first=True), "sort_key", "pk")

    def called(self, text: str):
        """Those whose present name holds every word of a text, without marks."""
        named = self
        for word in fold(text).split():
            named = named.filter(search_text__contains=word)
        return named

    def for_list(self, text: str = ""):
        """By name; where a text is looked for, those whose name begins with it stand before those that only hold it."""
        begins = [Case(When(search_text__startswith=fold(text), then=0), default=1)] if text else []
        return self.select_related("level", "parent").order_by(*begins, "sort_key", "pk")


class UnitVersionQuerySet(QuerySet):
    """Thời kỳ của đơn vị."""

    def in_force_on(self, day):
        """One row for each unit that existed on a day (from included, to excluded)."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gt=day)
        )

    def in_force_within(self, start, end):
        """The rows that were in force at any time from `start` (included) to `end` (excluded)."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lt=end), Q(valid_to__isnull=True) | Q(valid_to__gt=start)
        )

    def within_path(self, path: str):
        """At and below a path of the tree as it then was."""
        return self.filter(path__gte=path, path__lt=range_end(path))

    def visible_to(self, position):
        """The times of the units a position may see today."""
        units = self.model._meta.get_field("unit").related_model.objects.visible_to(position)
        return self.filter(unit__in=units)


class SuccessionQuerySet(QuerySet):
    """Kế thừa đơn vị."""

    def around(self, unit):
        """What a unit came from, what became of it, and of those that ended directly below it."""
        return self.filter(Q(old=unit) | Q(new=unit) | Q(old__parent=unit, old__valid_to__isnull=False))

    def for_list(self):
        """With the names of both sides, and where they are seen from."""
        told = ("name", "full_name", "sort_key", "scope_path", "valid_to")
        sides = (f"{side}__{name}" for side in ("old", "new") for name in told)
        return self.select_related("old", "new").only("kind", "effective_on", "decision_number", "decided_on", *sides)

    def visible_to(self, position):
        """Those of which either side may be seen."""
        units = self.model._meta.get_field("old").related_model.objects.visible_to(position)
        return self.filter(Q(old__in=units) | Q(new__in=units))


def prefixes(path: str) -> list[str]:
    """“/1/5/23/” → “/1/”, “/1/5/”, “/1/5/23/”."""
    return [path[: end + 1] for end, sign in enumerate(path) if sign == "/" and end]


def range_end(path: str) -> str:
    """The first path after everything under `path`: “0” follows the closing slash in the “C” collation."""
    return path[:-1] + "0"
