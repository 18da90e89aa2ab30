"""What remains of plans and their tasks after a question."""

from datetime import timedelta

from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    JSONField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, JSONObject

from accounts.enums import Role
from registrations.querysets import of_own_lines
from units import scope
from units.enums import COLLECTS_ALL, FRONT_LINES
from units.querysets import prefixes

# A task of an earlier year that nobody has told done is asked about so much longer.
NOT_LONG_AGO = timedelta(days=90)
_NEAREST = ("-scope_path", "-issued_on", "-pk")


class PlanQuerySet(QuerySet):
    """Kế hoạch."""

    def of_year(self, year):
        return self.filter(year=year)

    def over(self, unit):
        """The plans whose issuer's area holds the unit, nearest first."""
        return self.filter(scope_path__in=prefixes(unit.path)).order_by(*_NEAREST)

    def current_for(self, unit, day):
        """The plans over a unit that count on a day: of the day's year, and any other that still takes registrations.

        Those open then come first; for a body next those of its own khối; then the nearest. `open_until`: the day on
        which the window closes that is open then, or None.
        """
        windows = self.model._meta.get_field("windows").related_model.objects.filter(plan=OuterRef("pk"))
        open_now = windows.filter(opens_on__lte=day, closes_on__gt=day).order_by("-closes_on")
        in_main = When(opens_on__lte=day, closes_on__gt=day, then=F("closes_on"))
        known = self.over(unit).annotate(open_until=Case(in_main, default=Subquery(open_now.values("closes_on")[:1])))
        to_come = Q(year=day.year) | Q(closes_on__gt=day) | Exists(windows.filter(closes_on__gt=day))
        open_first = Case(When(open_until__isnull=False, then=0), default=1)
        return known.filter(to_come).order_by(open_first, *_own_line_first(unit), *_NEAREST)

    def with_next_task(self, units, day):
        """`next_task`: what the plan asks of one of `units` is not done and due first from a day on; or None."""
        tasks = self.model._meta.get_field("tasks").related_model.objects.filter(plan=OuterRef("pk"), due_on__gte=day)
        mine = tasks.given_to(units).open_for(units).order_by("due_on", "pk")
        told = mine.values(told=JSONObject(text="text", due_on="due_on"))
        return self.annotate(next_task=Subquery(told[:1], output_field=JSONField()))

    def visible_to(self, position):
        """The plans of one's own areas and those issued above them: everybody may read what binds them."""
        if position is None:
            return self.none()
        areas = position.all_areas()
        above = {path for area in areas for path in prefixes(area.path)}
        return self.filter(scope.inside(position) | Q(scope_path__in=above))

    def managed_by(self, position):
        """The plans an officer or clerk may correct: those issued inside the own areas."""
        if position is None or position.role not in {Role.OFFICER, Role.FRONT, Role.CLERK}:
            return self.none()
        return self.filter(scope.inside(position), of_own_lines(position, "issuer__line"))

    def for_list(self):
        return self.select_related("issuer", "movement").order_by("-year", "-issued_on", "-pk")


class LatePermitQuerySet(QuerySet):
    def standing(self):
        """Those that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


def area_of_tasks(unit) -> str | None:
    """The area whose plans give a task for “mọi đơn vị” to a unit directly below; None to the desk that receives of all."""
    return None if unit.collects == COLLECTS_ALL else unit.path.removesuffix("/").rpartition("/")[0] + "/"


def told_for(units) -> Q:
    """Of what was told done: by one of these units, or of a task given by its name to one that they took over from."""
    return Q(unit__in=units) | Q(task__unit__scope_path__in=[unit.path for unit in units])


class PlanTaskQuerySet(QuerySet):
    def given_to(self, units):
        """What is asked of one of these by its name, or of it among all units directly below the plan's area.

        What was asked of a unit that has ended is asked of its successor.
        """
        asked = Q(unit__scope_path__in=[unit.path for unit in units])
        for unit in units:
            if (area := area_of_tasks(unit)) is not None:
                asked |= Q(unit__isnull=True, plan__scope_path=area) & ~Q(plan__issuer=unit)
        return self.filter(asked)

    def to_do(self, units, day):
        """What these units have still to do, of the plans of the day's year; of earlier ones what was due not long ago."""
        counts = Q(plan__year__gte=day.year) | Q(due_on__gte=day - NOT_LONG_AGO)
        return self.given_to(units).open_for(units).filter(counts)

    def reopened_for(self, units):
        """A column: why what these told done last was opened again; empty where nothing was."""
        told = self.model._meta.get_field("done").related_model.objects.filter(told_for(units), task=OuterRef("pk"))
        reasons = told.filter(undone_at__isnull=False).order_by("-undone_at", "-pk").values("undone_reason")
        return Coalesce(Subquery(reasons[:1]), Value(""), output_field=CharField())

    def open_for(self, units):
        """What none of these units has told to be done."""
        done = self.model._meta.get_field("done").related_model.objects.filter(told_for(units), task=OuterRef("pk"))
        return self.exclude(Exists(done.filter(undone_at__isnull=True)))


def _own_line_first(unit) -> list:
    """What a body's own khối has issued; an area is of no khối."""
    if unit.is_area:
        return []
    own = FRONT_LINES if unit.line in FRONT_LINES else {unit.line}
    return [Case(When(issuer__line__in=own, then=0), default=1)]
