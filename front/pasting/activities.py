"""Dán hoạt động."""

import re
from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError

from common.dates import parse_date
from common.numbers import parse_quantity
from common.vietnamese import fold
from front.enums import WORDS_OF_KIND, ActivityKind
from front.models import Activity
from front.pasting.lines import Line, choice_of, contents_of, understood, with_year
from front.services.activities import judge
from registrations.models import Content

COLUMNS = ("Ngày", "Hoạt động", "Nội dung số", "Số người dự", "Địa điểm", "Loại", "Kết quả")
LONGEST_NAME, LONGEST_PLACE = 300, 200
SPAN = re.compile(r"(\d{1,2})(?:[/.](\d{1,2}))? ?[-–] ?(\d{1,2}[/.]\d{1,2}(?:[/.]\d{4})?)")
Mark = tuple[date, str]


def mark_of(activity: Activity) -> Mark:
    """What makes two activities the same one."""
    return activity.starts_on, fold(activity.name)


def understand(text: str, *, contents: Iterable[Content], year: int, known: set[Mark]) -> list[Line]:
    """Every line of the text; `year` for days without one, `known` are the marks of what is written already."""
    seen = set(known)

    def read(line: Line, cells: list[str]) -> None:
        _read(line, cells, contents, year)
        if line.problems:
            return
        line.row = Activity(**line.facts)
        try:
            judge(line.row)
        except ValidationError as problem:
            line.problems += problem.messages
        line.refuse_twice(mark_of(line.row), seen, "Hoạt động")

    return understood(text, COLUMNS, read)


def _read(line: Line, cells: list[str], contents: Iterable[Content], year: int) -> None:
    when, name, numbers, people, place, kind, outcome = cells
    line.facts = {"name": name, "place": place, "outcome": outcome}
    line.take("Ngày", lambda: line.facts.update(_days(when, year)))
    line.take("Số người dự", lambda: line.facts.update(participants=_people(people)))
    line.take("Nội dung số", lambda: line.contents.extend(contents_of(numbers, contents)))
    line.take("Loại", lambda: line.facts.update(kind=_kind(kind, name)))
    if not name or len(name) > LONGEST_NAME or len(place) > LONGEST_PLACE:
        line.problems.append("Tên hoạt động để trống hoặc dài quá 300 chữ, địa điểm dài quá 200 chữ.")


def _days(text: str, year: int) -> dict[str, date | None]:
    """“14/3”, “14/3/2026”, “14–18/11”, “30/11-2/12”."""
    if span := SPAN.fullmatch(text):
        last = parse_date(with_year(span[3].replace(".", "/"), year))
        first = parse_date(f"{span[1]}/{span[2] or last.month}/{last.year}")
        if first >= last:
            raise ValueError("ngày cuối phải sau ngày đầu.")
        return {"starts_on": first, "ends_on": last}
    return {"starts_on": parse_date(with_year(text, year)), "ends_on": None}


def _people(text: str) -> int | None:
    if not text:
        return None
    number = parse_quantity(text)
    if number % 1 or number > 1_000_000:
        raise ValueError("ghi một số nguyên.")
    return int(number)


def _kind(text: str, name: str) -> str:
    """By its words; where no kind is written, by the name of the activity."""
    kind = choice_of(text or name, ActivityKind, WORDS_OF_KIND)
    if text and not kind:
        raise ValueError(f"không có loại “{text}”; để trống thì máy đoán theo tên hoạt động.")
    return kind or ActivityKind.OTHER
