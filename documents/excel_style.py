"""Pens: the look of a spreadsheet's cells. Each makes one cell object and fills it again for every line."""

import datetime
from decimal import Decimal
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, Side

from documents.table import Align

FONT = "Times New Roman"
THIN = Side(style="thin")
FRAME = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
MIDDLE, TOP = "center", "top"
DATE, INSTANT, WHOLE = "dd/mm/yyyy", "hh:mm dd/mm/yyyy", "#,##0"
# A score of 0,5 must not read “,5”; whole numbers must not carry an empty decimal mark.
BROKEN, PLAIN = "#,##0.0##", "General"
MAX_TEXT = 32_767

# style: (size, bold, italic, underlined, horizontal, vertical, framed)
STYLES: dict[str, tuple[int, bool, bool, bool, str, str, bool]] = {
    "upper": (12, False, False, False, "center", MIDDLE, False),
    "name": (12, True, False, False, "center", MIDDLE, False),
    "name_ruled": (12, True, False, True, "center", MIDDLE, False),
    "place": (12, False, True, False, "center", MIDDLE, False),
    "title": (14, True, False, False, "center", MIDDLE, False),
    "attached": (12, False, True, False, "center", MIDDLE, False),
    "fact": (12, False, False, False, "left", MIDDLE, False),
    "measure": (11, False, True, False, "right", MIDDLE, False),
    "note": (11, False, True, False, "left", MIDDLE, False),
    "head": (11, True, False, False, "center", MIDDLE, True),
    "count": (10, False, True, False, "center", MIDDLE, True),
    "body": (11, False, False, False, "left", TOP, True),
    "group": (11, True, False, False, "left", TOP, True),
    "total": (11, True, False, False, "left", TOP, True),
}


class Pens:
    """Cells of one sheet, made once per style, alignment and format."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet
        self.cells: dict[tuple[str, int, str, str], Any] = {}

    def text(self, style: str, column: int, text: str) -> Any:
        """A cell of text; whatever it starts with, it stays text and never becomes a formula."""
        cell = self._cell(style, column, STYLES[style][4], PLAIN)
        cell._value, cell.data_type = _clean(text), "s"
        return cell

    def value(self, style: str, column: int, value: Any, align: Align, numeric: bool) -> Any:
        """A cell with a number as number, a date as date, anything else as text."""
        if value is None or isinstance(value, str):
            cell = self._cell(style, column, align, PLAIN)
            cell._value, cell.data_type = _clean(value) if value else None, "s"
            return cell
        kind, form = _kind(value, numeric)
        cell = self._cell(style, column, align, form)
        cell._value, cell.data_type = (_clean(str(value)) if kind == "s" else value), kind
        return cell

    def _cell(self, style: str, column: int, align: str, form: str) -> Any:
        key = (style, column, align, form)
        cell = self.cells.get(key)
        if cell is None:
            cell = self.cells[key] = self._make(style, align, form)
            cell.column = column + 1
        return cell

    def _make(self, style: str, align: str, form: str) -> Any:
        size, bold, italic, underlined, _align, vertical, framed = STYLES[style]
        cell = WriteOnlyCell(self.sheet)
        cell.font = Font(name=FONT, size=size, bold=bold, italic=italic, underline="single" if underlined else None)
        cell.alignment = Alignment(horizontal=align, vertical=vertical, wrap_text=True)
        cell.number_format = form
        if framed:
            cell.border = FRAME
        return cell


def _kind(value: Any, numeric: bool) -> tuple[str, str]:
    """openpyxl's data type and the number format. An ordinal or a year outside a numeric column is not grouped."""
    if isinstance(value, bool):
        return "s", PLAIN
    if isinstance(value, int):
        return "n", WHOLE if numeric else PLAIN
    if isinstance(value, float | Decimal):
        whole = value == value.to_integral_value() if isinstance(value, Decimal) else value.is_integer()
        return "n", WHOLE if whole else BROKEN
    if isinstance(value, datetime.datetime):
        return "d", INSTANT
    if isinstance(value, datetime.date):
        return "d", DATE
    return "s", PLAIN


def _clean(text: str) -> str:
    """Without the control characters that a workbook cannot hold, cut at Excel's limit of one cell."""
    return ILLEGAL_CHARACTERS_RE.sub("", text)[:MAX_TEXT]
