"""Biểu 02: tổng hợp theo đơn vị."""

from collections import Counter
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

from django.utils.text import capfirst

from common.cells import address_by_slug
from documents.table import Cell, Column, Table
from registrations.enums import Kind, Origin
from reports import facts, notes
from reports.enums import Fact
from reports.frames import Frame, RowUnit
from reports.questions import Question

REGISTERED = "Số mô hình đăng ký trong kỳ"
BY_KIND = ((Kind.COLLECTIVE, "Tập thể"), (Kind.INDIVIDUAL, "Cá nhân"))
OUTCOMES = (
    (Fact.EFFECTIVE, "Hiệu quả"), (Fact.INEFFECTIVE, "Chưa đạt"), (Fact.STOPPED, "Dừng"),
    (Fact.RECOGNISED, "Được công nhận"), (Fact.REWARDED, "Khen thưởng"),
)  # fmt: skip
NO_QUOTA = "–"
SHARE_PLACES = 1


def figures_by_unit(frame: Frame) -> dict[int, Counter[str]]:
    """The figures of Biểu 02 per row, and with them the registrations of the periods to compare with."""
    return facts.merged(
        facts.count_registered(frame), facts.count_outcomes(frame), facts.count_awards(frame),
        facts.count_quotas(frame),
    )  # fmt: skip


def summary_by_unit(frame: Frame, figures: dict[int, Counter[str]] | None = None) -> Table:
    """Biểu 02 – Tổng hợp theo đơn vị: one row per unit below, in số mô hình; the total adds what is shown."""
    figures = figures_by_unit(frame) if figures is None else figures
    columns = _columns(frame)
    shown = [row for row in frame.rows if not row.optional or _has_figures(figures.get(row.key, Counter()))]
    address = address_by_slug("reports:sheet", frame.period.slug)
    rows = [
        _row(number, row, frame, columns, figures.get(row.key, Counter()), address)
        for number, row in enumerate(shown, 1)
    ]
    of_level = bool(frame.question.level)
    meant = notes.OF_LEVEL if of_level else notes.SHARE
    return Table(
        title="Biểu 02 – Tổng hợp mô hình “Dân vận khéo” theo đơn vị",
        subtitle=f"{frame.period} – {frame.heading}",
        columns=columns,
        rows=rows,
        notes=notes.under_table(frame, notes.REGISTERED, notes.OUTCOMES, notes.GIVEN, meant),
        stated_totals={} if of_level else _shares([figures.get(row.key, Counter()) for row in shown]),
    )


def _has_figures(figures: Counter[str]) -> bool:
    """Whether the table would show any; what is only compared with does not bring a row back."""
    return any(number for key, number in figures.items() if key not in {"previous", "last_year"})


def _columns(frame: Frame) -> list[Column]:
    of_level = bool(frame.question.level)
    columns = [
        Column("number", "STT", width=6, align="center"),
        Column("unit", "Đơn vị", width=26),
        *([] if of_level else _split("quota", "Chỉ tiêu giao")),
        Column("all", "Tổng số", numeric=True, width=6, total=True, group=REGISTERED),
        *_split("all", "Chia theo đối tượng", REGISTERED),
        *_split(Origin.NEW.value, "Mô hình mới", REGISTERED),
        *_split(Origin.CONTINUED.value, "Tiếp tục", REGISTERED),
        *[
            _figure(f"sector_{one.key}", capfirst(one.name), (REGISTERED, "Chia theo lĩnh vực"))
            for one in frame.classes.sectors
        ],
    ]
    if not frame.period.begins_the_year:
        columns += _split("since", "Đăng ký từ đầu năm")
    if not of_level:
        columns += [
            Column(f"share_{kind}", label, numeric=True, width=8, group="% hoàn thành chỉ tiêu", places=SHARE_PLACES)
            for kind, label in BY_KIND
        ]
    return columns + [column for fact, label in OUTCOMES for column in _split(fact.name.lower(), label)]


def _split(name: str, label: str, over: str = "") -> list[Column]:
    """A figure split into tập thể and cá nhân."""
    group = (over, label) if over else (label,)
    return [_figure(f"{name}_{kind}", word, group) for kind, word in BY_KIND]


def _figure(key: str, label: str, group: tuple[str, ...]) -> Column:
    return Column(key, label, numeric=True, width=6, total=True, group=group)


def _row(
    number: int, row: RowUnit, frame: Frame, columns: list[Column], figures: Counter[str], address: Callable[[str], str]
) -> dict[str, Any]:
    """`address` of the tables of the period."""
    cells: dict[str, Any] = {"number": number, "unit": _unit_cell(row, frame, address("bieu-02"))}
    path = address("bieu-01")
    for column in columns[2:]:
        value = figures[column.key]
        question = _behind(row.question, column.key) if value else None
        cells[column.key] = Cell(value, question.address(path)) if question else value
    return cells if frame.question.level else {**cells, **_shares([figures])}


def _unit_cell(row: RowUnit, frame: Frame, here: str) -> Any:
    """The name leads to the same summary one step down."""
    if not row.question.unit or row.question.unit == frame.question.unit:
        return row.label
    return Cell(row.label, row.question.address(here))


# A table has some hundred figures, and every visit finds the same lists behind them.
@lru_cache(maxsize=20_000)
def _behind(question: Question, key: str) -> Question | None:
    """Which rows make the figure of a column; None for figures that are no count of models."""
    name, _, rest = key.partition("_")
    if name == "sector":
        return question.narrowed(sector=rest)
    kind = {"kind": Kind(rest).slug} if rest else {}
    if name in Origin.values:
        return question.narrowed(origin={"new": "moi", "continued": "tiep-tuc"}[name], **kind)
    fact = {"all": Fact.REGISTERED, "since": Fact.SINCE_NEW_YEAR}.get(name) or next(
        (fact for fact, _label in OUTCOMES if fact.name.lower() == name), None
    )
    return question.narrowed(fact=fact.value, **kind) if fact else None


def _shares(counters: list[Counter[str]]) -> dict[str, Any]:
    """% hoàn thành by kind over the rows that were asked for something."""
    shares: dict[str, Any] = {}
    for kind, _label in BY_KIND:
        asked = [counter for counter in counters if counter[f"quota_{kind}"]]
        quota = sum(counter[f"quota_{kind}"] for counter in asked)
        done = sum(counter[f"since_{kind}"] for counter in asked)
        shares[f"share_{kind}"] = percent(done, quota) if quota else NO_QUOTA
    return shares


def percent(part: int | Decimal, whole: int | Decimal) -> Decimal:
    """Per cent to one decimal, rounded half up; shown with it, also where it is 0 (`SHARE_PLACES`)."""
    return (Decimal(part * 100) / whole).quantize(Decimal(1).scaleb(-SHARE_PLACES), rounding=ROUND_HALF_UP)
