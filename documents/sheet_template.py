"""Tệp Excel mẫu: a workbook to be filled in and sent back, with the headings that `sheets_in` will look for."""

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from documents.excel_layout import height_of
from documents.sheets_in import Heading

ROWS_AS_TEXT = 500
# Of the sheet that explains, in characters.
NOTES_WIDTH = 110


def template_workbook(
    headings: Sequence[Heading], *, title: str, examples: Sequence[Sequence[str]], notes: Sequence[str],
    widths: Sequence[int] = (),
) -> bytes:  # fmt: skip
    """One sheet to fill in, with examples to be written over, and a second one that explains the columns.

    Every cell is text, so that a code keeps its leading zeros, a date stays as it was typed, and what begins with “=”
    is no formula. `widths` are in characters; without them each column is as wide as its heading.
    """
    book = Workbook()
    sheet = book.active
    sheet.title = "Danh sách"
    sheet.append([title])
    sheet["A1"].data_type = "s"
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.append([])
    names = [one.names[0] for one in headings]
    columns = list(widths) or [max(18, len(name) + 4) for name in names]
    for cell in _line(sheet, names, columns, at="center"):
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="F3EBDD")
    for example in examples:
        for cell in _line(sheet, example, columns, at="top"):
            cell.data_type = "s" if cell.value else cell.data_type
    for column, width in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
        for row in range(4, 4 + ROWS_AS_TEXT):
            sheet.cell(row, column).number_format = "@"
    sheet.freeze_panes, sheet.print_title_rows = "A4", "3:3"
    _fit_on_paper(sheet)
    explained = book.create_sheet("Hướng dẫn")
    for note in notes:
        _line(explained, [note], [NOTES_WIDTH], at="top")
    explained.column_dimensions["A"].width = NOTES_WIDTH
    _fit_on_paper(explained)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _line(sheet: Worksheet, texts: Sequence[str], widths: Sequence[float], *, at: str) -> tuple[Cell, ...]:
    """One more line of the sheet, as high as its texts need."""
    sheet.append(list(texts))
    sheet.row_dimensions[sheet.max_row].height = height_of(texts, widths)
    for cell in sheet[sheet.max_row]:
        cell.alignment = Alignment(wrap_text=True, vertical=at)
    return sheet[sheet.max_row]


def _fit_on_paper(sheet: Worksheet) -> None:
    """Printed on A4 across, as wide as the page: who goes through it with others reads it on paper."""
    sheet.page_setup.paperSize, sheet.page_setup.orientation = sheet.PAPERSIZE_A4, sheet.ORIENTATION_LANDSCAPE
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
