"""Phạm vi: the only place that builds the *where* of every question."""

from django.db.models import Q

from units.enums import FRONT_LINES, Line
from units.querysets import range_end


def inside(position, field: str = "scope_path") -> Q:
    """One range condition per area of the position on the record's own path; the root area adds none.

    No position, or a position without areas, sees nothing.
    """
    areas = position.all_areas() if position else []
    if not areas:
        return Q(pk__in=[])
    if _hold_root(areas):
        # Everything, in a form that stays everything beside “or”; an empty Q would leave the other half alone.
        return ~Q(pk__in=[])
    condition = Q()
    for area in areas:
        condition |= Q(**{f"{field}__gte": area.path, f"{field}__lt": range_end(area.path)})
    return condition


def led_by(position, field: str = "unit") -> Q:
    """What belongs to an office (`field`) whose leader the position is: its own, and one it may stand in for of exactly
    an area in its charge.

    The same rule for one office in hand is `registrations.rights.leads`.
    """
    areas = [area.pk for area in position.all_areas()]
    beside = Q(**{f"{field}__parent__in": areas}) & _beside(position.unit.line, f"{field}__line")
    return Q(**{field: position.unit_id}) | beside


def may_stand_in(leading, unit) -> bool:
    """Whether the head of one body signs for another of the same area.

    The Party committee and the government of an area may sign for an office in it. The Front signs for the Front, and
    nobody else for it; a member organisation signs for itself alone. `led_by` and `standing_in` ask the same of the
    database.
    """
    lines = {leading.line, unit.line}
    return leading.pk == unit.pk or lines == {Line.FRONT} or not lines & FRONT_LINES


def standing_in(unit) -> Q:
    """The positions that may sign for the unit besides its own."""
    return _beside(unit.line, "unit__line")


def _beside(line: str, field: str) -> Q:
    if line == Line.FRONT:
        return Q(**{field: Line.FRONT})
    return Q(pk__in=()) if line in FRONT_LINES else ~Q(**{f"{field}__in": FRONT_LINES})


def of_office(position, field: str = "unit") -> Q:
    """What belongs to an office (`field`): the position's own, or one that ended and that it took over from.

    The same rule for one office in hand is `stands_at`.
    """
    ended = {f"{field}__valid_to__isnull": False, f"{field}__scope_path": position.unit.path}
    return Q(**{field: position.unit_id}) | Q(**ended)


def stands_at(position, unit) -> bool:
    """Whether the position sits at that office, or at the one that took over when it ended."""
    took_over = unit.valid_to is not None and unit.scope_path == position.unit.path
    return position.unit_id == unit.pk or took_over


def is_everything(position) -> bool:
    """Whether the root is among the position's areas."""
    return _hold_root(position.all_areas() if position else [])


def _hold_root(areas) -> bool:
    return any(area.parent_id is None for area in areas)


def covers(position, path: str) -> bool:
    """Whether a path lies inside the position's areas: the same rule for one record in hand."""
    return any(path.startswith(area.path) for area in (position.all_areas() if position else []))
