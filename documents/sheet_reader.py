"""Reads a workbook from standard input and writes its visible sheets as JSON; a process of its own, without Django.

The library lays out every cell up to the last one and dies where memory ends, so one stray or forged cell would take
the whole web server with it. Here it takes this process alone, whose memory and time are bounded.
"""

import io
import json
import re
import resource
import sys
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum
from python_calamine import SheetVisibleEnum as Visible

MOST_MEMORY = 1536 * 1024 * 1024
MOST_SECONDS = 60
LOCKED, DAMAGED = 3, 4
BEGINNING, FILEPASS = b"\x09\x08\x10\x00\x00\x06\x05\x00", b"\x2f\x00"
RECORDS_LOOKED_AT = 4
MOST_MERGED = 100_000
FONTS, RELATIONS = "--fonts", "xl/_rels/workbook.xml.rels"
CELL, ATTRIBUTE = re.compile(r"<(?:\w+:)?c\s([^<>]*)>"), re.compile(r'(\w+)="([^"]*)"')
PLACE, TEXTS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})"), {"s", "str", "inlineStr"}


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
    """Sheet → (font, column, rows) of its cells of text; of .xlsx, straight from its parts: what opens whole workbooks
    takes ten times as long."""
    with ZipFile(io.BytesIO(content)) as package:
        of_style = style_fonts(package)
        return {name: fonts_of(package.read(path).decode(), of_style) for name, path in sheet_paths(package)}


def style_fonts(package: ZipFile) -> list[str]:
    """The font of every style, by its number."""
    styles = ElementTree.fromstring(package.read("xl/styles.xml"))
    named = [one.find("{*}name") for one in styles.iterfind("{*}fonts/{*}font")]
    names = ["" if name is None else name.get("val", "") for name in named]
    return [names[int(one.get("fontId", 0))] for one in styles.iterfind("{*}cellXfs/{*}xf")]


def sheet_paths(package: ZipFile) -> list[tuple[str, str]]:
    """(name, part of the package) of every sheet."""
    targets = {one.get("Id"): one.get("Target", "") for one in ElementTree.fromstring(package.read(RELATIONS))}
    sheets = ElementTree.fromstring(package.read("xl/workbook.xml")).iterfind("{*}sheets/{*}sheet")
    found = [(one.get("name", ""), targets.get(next((one.get(key) for key in one.attrib if key.endswith("}id")), ""), ""))
             for one in sheets]  # fmt: skip
    return [
        (name, target.lstrip("/") if target.startswith("/") else f"xl/{target}") for name, target in found if target
    ]


def fonts_of(sheet: str, of_style: list[str]) -> list[tuple[str, int, list[int]]]:
    found: dict[tuple[str, int], list[int]] = {}
    for cell in CELL.finditer(sheet):
        said = dict(ATTRIBUTE.findall(cell[1]))
        place = PLACE.fullmatch(said.get("r", ""))
        if place and said.get("t") in TEXTS:
            font = of_style[int(said.get("s", 0))]
            found.setdefault((font, column_number(place[1])), []).append(int(place[2]))
    return [(font, column, numbers) for (font, column), numbers in found.items()]


def column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


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
