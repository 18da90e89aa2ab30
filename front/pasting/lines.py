"""What every pasted table has: its lines without the row of headings, days without a year, numbers of contents."""

import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import TextChoices

from common.vietnamese import clean, fold
from registrations.models import Content

MOST_LINES = 100
# By words of a heading, folded: a first row with two of them, or with one in its first cell, is no line of the table.
HEADINGS = ("ngay", "stt", "tt", "thoi gian", "hoat dong", "ten hoat dong", "noi dung", "so nguoi", "dia diem", "loai",
            "ket qua", "so tien", "so luong", "nguon", "ai dong gop", "ten to chuc", "dung vao viec", "gia tri")  # fmt: skip
COUNTING = {"stt", "tt"}
DAY_MONTH = re.compile(r"(\d{1,2})[/.](\d{1,2})")


@dataclass
class Line:
    """One pasted line: its cells as typed, what was understood, what is wrong; `row` as it would be written."""

    number: int
    cells: list[str]
    facts: dict[str, Any] = field(default_factory=dict)
    contents: list[Content] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    row: Any = None
    form: Any = None

    @property
    def doubts(self) -> list:
        """What is unusual about its numbers, to be confirmed beside it."""
        return self.form.doubts if self.form else []

    @property
    def is_good(self) -> bool:
        return not self.problems

    def take(self, column: str, read: Callable[[], None]) -> None:
        """Read a cell; what cannot be read is a problem under the name of its column."""
        try:
            read()
        except ValueError as problem:
            self.problems.append(f"{column}: {problem}")

    def refuse_twice(self, mark: Hashable, seen: set, what: str) -> None:
        if mark in seen:
            self.problems.append(f"{what} này đã có trong sổ, hoặc đã dán ở dòng trên.")
        seen.add(mark)


def understood(text: str, columns: tuple[str, ...], understand: Callable[[Line, list[str]], None]) -> list[Line]:
    """Every line of the text, `understand` having read its cells, as many as there are columns."""
    rows = [row for row in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if row.strip()]
    lines = [Line(number, [clean(cell) for cell in row.split("\t")]) for number, row in enumerate(rows, 1)]
    lines = _without_heading(lines)
    for line in lines:
        if len(line.cells) < 2:
            line.problems.append("Chỉ có một ô: chép cả hàng từ Excel, các ô cách nhau bằng dấu Tab.")
        else:
            understand(line, [*line.cells, *[""] * len(columns)][: len(columns)])
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


def with_year(text: str, year: int) -> str:
    return f"{text}/{year}".replace(".", "/") if DAY_MONTH.fullmatch(text) else text


def contents_of(text: str, contents: Iterable[Content]) -> list[Content]:
    """“1, 3”, “3. Bảo vệ môi trường”; nothing, or “chung”, is of the campaign as a whole. Raises ValueError."""
    if not text or fold(text) == "chung":
        return []
    by_number = {one.number: one for one in contents}
    numbers = [int(one) for one in re.findall(r"\d{1,3}", text)]
    if not numbers or any(one not in by_number for one in numbers):
        offered = ", ".join(str(one) for one in by_number)
        raise ValueError(f"ghi số của nội dung ({offered}), nhiều số cách nhau bằng dấu phẩy; chung thì để trống.")
    return [by_number[one] for one in dict.fromkeys(numbers)]


def choice_of(text: str, choices: type[TextChoices], words: dict[Any, tuple[str, ...]]) -> Any:
    """The choice with this very label, else the first of which a word is said; None."""
    said = fold(text)
    same = (one for one in choices if fold(one.label) == said)
    return next(same, None) or next((one for one, told in words.items() if any(word in said for word in told)), None)
