"""Bảng Excel gửi lên: an uploaded table as plain lines of text, under its own row numbers. No domain word here."""

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File

from common.files import check_upload, safe_name
from common.numbers import quantity
from common.vietnamese import clean, fold
from documents import sheet_letters, sheet_reader

KINDS = ("xlsx", "xls")
MOST_ROWS = 20_000
MOST_TOLD = 12

_SEARCHED_FOR_HEAD = 60
_IN_BRACKETS = re.compile(r"\([^)]*\)")
_NUMBER_OF_COLUMN = re.compile(r"\(?([0-9]{1,2})\)?")
_NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")
LONGEST_CELL = 32_767
TOTALS = {"tong", "tongcong", "tongso", "cong", "tongcongchung"}

Row = tuple[int, list[str]]


@dataclass(frozen=True)
class Heading:
    """Một cột cần đọc. `names` are the words it may stand under; the first is the one people are told."""

    key: str
    names: tuple[str, ...]
    required: bool = True


@dataclass(frozen=True)
class Line:
    """One row of the table, with the number it has in Excel."""

    number: int
    values: dict[str, str]


def read_table(
    file: File, headings: Sequence[Heading], *, most_rows: int = MOST_ROWS, multiline: bool = False
) -> list[Line]:
    """The lines of the first sheet that holds the headings, in any order of columns; nothing in them is judged.

    Integers come without “.0”, dates as dd/mm/yyyy; `multiline` keeps the line breaks inside a cell.
    Raises ValidationError with a Vietnamese sentence.
    """
    name = safe_name(file.name or "")
    sheets = _sheets(file, name, multiline)
    heads = [(head, rows) for rows in sheets if (head := _find_head(rows, headings))]
    if not heads:
        raise ValidationError(_missing(name, headings, {}, _widest(sheets)))
    head, rows = min(heads, key=lambda pair: len(pair[0].missing))
    if head.missing:
        raise ValidationError(_missing(name, head.missing, head.columns, head.cells))
    if head.doubled:
        raise ValidationError(f"Tệp “{name}” có hai cột “{head.doubled.names[0]}”. Hãy bỏ bớt một cột.")
    lines = _lines(rows[head.at + 1 :], head, headings)
    if len(lines) > most_rows:
        raise ValidationError(
            f"Tệp “{name}” có {quantity(len(lines))} dòng; mỗi lần đọc tối đa {quantity(most_rows)} dòng."
        )
    if not lines:
        raise ValidationError(f"Tệp “{name}” có dòng tiêu đề nhưng chưa có dòng nào bên dưới.")
    return lines


@dataclass(frozen=True)
class _Head:
    """The header row: where it stands, which column carries which heading."""

    at: int
    cells: list[str]
    columns: dict[str, int]
    missing: list[Heading]
    doubled: Heading | None


def _find_head(rows: list[Row], headings: Sequence[Heading]) -> _Head | None:
    """The row that names most of the headings, the upper one of two; a title above it names at most one."""
    best = None
    for at, (_number, cells) in enumerate(rows[:_SEARCHED_FOR_HEAD]):
        words = [bare(cell) for cell in cells]
        places = {one.key: [i for i, word in enumerate(words) if word in _known(one)] for one in headings}
        columns = {key: found[0] for key, found in places.items() if found}
        if columns and (best is None or len(columns) > len(best.columns)):
            missing = [one for one in headings if one.required and one.key not in columns]
            doubled = next((one for one in headings if len(places[one.key]) > 1), None)
            best = _Head(at, cells, columns, missing, doubled)
    return best


def _known(heading: Heading) -> set[str]:
    return {bare(name) for name in heading.names}


def bare(text: str) -> str:
    """Letters and digits alone: “Họ  và tên (*)” and “HO VA TEN” are one heading."""
    return "".join(sign for sign in fold(_IN_BRACKETS.sub(" ", text)) if sign.isalnum())


def _missing(name: str, missing: Sequence[Heading], found: dict[str, int], cells: Sequence[str]) -> str:
    wanted = ", ".join(f"“{one.names[0]}”" for one in missing if one.required)
    seen = [f"“{cell[:60]}”" for cell in cells if cell][:MOST_TOLD]
    there = f"Dòng tiêu đề đang có: {', '.join(seen)}." if found else "Không thấy dòng tiêu đề nào của bảng."
    if not found and seen:
        there += f" Trong tệp có: {', '.join(seen)}."
    return f"Tệp “{name}” thiếu cột {wanted}. {there} Hãy ghi đúng tên cột như tệp mẫu."


def _widest(sheets: list[list[Row]]) -> list[str]:
    """What stands in the fullest of the first rows: most likely what was meant as the headings."""
    rows = [cells for rows in sheets for _number, cells in rows[:_SEARCHED_FOR_HEAD]]
    return max(rows, key=lambda cells: sum(bool(cell) for cell in cells), default=[])


def _lines(rows: list[Row], head: _Head, headings: Sequence[Heading]) -> list[Line]:
    lines, totals = [], []
    for at, (number, cells) in enumerate(rows):
        if at == 0 and counts_columns(cells):
            continue
        values = {one.key: cells[head.columns[one.key]] if one.key in head.columns else "" for one in headings}
        if not any(values.values()):
            continue
        full = all(values[one.key] for one in headings if one.required)
        if not full and bare(next(cell for cell in cells if cell)) in TOTALS:
            totals.append(number)
        else:
            lines.append((Line(number, values), full))
    last_full = max((line.number for line, full in lines if full), default=0)
    # What stands under the last total is the foot of the paper: places, names, signatures.
    end = next((number for number in totals if number > last_full), None)
    return [line for line, _full in lines if end is None or line.number < end]


def counts_columns(cells: list[str]) -> bool:
    """“(1) (2) (3)” under the headings."""
    filled = [cell for cell in cells if cell]
    numbers = [int(found[1]) for cell in filled if (found := _NUMBER_OF_COLUMN.fullmatch(cell))]
    if len(numbers) < max(2, len(filled)):
        return False
    return all(cell.startswith("(") for cell in filled) or (
        len(numbers) > 2 and numbers == list(range(1, len(numbers) + 1))
    )


def _sheets(file: File, name: str, multiline: bool) -> list[list[Row]]:
    """The visible sheets as rows of clean text; blank rows left out."""
    sheets = [
        [(number, [clean(cell, multiline=multiline) for cell in cells]) for number, cells in one["rows"]]
        for one in _read(file, name)
    ]
    return [[(number, cells) for number, cells in sheet if any(cells)] for sheet in sheets]


def read_sheets(file: File) -> list[dict[str, Any]]:
    """The visible sheets that hold something: name, rows and downward merges, letter for letter as they are in the file;
    where letters look like those of an old font and the file tells fonts, the old ones too.

    For tables whose fonts or headings nobody knows yet. Raises ValidationError with a Vietnamese sentence.
    """
    name = safe_name(file.name or "")
    sheets = [one for one in _read(file, name) if one["rows"]]
    if not sheets:
        raise ValidationError(f"Tệp “{name}” không có ô nào ghi chữ.")
    if (most := max(len(one["rows"]) for one in sheets)) > MOST_ROWS:
        raise ValidationError(f"Tệp “{name}” có {quantity(most)} dòng; mỗi lần đọc tối đa {quantity(MOST_ROWS)} dòng.")
    for one in sheets:
        one["rows"] = [[number, [_storable(cell) for cell in cells]] for number, cells in one["rows"]]
    if sheet_letters.look_old(sheets):
        _add_fonts(file, sheets)
    return sheets


def _add_fonts(file: File, sheets: list[dict[str, Any]]) -> None:
    """The old fonts of each sheet as [font, column of `rows`, rows]; nothing where the file does not tell."""
    answer = _read_apart(file.read(), file.name or "", sheet_reader.FONTS)
    file.seek(0)
    found = json.loads(answer.stdout) if answer.returncode == 0 else {}
    for one in sheets:
        told = sheet_letters.old_ones(found.get(one["name"], []))
        one["fonts"] = [[_storable(font), column - one["left"], rows] for font, column, rows in told]


def _storable(cell: str) -> str:
    """Neither NUL nor halves of surrogates, which no database keeps; nothing longer than Excel itself allows."""
    return _NOT_STORABLE.sub("", cell)[:LONGEST_CELL]


def _read(file: File, name: str) -> list[dict[str, Any]]:
    check_upload(file, kinds=KINDS)
    answer = _read_apart(file.read(), name)
    file.seek(0)
    if answer.returncode == sheet_reader.LOCKED:
        raise ValidationError(f"Tệp “{name}” đang đặt mật khẩu. Hãy bỏ mật khẩu, lưu lại rồi chọn lại.")
    if answer.returncode < 0:
        raise ValidationError(_too_large(name))
    if answer.returncode:
        raise ValidationError(f"Tệp “{name}” bị hỏng, không mở được.")
    sheets: list[dict[str, Any]] = json.loads(answer.stdout)
    return sheets


def _read_apart(content: bytes, name: str, *asked: str) -> subprocess.CompletedProcess[bytes]:
    """The reader in a process of its own: what a forged file does there harms nobody here."""
    command = [sys.executable, "-I", sheet_reader.__file__, *asked]
    try:
        return subprocess.run(command, input=content, capture_output=True, timeout=sheet_reader.MOST_SECONDS)
    except subprocess.TimeoutExpired:
        raise ValidationError(_too_large(name)) from None


def _too_large(name: str) -> str:
    return (
        f"Tệp “{name}” mở ra quá lớn, có thể vì có ô ghi chữ ở rất xa bảng. "
        "Hãy chép riêng bảng sang một tệp mới rồi chọn tệp đó."
    )
