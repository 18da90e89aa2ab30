"""Phụ lục: a table with the head, the facts and the foot of the office that makes the report."""

from collections.abc import Iterable
from dataclasses import replace

from accounts.enums import Role
from documents.annex import Annex
from documents.letterhead import DOTS
from documents.table import Table
from reports.frames import Frame
from units.desks import desk_of, office_of
from units.letterheads import annex_by
from units.models import Unit


def annexes_of(frame: Frame, tables: Iterable[tuple[str, Table, str]], *, line: str = "") -> list[Annex]:
    """Các phụ lục of a report, each with its number, table and measure; what stands around all of them is asked for once.

    Letterhead of the position's unit in its paper family; number and date left to the clerk. The report goes up in the
    `line` whose it is, else in that of the unit.
    """
    made = [(number, replace(table, title=table.title.upper()), measure) for number, table, measure in tables]
    around = _around(frame, made[0][1], line)
    return [replace(around, number=number, table=table, measure_line=measure) for number, table, measure in made]


def _around(frame: Frame, table: Table, line: str) -> Annex:
    position = frame.position
    year = frame.period.year
    return annex_by(
        position,
        table,
        receiver_line=_receiver(position.unit, line),
        period_line=f"{frame.period.label} ({frame.period.days})",
        attached_to=f"Báo cáo số {DOTS} ngày {DOTS} tháng {DOTS} năm {year} của {position.unit}",
        compiler_name="" if position.role == Role.LEADER else position.user.full_name,
    )


def _receiver(unit: Unit, line: str) -> str:
    """The desk of the area above, to which reports go, of a line its own office there; nobody above the root."""
    above = unit.own_area.parent
    desk = (office_of(above, line) if line else desk_of(above, unit.line)) if above else None
    return str(desk or above or "")
