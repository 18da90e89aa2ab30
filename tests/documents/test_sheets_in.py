"""Uploaded tables: found by their words wherever they stand, read letter for letter, refused in one sentence."""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from common.vietnamese import clean
from documents.sheets_in import Heading, Line, read_table

OLD = Path(__file__).parent / "files" / "danh-sach.xls"
HEADINGS = (
    Heading("name", ("Họ và tên", "họ tên")),
    Heading("code", ("Mã đơn vị", "mã")),
    Heading("on", ("Từ ngày",), required=False),
)
TOO_LARGE = (
    "Tệp “can-bo.xlsx” mở ra quá lớn, có thể vì có ô ghi chữ ở rất xa bảng. "
    "Hãy chép riêng bảng sang một tệp mới rồi chọn tệp đó."
)
HEAD = ["TT", "Họ và tên", "Mã đơn vị", "Từ ngày"]


def saved(*sheets, **settings_of_first):
    book = Workbook()
    book.remove(book.active)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    for name, value in settings_of_first.items():
        setattr(book.worksheets[0], name, value)
    out = io.BytesIO()
    book.save(out)
    return ContentFile(out.getvalue(), "can-bo.xlsx")


def values(file, **limits):
    return [tuple(line.values.values()) for line in read_table(file, HEADINGS, **limits)]


def refusal(file, **limits):
    with pytest.raises(ValidationError) as refused:
        read_table(file, HEADINGS, **limits)
    (message,) = refused.value.messages
    return message


def test_a_table_under_a_title_block_keeps_the_row_numbers_of_excel():
    file = saved([["UBND XÃ MINH LẠC"], [], ["DANH SÁCH CÁN BỘ"], HEAD, [], [1, "Lê Thị Thoa", "09902", ""]])

    assert read_table(file, HEADINGS) == [Line(6, {"name": "Lê Thị Thoa", "code": "09902", "on": ""})]


@pytest.mark.parametrize(
    "head",
    [
        ["Mã đơn vị", "Họ và tên"],
        ["MA DON VI (*)", " họ  tên "],
        ["Mã", "HỌ VÀ TÊN (bắt buộc)"],
        ["mã  đơn\nvị", "Ho va ten:"],
    ],
)
def test_headings_are_known_by_their_words_in_any_order(head):
    assert values(saved([head, ["09902", "Lê Thị Thoa"]])) == [("Lê Thị Thoa", "09902", "")]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (9902, "9902"), ("09902", "09902"), (9902.0, "9902"), (0.5, "0,5"), (14.873, "14,873"), (1e15, "1000000000000000"), (0, "0"),
        (date(2026, 2, 5), "05/02/2026"), (datetime(2026, 2, 5, 7, 30), "05/02/2026 07:30"), (True, "có"),
        ("  Thôn\u00a0 Đông\u200b ", "Thôn Đông"), ("=1+1", ""), ("Thôn Đông", "Thôn Đông"),
    ],
)  # fmt: skip
def test_a_cell_comes_as_the_text_a_person_sees(cell, text):
    assert values(saved([HEAD, ["", "A", "B", cell]])) == [("A", "B", text)]


def test_an_old_workbook_is_read_alike():
    lines = read_table(ContentFile(OLD.read_bytes(), "danh-sach.xls"), HEADINGS)

    assert [(line.number, *line.values.values()) for line in lines] == [
        (5, "Lê Thị Thoa", "9902", "05/02/2026"),
        (6, "Phạm Đức Cần", "09902", ""),
    ]


def test_column_numbers_blank_rows_totals_and_the_foot_are_no_lines():
    foot = [["", "Tổng cộng", "", 2], [], ["", "Nơi nhận:"], ["", "", "NGƯỜI LẬP"]]
    table = [HEAD, ["(1)", "(2)", "(3)", "(4)"], ["", "A", "1"], ["Tổng", "", ""], [], ["", "B", "2"], *foot]

    assert values(saved(table)) == [("A", "1", ""), ("B", "2", "")]


def test_plain_numbers_of_columns_are_known_but_a_line_of_numbers_is_a_line():
    assert values(saved([HEAD, [1, 2, 3, 4], [1, "A", 7]])) == [("A", "7", "")]
    assert values(saved([["Mã", "Họ tên"], [1, 5], [2, 6]])) == [("5", "1", ""), ("6", "2", "")]


def test_a_person_called_like_a_total_is_a_line():
    assert values(saved([["Họ tên", "Mã"], ["Tổng", "7"]])) == [("Tổng", "7", "")]


def test_the_table_may_stand_on_a_later_sheet_but_not_on_a_hidden_one():
    assert values(saved([["Hướng dẫn"]], [HEAD, ["", "A", "B"]])) == [("A", "B", "")]
    assert values(saved([HEAD, ["", "x", "y"]], [HEAD, ["", "A", "B"]], sheet_state="hidden")) == [("A", "B", "")]


def test_a_missing_column_is_named_beside_what_was_found():
    assert refusal(saved([["Danh sách"], ["Họ tên", "Chức vụ"], ["A", "B"]])) == (
        "Tệp “can-bo.xlsx” thiếu cột “Mã đơn vị”. Dòng tiêu đề đang có: “Họ tên”, “Chức vụ”. "
        "Hãy ghi đúng tên cột như tệp mẫu."
    )
    assert refusal(saved([["Danh sách"], ["Cột A", "Cột B"]])) == (
        "Tệp “can-bo.xlsx” thiếu cột “Họ và tên”, “Mã đơn vị”. Không thấy dòng tiêu đề nào của bảng. "
        "Trong tệp có: “Cột A”, “Cột B”. Hãy ghi đúng tên cột như tệp mẫu."
    )


def test_a_doubled_column_an_empty_table_and_too_many_lines_are_refused():
    assert refusal(saved([["Họ tên", "Mã", "Mã đơn vị"]])) == (
        "Tệp “can-bo.xlsx” có hai cột “Mã đơn vị”. Hãy bỏ bớt một cột."
    )
    assert refusal(saved([HEAD])) == "Tệp “can-bo.xlsx” có dòng tiêu đề nhưng chưa có dòng nào bên dưới."
    assert refusal(saved([HEAD, ["", "A", "1"], ["", "B", "2"]]), most_rows=1) == (
        "Tệp “can-bo.xlsx” có 2 dòng; mỗi lần đọc tối đa 1 dòng."
    )


def test_a_stray_cell_at_the_far_corner_is_refused_before_it_takes_all_memory():
    book = Workbook()
    for place, word in enumerate(HEAD, 1):
        book.active.cell(1, place, word)
    book.active.cell(1_048_576, 16_384, "x")
    out = io.BytesIO()
    book.save(out)

    assert refusal(ContentFile(out.getvalue(), "can-bo.xlsx")) == TOO_LARGE


def test_a_package_that_unpacks_without_end_is_refused():
    bomb = io.BytesIO(saved([HEAD, ["", "A", "B"]]).read())
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/media/trang.xml", bytes(301 * 1024 * 1024))

    assert refusal(ContentFile(bomb.getvalue(), "can-bo.xlsx")) == "Tệp “can-bo.xlsx” mở ra quá lớn."


def under_a_password(old):
    """The mark of a locked old workbook (FILEPASS) written over the first record after the beginning."""
    start = old.index(b"\x09\x08\x10\x00") + 20
    return old[:start] + b"\x2f\x00\x02\x00\x01\x00" + old[start + 6 :]


def named(content, old, new):
    """Another stream in the table of contents of an old workbook."""
    line = f"{old}\0".encode("utf-16-le").ljust(64, b"\0")
    at = content.index(line)
    return content[:at] + f"{new}\0".encode("utf-16-le").ljust(64, b"\0") + content[at + 64 :]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Tệp “a.xls” không có nội dung."),
        (b"PK\x03\x04" + bytes(90), "Tệp “a.xls” bị hỏng, không mở được."),
        (b"<html>", "Nội dung tệp “a.xls” không phải loại nhận được. Hãy chọn tệp bảng tính Excel (.xlsx), "
                    "bảng tính Excel đời cũ (.xls)."),
        (OLD.read_bytes().replace(b"\x09\x08\x10\x00", b"\x00\x00\xff\xff"), "Tệp “a.xls” bị hỏng, không mở được."),
        (under_a_password(OLD.read_bytes()), "Tệp “a.xls” đang đặt mật khẩu. Hãy bỏ mật khẩu, lưu lại rồi chọn lại."),
        (named(OLD.read_bytes(), "Workbook", "EncryptedPackage"),
         "Tệp “a.xls” đang đặt mật khẩu. Hãy bỏ mật khẩu, lưu lại rồi chọn lại."),
        (named(OLD.read_bytes(), "Workbook", "_VBA_PROJECT_CUR"),
         "Tệp “a.xls” có chương trình tự chạy (macro). Hãy lưu lại bản không có macro rồi chọn lại."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_one_sentence(content, sentence):
    assert refusal(ContentFile(content, "a.xls")) == sentence


# Excel itself keeps no control signs, and a text that begins with “=” is a formula there.
CELL = st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40)
CELL = CELL.map(lambda text: clean(f"a{text}")).filter(lambda text: text != "a")


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=8), st.permutations(range(3)), st.integers(0, 4))
def test_whatever_was_written_is_read_back_letter_for_letter(rows, order, above):
    labels = [HEAD[1], HEAD[2], HEAD[3]]
    table = [[labels[place] for place in order], *([row[place] for place in order] for row in rows)]

    assert values(saved([[]] * above + table)) == rows
