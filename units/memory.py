"""Ký ức của cây đơn vị: the times of a unit, written beside every change of the tree."""

from datetime import date

from units.models import Unit, UnitVersion

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
    """The first time of a unit."""
    time = time_of(unit, change=change, since=since)
    time.save()
    return time


def correct(unit: Unit) -> None:
    """What was written wrongly is put right in the present time too."""
    unit.versions.filter(valid_to=unit.valid_to).update(**{name: getattr(unit, name) for name in REMEMBERED})
