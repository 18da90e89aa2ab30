"""Xếp ô lược đồ: the grid that the office of an area lays out once, so that its scheme resembles the map."""

from django.utils import timezone

from accounts.enums import DECIDING_ROLES
from reports.frames import Frame, RowUnit, open_frame
from reports.models import TilePlace
from reports.periods import Period
from reports.questions import Question
from units.models import Unit

Places = dict[int, tuple[int, int]]


def places_of(area: int) -> Places:
    """(row, column) by unit; empty where nobody has laid out the scheme of this area (its key)."""
    found = TilePlace.objects.filter(area=area).values_list("unit", "row", "column")
    return {unit: (row, column) for unit, row, column in found}


def lays_out(position, area: int) -> bool:
    """Who decides at an office of exactly this area; who has it among others looks at what was laid out."""
    return position.has_role(*DECIDING_ROLES) and area in {position.unit_id, position.unit.parent_id}


def frame_to_lay_out(position, area: Unit) -> Frame:
    """The scheme of this area in the present year."""
    return open_frame(position, period=Period(timezone.localdate().year, "nam"), question=Question(unit=str(area.pk)))


def rows_to_lay_out(frame: Frame) -> list[RowUnit]:
    """The units that are tiles of their own."""
    return [row for row in frame.rows if row.key > 0 and row.key != frame.area.pk]
