"""Đứng sau số của kỳ trước, cùng kỳ năm trước: what the report of that time kept, else what the portal says of it now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, partial

from accounts.models import Position
from common import numbers
from documents.table import Cell, Table
from reports import facts, notes
from reports.models import Report, ReportFigure
from reports.periodic import behind, fronted, links, papers, quotas
from reports.periodic.calendars import counted
from reports.periodic.enums import Source
from reports.periodic.figures import figures_reported, frame_seen
from reports.periodic.indicators import question_of
from reports.periods import Stretch
from reports.registered import Rows

CALLED = {"ky-truoc": links.BEFORE, "cung-ky": links.LAST_YEAR}
NOW = "Đếm trên cổng lúc xem."


@dataclass(frozen=True)
class Earlier:
    """A figure of a report as it was in the period it is compared with, for who reads it."""

    position: Position
    report: Report
    figure: ReportFigure
    then: str

    @property
    def number(self):
        return self.figure.then(self.then)

    @property
    def called(self) -> str:
        """“Mô hình đăng ký trong kỳ, kỳ trước”."""
        return f"{self.figure.name}, {CALLED[self.then]}"

    @cached_property
    def period(self) -> Stretch:
        period = counted(self.report.obligation.period)
        return period.previous if self.then == "ky-truoc" else period.same_period_last_year

    @cached_property
    def said(self) -> ReportFigure | None:
        """The same figure in the report of that period, as far as the position reads it."""
        readable = Report.objects.visible_to(self.position).values("pk")
        same = figures_reported(self.report.obligation, self.period).filter(key=self.figure.key, report__in=readable)
        return same.select_related("report__obligation__period__type").order_by("report").last()

    def table(self, figures: Mapping[str, ReportFigure], *, address: Callable[..., str]) -> Table | None:
        """None where the position sees nothing of what was counted. `address`: of another figure in that period."""
        if self.figure.is_rate:
            number = partial(self._part, address=address)
            return behind.parts_of_rate(self.report, self.period, self.figure, figures, number)
        if self.figure.source == Source.TYPED:
            said = [self.said] if self.said else []
            return behind.reports_table(self.report, self.period, self.figure, said, self._changed())
        if self.said and self.said.computed == self.number:
            kept = {one.key: one for one in self.said.report.figures.all()}
            return behind.behind_table(self.position, self.said.report, self.said, kept, address=address)
        return self._counted_now()

    def _part(self, one: ReportFigure, address: Callable[..., str]) -> Cell:
        return Cell(one.then(self.then), address(one, self.then) if one.leads_then(self.then) else None)

    def _changed(self) -> list[str]:
        """The report of that period may have been corrected since."""
        if self.said is None or self.said.value == self.number:
            return []
        return [f"Lúc lập báo cáo này, báo cáo kỳ đó ghi {numbers.quantity(self.number)}."]

    def _counted_now(self) -> Table | None:
        frame = frame_seen(self.position, self.report.obligation, self.period)
        if frame is None:
            return None
        if self.report.is_of_front:
            table = fronted.table_then(frame, self.report, self.figure, NOW)
            return replace(table, notes=[*table.notes, *self._apart(table.totals()["value"])])
        if self.figure.key == quotas.KEY:
            return quotas.quota_table(self.report, frame, self.number)
        models = facts.models_behind(frame, question_of(self.figure.key))
        rows = list(Rows(frame, papers.listed_in_order(models, frame), linked=True))
        told = [*notes.under_table(frame, self.figure.definition, notes.RESULTS), *self._apart(len(rows))]
        return papers.list_of_models(self.report, frame, rows, told, title=behind.title_behind(self.figure))

    def _apart(self, seen: Decimal | int) -> list[str]:
        """Why the list may come to less or more than the number."""
        if seen == self.number:
            return []
        number, now = numbers.quantity(self.number), numbers.quantity(seen)
        return [f"Lúc lập báo cáo đếm được {number}; nay trong phạm vi của người xem có {now}."]
