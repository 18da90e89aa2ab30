"""The template of a list: what explains it can be read whole on paper."""

import io

from openpyxl import load_workbook

from documents.sheet_template import template_workbook
from documents.sheets_in import Heading


def test_what_explains_the_columns_is_broken_into_lines_and_as_wide_as_the_page():
    notes = ["Ghi mỗi người một dòng.", "Tên đăng nhập: có thể để trống, hệ thống đặt theo họ tên. " * 4]
    book = template_workbook([Heading("name", ("Họ và tên",))], title="DANH SÁCH", examples=[], notes=notes)
    sheet = load_workbook(io.BytesIO(book))["Hướng dẫn"]

    assert [cell.value for cell in sheet["A"]] == notes
    assert all(cell.alignment.wrap_text for cell in sheet["A"])
    assert (sheet.row_dimensions[1].height, sheet.row_dimensions[2].height >= 30) == (None, True)
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToWidth) == (True, 1)
