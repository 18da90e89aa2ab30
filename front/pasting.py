"""Dán nhiều hoạt động từ Excel: lines of cells parted by tabs, each understood and judged for itself."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from common.dates import parse_date
from common.numbers import parse_quantity
from common.vietnamese import clean, fold
from front.enums import WORDS_OF_KIND, ActivityKind
from front.models import Activity
from front.services.activities import judge
from registrations.models import Content

COLUMNS = ("Ngày", "Hoạt động", "Nội dung số", "Số người dự", "Địa điểm", "Loại", "Kết quả")
MOST_LINES = 100
LONGEST_NAME, LONGEST_PLACE = 300, 200
# By words of a heading, folded: a first row with two of them, or with one in its first cell, is no activity.
HEADINGS = ("ngay", "stt", "tt", "thoi gian", "hoat dong", "ten hoat dong", "noi dung", "so nguoi", "dia diem", "loai",
            "ket qua")  # fmt: skip
COUNTING = {"stt", "tt"}
DAY_MONTH = re.compile(r"(\d{1,2})[/.](\d{1,2})")
SPAN = re.compile(r"(\d{1,2})(?:[/.](\d{1,2}))? ?[-–] ?(\d{1,2}[/.]\d{1,2}(?:[/.]\d{4})?)")


@dataclass
class Line:
    """One pasted line: its cells as typed, what was understood, what is wrong."""

    number: int
    cells: list[str]
    facts: dict[str, Any] = field(default_factory=dict)
    contents: list[Content] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        return not self.problems

    @property
    def activity(self) -> Activity:
        """As it would be written; for showing alone."""
        return Activity(**self.facts)


def understand(text: str, *, contents: list[Content], year: int, known: set[tuple[date, str]]) -> list[Line]:
    """Every line of the text; `year` for days without one, `known` are (day, folded name) written already."""
    rows = [row for row in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if row.strip()]
    lines = [Line(number, [clean(cell) for cell in row.split("\t")]) for number, row in enumerate(rows, 1)]
    lines = _without_heading(lines)
    by_number, seen = {one.number: one for one in contents}, set(known)
    for line in lines:
        _understand(line, by_number, year, seen)
    return lines


def _without_heading(lines: list[Line]) -> list[Line]:
    """Without the row of column names and, where that begins with “STT”, without the column of numbers."""
    if not lines or not _is_heading(lines[0].cells):
        return lines
    counted = fold(lines[0].cells[0]) in COUNTING
    for line in lines[1:] if counted else ():
        line.cells = line.cells[1:]
    return lines[1:]


def _is_heading(cells: list[str]) -> bool:
    named = [fold(cell).startswith(HEADINGS) for cell in cells]
    return not any(sign.isdigit() for sign in cells[0]) and (named[0] or sum(named) > 1)


def _understand(line: Line, by_number: dict[int, Content], year: int, seen: set) -> None:
    cells = [*line.cells, *[""] * len(COLUMNS)][: len(COLUMNS)]
    when, name, numbers, people, place, kind, outcome = cells
    if len(line.cells) < 2:
        line.problems.append("Chỉ có một ô: chép cả hàng từ Excel, các ô cách nhau bằng dấu Tab.")
        return
    line.facts = {"name": name, "place": place, "outcome": outcome}
    _take(line, "Ngày", lambda: line.facts.update(_days(when, year)))
    _take(line, "Số người dự", lambda: line.facts.update(participants=_people(people)))
    _take(line, "Nội dung số", lambda: line.contents.extend(_contents(numbers, by_number)))
    _take(line, "Loại", lambda: line.facts.update(kind=_kind(kind, name)))
    if not name or len(name) > LONGEST_NAME or len(place) > LONGEST_PLACE:
        line.problems.append("Tên hoạt động để trống hoặc dài quá 300 chữ, địa điểm dài quá 200 chữ.")
    if line.problems:
        return
    try:
        judge(line.activity)
    except ValidationError as problem:
        line.problems += problem.messages
    _refuse_twice(line, seen)


def _refuse_twice(line: Line, seen: set) -> None:
    mark = (line.facts["starts_on"], fold(line.facts["name"]))
    if mark in seen:
        line.problems.append("Hoạt động này đã có trong sổ, hoặc đã dán ở dòng trên.")
    seen.add(mark)


def _take(line: Line, column: str, read) -> None:
    try:
        read()
    except ValueError as problem:
        line.problems.append(f"{column}: {problem}")


def _days(text: str, year: int) -> dict[str, date | None]:
    """“14/3”, “14/3/2026”, “14–18/11”, “30/11-2/12”."""
    if span := SPAN.fullmatch(text):
        last = parse_date(_with_year(span[3].replace(".", "/"), year))
        first = parse_date(f"{span[1]}/{span[2] or last.month}/{last.year}")
        if first >= last:
            raise ValueError("ngày cuối phải sau ngày đầu.")
        return {"starts_on": first, "ends_on": last}
    return {"starts_on": parse_date(_with_year(text, year)), "ends_on": None}


def _with_year(text: str, year: int) -> str:
    return f"{text}/{year}".replace(".", "/") if DAY_MONTH.fullmatch(text) else text


def _people(text: str) -> int | None:
    if not text:
        return None
    number = parse_quantity(text)
    if number % 1 or number > 1_000_000:
        raise ValueError("ghi một số nguyên.")
    return int(number)


def _contents(text: str, by_number: dict[int, Content]) -> list[Content]:
    """“1, 3”, “3. Bảo vệ môi trường”; nothing, or “chung”, is of the campaign as a whole."""
    if not text or fold(text) == "chung":
        return []
    numbers = [int(one) for one in re.findall(r"\d{1,3}", text)]
    if not numbers or any(one not in by_number for one in numbers):
        offered = ", ".join(str(one) for one in by_number)
        raise ValueError(
            f"ghi số của nội dung ({offered}), nhiều số cách nhau bằng dấu phẩy; hoạt động chung để trống."
        )
    return [by_number[one] for one in dict.fromkeys(numbers)]


def _kind(text: str, name: str) -> str:
    """By its words; where no kind is written, by the name of the activity."""
    for kind in ActivityKind:
        if text and fold(text) == fold(kind.label):
            return kind
    said = fold(text or name)
    for kind, words in WORDS_OF_KIND.items():
        if any(word in said for word in words):
            return kind
    if text:
        raise ValueError(f"không có loại “{text}”; để trống thì máy đoán theo tên hoạt động.")
    return ActivityKind.OTHER
