"""Đứng sau một số của báo cáo: models, rows of the Front's books, quotas; the reports it was added from; both parts of a rate."""

from collections.abc import Callable, Iterable, Mapping

from django.urls import reverse

from accounts.models import Position
from common import numbers
from common.vietnamese import lower_first
from documents.table import Cell, Column, Table
from reports.models import Report, ReportFigure
from reports.periodic import fronted, papers, quotas
from reports.periodic.calendars import counted
from reports.periodic.enums import Source
from reports.periodic.figures import all_ids, frame_seen
from reports.periods import Stretch

PARTS = ("Tử số", "Mẫu số")
REPORT_COLUMNS = (
    Column("number", "STT", width=6, align="center"),
    Column("unit", "Đơn vị", width=36),
    Column("period", "Kỳ báo cáo", width=22),
    Column("paper", "Báo cáo", width=34),
    Column("value", "Số", numeric=True, width=12, total=True),
)
PART_COLUMNS = (
    Column("part", "Thành phần", width=12),
    Column("name", "Chỉ tiêu", width=40),
    Column("value", "Số", numeric=True, width=12),
)


def behind_table(
    position: Position, report: Report, figure: ReportFigure, figures: Mapping[str, ReportFigure], *, address: Callable
) -> Table | None:
    """None where somebody wrote the number and nothing in the portal stands behind it. `address`: of another figure."""
    if figure.is_rate:
        period = counted(report.obligation.period)
        return parts_of_rate(report, period, figure, figures, lambda one: Cell(one.value, address(one)))
    if figure.source == Source.TYPED:
        return _reports_added(position, report, figure) if figure.ids else None
    if report.is_of_front:
        return fronted.behind_table(position, report, figure)
    if figure.key == quotas.KEY:
        return quotas.quota_table(report, frame_seen(position, report.obligation), figure.computed)
    ids = all_ids(figure, figures)
    return papers.models_table(report, ids, position, title=title_behind(figure), linked=True)


def title_behind(figure: ReportFigure) -> str:
    """How the list behind a number goes on after “Danh sách mô hình, điển hình”."""
    return f"– {lower_first(figure.name)}"


def _subtitle(report: Report, period: Stretch) -> str:
    return f"{period.label} – {report.obligation.unit_name}"


def _reports_added(position: Position, report: Report, figure: ReportFigure) -> Table:
    """Report by report what each said; those outside the sight of the position are counted only."""
    added = ReportFigure.objects.filter(report__in=figure.ids, key=figure.key)
    seen = added.filter(report__in=Report.objects.visible_to(position).filter(pk__in=figure.ids).values("pk"))
    order = ("report__obligation__period__data_from", "report__obligation__place", "report__obligation")
    found = list(seen.select_related("report__obligation__period__type").order_by(*order))
    told = _notes(figure, len(figure.ids) - len(found))
    return reports_table(report, counted(report.obligation.period), figure, found, told)


def reports_table(
    report: Report, period: Stretch, figure: ReportFigure, said: Iterable[ReportFigure], told: list[str]
) -> Table:
    """What each report `said` of a figure, in this `period` or an earlier one."""
    rows = [
        {"number": place, "unit": one.report.obligation.unit_name, "period": one.report.obligation.period.label,
         "paper": Cell(one.report.numbered, reverse("reports:report", args=[one.report_id])), "value": one.value}
        for place, one in enumerate(said, 1)
    ]  # fmt: skip
    return Table(
        title=figure.name, subtitle=_subtitle(report, period), columns=REPORT_COLUMNS, rows=rows, notes=told,
        empty="Không có báo cáo nào trong phạm vi của người xem.",
    )  # fmt: skip


def _notes(figure: ReportFigure, outside: int) -> list[str]:
    notes = [f"Số này {figure.origin}; giữ như lúc tính."]
    if figure.stated is not None and figure.stated != figure.computed:
        notes.append(
            f"Cộng được {numbers.quantity(figure.computed)}; đơn vị ghi {numbers.quantity(figure.stated)} {figure.measure}."
        )
    if outside:
        notes.append(f"Còn {outside} báo cáo ngoài phạm vi của người xem.")
    return notes


def parts_of_rate(
    report: Report, period: Stretch, figure: ReportFigure, figures: Mapping[str, ReportFigure],
    number: Callable[[ReportFigure], Cell],
) -> Table:  # fmt: skip
    """Tử số, mẫu số in this `period` or an earlier one; `number`: what each shows and where it leads."""
    own = [(word, figures[key]) for word, key in zip(PARTS, figure.parts, strict=True) if key in figures]
    rows = [{"part": word, "name": one.name, "value": number(one)} for word, one in own]
    return Table(
        title=f"{figure.name} (%)", subtitle=_subtitle(report, period), columns=PART_COLUMNS, rows=rows,
        empty="Báo cáo không có hai số này.",
    )  # fmt: skip
