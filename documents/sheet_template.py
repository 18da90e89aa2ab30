"""Tệp Excel mẫu: a workbook to be filled in and sent back, with the headings that `sheets_in` will look for."""

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from documents.sheets_in import Heading

ROWS_AS_TEXT = 500


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
    sheet.append([one.names[0] for one in headings])
    for cell in sheet[3]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="F3EBDD")
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    for example in examples:
        sheet.append(list(example))
        for cell in sheet[sheet.max_row]:
            cell.data_type = "s" if cell.value else cell.data_type
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for column, heading in enumerate(headings, 1):
        width = widths[column - 1] if widths else max(18, len(heading.names[0]) + 4)
        sheet.column_dimensions[get_column_letter(column)].width = width
        for row in range(4, 4 + ROWS_AS_TEXT):
            sheet.cell(row, column).number_format = "@"
    sheet.freeze_panes = "A4"
    explained = book.create_sheet("Hướng dẫn")
    for note in notes:
        explained.append([note])
    explained.column_dimensions["A"].width = 110
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
