"""Nơi tiếp nhận: where a registration arrives and where it climbs to next."""

from units.enums import COLLECTS_ALL, Line
from units.models import Unit


def desk_of(area, line: str):
    """The collecting desk of an area for a line: the body marked for that line, else the one for all lines."""
    bodies = {unit.collects: unit for unit in Unit.objects.collecting().filter(parent=area).select_related("level")}
    return bodies.get(line) or bodies.get(COLLECTS_ALL)


def desks_above(unit, line: str) -> list:
    """The collecting desks a registration of `unit` climbs through, lowest first."""
    bodies = Unit.objects.collecting().filter(parent_id__in=unit.path_ids()).select_related("level", "parent")
    by_area: dict[int, dict[str, Unit]] = {}
    for body in bodies:
        by_area.setdefault(body.parent_id, {})[body.collects] = body
    desks = [
        by_area[key].get(line) or by_area[key].get(COLLECTS_ALL) for key in reversed(unit.path_ids()) if key in by_area
    ]
    return _without_itself(unit, by_area, [desk for desk in desks if desk])


def first_desk(unit, line: str):
    """The first collecting desk above a unit, or None where none is set up."""
    return next(iter(desks_above(unit, line)), None)


def next_desk(unit, desk, line: str):
    """The desk after `desk` on the way up, or None at the top."""
    above = [found for found in desks_above(unit, line) if found.parent.path < desk.parent.path]
    return above[0] if above else None


def _without_itself(unit, by_area: dict, desks: list) -> list:
    """A desk's own registration goes to the Party committee of the same area if that collects, else to the next desk.

    The root desk receives its own: there is nobody above it.
    """
    if unit not in desks or len(desks) == 1:
        return desks
    party = by_area.get(unit.parent_id, {}).get(Line.PARTY)
    replacement = [party] if party and party != unit else []
    return replacement + [desk for desk in desks if desk != unit]
