"""Reads a workbook from standard input and writes its visible sheets as JSON; a process of its own, without Django.

The library lays out every cell up to the last one and dies where memory ends, so one stray or forged cell would take
the whole web server with it. Here it takes this process alone, whose memory and time are bounded.
"""

import io
import json
import resource
import sys
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum
from python_calamine import SheetVisibleEnum as Visible

MOST_MEMORY = 1536 * 1024 * 1024
MOST_SECONDS = 60
LOCKED, DAMAGED = 3, 4
BEGINNING, FILEPASS = b"\x09\x08\x10\x00\x00\x06\x05\x00", b"\x2f\x00"
RECORDS_LOOKED_AT = 4
MOST_MERGED = 100_000
FONTS = "--fonts"
MOST_ROWS_WITH_FONTS, MOST_COLUMNS_WITH_FONTS = 25_000, 200


def main() -> int:
    """0 and the sheets, or what was wrong; asked for fonts, 0 and those of each sheet."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    content = sys.stdin.buffer.read()
    if FONTS in sys.argv:
        json.dump(fonts(content), sys.stdout)
        return 0
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        wanted = [place for place, about in enumerate(book.sheets_metadata)
                  if about.typ == SheetTypeEnum.WorkSheet and about.visible == Visible.Visible]  # fmt: skip
        sheets = [book.get_sheet_by_index(place) for place in wanted]
        json.dump([{"name": one.name, "rows": rows(one), "merged": merged(one), "left": left(one)} for one in sheets],
                  sys.stdout)  # fmt: skip
    except CalamineError:
        return LOCKED if is_locked(content) else DAMAGED
    return 0


def is_locked(content: bytes) -> bool:
    """The record FILEPASS near the beginning of an old workbook; the library only says that it cannot read it."""
    at = content.find(BEGINNING)
    for _ in range(RECORDS_LOOKED_AT if at >= 0 else 0):
        if content[at : at + 2] == FILEPASS:
            return True
        at += 4 + int.from_bytes(content[at + 2 : at + 4], "little")
    return False


def rows(sheet: CalamineSheet) -> list[tuple[int, list[str]]]:
    """(number in Excel, cells as text); rows without a word are left out."""
    first = sheet.start[0] + 1 if sheet.start else 1
    texts = ((number, [text(cell) for cell in cells]) for number, cells in enumerate(sheet.iter_rows(), first))
    return [(number, cells) for number, cells in texts if any(cells)]


def merged(sheet: CalamineSheet) -> list[tuple[int, int, int]]:
    """(first row, last row, column) of cells merged downwards: rows as numbered in Excel, columns as in `rows`."""
    ranges = sheet.merged_cell_ranges or []
    return [(top + 1, bottom + 1, column - left(sheet)) for (top, column), (bottom, last) in ranges[:MOST_MERGED]
            if bottom > top and column == last]  # fmt: skip


def left(sheet: CalamineSheet) -> int:
    """How many empty columns stand before those of `rows`."""
    return sheet.start[1] if sheet.start else 0


def fonts(content: bytes) -> dict[str, list[tuple[str, int, list[int]]]]:
    """Sheet → (font, column, rows) of its cells with letters outside of ASCII; only .xlsx tells, and slowly."""
    from openpyxl import load_workbook  # noqa: PLC0415 - half a second that few files need

    book = load_workbook(io.BytesIO(content), read_only=True)
    return {sheet.title: fonts_of(sheet) for sheet in book.worksheets}


def fonts_of(sheet: Any) -> list[tuple[str, int, list[int]]]:
    names: dict[int, str] = {}
    found: dict[tuple[str, int], list[int]] = {}
    for cells in sheet.iter_rows(max_row=MOST_ROWS_WITH_FONTS, max_col=MOST_COLUMNS_WITH_FONTS):
        for cell in cells:
            if not isinstance(cell.value, str) or cell.value.isascii():
                continue
            style = cell._style_id  # a file has thousands of cells and a few styles
            if style not in names:
                names[style] = cell.font.name or ""
            found.setdefault((names[style], cell.column - 1), []).append(cell.row)
    return [(name, column, numbers) for (name, column), numbers in found.items()]


def text(value: Any) -> str:
    """What a person sees in the cell: 9902 and not 9902.0, 0,5 and neither 0.5 nor 5e-1, dates as dd/mm/yyyy.

    The comma, because 14.873 would be read as fourteen thousand and some.
    """
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{Decimal(repr(value)):f}".replace(".", ",")
    if isinstance(value, datetime) and value.time() != time():
        return f"{day(value)} {value.hour:02}:{value.minute:02}"
    return day(value) if isinstance(value, date) else str(value)


def day(value: date) -> str:
    return f"{value.day:02}/{value.month:02}/{value.year:04}"


if __name__ == "__main__":
    sys.exit(main())
