"""Tables into a workbook for programs: a sheet each, its first line the names of the columns, no paper around it.

Like `documents.excel` it fills the same cell objects again and again, and whatever text starts with stays text.
"""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from documents.excel import PreparedSheet
from documents.excel_style import DATE, Pen, fill
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
    head = _pens(sheet, table.width, font=Font(bold=True))
    for cell, column in zip(head, table.columns, strict=True):
        fill(cell, column.label)
    sheet.append(head)
    plain, days = _pens(sheet, table.width), _pens(sheet, table.width, number_format=DATE)
    count, keys = 0, [one.key for one in table.columns]
    for count, row in enumerate(table.rows, 1):
        if count > MOST_ROWS:
            raise OverflowError(count)
        sheet.append(_line([bare(row.get(key)) for key in keys], plain, days))
    sheet.auto_filter.ref = f"A1:{get_column_letter(table.width)}{count + 1}"


def _line(values: list[Any], plain: list[Pen], days: list[Pen]) -> Iterable[Pen]:
    for place, value in enumerate(values):
        cell = days[place] if isinstance(value, datetime.date) else plain[place]
        fill(cell, value)
        yield cell


def _pens(sheet: Any, count: int, **look: Any) -> list[Pen]:
    made = [Pen(sheet, column=column) for column in range(1, count + 1)]
    for pen in made:
        for name, value in look.items():
            setattr(pen, name, value)
        pen.settle()
    return made
