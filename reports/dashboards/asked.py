"""Câu hỏi của biểu đồ: which years, area, tree, kind and line (khối), as it stands in the address."""

import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.utils import timezone

from common.keys import key_in
from reports.enums import Fact
from reports.periods import FIRST_YEAR, LAST_YEAR, OwnPeriod, Period, Stretch
from reports.questions import KINDS, Question, read_question
from units.enums import Line, Nature

MOST_YEARS, USUAL_YEARS = 10, 5
LINES = {
    "dang": Line.PARTY, "chinh-quyen": Line.STATE, "mat-tran": Line.FRONT, "doan-the": Line.MASS,
    "luc-luong-vu-trang": Line.FORCES, "khac": Line.OTHER,
}  # fmt: skip
# Areas are of no line: what a village itself registers.
AREAS = "dia-ban"
LINE_LABELS = {slug: f"khối {line.label}" for slug, line in LINES.items()} | {AREAS: "thôn, tổ dân phố, địa bàn"}
SHARE = "chi-tieu"
SHADES = {
    Fact.REGISTERED.value: "Đăng ký", Fact.EFFECTIVE.value: "Được xác nhận hiệu quả",
    Fact.RECOGNISED.value: "Được công nhận", Fact.REWARDED.value: "Được khen thưởng",
    SHARE: "% hoàn thành chỉ tiêu",
}  # fmt: skip
# As the tiles were laid out; by the code where they were not, and wherever there are no tiles.
LAID_OUT = "cho"
ORDERS = {LAID_OUT: "theo chỗ đã xếp", "ma": "theo mã đơn vị", "ten": "theo tên", "so": "theo số đăng ký"}
NAMES = {"first": "tu-nam", "last": "den-nam", "line": "khoi", "shade": "hinh", "order": "xep"}
AFTER = "tinh-sau"
CLOSED = {"line": LINE_LABELS, "shade": SHADES, "order": ORDERS}


@dataclass(frozen=True)
class Asked:
    """`first` and `last` are both given or neither; `shade` and `order` are for the units below.

    `after`: figures counted at this instant (in seconds) or before will not do; it is never carried on.
    """

    question: Question = field(default_factory=Question)
    first: int | None = None
    last: int | None = None
    line: str = ""
    shade: str = Fact.REGISTERED.value
    order: str = LAID_OUT
    after: float = 0

    def years(self, usual: int) -> range:
        """The years asked for, else so many up to the present one."""
        if self.first and self.last:
            return range(self.first, self.last + 1)
        this = timezone.localdate().year
        return range(this - usual + 1, this + 1)

    def of_years(self, first: int, last: int) -> "Asked":
        """The same for these years, whatever the present one."""
        return replace(self, first=first, last=last)

    def of_units(self, prefix: str = "") -> Q:
        """The condition on a registration that kind and line ask for; the line is that of the unit that registered."""
        condition = Q(**{f"{prefix}kind": KINDS[self.question.kind]}) if self.question.kind else Q()
        if self.line == AREAS:
            return condition & Q(**{f"{prefix}unit__nature": Nature.AREA})
        if self.line:
            return condition & Q(**{f"{prefix}unit__line": LINES[self.line], f"{prefix}unit__nature": Nature.BODY})
        return condition

    def recounted_after(self, instant: datetime, path: str) -> str:
        """The address that shows the same, counted later than an instant; read again it counts nothing again."""
        query = {**self.as_query(), AFTER: str(int(instant.timestamp()) + 1)}
        return f"{path}?{urlencode(query)}"

    def changed(self, **changes: Any) -> "Asked":
        return replace(self, **changes)

    def as_query(self) -> dict[str, str]:
        """Only what differs from the default, under the names of the address."""
        default = asdict(Asked())
        own = {
            NAMES[name]: str(value) for name, value in asdict(self).items() if name in NAMES and value != default[name]
        }
        return self.question.as_query() | own

    def address(self, path: str) -> str:
        query = urlencode(self.as_query())
        return f"{path}?{query}" if query else path

    @property
    def narrowing(self) -> str:
        """What is counted of all models, in words: “; tập thể; khối đoàn thể”."""
        told = [KINDS[self.question.kind].label if self.question.kind else "", LINE_LABELS.get(self.line, "")]
        return "".join(f"; {word}" for word in told if word)


def read_asked(data: Mapping[str, str]) -> Asked:
    """The question of an address; what is none of the choices counts as not given, years in any order are put right."""
    asked = read_question(data)
    question = Question(unit=asked.unit, tree=asked.tree, kind=asked.kind)
    closed = {name: data.get(NAMES[name], "") for name in CLOSED}
    known: dict[str, Any] = {name: value for name, value in closed.items() if value in CLOSED[name]}
    known["after"] = _instant(data.get(AFTER, ""))
    given = [year for name in ("first", "last") if (year := _year(data.get(NAMES[name], "")))]
    if not given:
        return Asked(question, **known)
    last = max(given)
    return Asked(question, max(min(given), last - MOST_YEARS + 1), last, **known)


def stretch_of(years: range) -> Stretch:
    """One year as the tables have it, or several as one stretch."""
    if len(years) == 1:
        return Period(years[0], "nam")
    start, end = date(years[0], 1, 1), date(years[-1] + 1, 1, 1)
    return OwnPeriod(years[-1], f"Các năm {years[0]}–{years[-1]}", start, end, start)


def _instant(text: str) -> float:
    """One that has passed; anything else counts as not given."""
    seconds = key_in(text) or 0
    return seconds if seconds <= time.time() else 0


def _year(text: str) -> int | None:
    year = key_in(text)
    return year if year and FIRST_YEAR <= year <= LAST_YEAR else None
