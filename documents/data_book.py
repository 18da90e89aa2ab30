"""Tables into a workbook for programs: a sheet each, its first line the names of the columns, no paper around it.

Like `documents.excel` it fills the same cell objects again and again, and whatever text starts with stays text.
"""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from documents.excel import PreparedSheet
from documents.excel_style import DATE, fill
from documents.table import Table, bare

MOST_ROWS = 1_048_575


def tables_to_book(sheets: Sequence[tuple[str, Table]], file: Any) -> None:
    """Each table as a sheet of its name. Raises OverflowError where one is longer than a sheet may be."""
    book = Workbook(write_only=True)
    for name, table in sheets:
        sheet = PreparedSheet(book, name)
        book._add_sheet(sheet)
        _write(sheet, table)
    book.save(file)


def _write(sheet: Any, table: Table) -> None:
    for index, column in enumerate(table.columns, 1):
        sheet.column_dimensions[get_column_letter(index)].width = column.characters + 1
    sheet.freeze_panes = "A2"
    head = _cells(sheet, table.width)
    for cell, column in zip(head, table.columns, strict=True):
        cell.font = Font(bold=True)
        fill(cell, column.label)
    sheet.append(head)
    plain, days, keys = _cells(sheet, table.width), _cells(sheet, table.width), [one.key for one in table.columns]
    for cell in days:
        cell.number_format = DATE
    count = 0
    for count, row in enumerate(table.rows, 1):
        if count > MOST_ROWS:
            raise OverflowError(count)
        sheet.append(_line([bare(row.get(key)) for key in keys], plain, days))
    sheet.auto_filter.ref = f"A1:{get_column_letter(table.width)}{count + 1}"


def _line(values: list[Any], plain: list[Any], days: list[Any]) -> Iterable[Any]:
    for place, value in enumerate(values):
        cell = days[place] if isinstance(value, datetime.date) else plain[place]
        fill(cell, value)
        yield cell


def _cells(sheet: Any, count: int) -> list[Any]:
    made = []
    for place in range(count):
        cell = WriteOnlyCell(sheet)
        cell.column = place + 1
        made.append(cell)
    return made
