"""Phạm vi: the only place that builds the *where* of every question."""

from django.db.models import Q

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
    """What belongs to a desk (`field`) whose leader the position is: its own, and that of exactly an area in its charge.

    The same rule for one desk in hand is `registrations.rights.leads`.
    """
    areas = [area.pk for area in position.all_areas()]
    return Q(**{field: position.unit_id}) | Q(**{f"{field}__parent__in": areas})


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
