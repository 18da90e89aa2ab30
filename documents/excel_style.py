"""Pens: the look of a spreadsheet's cells. Each makes one cell object and fills it again for every line."""

import datetime
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, Side

from documents.table import Align

FONT = "Times New Roman"
THIN = Side(style="thin")
FRAME = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
MIDDLE, TOP = "center", "top"
DATE, INSTANT, PLAIN = "dd/mm/yyyy", "hh:mm dd/mm/yyyy", "General"
# The width of a space between a figure and the line at its right.
ROOM = "_ "
# A score of 0,5 must not read “,5”; whole numbers must not carry an empty decimal mark.
WHOLE, BROKEN = f"#,##0{ROOM}", f"#,##0.0##{ROOM}"
MAX_TEXT = 32_767

# style: (size, bold, italic, underlined, horizontal, vertical, framed)
STYLES: dict[str, tuple[int, bool, bool, bool, str, str, bool]] = {
    "upper": (12, False, False, False, "center", MIDDLE, False),
    "name": (12, True, False, False, "center", MIDDLE, False),
    "name_ruled": (12, True, False, True, "center", MIDDLE, False),
    "place": (12, False, True, False, "center", MIDDLE, False),
    "signature": (12, True, False, False, "center", TOP, False),
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


class Pen(Cell):
    """A cell that is filled again for every line: what stands for its look in the file is worked out once."""

    __slots__ = ("has_style", "style_id")

    def settle(self) -> None:
        """After the last change of its look, before it is written."""
        self.has_style, self.style_id = super().has_style, super().style_id


class Pens:
    """Cells of one sheet, made once per style, alignment and format."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet
        self.cells: dict[tuple[str, int, str, str], Any] = {}

    def text(self, style: str, column: int, text: str) -> Any:
        """A cell of text; whatever it starts with, it stays text and never becomes a formula."""
        return _filled(self._cell(style, column, STYLES[style][4], PLAIN), text)

    def value(self, style: str, column: int, value: Any, align: Align, numeric: bool, places: int = 0) -> Any:
        """A cell with a number as number, a date as date, anything else as text."""
        return _filled(self._cell(style, column, align, _form(value, numeric, places)), value)

    def _cell(self, style: str, column: int, align: str, form: str) -> Any:
        key = (style, column, align, form)
        cell = self.cells.get(key)
        if cell is None:
            cell = self.cells[key] = self._make(style, align, form)
            cell.column = column + 1
        return cell

    def _make(self, style: str, align: str, form: str) -> Any:
        size, bold, italic, underlined, _align, vertical, framed = STYLES[style]
        cell = Pen(self.sheet)
        cell.font = Font(name=FONT, size=size, bold=bold, italic=italic, underline="single" if underlined else None)
        cell.alignment = Alignment(horizontal=align, vertical=vertical, wrap_text=True)
        cell.number_format = form
        if framed:
            cell.border = FRAME
        cell.settle()
        return cell


def fill(cell: Any, value: Any) -> None:
    """A number stays a number, a day a day; anything else is text, whatever it starts with; nothing is empty."""
    if value is None or value == "":
        cell._value, cell.data_type = None, "n"
    elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        cell._value, cell.data_type = value, "n"
    elif isinstance(value, datetime.date):
        cell._value, cell.data_type = value, "d"
    else:
        # Without the control characters that a workbook cannot hold, cut at Excel's limit of one cell.
        cell._value, cell.data_type = ILLEGAL_CHARACTERS_RE.sub("", str(value))[:MAX_TEXT], "s"


def _filled(cell: Any, value: Any) -> Any:
    fill(cell, value)
    return cell


def _form(value: Any, numeric: bool, places: int) -> str:
    """The number format. An ordinal or a year outside a numeric column is not grouped."""
    if value is None or isinstance(value, str | bool):
        return PLAIN
    if places and isinstance(value, int | float | Decimal):
        return f"#,##0.{'0' * places}{ROOM}"
    if isinstance(value, int):
        return WHOLE if numeric else PLAIN
    if isinstance(value, float | Decimal):
        whole = value == value.to_integral_value() if isinstance(value, Decimal) else value.is_integer()
        return WHOLE if whole else BROKEN
    if isinstance(value, datetime.datetime):
        return INSTANT
    return DATE if isinstance(value, datetime.date) else PLAIN


def measured_in_letters(book: Workbook) -> None:
    """The widths of columns count digits of the usual font: ours, which every program has in the same width."""
    usual = Font(name=FONT, size=11)
    book._fonts[0] = book._named_styles["Normal"].font = usual
