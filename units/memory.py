"""Ký ức của cây đơn vị: the times of a unit, written beside every change of the tree."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from units.enums import Change
from units.models import Level, Unit, UnitVersion
from units.naming import full_name, search_text

# So many keys are asked for by name; of more, all rows are read.
FEW = 500
# What a time remembers of its unit.
REMEMBERED = tuple(
    field.attname
    for field in UnitVersion._meta.concrete_fields
    if field.name not in {"id", "unit", "change", "decision_number", "decided_on", "valid_from", "valid_to"}
)


def time_of(unit: Unit, *, change: str, since: date | None, **decision) -> UnitVersion:
    """The unit as it stands, as a time that begins on a day (None: since ever) and has no end yet."""
    remembered = {name: getattr(unit, name) for name in REMEMBERED}
    return UnitVersion(unit=unit, change=change, valid_from=since, valid_to=unit.valid_to, **remembered, **decision)


def begin(unit: Unit, *, change: str, since: date | None) -> UnitVersion:
    """The first time of a unit; where what it hangs under had other names or places since then, one time for each."""
    times = _times_under(unit, change, since) or [time_of(unit, change=change, since=since)]
    return UnitVersion.objects.bulk_create(times)[-1]


def _times_under(unit: Unit, change: str, since: date | None) -> list[UnitVersion]:
    above = UnitVersion.objects.filter(unit=unit.parent_id).order_by("valid_from", "pk")
    times: list[UnitVersion] = []
    for time_above in sorted(above, key=lambda time: time.valid_from or date.min):
        if since and time_above.valid_to and time_above.valid_to <= since:
            continue
        time = time_of(unit, change=Change.CARRIED if times else change, since=time_above.valid_from)
        if not times:
            time.valid_from = since
        time.path = f"{time_above.path}{unit.pk}/"
        time.full_name = full_name(unit, time_above)
        time.search_text = search_text(time)
        if times and (times[-1].path, times[-1].full_name) == (time.path, time.full_name):
            continue
        if times:
            times[-1].valid_to = time.valid_from
        times.append(time)
    return times


def change(unit: Unit, *, since: date, **decision) -> UnitVersion:
    """The unit as it stands begins on a day; what was before ends there. A second change on one day overwrites."""
    present = present_time(unit)
    if present.valid_from == since:
        correct(unit)
        given = {name: value for name, value in decision.items() if value}
        unit.versions.filter(pk=present.pk).update(**given) if given else None
        return present
    unit.versions.filter(pk=present.pk).update(valid_to=since)
    begun = time_of(unit, change=Change.CHANGED, since=since, **decision)
    begun.save()
    return begun


def take_level(units: Collection[Unit], level: Level | None, *, since: date | None, **decision) -> None:
    """Several units stand at another level, from a day on or, without one, as they always should have."""
    present = UnitVersion.objects.filter(unit__in=units, valid_to__isnull=True)
    older = present.filter(Q(valid_from__isnull=True) | Q(valid_from__lt=since)) if since else present.none()
    going_on = set(older.values_list("unit", flat=True))
    present.exclude(unit__in=going_on).update(level=level)
    present.filter(unit__in=going_on).update(valid_to=since)
    begun = [unit for unit in units if unit.pk in going_on]
    UnitVersion.objects.bulk_create(time_of(unit, change=Change.CHANGED, since=since, **decision) for unit in begun)


def present_time(unit: Unit) -> UnitVersion:
    """The time in which the unit is now; of one that ended, its last."""
    return unit.versions.get(valid_to=unit.valid_to)


def correct(unit: Unit) -> None:
    """What was written wrongly is put right in the present time too."""
    unit.versions.filter(valid_to=unit.valid_to).update(**{name: getattr(unit, name) for name in REMEMBERED})


def correct_where_different(keys: Collection[int]) -> None:
    """As `correct`, for those units in force whose present time says something else: one question for all."""
    times = UnitVersion.objects.filter(valid_to__isnull=True, unit__valid_to__isnull=True)
    times = times.filter(unit__in=keys) if len(keys) <= FEW else times
    both = times.values_list("unit_id", *REMEMBERED, *(f"unit__{name}" for name in REMEMBERED))
    different = [pk for pk, *row in both if row[: len(REMEMBERED)] != row[len(REMEMBERED) :] and pk in keys]
    for unit in Unit.objects.filter(pk__in=different):
        correct(unit)


def correct_names_below(area: Unit, named: dict[Unit, str]) -> None:
    """A corrected name of an area stands in the full names of what lay below it while the area bore that name.

    `named`: the units below as they are called now, with what they were called wrongly.
    """
    began = present_time(area).valid_from
    then = Q(valid_to__isnull=True) | Q(valid_to__gt=began) if began else Q()
    units = {unit.pk: unit for unit in named}
    for time in UnitVersion.objects.filter(then, unit__in=units):
        unit = units[time.unit_id]
        if time.full_name == named[unit]:
            time.full_name = unit.full_name
            time.search_text = search_text(time)
            time.save(update_fields=["full_name", "search_text"])


def time_on(unit: Unit, day: date) -> Unit | UnitVersion:
    """The unit as it was on a day; as it is, where nothing else is known of that day."""
    return unit.versions.in_force_on(day).first() or unit
