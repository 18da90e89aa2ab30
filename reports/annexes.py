"""Phụ lục: a table with the head, the facts and the foot of the office that makes the report."""

from dataclasses import replace

from accounts.enums import Role
from documents.annex import Annex
from documents.letterhead import DOTS
from documents.table import Table
from reports.frames import Frame
from units.desks import desk_of, office_of
from units.letterheads import annex_by
from units.models import Unit


def annex_of(frame: Frame, table: Table, *, number: str, measure: str = "mô hình", line: str = "") -> Annex:
    """Phụ lục of a report: letterhead of the position's unit in its paper family; number and date left to the clerk.

    It goes up in the `line` whose report it is, else in that of the unit.
    """
    position = frame.position
    year = frame.period.year
    return annex_by(
        position,
        replace(table, title=table.title.upper()),
        number=number,
        receiver_line=_receiver(position.unit, line),
        period_line=f"{frame.period.label} ({frame.period.days})",
        measure_line=measure,
        attached_to=f"Báo cáo số {DOTS} ngày {DOTS} tháng {DOTS} năm {year} của {position.unit}",
        compiler_name="" if position.role == Role.LEADER else position.user.full_name,
    )


def _receiver(unit: Unit, line: str) -> str:
    """The desk of the area above, to which reports go, of a line its own office there; nobody above the root."""
    above = unit.own_area.parent
    desk = (office_of(above, line) if line else desk_of(above, unit.line)) if above else None
    return str(desk or above or "")
