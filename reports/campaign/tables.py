"""Biểu 04a, 04b as tables: page, Excel and PDF draw the same."""

from collections import Counter
from typing import Any

from django.urls import reverse
from django.utils import timezone

from common import dates
from common.cells import address_by_slug
from common.written import ask_records
from documents.table import Cell, Column, Table
from front.enums import ActivityKind
from registrations.models import Content
from reports.campaign.counting import Figures, add_balances, counted
from reports.campaign.measures import Parts, of_activities, of_resources
from reports.enums import Tree
from reports.frames import Frame, RowUnit

CAMPAIGN = "Cuộc vận động “Toàn dân đoàn kết xây dựng nông thôn mới, đô thị văn minh”"
TREES = {
    Tree.PRESENT: "Đơn vị: tổng hợp theo đơn vị hiện nay.",
    Tree.THEN: "Đơn vị: tổng hợp theo đơn vị tại thời điểm ghi sổ.",
}
HELD = "Hoạt động: đã tổ chức, tính vào kỳ có ngày bắt đầu; hoạt động dự kiến, đã hủy không tính."
IN_EACH = "Hoạt động thuộc nhiều nội dung được tính ở từng nội dung, vì vậy cộng các nội dung có thể lớn hơn tổng số."
SETTLED = "Kiến nghị đã giải quyết: tính đến hết kỳ."
APART = (
    "Tiền, đất, ngày công, hiện vật: vận động được trong kỳ, không kể tiền vận động cho Quỹ “Vì người nghèo”. Với Quỹ, "
    "số vận động được, đã nộp vào quỹ và đã sử dụng là ba số riêng."
)
BALANCE = "Số dư cuối kỳ = số dư đầu kỳ + đã nộp vào quỹ − đã sử dụng + chuyển giữa các quỹ (nhận trừ chuyển đi)."
NO_BOOK = "Nơi chưa mở sổ Quỹ thì các cột của sổ để trống."
COUNTS = "Hộ được giúp, nhà xây, nhà sửa: cộng của nguồn lực trực tiếp và của Quỹ; chỉ ghi số lượng."
SHORT = {
    ActivityKind.PROPAGANDA: "Tuyên truyền", ActivityKind.STUDY: "Tham quan, học tập", ActivityKind.FESTIVAL: "Ngày hội",
    ActivityKind.DIALOGUE: "Đối thoại", ActivityKind.MEETING: "Hội nghị, sơ kết", ActivityKind.CARE: "Chăm lo, lao động",
    ActivityKind.OTHER: "Khác",
}  # fmt: skip
DIRECT, FUND = "Nguồn lực vận động trực tiếp", "Quỹ “Vì người nghèo” (đồng)"
# What the book of a fund tells: nothing where no book was opened, for 0 would be a statement.
OF_BOOK = frozenset({"fund_carried", "fund_in", "fund_out", "passed", "fund_left"})
# Worked out of others: no rows stand behind them alone.
WORKED_OUT = frozenset({"fund_carried", "fund_left", "passed"})


def activities_by_unit(frame: Frame) -> Table:
    """Biểu 04a – hoạt động: one row per unit below, in số hoạt động, lượt người."""
    contents = ask_records(Content, Content.objects.of_campaign)
    parts, columns = of_activities(frame.period, contents), _of_activities(contents)
    notes = (HELD, IN_EACH, SETTLED)
    return _table(frame, "Biểu 04a – Hoạt động", "bieu-04", columns, counted(frame, parts), parts, notes)


def _of_activities(contents: list[Content]) -> list[Column]:
    return [
        *_lead(), _column("all", "Tổng số", "Số hoạt động"),
        *(_column(f"kind_{kind.value}", SHORT.get(kind, kind.label), "Chia theo loại") for kind in ActivityKind),
        *(_column(f"content_{one.pk}", str(one), "Chia theo nội dung", width=9) for one in contents),
        _column("content_none", "Chung", "Chia theo nội dung"),
        _column("participants", "Lượt người dự, người nghe", width=9),
        _column("findings", "Tổng số", "Kiến nghị qua kiểm tra, giám sát"),
        _column("settled", "Đã giải quyết", "Kiến nghị qua kiểm tra, giám sát"),
    ]  # fmt: skip


def resources_by_unit(frame: Frame) -> Table:
    """Biểu 04b – nguồn lực: money in đồng by source, land in m², days; the fund with its balances."""
    parts = of_resources()
    figures = add_balances(frame, counted(frame, parts))
    notes = (APART, BALANCE, NO_BOOK, COUNTS)
    return _table(frame, "Biểu 04b – Nguồn lực", "bieu-04-nguon-luc", _of_resources(), figures, parts, notes)


def _of_resources() -> list[Column]:
    return [
        *_lead(),
        _column("money_budget", "Ngân sách", (DIRECT, "Tiền (đồng)"), width=14),
        _column("money_social", "Xã hội hóa", (DIRECT, "Tiền (đồng)"), width=14),
        _column("land", "Đất (m²)", DIRECT, width=9), _column("labour", "Ngày công", DIRECT, width=9),
        _column("worth", "Hiện vật quy tiền (đồng)", DIRECT, width=13),
        _column("households", "Hộ được giúp", "Kết quả", width=8),
        _column("houses_built", "Nhà xây", "Kết quả"), _column("houses_repaired", "Nhà sửa", "Kết quả"),
        _column("fund_given", "Vận động được", FUND, width=14), _column("fund_carried", "Số dư đầu kỳ", FUND, width=14),
        _column("fund_in", "Đã nộp vào quỹ", FUND, width=14), _column("fund_out", "Đã sử dụng", FUND, width=14),
        _column("passed", "Chuyển giữa các quỹ", FUND, width=12), _column("fund_left", "Số dư cuối kỳ", FUND, width=14),
    ]  # fmt: skip


def name_of(key: str) -> str:
    """A figure with the heads above it: “Chia theo loại – Tập huấn”."""
    columns = [*_of_activities(list(Content.objects.of_campaign())), *_of_resources()]
    return next((column.full_label for column in columns if column.key == key), "")


def _lead() -> list[Column]:
    return [Column("number", "STT", width=6, align="center"), Column("unit", "Đơn vị", width=24)]


def _column(key: str, label: str, group: str | tuple[str, ...] = "", width: float = 7) -> Column:
    return Column(key, label, numeric=True, width=width, total=True, group=group)


def _table(
    frame: Frame, name: str, sheet: str, columns: list[Column], figures: Figures, parts: Parts, notes: tuple[str, ...]
) -> Table:
    shown = [row for row in frame.rows if not row.optional or any(figures.get(row.key, Counter()).values())]
    address = address_by_slug("reports:campaign_rows", frame.period.slug)
    behind = {key: address(key) for key in parts}
    here = reverse("reports:sheet", args=[frame.period.slug, sheet])
    now = timezone.localtime()
    told = f"{TREES[frame.tree]} Số liệu {frame.period.days}, tổng hợp lúc {now:%H:%M} ngày {dates.day(now)}."
    return Table(
        title=f"{name}, {CAMPAIGN}", subtitle=f"{frame.period} – {frame.area_name}", columns=columns,
        rows=[_row(number, row, frame, here, columns, figures, behind) for number, row in enumerate(shown, 1)],
        notes=[told, *notes],
    )  # fmt: skip


def _row(
    number: int, row: RowUnit, frame: Frame, here: str, columns, figures: Figures, behind: dict[str, str]
) -> dict[str, Any]:
    """`here`: the address of the table; `behind`: by key where the rows stand that a figure is made of."""
    cells: dict[str, Any] = {"number": number, "unit": _unit_cell(row, frame, here)}
    counter = figures.get(row.key, Counter())
    unknown = OF_BOOK if not any(counter[key] for key in ("books", *OF_BOOK)) else ()
    for column in columns[2:]:
        value = None if column.key in unknown else counter[column.key]
        has_rows = value and column.key in behind and column.key not in WORKED_OUT
        cells[column.key] = Cell(value, row.question.address(behind[column.key])) if has_rows else value
    return cells


def _unit_cell(row: RowUnit, frame: Frame, here: str) -> Any:
    """The name leads to the same table one step down."""
    if not row.question.unit or row.question.unit == frame.question.unit:
        return row.label
    return Cell(row.label, row.question.address(here))
