"""Số liệu báo cáo của Mặt trận: counted as Biểu 04 counts, with the rows behind and the tables kept with the report."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Case, IntegerField, Q, Value, When

from accounts.models import Position
from documents.table import Cell, Column, Table, bare
from front.enums import ActivityKind
from registrations.models import Content
from reports.campaign.behind import JOINED, Row, row_of
from reports.campaign.counting import add_balances, books_begin, counted, funds_of
from reports.campaign.measures import CONTENTS, GIVEN, MONEY, PLACES, Part, Parts, of_activities, of_resources, placed
from reports.campaign.tables import (
    APART,
    BALANCE,
    COUNTS,
    HELD,
    IN_EACH,
    SETTLED,
    activities_by_unit,
    resources_by_unit,
)
from reports.frames import Frame, RowUnit
from reports.models import Report, ReportFigure
from reports.periodic.calendars import counted as counted_period
from reports.periodic.enums import Nature, Source
from reports.periodic.figures import as_stated, counted_then, frame_of, in_place, typed, value_then
from reports.periods import Stretch

DONG, TIMES = "đồng", "hoạt động"
ROW_COLUMNS = (
    Column("number", "STT", width=6, align="center"),
    Column("on", "Ngày", width=12),
    Column("name", "Dòng trong sổ Mặt trận", width=48),
    Column("unit", "Đơn vị", width=26),
    Column("value", "Số", numeric=True, width=14, total=True),
)
KEPT = "Các dòng được giữ theo báo cáo; dòng sửa hoặc hủy sau khi lập báo cáo hiện như bây giờ, số báo cáo không đổi."


@dataclass(frozen=True)
class Wanted:
    """One figure of the report: its key in links of the text, and the measure of Biểu 04 it is."""

    key: str
    of: str
    name: str
    measure: str
    definition: str
    depth: int = 0
    nature: str = Nature.FLOW


def wanted(contents: Iterable[Content], *, has_fund: bool) -> list[Wanted]:
    """All figures in the order of the paper: activities, each content, what was mobilised; the fund where there is one."""
    found = [Wanted("hoat-dong", "all", "Hoạt động đã tổ chức", TIMES, HELD)]
    found += [Wanted(f"hd-{kind.value}", f"kind_{kind.value}", kind.label, TIMES, HELD, 1) for kind in ActivityKind]
    found.append(Wanted("luot-nguoi", "participants", "Lượt người dự, người nghe", "lượt người", HELD))
    for one in contents:
        key, of, begin = content_key(one.number), f"content_{one.pk}", f"Nội dung {one}"
        found += [
            Wanted(key, of, f"{begin}: hoạt động", TIMES, IN_EACH),
            Wanted(f"{key}-luot-nguoi", f"{of}_people", f"{begin}: lượt người", "lượt người", IN_EACH, 1),
            Wanted(f"{key}-tien", f"{of}_money", f"{begin}: tiền vận động", DONG, APART, 1),
        ]
    found += [Wanted(key, of, name, measure, said) for key, of, name, measure, said in _RESOURCES]
    fund = _FUND if has_fund else ()
    return found + [Wanted(key, of, name, DONG, BALANCE, nature=nature) for key, of, name, nature in fund]


def content_key(number: int) -> str:
    return f"nd-{number}"


_RESOURCES = (
    ("kien-nghi", "findings", "Kiến nghị qua kiểm tra, giám sát", "kiến nghị", SETTLED),
    ("kien-nghi-xong", "settled", "Kiến nghị đã giải quyết", "kiến nghị", SETTLED),
    ("tien-ngan-sach", "money_budget", "Tiền từ ngân sách", DONG, APART),
    ("tien-xa-hoi", "money_social", "Tiền xã hội hóa", DONG, APART),
    ("dat", "land", "Đất hiến", "m²", APART),
    ("ngay-cong", "labour", "Ngày công", "ngày công", APART),
    ("hien-vat", "worth", "Hiện vật quy tiền", DONG, APART),
    ("ho-duoc-giup", "households", "Hộ được giúp", "hộ", COUNTS),
    ("nha-xay", "houses_built", "Nhà xây mới", "nhà", COUNTS),
    ("nha-sua", "houses_repaired", "Nhà sửa chữa", "nhà", COUNTS),
    ("quy-van-dong", "fund_given", "Vận động cho Quỹ “Vì người nghèo”", DONG, APART),
)
_FUND = (
    ("quy-dau-ky", "fund_carried", "Quỹ: số dư đầu kỳ", Nature.STOCK),
    ("quy-thu", "fund_in", "Quỹ: đã nộp vào", Nature.FLOW),
    ("quy-chi", "fund_out", "Quỹ: đã sử dụng", Nature.FLOW),
    ("quy-cuoi-ky", "fund_left", "Quỹ: số dư cuối kỳ", Nature.STOCK),
)


def parts_of(period: Stretch, contents: list[Content]) -> Parts:
    """Those of Biểu 04, and for each content its people and its money."""
    parts = dict(of_activities(period, contents)) | dict(of_resources())
    for one in contents:
        people = Q(contents=one.pk, participants__gt=0)
        parts[f"content_{one.pk}_people"] = (Part(CONTENTS, people, "participants"),)
        parts[f"content_{one.pk}_money"] = (Part(GIVEN, MONEY & Q(content=one.pk, for_fund=False), "amount"),)
    return parts


def laid_out(position: Position, report: Report) -> list[ReportFigure]:
    """All figures of a draft as the books say now, not saved; what was stated before stays."""
    frame, contents = frame_of(position, report.obligation), list(Content.objects.of_campaign())
    parts = parts_of(frame.period, contents)
    before, last_year = counted_then(frame, lambda earlier: _sums(earlier, parts), books_begin(frame))
    now = _sums(frame, parts)
    behind, known = _ids(frame, parts), {one.key: one for one in report.figures.all()}
    rows = []
    for one in wanted(contents, has_fund=funds_of(frame).exists()):
        row = ReportFigure(
            report=report, key=one.key, name=one.name, definition=one.definition, measure=one.measure,
            nature=one.nature, source=Source.COMPUTED, depth=one.depth, computed=Decimal(now[one.of]),
            before=value_then(before, one.of), last_year=value_then(last_year, one.of), ids=behind[one.of],
        )  # fmt: skip
        rows.append(as_stated(row, known.get(one.key)))
    return in_place([*rows, *typed(report, frame, known)])


def _sums(frame: Frame, parts: Parts) -> Counter[str]:
    total: Counter[str] = Counter()
    for counter in add_balances(frame, counted(frame, parts)).values():
        for key, value in counter.items():
            total[key] += value
    return total


# What reports from below are compared by with the books as they stand: key of the figure → its head, its measure.
_COMPARED = {
    "hoat-dong": ("Hoạt động", "all"), "luot-nguoi": ("Lượt người", "participants"),
    "tien-xa-hoi": ("Tiền xã hội hóa (đồng)", "money_social"), "quy-thu": ("Nộp vào Quỹ (đồng)", "fund_in"),
    "quy-chi": ("Chi Quỹ (đồng)", "fund_out"),
}  # fmt: skip
COMPARED = {key: head for key, (head, _of) in _COMPARED.items()}
COMPARED_NOTES = (HELD, APART)


def live_counts(frame: Frame) -> dict[int, dict[str, Any]]:
    """By row of the frame, what the books say under the keys of the report."""
    parts = dict(of_activities(frame.period, [])) | dict(of_resources())
    figures = counted(frame, {of: parts[of] for _head, of in _COMPARED.values()})
    return {
        row.key: {key: figures.get(row.key, Counter())[of] for key, (_head, of) in _COMPARED.items()}
        for row in frame.rows
    }


def rows_now(frame: Frame, row: RowUnit, key: str) -> list[str]:
    """The rows behind one of those numbers."""
    return _ids(frame, {key: _compared_parts(frame, key)}, row)[key]


def lines_now(frame: Frame, key: str, ids: Iterable[str]) -> list[dict[str, Any]]:
    """Rows of the books with what each adds to one of those numbers, as far as the position sees them."""
    return _lines(_rows(frame.position, ids, _adds(_compared_parts(frame, key))))


def _compared_parts(frame: Frame, key: str) -> tuple[Part, ...]:
    _head, of = _COMPARED[key]
    return (dict(of_activities(frame.period, [])) | dict(of_resources()))[of]


def _ids(frame: Frame, parts: Parts, row: RowUnit | None = None) -> dict[str, list[str]]:
    """By measure the rows behind (“given:12”), of one `row` of the frame or of all: one question for each kind of rows."""
    asked: dict[str, list[tuple[str, Q]]] = defaultdict(list)
    for key, sources in parts.items():
        for source in sources:
            asked[source.rows].append((key, source.where or Q(pk__isnull=False)))
    found: dict[str, list[str]] = defaultdict(list)
    for rows, wheres in asked.items():
        flags = {
            f"is_{place}": Case(When(where, then=1), default=Value(0), output_field=IntegerField())
            for place, (_key, where) in enumerate(wheres)
        }
        there = placed(frame, rows).filter(bucket=row.key) if row else placed(frame, rows)
        for pk, *hit in there.order_by("pk").annotate(**flags).values_list("pk", *flags):
            for (key, _where), yes in zip(wheres, hit, strict=True):
                if yes:
                    found[key].append(f"{rows}:{pk}")
    return defaultdict(list, {key: list(dict.fromkeys(ids)) for key, ids in found.items()})


def behind_table(position: Position, report: Report, figure: ReportFigure) -> Table:
    """Những dòng đứng sau một số, as they were kept with the report and as far as the position sees them."""
    period = counted_period(report.obligation.period)
    _of, parts = _made_of(figure, period)
    return _rows_table(position, report, figure, figure.ids, period, parts, KEPT)


def table_then(frame: Frame, report: Report, figure: ReportFigure, told: str) -> Table:
    """The rows behind the same number of an earlier period, as the books say now."""
    of, parts = _made_of(figure, frame.period)
    return _rows_table(frame.position, report, figure, _ids(frame, {of: parts})[of], frame.period, parts, told)


def _rows_table(
    position: Position, report: Report, figure: ReportFigure, ids: Sequence[str], period: Stretch,
    parts: tuple[Part, ...], told: str,
) -> Table:  # fmt: skip
    rows = _lines(_rows(position, ids, _adds(parts)))
    notes = [told, *told_outside(len(ids) - len(rows))]
    return Table(
        title=figure.name, subtitle=f"{period.label} – {report.obligation.unit_name}", columns=ROW_COLUMNS, rows=rows,
        notes=notes, empty="Không có dòng nào.",
    )  # fmt: skip


def told_outside(rows: int) -> list[str]:
    return [f"Còn {rows} dòng ngoài phạm vi của người xem."] if rows else []


def _adds(parts: tuple[Part, ...]) -> str:
    """Which column of its rows a figure adds; none where it counts them."""
    return next((part.value for part in parts), "")


def _lines(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """By day, as the columns have them."""
    return [
        {"number": place, "on": f"{row.on:%d/%m/%Y}", "name": Cell(row.name, row.url), "unit": row.unit,
         "value": row.value} for place, row in enumerate(sorted(rows, key=lambda row: row.on), 1)
    ]  # fmt: skip


def _made_of(figure: ReportFigure, period: Stretch) -> tuple[str, tuple[Part, ...]]:
    """Which measure of Biểu 04 a figure is, and of which rows it is made."""
    contents = list(Content.objects.of_campaign())
    of = next((one.of for one in wanted(contents, has_fund=True) if one.key == figure.key), "")
    return of, parts_of(period, contents).get(of, ())


def _rows(position: Position, ids: Iterable[str], value: str) -> Iterator[Row]:
    by_kind: dict[str, list[int]] = defaultdict(list)
    for one in ids:
        rows, _, pk = one.partition(":")
        by_kind[rows].append(int(pk))
    for rows, keys in by_kind.items():
        seen = PLACES[rows].model._default_manager.visible_to(position).filter(pk__in=keys)  # type: ignore[attr-defined]
        for found in seen.select_related(*JOINED[rows]):
            yield row_of(found, value)


def annexes(position: Position, report: Report) -> list[dict]:
    """Biểu 04a, 04b of the report's area as plain data, to be kept with it."""
    frame = frame_of(position, report.obligation)
    return [packed(table(frame)) for table in (activities_by_unit, resources_by_unit)]


def packed(table: Table) -> dict:
    columns = [
        {"key": one.key, "label": one.label, "numeric": one.numeric, "group": one.group, "width": one.width,
         "align": one.align, "total": one.total}
        for one in table.columns
    ]  # fmt: skip
    rows = [{key: bare(value) for key, value in row.items()} for row in table.rows]
    return {"title": table.title, "subtitle": table.subtitle, "columns": columns, "rows": rows, "notes": [*table.notes]}


def unpacked(kept: dict) -> Table:
    """The table as it was; a number that is no whole one was kept as text."""
    columns = [
        Column(**one | {"group": tuple(one["group"]) if isinstance(one["group"], list) else one["group"]})
        for one in kept["columns"]
    ]
    numeric = {one.key for one in columns if one.numeric}
    rows = [
        {key: Decimal(value) if key in numeric and isinstance(value, str) else value for key, value in row.items()}
        for row in kept["rows"]
    ]
    return Table(kept["title"], columns, rows, subtitle=kept["subtitle"], notes=kept["notes"])
