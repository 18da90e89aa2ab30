"""Hình và bảng: one `Table` drawn and shown beside its drawing, with what leads from a number to its models."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from common.vietnamese import lower_first
from documents import fonts
from documents.drawings import PHONE, Drawing
from documents.table import Cell, Column, Table
from reports import notes
from reports.dashboards.asked import Asked
from reports.enums import Fact
from reports.frames import Frame
from reports.questions import Question

LABELS = {
    Fact.REGISTERED: "Đăng ký", Fact.EFFECTIVE: "Có hiệu quả", Fact.INEFFECTIVE: "Chưa đạt", Fact.STOPPED: "Dừng",
    Fact.RECOGNISED: "Được công nhận", Fact.REWARDED: "Khen thưởng",
}  # fmt: skip
DRAWN = (Fact.REGISTERED, Fact.EFFECTIVE, Fact.RECOGNISED, Fact.REWARDED)
SEVERAL_YEARS = (
    "Số của nhiều năm là tổng của từng năm: mô hình được kết luận hay công nhận ở hai năm khác nhau tính ở cả hai năm."
)
LINE_MEANT = "Khối: của đơn vị đã đăng ký."


@dataclass(frozen=True)
class Picture:
    """A table and what draws it, in a width; `is_empty` where there is nothing to be drawn; `at`: counted when."""

    key: str
    table: Table
    draw: Callable[..., Drawing]
    is_empty: bool = False
    at: datetime | None = None

    @cached_property
    def drawing(self) -> Drawing:
        return self.draw(self.table)

    @property
    def for_phone(self) -> SafeString:
        """As narrow as a phone, its letters as large as the text."""
        return mark_safe(self.draw(self.table, width=PHONE).svg())

    @property
    def svg(self) -> SafeString:
        return mark_safe(self.drawing.svg())

    @property
    def on_paper(self) -> SafeString:
        return mark_safe(self.drawing.svg(fonts.FAMILY))

    @property
    def is_tall(self) -> bool:
        """Higher than wide: many units, which on paper need a sheet of their own."""
        return self.drawing.height > self.drawing.width

    @property
    def on_screen(self) -> Table:
        """The table under its drawing: the title stands above both, the notes once on the page."""
        title = self.table.title
        return replace(self.table, title=f"Số liệu: {lower_first(title)}", notes=())


def fact_columns(facts=tuple(LABELS)) -> list[Column]:
    return [Column(fact.name.lower(), LABELS[fact], numeric=True, total=True, width=9) for fact in facts]


def fact_cells(numbers: Counter, key: tuple, link) -> dict[str, Any]:
    """The figures of one row of a table, each with its address where it has one: `link(fact)`."""
    return {fact.name.lower(): linked(numbers[fact, *key], link(fact)) for fact in LABELS}


def linked(number: int, href: str | None) -> Any:
    return Cell(number, href) if href and number else number


def drawn_keys() -> list[str]:
    return [fact.name.lower() for fact in DRAWN]


def described(table: Table, frame: Frame, asked: Asked, at: datetime | None, *definitions: str) -> Table:
    """With period, area and narrowing under the title, and what the figures mean and when they were counted under the table."""
    several = [SEVERAL_YEARS] if frame.period.start.year != frame.period.year else []
    line = [LINE_MEANT] if asked.line else []
    meant = definitions or (notes.REGISTERED, notes.OUTCOMES, notes.GIVEN, *several)
    return replace(
        table,
        subtitle=f"{frame.period} – {frame.area_name}{asked.narrowing}",
        notes=notes.under_table(frame, *meant, *line, at=at),
    )


def behind(
    frame: Frame, asked: Asked, fact: Fact, *, years: range, question: Question | None = None, **narrowed: Any
) -> str | None:
    """Biểu 01 of the models that make a number; none where that list cannot be narrowed so far."""
    if asked.line or len(years) != 1:
        return None
    asked_of = (question or frame.question.of_everything).narrowed(fact=fact.value, **narrowed)
    if asked.question.kind:
        asked_of = asked_of.narrowed(kind=asked.question.kind)
    return asked_of.address(reverse("reports:sheet", args=[f"{years[0]}-nam", "bieu-01"]))
