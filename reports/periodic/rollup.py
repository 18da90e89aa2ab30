"""Tổng hợp từ cấp dưới: what the units below reported beside what the records say now, and the difference."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from documents.table import Cell, Column, Table
from reports import facts, notes
from reports.enums import Fact, Tree
from reports.frames import Frame
from reports.models import Obligation, Report, ReportFigure
from reports.periodic import adding, fronted
from reports.periodic.enums import TAKEN
from reports.periodic.figures import frame_of
from reports.periodic.indicators import FACTS, KINDS

REGISTERED = "dang-ky"
LABELS = {REGISTERED: "Đăng ký", **{slug: label for slug, label, _definition in FACTS.values()}}
EXPLAINED = (
    "Báo cáo: số trong báo cáo đã nhận của đơn vị, gồm cả số đơn vị nêu khác kèm lý do. {records}: đếm trên cổng lúc xem. "
    "Chênh lệch: báo cáo trừ số đếm; đơn vị chưa có báo cáo được nhận thì chưa tính chênh lệch, dòng tổng cũng vậy."
)


@dataclass(frozen=True)
class Compared:
    """What reports are compared by: figures by key with their heads, and what the portal counts for each row."""

    labels: Mapping[str, str]
    live: Callable[[Frame], Mapping[int, Mapping[str, Any]]]
    records: str
    notes: tuple[str, ...]
    width: int

    @property
    def ways(self) -> tuple[tuple[str, str], ...]:
        return ("reported", "Báo cáo"), ("live", self.records), ("apart", "Chênh lệch")


@dataclass(frozen=True)
class Below:
    """One row: a unit with a report that counts, one without, or what no unit below reports."""

    label: str
    live: Mapping[str, Any]
    reported: Mapping[str, Decimal] | None
    slug: str
    report: int | None = None

    def apart(self, key: str) -> Decimal | None:
        return None if self.reported is None else self.reported.get(key, Decimal(0)) - self.live[key]


def live_counts(frame: Frame) -> dict[int, dict[str, int]]:
    """By row of the frame, what the records say under the keys of the report; three queries."""
    found = facts.merged(facts.count_registered(frame), facts.count_outcomes(frame), facts.count_awards(frame))
    return {row.key: _by_key(found.get(row.key, Counter())) for row in frame.rows}


def _by_key(counter: Counter[str]) -> dict[str, int]:
    counts = {REGISTERED: counter["all"]}
    for fact, (slug, _label, _definition) in FACTS.items():
        counts[slug] = sum(counter[f"{Fact(fact).name.lower()}_{kind}"] for kind in KINDS)
    return counts


OF_MODELS = Compared(LABELS, live_counts, "Hồ sơ", (notes.REGISTERED, notes.OUTCOMES, notes.GIVEN), width=7)
OF_FRONT = Compared(fronted.COMPARED, fronted.live_counts, "Sổ", fronted.COMPARED_NOTES, width=11)


def compared_by(report: Report) -> Compared:
    return OF_FRONT if report.is_of_front else OF_MODELS


def rows_below(position, report: Report) -> list[Below]:
    """Unit by unit below; last, what is registered with the own bodies and with the unit itself."""
    frame = frame_of(position, report.obligation)
    live, owed = dict(compared_by(report).live(frame)), _reports_below(report.obligation)
    values = adding.values_in(one for one in owed.values() if one)
    places = {row.key: row for row in frame.rows}
    rows = []
    for area, accepted in owed.items():
        if area in live:
            reported = values.get(accepted, {}) if accepted else None
            rows.append(Below(places[area].label, live.pop(area), reported, places[area].slug, accepted))
    for key, counts in live.items():
        if any(counts.values()):
            reported = {name: Decimal(number) for name, number in counts.items()}
            rows.append(Below(places[key].label, counts, reported, places[key].slug))
    return rows


def _owed_below(obligation: Obligation) -> QuerySet[Obligation]:
    """For exactly these days, of each unit that owes this one."""
    period = obligation.period
    return Obligation.objects.filter(
        period__type__unit=obligation.unit_id, period__data_from=period.data_from, period__data_to=period.data_to
    ).exclude(unit=obligation.unit_id)  # fmt: skip


def report_below(obligation: Obligation, area: int) -> Report | None:
    """The report that counts of one area below; none where none was accepted."""
    return _counting(obligation, area).first()


def figures_below(obligation: Obligation, area: int) -> dict[str, ReportFigure]:
    """By key the figures of that report, each with the report."""
    counts = _counting(obligation, area).values("pk")[:1]
    found = ReportFigure.objects.filter(report=counts).select_related("report")
    return {one.key: one for one in found}


def _counting(obligation: Obligation, area: int) -> QuerySet[Report]:
    """The accepted reports of one area below, first the one that counts: as `_reports_below` chooses of all areas."""
    found = Report.objects.filter(obligation__in=_owed_below(obligation).filter(area=area), state__in=TAKEN)
    return found.order_by("-obligation__place", "-obligation", "-version")


def _reports_below(obligation: Obligation) -> dict[int, int | None]:
    """By area, its accepted report; the last where it owes several, None where none was accepted."""
    owed = _owed_below(obligation).annotate(counts=adding.newest_of(TAKEN)).order_by("place", "pk")
    found: dict[int, int | None] = {}
    for area, counts in owed.values_list("area_id", "counts"):
        found[area] = counts or found.get(area)
    return found


def rollup_table(report: Report, rows: list[Below], *, linked: bool = False) -> Table:
    """Biểu tổng hợp; the total adds what is shown. Where reports are missing it has no difference: nothing would add up.

    `linked`, on a page: every number leads to the rows behind it.
    """
    compared, is_whole = compared_by(report), all(row.reported is not None for row in rows)
    columns = [Column("number", "STT", width=6, align="center"), Column("unit", "Đơn vị", width=26)]
    columns += [
        Column(f"{way}_{key}", label, numeric=True, width=compared.width, group=head, total=is_whole or way != "apart")
        for key, head in compared.labels.items()
        for way, label in compared.ways
    ]
    return Table(
        title="Tổng hợp từ báo cáo của cấp dưới",
        subtitle=f"{report.obligation.period.label} – {report.obligation.unit_name}",
        columns=columns, rows=[{"number": place} | _cells(report, row, linked=linked) for place, row in enumerate(rows, 1)],
        notes=[notes.cut_off(Tree.PRESENT, report.obligation.period.days), *_short(rows),
               EXPLAINED.format(records=compared.records), *compared.notes],
        empty="Không có đơn vị nào bên dưới phải báo cáo kỳ này.",
    )  # fmt: skip


def _short(rows: list[Below]) -> list[str]:
    received = sum(1 for row in rows if row.report)
    owing = received + sum(1 for row in rows if row.reported is None)
    return [f"Chưa đủ báo cáo của cấp dưới: {adding.told_below(received, owing)}."] if received < owing else []


def _cells(report: Report, row: Below, *, linked: bool) -> dict[str, Any]:
    label = f"{row.label} (chưa có báo cáo được nhận)" if row.reported is None else row.label
    paper = reverse("reports:report", args=[row.report]) if linked and row.report else None
    cells: dict[str, Any] = {"unit": Cell(label, paper) if paper else label}
    for key in compared_by(report).labels:
        reported = None if row.reported is None else row.reported.get(key, Decimal(0))
        for way, number in (("reported", reported), ("live", row.live[key]), ("apart", row.apart(key))):
            leads = linked and number
            cells[f"{way}_{key}"] = Cell(number, _address(report, row, key, way)) if leads else number
    return cells


def _address(report: Report, row: Below, key: str, way: str) -> str:
    """What no unit below reports was counted itself."""
    if way == "apart":
        return reverse("reports:below_apart", args=[report.pk, key, row.slug])
    if way == "reported" and row.report:
        return reverse("reports:models", args=[row.report, key])
    return reverse("reports:below_counted", args=[report.pk, key, row.slug])
