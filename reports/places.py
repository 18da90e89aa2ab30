"""Đơn vị của bảng: a unit as the chosen tree knows it, with every path under which registrations were its own."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Position
from common.vietnamese import sort_key
from common.written import ask_records
from reports.enums import Tree
from reports.periods import Period, Stretch
from units.enums import Nature
from units.models import Level, Succession, Unit, UnitVersion

# What is read of the units in force today.
TOLD = (
    "name", "full_name", "code", "sort_key", "nature", "path", "parent", "valid_from",
    *(f"level__{field.name}" for field in Level._meta.concrete_fields),
)  # fmt: skip


@dataclass(frozen=True)
class Place:
    """Một đơn vị trong kỳ: its name then or now, and where it lay.

    `stands`: in force at some time of the period; `of_year`: at some time since new year; `is_later`: it began only
    after new year, so that others before it held what is its own now. `home` is where its records are seen from today.
    """

    pk: int
    name: str
    full_name: str
    code: str
    sort_key: str
    is_area: bool
    level: Level | None
    paths: tuple[str, ...]
    home: str
    stands: bool = True
    of_year: bool = True
    is_later: bool = False

    def __str__(self) -> str:
        return self.full_name

    def path_ids(self) -> list[int]:
        """The keys of the unit and all that stood above it last, root first."""
        return [int(part) for part in self.paths[-1].split("/") if part]


@dataclass(frozen=True)
class Known:
    """The area asked for (None: all areas of the position), the units that make the rows, and those to choose from.

    `before`: the rows that stand for an area which began later; they are no part of the tree below one area.
    `before_in`: the years of the period that, each by itself, have such rows; later years have the area's own.
    """

    area: Place | None
    below: tuple[Place, ...]
    choices: tuple[Place, ...]
    before: frozenset[int] = frozenset()
    before_in: frozenset[int] = frozenset()


def places(position: Position, tree: Tree, period: Stretch, wanted: int | None) -> Known:
    """What the chosen tree knows of the position's areas and of the unit asked for; one query, two for a new area."""
    return _present(position, period, wanted) if tree == Tree.PRESENT else _then(position, period, wanted)


def _asked(prefix: str, unit: str, wanted: int | None) -> Q:
    """Areas with a level of their own, the unit asked for, and all directly below it."""
    areas = Q(**{f"{prefix}nature": Nature.AREA}, level__isnull=False)
    return areas | Q(parent_id=wanted) | Q(**{unit: wanted}) if wanted else areas


def _present(position: Position, period: Stretch, wanted: int | None) -> Known:
    """The units in force today."""
    areas = [area.pk for area in position.all_areas()]
    found = {unit.pk: unit for unit in ask_records(Unit, _in_force, position, only=TOLD, about=wanted)}
    made = {unit.pk: _now(unit, period) for unit in found.values()}
    below = [pk for pk, unit in found.items() if unit.parent_id == wanted] if wanted else [*filter(made.get, areas)]
    choices = tuple(place for place in made.values() if place.is_area and place.level)
    return Known(made.get(wanted), tuple(made[pk] for pk in below), choices)


def _in_force(position: Position, wanted: int | None = None) -> QuerySet[Unit]:
    asked = _asked("", "pk", wanted) | Q(pk__in=[area.pk for area in position.all_areas()])
    return Unit.objects.visible_to(position).in_force_on(timezone.localdate()).filter(asked)


def _now(unit: Unit, period: Stretch) -> Place:
    stands = not unit.valid_from or unit.valid_from < period.end
    return Place(
        unit.pk, unit.name, unit.full_name, unit.code, unit.sort_key, unit.is_area, unit.level, (unit.path,), unit.path, stands
    )  # fmt: skip


def _then(position: Position, period: Stretch, wanted: int | None) -> Known:
    """The units as they were: every time that had begun before the period ended, whether it has ended or not."""
    times = _times(position, period, wanted)
    made = {pk: _once(own, period) for pk, own in times.items()}
    choices = tuple(place for place in made.values() if place.is_area and place.level and place.of_year)
    if wanted is None:
        rows, before = _of_areas(position, times, made, period)
        return Known(None, rows, choices, before)
    area = made.get(wanted)
    if area and area.is_later:
        holders = _holders(area, times)
        if _goes_back(area, before := _before(holders, period)):
            keys = frozenset(place.pk for place in before)
            return Known(area, before, choices, keys, _years_back(area, times[area.pk], holders, period))
    hung = {pk: [time for time in own if time.parent_id == wanted] for pk, own in times.items()}
    return Known(area, tuple(_once(own, period, times[pk]) for pk, own in hung.items() if own), choices)


def _times(position: Position, period: Stretch, wanted: int | None) -> dict[int, list[UnitVersion]]:
    begun = Q(valid_from__isnull=True) | Q(valid_from__lt=period.end)
    own = Q(unit__in=[area.pk for area in position.all_areas()]) | Q(unit=wanted)
    found = UnitVersion.objects.visible_to(position).filter(begun & _asked("unit__", "unit", wanted) | own)
    return _by_unit(found)


def _of_areas(position: Position, times: dict, made: dict[int, Place], period: Stretch):
    """A row for each area of the position; where one began later, for those before it."""
    rows: dict[int, Place] = {}
    before: set[int] = set()
    for place in filter(None, (made.get(area.pk) for area in position.all_areas())):
        earlier = _before(_holders(place, times), period) if place.is_later else ()
        before |= {one.pk for one in earlier}
        rows |= {one.pk: one for one in earlier or (place,)}
    return tuple(rows.values()), frozenset(before)


def _holders(area: Place, times: dict[int, list[UnitVersion]]) -> dict[int, list[UnitVersion]]:
    """The areas that at any time held what is this area's today, itself included. One more query: a commune that was
    split goes on, and is out of the sight of what left it.
    """
    inside = {pk: own for pk, own in times.items() if own[0].unit.scope_path.startswith(area.home)}
    origins = UnitVersion.objects.filter(unit__in=Succession.objects.filter(new=area.pk).values("old"))
    return {pk: own for pk, own in (inside | _by_unit(origins)).items() if own[0].unit.is_area}


def _before(holders: dict[int, list[UnitVersion]], period: Stretch) -> tuple[Place, ...]:
    """Those of the year, in the times in which nothing above them held the same."""
    of_year = {
        pk: [time for time in own if time.level_id and _within(time, period.year_start, period.end)]
        for pk, own in holders.items()
    }
    held = {pk for pk, own in of_year.items() if own}
    uppermost = {pk: [time for time in own if time.parent_id not in held] for pk, own in of_year.items()}
    return tuple(_once(own, period) for own in uppermost.values() if own)


def _goes_back(area: Place, before: tuple[Place, ...]) -> bool:
    """Whether anything but the area itself stands for it."""
    return any(place.pk != area.pk for place in before)


def _years_back(area: Place, own: list[UnitVersion], holders: dict, period: Stretch) -> frozenset[int]:
    """The years of the period for which Biểu 02 of that year has the rows of before."""
    begin = min(map(_begin, own))
    years = (Period(year, "nam") for year in range(period.start.year, period.year + 1))
    return frozenset(year.year for year in years if begin > year.start and _goes_back(area, _before(holders, year)))


def _by_unit(found: QuerySet[UnitVersion]) -> dict[int, list[UnitVersion]]:
    times = defaultdict(list)
    for time in found.select_related("level", "unit"):
        times[time.unit_id].append(time)
    return times


def _once(times: list[UnitVersion], period: Stretch, known: list[UnitVersion] | None = None) -> Place:
    """One place out of the times in which it hung where the row is; `known` are all its times."""
    times = sorted(times, key=_begin)
    named = next((time for time in reversed(times) if _within(time, period.start, period.end)), times[-1])
    unit, first = named.unit, min(known or times, key=_begin)
    return Place(
        pk=named.unit_id,
        name=named.name,
        full_name=named.full_name,
        code=named.code,
        sort_key=unit.sort_key if named.name == unit.name else sort_key(named.name),
        is_area=unit.is_area,
        level=named.level,
        paths=tuple(dict.fromkeys(time.path for time in times)),
        home=unit.scope_path,
        stands=any(_within(time, period.start, period.end) for time in times),
        of_year=any(_within(time, period.year_start, period.end) for time in times),
        is_later=_begin(first) > period.year_start,
    )


def _within(time: UnitVersion, start: date, end: date) -> bool:
    return _begin(time) < end and (time.valid_to is None or time.valid_to > start)


def _begin(time: UnitVersion) -> date:
    return time.valid_from or date.min
