"""What the pages of the tables show around the tables."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

from common.cells import address_by_slug
from common.choosing import options
from common.paging import ROWS, page_of_values
from documents.drawings import bar_chart
from documents.table import Table, bare
from registrations.enums import Kind
from reports.by_unit import figures_by_unit, summary_by_unit
from reports.campaign.tables import activities_by_unit, resources_by_unit
from reports.enums import Fact, Tree
from reports.evaluated import evaluation_results, results_in_period
from reports.frames import Frame
from reports.periods import SPANS
from reports.questions import Question
from reports.registered import any_models, models_in_order, registrations_in_period
from reports.sheets import BY_LEVEL, FRONT_REPORT, SHEETS, WHOLE_REPORT

HOW_TO_FILL = (
    "Chưa có mô hình nào được tính vào kỳ này. Mô hình được tính vào kỳ có ngày nơi tiếp nhận xác nhận đăng ký; "
    "kết luận về hiệu quả được tính vào kỳ có ngày kết luận. Có thể chọn kỳ khác ở trên."
)
HOW_TO_EVALUATE = (
    "Kết quả đánh giá được tính vào kỳ có ngày kết luận của đợt đánh giá. Đợt chưa kết luận xem ở mục Đánh giá."
)
HOW_TO_TELL = (
    "Mặt trận chưa ghi hoạt động, nguồn lực nào trong kỳ này; xem mục Công tác Mặt trận. Có thể chọn kỳ khác ở trên."
)
REGISTERED_CHART = "Số mô hình đăng ký trong kỳ"
TOGETHER = {
    WHOLE_REPORT: "Biểu 01, 02, 03 trong một tệp, mỗi biểu là một phụ lục có đầu giấy của đơn vị.",
    FRONT_REPORT: "Biểu 04a, 04b trong một tệp, mỗi biểu là một phụ lục có đầu giấy của đơn vị.",
}
_SPANS = tuple((kind, span.words.removesuffix(" năm")) for kind, span in SPANS.items())
_TREES = tuple((value, capfirst(label)) for value, label in Tree.choices)
YEARS_BACK = 6
MOST_BARS = 12


@dataclass(frozen=True)
class Figure:
    """One of the large numbers above a table."""

    label: str
    value: int
    note: str
    url: str


def common(frame: Frame, slug: str) -> dict[str, Any]:
    """Tabs, choices, addresses of the files."""
    here = address_by_slug("reports:sheet", frame.period.slug)
    return {
        "frame": frame,
        "tabs": [(one, _of_sheet(frame, one.slug).address(here(one.slug)), one.slug == slug) for one in SHEETS],
        "sheet": next(sheet for sheet in SHEETS if sheet.slug == slug),
        "spans": options(_SPANS, frame.period.kind),
        "years": options(tuple((str(year), str(year)) for year in _years(frame.period.year)), str(frame.period.year)),
        "trees": options(_TREES, frame.tree.value),
        "levels": frame.levels if slug in BY_LEVEL else [],
        "units": _unit_options(frame),
        "files": _files(frame, slug),
        "page": None,
        "chart": "",
        "chart_title": REGISTERED_CHART,
        "figures": [],
        "wider": "",
        "is_empty": False,
        "how_to_fill": HOW_TO_FILL,
    }


def list_page(frame: Frame, number: str | None) -> dict[str, Any]:
    """Biểu 01, a page at a time; the way back to the whole list where it was narrowed."""
    page = page_of_values(any_models, models_in_order, frame, asked=number)
    table = registrations_in_period(frame, models=page.rows, first=(page.number - 1) * ROWS + 1)
    whole = frame.question.of_table
    wider = whole.address(_list_address(frame)) if whole != frame.question else ""
    return {"table": table, "page": page, "wider": wider, "is_empty": not page.rows}


def summary_page(frame: Frame, _number: str | None) -> dict[str, Any]:
    """Biểu 02 with its large numbers and the drawing."""
    figures = figures_by_unit(frame)
    table = summary_by_unit(frame, figures)
    made = _figures(frame, table, figures)
    is_empty = not any(figure.value for figure in made)
    return {"table": table, "figures": made, "chart": _chart(table), "is_empty": is_empty}


def evaluation_page(frame: Frame, _number: str | None) -> dict[str, Any]:
    """Biểu 03 with the drawing of the grades."""
    results = results_in_period(frame)
    grades = Counter(result.verdict for result in results)
    chart = mark_safe(bar_chart(grades.most_common(), title="Số hồ sơ theo xếp loại").svg()) if grades else ""
    return {
        "table": evaluation_results(frame, results),
        "chart": chart,
        "chart_title": "Số hồ sơ theo xếp loại",
        "is_empty": not results,
        "how_to_fill": HOW_TO_EVALUATE,
    }


def activities_page(frame: Frame, _number: str | None) -> dict[str, Any]:
    """Biểu 04a."""
    table = activities_by_unit(frame)
    return {"table": table, "is_empty": not table.totals()["all"], "how_to_fill": HOW_TO_TELL}


def resources_page(frame: Frame, _number: str | None) -> dict[str, Any]:
    """Biểu 04b."""
    table = resources_by_unit(frame)
    return {"table": table, "is_empty": not any(table.totals().values()), "how_to_fill": HOW_TO_TELL}


CONTEXTS = {
    "bieu-01": list_page, "bieu-02": summary_page, "bieu-03": evaluation_page, "bieu-04": activities_page,
    "bieu-04-nguon-luc": resources_page,
}  # fmt: skip


def _figures(frame: Frame, table: Table, figures: dict[int, Counter[str]]) -> list[Figure]:
    totals, period = table.totals(), frame.period
    before, last_year = (sum(counter[key] for counter in figures.values()) for key in ("previous", "last_year"))
    notes = [f"cùng kỳ năm trước {last_year}"]
    if period.previous != period.same_period_last_year:
        notes.insert(0, f"kỳ trước {before}")
    made = [Figure("Mô hình đăng ký trong kỳ", totals["all"], "; ".join(notes), _list_of(frame, Fact.REGISTERED))]
    for fact, label in (
        (Fact.EFFECTIVE, "Được xác nhận hiệu quả"),
        (Fact.INEFFECTIVE, "Chưa đạt hiệu quả"),
        (Fact.STOPPED, "Dừng thực hiện"),
    ):
        kinds = {kind: totals[f"{fact.name.lower()}_{kind.value}"] for kind in Kind}
        note = f"{kinds[Kind.COLLECTIVE]} tập thể, {kinds[Kind.INDIVIDUAL]} cá nhân"
        made.append(Figure(label, sum(kinds.values()), note, _list_of(frame, fact)))
    return made


def _chart(table: Table) -> str:
    """The units with most registrations; nothing to draw without any."""
    bars = [(str(bare(row["unit"])), int(bare(row["all"]))) for row in table.rows]
    bars = [bar for bar in bars if bar[1]]
    if len(bars) > MOST_BARS:
        bars = sorted(bars, key=lambda bar: -bar[1])[:MOST_BARS]
    return mark_safe(bar_chart(bars, title=REGISTERED_CHART).svg()) if bars else ""


def _files(frame: Frame, slug: str) -> dict[str, str]:
    report = next(sheet.report for sheet in SHEETS if sheet.slug == slug)
    # The list as a file keeps what it was narrowed to.
    asked = frame.question if slug == "bieu-01" else _of_sheet(frame, slug)
    excel, pdf = (address_by_slug(f"reports:{route}", frame.period.slug) for route in ("excel", "pdf"))
    return {
        "excel": asked.address(excel(slug)),
        "pdf": asked.address(pdf(slug)),
        "whole_excel": frame.question.of_everything.address(excel(report)),
        "whole_pdf": frame.question.of_everything.address(pdf(report)),
        "whole_says": TOGETHER[report],
    }


def _of_sheet(frame: Frame, slug: str) -> Question:
    """What a table is asked: the same area and tree, and the level where it may be of one."""
    return frame.question.of_table if slug in BY_LEVEL else frame.question.of_everything


def _list_of(frame: Frame, fact: Fact) -> str:
    return frame.question.of_table.narrowed(fact=fact.value).address(_list_address(frame))


def _list_address(frame: Frame) -> str:
    return reverse("reports:sheet", args=[frame.period.slug, "bieu-01"])


def _years(chosen: int) -> list[int]:
    now = timezone.localdate().year
    return sorted({*range(now - YEARS_BACK, now + 1), chosen}, reverse=True)


def _unit_options(frame: Frame) -> SafeString:
    """The units to choose from, indented; nothing where there is but one."""
    units = tuple((str(unit.pk), "\u2003" * depth + unit.name) for unit, depth in depths(frame))
    return options(units if len(units) > 1 else (), str(frame.area.pk) if frame.area else "")


def depths(frame: Frame) -> list[tuple[Any, int]]:
    """The units to choose from, each with how deep it lies below the highest of them."""
    highest = min((len(unit.path_ids()) for unit in frame.choices), default=0)
    units = list(frame.choices)
    if frame.area and frame.area.pk not in {unit.pk for unit in units}:
        units.append(frame.area)
    return [(unit, len(unit.path_ids()) - highest) for unit in units]
