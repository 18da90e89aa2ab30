"""Những gì đọc để lập cây: all that a planned tree is made from. Equal readings give equal trees."""

from dataclasses import dataclass
from functools import cached_property

from reorganisation.models import NewUnit, Operation, Step
from units.models import Level, Unit, UnitVersion

UNIT = tuple(field.attname for field in Unit._meta.concrete_fields)
TIME = ("pk", "unit_id", "valid_from")
_HEAD = ("decision_number", "decided_on", "effective_on", "title", "scope_path")
_NEW = tuple(field.attname for field in NewUnit._meta.concrete_fields)
_STEP = tuple(field.attname for field in Step._meta.concrete_fields)


@dataclass(frozen=True)
class Reading:
    """The lines of an operation, and every unit that stands with its present time: whole rows, nothing left out."""

    head: tuple
    new_units: list[NewUnit]
    steps: list[Step]
    units: list[tuple]
    levels: list[tuple]

    @classmethod
    def of(cls, operation: Operation) -> "Reading":
        units = Unit.objects.filter(valid_to__isnull=True).order_by("path")
        return cls(
            tuple(getattr(operation, name) for name in _HEAD),
            list(operation.new_units.order_by("pk")),
            list(operation.steps.order_by("pk")),
            list(units.values_list(*UNIT)),
            list(Level.objects.values_list("pk", "rank", "name", "area_word")),
        )

    @cached_property
    def times(self) -> dict[int, tuple]:
        """Unit → (key, unit, first day) of its present time; read when somebody is going to write."""
        rows = UnitVersion.objects.filter(valid_to__isnull=True).order_by("pk").values_list(*TIME)
        return {row[1]: row for row in rows}

    def still_holds(self, operation: Operation) -> bool:
        """Whether reading again gives the same, row by row."""
        again = Reading.of(operation)
        return (self.head, self.units, self.levels) == (again.head, again.units, again.levels) and (
            _rows(self.new_units, _NEW) == _rows(again.new_units, _NEW)
            and _rows(self.steps, _STEP) == _rows(again.steps, _STEP)
            and self.times == again.times
        )


def _rows(found: list, columns: tuple[str, ...]) -> list[tuple]:
    return [tuple(getattr(one, name) for name in columns) for one in found]
