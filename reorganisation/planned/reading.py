"""Những gì đọc để lập cây: all that a planned tree is made from. Equal readings give equal trees."""

from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.expressions import RawSQL
from django.utils.dateparse import parse_date

from reorganisation.models import NewUnit, Operation, Step
from units.models import Level, Unit, UnitVersion

UNIT = tuple(field.attname for field in Unit._meta.concrete_fields)
_DAYS = ("valid_from", "decided_on")
TIME = ("pk", "unit_id", "valid_from")
_HEAD = ("decision_number", "decided_on", "effective_on", "title", "scope_path")
_NEW = tuple(field.attname for field in NewUnit._meta.concrete_fields)
_STEP = tuple(field.attname for field in Step._meta.concrete_fields)

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Reading:
    """The lines of an operation, and every unit that stands with its present time: whole rows, nothing left out.

    `stamps` are read before what they are compared for: what changes in between shows as a difference, never hides one.
    """

    stamps: list
    units: list[tuple]
    bare: tuple

    @classmethod
    def of(cls, operation: Operation, *, watched: bool = False) -> "Reading":
        """`watched`: it will be asked whether it `still_holds`."""
        return cls(_stamps() if watched else [], _bare(_standing().values_list(*UNIT)), _bare_of(operation))

    @property
    def ranks(self) -> dict[int, int]:
        return {pk: rank for pk, rank, _ in self.bare[0]}

    @cached_property
    def new_units(self) -> list[NewUnit]:
        return [_of_row(NewUnit, _NEW, row) for row in self.bare[1]]

    @cached_property
    def steps(self) -> list[Step]:
        return [_of_row(Step, _STEP, row) for row in self.bare[2]]

    @cached_property
    def times(self) -> dict[int, tuple]:
        """Unit → (key, unit, first day) of its present time; read when somebody asks."""
        rows = _bare(_present().values_list(*TIME))
        return {unit: (key, unit, day_of(since)) for key, unit, since in rows}

    @property
    def is_whole(self) -> bool:
        """Whether every unit has its time. One that has none was ended by others between the two readings."""
        return all(row[0] in self.times for row in self.units)

    def still_holds(self, operation: Operation) -> bool:
        """Whether all of it still stands as it was read. Where nobody wrote a row since, no row need be compared."""
        if self.stamps and self.stamps == _stamps():
            return self.bare == _bare_of(operation)
        again = Reading.of(operation)
        return (self.bare, self.units, self.times) == (again.bare, again.units, again.times)


def _standing() -> QuerySet:
    return Unit.objects.filter(valid_to__isnull=True).order_by("path")


def _present() -> QuerySet:
    return UnitVersion.objects.filter(valid_to__isnull=True).order_by("pk")


def _stamps() -> list:
    """Of every unit that stands and of every present time, which transaction wrote the row last: PostgreSQL keeps its
    number with the row. Empty elsewhere."""
    if connection.vendor != "postgresql":
        return []
    number = RawSQL("xmin::text", [])
    return [_bare(rows.order_by("pk").values_list("pk", number)) for rows in (_standing(), _present())]


def _bare_of(operation: Operation) -> tuple:
    return (
        # Of the words of a level the names of positions are made.
        _bare(Level.objects.order_by("pk").values_list("pk", "rank", "area_word")),
        _bare(operation.new_units.order_by("pk").values_list(*_NEW)),
        _bare(operation.steps.order_by("pk").values_list(*_STEP)),
        tuple(getattr(operation, name) for name in _HEAD),
    )


def _bare(rows: QuerySet) -> list[tuple]:
    """The rows as the database gives them: to be compared, and only a few of them looked at."""
    with connection.cursor() as cursor:
        cursor.execute(*rows.query.sql_with_params())
        return cursor.fetchall()


@cache
def day_of(value: Any) -> date | None:
    """A day out of a bare row: SQLite gives it as text."""
    return parse_date(value) if isinstance(value, str) else value


def unit_of(row: tuple) -> Unit:
    """The unit of a bare row."""
    return _of_row(Unit, UNIT, row)


def _of_row(model: type[M], names: tuple[str, ...], row: tuple) -> M:
    values = dict(zip(names, row, strict=True))
    values |= {name: day_of(values[name]) for name in _DAYS if name in values}
    return model(**values)
