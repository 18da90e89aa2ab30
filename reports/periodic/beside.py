"""Đứng sau số đếm và chênh lệch của tổng hợp cấp dưới: what the portal counts now, and what is on one side only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.urls import reverse

from accounts.models import Position
from common import numbers
from documents.table import Cell, Column, Table
from reports.frames import Frame, RowUnit
from reports.models import Report, ReportFigure
from reports.periodic import rollup, sides
from reports.periodic.figures import all_ids, frame_of

ONLY_REPORTED, ONLY_COUNTED = "Có trong báo cáo, nay không đếm", "Nay đếm, không có trong báo cáo"
STATED, EDITED = "Đơn vị nêu khác số tính được", "Sửa trong sổ sau khi lập báo cáo"
STEPS = (
    Column("step", "Nội dung", width=40),
    Column("value", "Số", numeric=True, width=14),
    Column("remark", "Ghi chú", width=50),
)


@dataclass(frozen=True)
class Beside:
    """One figure of one row of the roll-up, for who compiles the report."""

    position: Position
    report: Report
    key: str
    slug: str

    @cached_property
    def frame(self) -> Frame:
        return frame_of(self.position, self.report.obligation)

    @cached_property
    def row(self) -> RowUnit | None:
        return next((row for row in self.frame.rows if row.slug == self.slug), None)

    @property
    def is_known(self) -> bool:
        return self.key in rollup.compared_by(self.report).labels and self.row is not None

    @property
    def called(self) -> str:
        """“Được công nhận, xã Minh Lạc”."""
        return f"{rollup.compared_by(self.report).labels[self.key]}, {self.row.label}"

    @property
    def _side(self) -> sides.Side:
        return sides.side_of(self.report)

    @cached_property
    def now(self) -> list:
        """What the portal counts, by its keys."""
        return self._side.rows_now(self.frame, self.row, self.key)

    @cached_property
    def number(self) -> Decimal:
        return self._worth(self.now)

    @cached_property
    def figures(self) -> Mapping[str, ReportFigure]:
        """Of the accepted report of the unit; none of what no unit below reports."""
        return rollup.figures_below(self.report.obligation, self.row.key)

    @cached_property
    def said(self) -> Report | None:
        """That report; its figures bring it along, one without any is asked for itself."""
        brought = next((one.report for one in self.figures.values()), None)
        return brought or rollup.report_below(self.report.obligation, self.row.key)

    @property
    def reported(self) -> Decimal:
        """A report that does not have the figure says 0."""
        return self.figures[self.key].value if self.key in self.figures else Decimal(0)

    @property
    def apart(self) -> Decimal:
        return self.reported - self.number

    def counted_table(self) -> Table:
        return self._listed({"": self.now})

    def tables_apart(self) -> list[Table]:
        """The way from the one number to the other, and the rows that are on one side only."""
        kept = all_ids(self.figures[self.key], self.figures) if self.key in self.figures else []
        reported, counted = set(kept), set(self.now)
        gone = [one for one in kept if one not in counted]
        come = [one for one in self.now if one not in reported]
        ways = self._ways(gone, come)
        return [ways, self._listed({ONLY_REPORTED: gone, ONLY_COUNTED: come})] if gone or come else [ways]

    def _ways(self, gone: Sequence, come: Sequence) -> Table:
        stated, remark = self._stated()
        left, added = self._worth(gone), self._worth(come)
        # What is left over: rows that are on both sides and say something else since.
        edited = self.number - (self.reported - stated - left + added)
        steps = [(STATED, -stated, remark), (ONLY_REPORTED, -left, ""), (ONLY_COUNTED, added, ""), (EDITED, edited, "")]
        paper = reverse("reports:report", args=[self.said.pk])
        rows: list[dict[str, Any]] = [{"step": Cell(self.said.numbered, paper), "value": self.reported}]
        rows += [{"step": step, "value": value, "remark": told} for step, value, told in steps if value]
        counted = reverse("reports:below_counted", args=[self.report.pk, self.key, self.slug])
        rows.append({"step": "Nay đếm trên cổng", "value": Cell(self.number, counted if self.number else None)})
        return Table(title="Từ báo cáo đến số đếm", subtitle=self.called, columns=STEPS, rows=rows)

    def _stated(self) -> tuple[Decimal, str]:
        """By how much the unit states more than was computed, and why."""
        figure = self.figures.get(self.key)
        if figure is None:
            return Decimal(0), ""
        parts = [self.figures[key] for key in figure.parts] if figure.is_total else [figure]
        told = [
            f"{one.name}: tính được {numbers.quantity(one.computed)}, nêu {numbers.quantity(one.value)}. {one.reason}"
            for one in parts if one.differs
        ]  # fmt: skip
        return figure.value - figure.computed, " ".join(told)

    def _worth(self, ids: Sequence) -> Decimal:
        return self._side.worth(self.frame, self.key, ids)

    def _listed(self, parted: Mapping[str, Sequence]) -> Table:
        return self._side.listed(self.report, self.frame, self.key, self.called, parted)
