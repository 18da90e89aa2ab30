"""Ngắt trang của Excel: every page is ended before it is full, and nobody signs alone on one."""

import io
from itertools import pairwise

import openpyxl
import pytest

from documents.annex import Annex
from documents.excel import annex_to_xlsx
from documents.excel_pages import FILLED, HEIGHT, MOST_BREAKS, page_breaks
from documents.table import Column, Table

WIDTHS = [100.0]
ROOM = FILLED * HEIGHT
COLUMNS = [
    Column("number", "STT", width=6),
    Column("title", "Tên", width=60),
    Column("models", "Số", numeric=True, total=True),
]


def ends(heights, *, kept, head=range(1, 2)):
    return [one.id for one in page_breaks(heights, WIDTHS, head=head, kept=kept)]


def sheet_of(count, notes=3):
    """Biểu of so many rows, and the last row of each of its pages."""
    rows = [{"number": n, "title": f"Mô hình {n}", "models": 1} for n in range(1, count + 1)]
    said = [f"Ghi chú {n}." for n in range(notes)]
    made = annex_to_xlsx(Annex(table=Table("Biểu", COLUMNS, rows, notes=said), compiler_name="Đỗ Đình Lương"))
    sheet = openpyxl.load_workbook(io.BytesIO(made)).active
    return sheet, [one.id for one in sheet.row_breaks.brk]


def test_what_fits_on_one_page_has_no_break():
    assert ends([15.0] * int(ROOM // 15), kept=20) == []


def test_no_page_is_fuller_than_it_may_be_and_the_head_counts_on_each():
    heights = [15.0] * 200
    starts = [0, *ends(heights, kept=198), 200]
    pages = [15.0 * (end - start) for start, end in pairwise(starts)]
    assert pages[0] <= ROOM and all(page + 15.0 <= ROOM for page in pages[1:]) and len(pages) == 7


@pytest.mark.parametrize("count", range(20, 90, 3))
def test_the_last_rows_stand_with_who_signs(count):
    sheet, breaks = sheet_of(count)
    last_page = range(breaks[-1] + 1 if breaks else 1, sheet.max_row + 1)
    said = [str(sheet.cell(row, 1).value) for row in last_page]
    together = [str(count - 1), str(count), "Tổng cộng", "Ghi chú 0."]
    assert [one for one in together if one not in said] == [] and said[-1].startswith("NGƯỜI LẬP BIỂU")


def test_of_what_is_longer_than_a_page_as_much_as_fits_stands_with_who_signs():
    sheet, breaks = sheet_of(10, notes=40)
    said = [str(sheet.cell(row, 1).value) for row in range(breaks[-1] + 1, sheet.max_row + 1)]
    assert "Ghi chú 39." in said and "Ghi chú 30." in said and "Ghi chú 0." not in said


def test_a_row_higher_than_a_page_ends_only_its_own():
    assert ends([15.0, 2000.0, 15.0], kept=3) == [1, 2]


def test_a_sheet_of_more_pages_than_excel_opens_is_left_to_it():
    assert ends([15.0] * (MOST_BREAKS * 40), kept=1) == []
