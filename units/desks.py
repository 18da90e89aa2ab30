"""Nơi tiếp nhận: where a registration arrives and where it climbs to next."""

from django.utils import timezone

from units.enums import COLLECTS_ALL, Line
from units.models import Unit


def desk_of(area, line: str):
    """The collecting desk of an area for a line: the body marked for that line, else the one for all lines."""
    bodies = {unit.collects: unit for unit in Unit.objects.collecting().filter(parent=area).select_related("level")}
    return bodies.get(line) or bodies.get(COLLECTS_ALL)


def office_of(area, line: str):
    """To whom an area's own line reports: its desk for that line, else its body of that line, else the desk for all."""
    desk = desk_of(area, line)
    if desk and desk.collects == line:
        return desk
    bodies = Unit.objects.bodies().in_force_on(timezone.localdate()).filter(parent=area, line=line)
    return bodies.select_related("level").order_by("sort_key", "pk").first() or desk


def desks_above(unit, line: str) -> list:
    """The collecting desks a registration of `unit` climbs through, lowest first."""
    return climb(unit, line, unit.path_ids(), collecting_in(unit.path_ids()))


def collecting_in(areas) -> dict[int, dict]:
    """The collecting bodies of areas, given by their keys."""
    return by_area(Unit.objects.collecting().filter(parent_id__in=areas).select_related("level", "parent"))


def by_area(bodies) -> dict[int, dict]:
    """Collecting bodies by the key of their area and by what they collect."""
    found: dict[int, dict] = {}
    for body in bodies:
        found.setdefault(body.parent_id, {})[body.collects] = body
    return found


def climb(unit, line: str, path_ids: list[int], collecting: dict[int, dict]) -> list:
    """The way up from a unit over the areas of its path, in a tree that exists or one that is only planned."""
    areas = [collecting[key] for key in reversed(path_ids) if key in collecting]
    desks = [area.get(line) or area.get(COLLECTS_ALL) for area in areas]
    return _without_itself(unit, collecting, [desk for desk in desks if desk])


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
