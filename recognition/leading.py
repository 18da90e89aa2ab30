"""Ai lãnh đạo thay: which head of an area may sign for another body of it.

The Party committee of an area may sign for an office in it. The Front signs for the Front, and nobody else for it; a
member organisation signs for itself alone.
"""

from django.db.models import Q

from registrations.enums import FRONT_LINES
from units import scope
from units.enums import Line


def may_stand_in(leading, unit) -> bool:
    """For one unit in hand; `led_by` and `standing_in` ask the same of the database."""
    lines = {leading.line, unit.line}
    return leading.pk == unit.pk or lines == {Line.FRONT} or not lines & FRONT_LINES


def led_by(position, field: str = "unit") -> Q:
    """The offices (`field`) whose papers the position signs."""
    own = Q(**{field: position.unit_id})
    return own | scope.led_by(position, field) & _beside(position.unit.line, f"{field}__line")


def standing_in(unit) -> Q:
    """The positions that may sign for the unit besides its own."""
    return _beside(unit.line, "unit__line")


def _beside(line: str, field: str) -> Q:
    if line == Line.FRONT:
        return Q(**{field: Line.FRONT})
    return Q(pk__in=()) if line in FRONT_LINES else ~Q(**{f"{field}__in": FRONT_LINES})
