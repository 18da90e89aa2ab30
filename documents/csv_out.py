"""A table as CSV: UTF-8 with a mark at its head, every text in quotes, nothing that a spreadsheet would calculate.

Each text stands in quotes, so that commas, semicolons and line breaks inside it divide nothing, whichever sign the
computer that opens the file takes as divider.
"""

import csv
import datetime
import io
from functools import lru_cache
from typing import Any, BinaryIO

from common import dates
from documents.table import GROUP, Cell, Table

# What a spreadsheet takes for the beginning of a formula, or of a cell after the next one.
FORMULA_STARTS = frozenset("=+-@\t\r\n")


def table_to_csv(table: Table, file: BinaryIO) -> None:
    """The head and the rows of a table, without its title."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow([column.full_label for column in table.columns])
    keys = [column.key for column in table.columns]
    for row in table.rows:
        if GROUP in row:
            writer.writerow([_cell(row[GROUP])])
            continue
        writer.writerow([_cell(row.get(key)) for key in keys])
    text.detach()


def _cell(value: Any) -> Any:
    """A number as a number, a day as people write it, and text that stays text; what is most frequent comes first."""
    kind = type(value)
    if kind is int:
        return value
    if kind is str:
        return _text(value)
    if value is None:
        return ""
    if isinstance(value, Cell):
        return _cell(value.value)
    if kind is bool:
        return "Có" if value else "Không"
    if isinstance(value, int):
        return value
    if kind is datetime.date:
        return _day(value)
    return dates.day(value) if isinstance(value, datetime.date) else _text(str(value))


# The days of some years are few beside the records.
_day = lru_cache(maxsize=10_000)(dates.day)


def _text(text: str) -> str:
    if "\x00" in text:
        text = text.replace("\x00", "")
    return f"'{text}" if text[:1] in FORMULA_STARTS else text
