import datetime
import io
import tracemalloc
from decimal import Decimal

import openpyxl
import pytest

from documents.excel import annex_to_xlsx, annexes_to_xlsx
from documents.letters import digits_wide
from documents.table import Column, Table, bare
from tests.documents.samples import annex, figures, front_committee, party_committee

NAMES = [Column("number", "STT", width=6), Column("name", "Tên", width=12)]


def reread(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def sheet_of(an_annex):
    return reread(annex_to_xlsx(an_annex)).active


def values(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def row_starting(sheet, first):
    return next(row for row in sheet.iter_rows() if row[0].value == first)


def test_the_workbook_reads_back_equal_to_the_table():
    table = figures()
    sheet = sheet_of(annex(table))
    start = row_starting(sheet, "(1)")[0].row + 1
    read = values(sheet)[start - 1 :]

    assert read[0][0] == "Huyện Lam Khê"
    for row, line in zip(read[1:3], list(table.rows)[1:], strict=True):
        wanted = [bare(line.get(column.key)) for column in table.columns]
        assert [v.date() if isinstance(v, datetime.datetime) else v for v in row] == wanted
    assert read[3] == ["Tổng cộng", None, 14, 1036, 1033, 3, None, None]


def test_numbers_stay_numbers_and_dates_dates():
    row = row_starting(sheet_of(annex()), 1)

    assert [cell.data_type for cell in row] == ["n", "s", "n", "n", "n", "n", "n", "d"]
    assert [row[3].number_format, row[6].number_format, row[7].number_format] == [
        "#,##0_ ",
        "#,##0.0##_ ",
        "dd/mm/yyyy",
    ]


@pytest.mark.parametrize("typed", ["=1+1", "+84 9", "-5", "@SUM(A1)", '=HYPERLINK("http://x")', "a\x00b\x0bc"])
def test_what_people_typed_never_becomes_a_formula(typed):
    table = Table("Bảng", [Column("name", "Tên")], [{"name": typed}], subtitle=typed)
    cells = [cell for row in sheet_of(annex(table, unit_line=typed)).iter_rows() for cell in row if cell.value]

    clean = typed.replace("\x00", "").replace("\x0b", "")
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells].count(clean) == 2


def test_a_column_with_decimals_keeps_them_in_every_cell():
    columns = [Column("name", "Đơn vị"), Column("share", "%", numeric=True, places=1)]
    rows = [{"name": "Đông", "share": Decimal("14.0")}, {"name": "Đoài", "share": Decimal("23.3")}]
    sheet = sheet_of(annex(Table("Bảng", columns, rows, stated_totals={"share": 20})))
    cells = [row_starting(sheet, name)[1] for name in ("Đông", "Đoài", "Tổng cộng")]
    assert [(cell.value, cell.number_format) for cell in cells] == [
        (14, "#,##0.0_ "),
        (23.3, "#,##0.0_ "),
        (20, "#,##0.0_ "),
    ]


def test_who_signs_stands_in_one_line_that_no_page_divides():
    sheet = sheet_of(
        annex(compiler_name="Đỗ Đình Lương", head_name="Hà Văn Thuấn", head_office=("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"))
    )
    left, right = (cell.value.split("\n") for cell in list(sheet.iter_rows())[-1] if cell.value)
    assert (left[0], left[-1], right[:2], right[-1]) == (
        "NGƯỜI LẬP BIỂU", "Đỗ Đình Lương", ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], "Hà Văn Thuấn",
    )  # fmt: skip
    assert len(left) == len(right) and sheet.row_dimensions[sheet.max_row].height > 6 * 16


def test_a_long_title_has_as_many_lines_as_it_prints_in():
    title = "BIỂU SỐ LIỆU BÁO CÁO CUỘC VẬN ĐỘNG “TOÀN DÂN ĐOÀN KẾT XÂY DỰNG NÔNG THÔN MỚI, ĐÔ THỊ VĂN MINH”"
    sheet = sheet_of(annex(Table(title, [Column("name", "Đơn vị", width=130)], [{"name": "Đông"}])))
    row = next(cell.row for cell in sheet["A"] if str(cell.value).startswith("BIỂU SỐ"))
    assert sheet.row_dimensions[row].height == 2 * 16.5


def test_no_word_of_a_head_breaks_and_a_head_over_two_lines_has_room():
    columns = [
        Column("all", "Hộ được giúp đỡ thường xuyên", numeric=True, width=6),
        Column("a", "Quốc phòng", numeric=True, width=3, group="Trong đó"),
        Column("b", "An ninh", numeric=True, width=3, group="Trong đó"),
    ]
    sheet = sheet_of(annex(Table("Bảng", columns, [{"all": 1, "a": 1, "b": 0}])))
    top = row_starting(sheet, "Hộ được giúp đỡ thường xuyên")[0].row
    assert sheet.column_dimensions["B"].width >= len("phòng") * 1.1
    assert sum(sheet.row_dimensions[row].height for row in (top, top + 1)) >= 4 * 16.5


def test_widths_are_told_in_digits_of_the_font_the_sheet_is_written_in():
    book = openpyxl.load_workbook(io.BytesIO(annex_to_xlsx(annex())))
    assert book._fonts[0].name == book._named_styles["Normal"].font.name == "Times New Roman"


def test_heads_are_merged_as_on_paper():
    sheet = sheet_of(annex())
    top = row_starting(sheet, "STT")[0].row
    merged = {str(area) for area in sheet.merged_cells.ranges if top <= area.min_row <= top + 2}

    assert merged == {
        f"A{top}:A{top + 2}", f"B{top}:B{top + 2}", f"C{top}:C{top + 2}", f"D{top}:F{top}", f"G{top}:G{top + 2}",
        f"H{top}:H{top + 2}", f"D{top + 1}:D{top + 2}", f"E{top + 1}:F{top + 1}",
    }  # fmt: skip


def test_the_head_and_the_row_of_numbers_repeat_on_each_page():
    sheet = sheet_of(annex())
    top, numbers = row_starting(sheet, "STT")[0].row, row_starting(sheet, "(1)")[0].row

    assert (sheet.print_title_rows, numbers - top) == (f"${top}:${numbers}", 3)
    assert [cell.value for cell in sheet[numbers]] == ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"]


def test_the_sheet_prints_on_a4_landscape_as_wide_as_the_page():
    sheet = sheet_of(annex(is_demo=True))
    setup = sheet.page_setup

    assert (setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight) == ("landscape", 9, 1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage is True
    assert (sheet.HeaderFooter.oddHeader.center.text, sheet.HeaderFooter.firstHeader.center.text) == ("&P", None)
    assert sheet.HeaderFooter.firstFooter.center.text == "DỮ LIỆU MẪU – KHÔNG CÓ GIÁ TRỊ SỬ DỤNG"


def test_an_office_finds_its_head_and_foot():
    texts = [value for row in values(sheet_of(annex())) for value in row if isinstance(value, str)]
    outside = [*texts[: texts.index("STT")], *texts[texts.index("Tổng cộng") + 1 :]]

    assert outside == [
        "ỦY BAN NHÂN DÂN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "XÃ MINH LẠC",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 07/BC-UBND",
        "Phụ lục I",
        "TỔNG HỢP MÔ HÌNH THEO ĐƠN VỊ",
        "(Kèm theo Báo cáo số 07/BC-UBND ngày 05 tháng 7 năm 2026 của UBND xã Minh Lạc)",
        "Đơn vị báo cáo: UBND xã Minh Lạc",
        "Đơn vị nhận báo cáo: UBND huyện Lam Khê",
        "Kỳ báo cáo: Quý II năm 2026",
        "Đơn vị tính: mô hình",
        "Theo đơn vị hiện nay; số liệu chốt đến 30/6/2026.",
        "Minh Lạc, ngày 05 tháng 7 năm 2026",
        "NGƯỜI LẬP BIỂU\n\n\n\n\nMai Thị Lựu",
        "THỦ TRƯỞNG ĐƠN VỊ\n\n\n\n\nHà Văn Thuấn",
    ]


def test_several_annexes_become_sheets_of_one_workbook():
    annexes = [annex(number="I"), annex(number="II"), annex(number="II", letterhead=party_committee())]

    assert reread(annexes_to_xlsx(annexes)).sheetnames == ["Phụ lục I", "Phụ lục II", "Phụ lục II (2)"]


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_a_narrow_table_still_carries_its_letterhead(columns):
    table = Table("Bảng", [Column(f"c{n}", f"Cột {n}") for n in range(columns)], [])

    assert sheet_of(annex(table, letterhead=front_committee()))["A1"].value == "ỦY BAN MTTQ VIỆT NAM"


def test_an_empty_table_says_so_on_the_sheet():
    table = Table("Bảng", [Column("name", "Tên"), Column("unit", "Đơn vị")], [])

    assert row_starting(sheet_of(annex(table)), "Không có số liệu.")[0].font.italic is True


def test_scores_keep_their_decimals():
    table = Table("Bảng", [Column("score", "Điểm", numeric=True)], [{"score": Decimal("88.67")}, {"score": Decimal(0)}])
    sheet = sheet_of(annex(table))
    at = row_starting(sheet, "(1)")[0].row

    assert [sheet.cell(at + 1, 1).value, sheet.cell(at + 2, 1).value] == [88.67, 0]


def test_a_workbook_can_be_written_to_a_file():
    file = io.BytesIO()
    annex_to_xlsx(annex(), file)

    assert reread(file.getvalue()).sheetnames == ["Phụ lục I"]


def test_a_total_wider_than_its_column_widens_it():
    columns = [Column("name", "Đơn vị", width=20), Column("money", "Tiền", numeric=True, width=6, total=True)]
    rows = [{"name": f"Thôn {n}", "money": 900_000_000} for n in range(3)]
    sheet = sheet_of(annex(Table("Bảng", columns, rows)))
    assert sheet.column_dimensions["B"].width > len("2.700.000.000")


def test_a_table_too_wide_for_readable_letters_takes_room_from_its_columns_of_text():
    columns = [Column(f"c{n}", "Danh sách", width=40) for n in range(5)] + [Column("n", "Tiền", numeric=True, width=14)]
    sheet = sheet_of(annex(Table("Bảng", columns, [{"c0": "Thôn", "n": 1}])))
    widths = [sheet.column_dimensions[letter].width for letter in "ABCDEF"]

    assert (round(sum(widths)), widths[5]) == (160, 15)
    assert len(set(widths[:5])) == 1


def test_a_column_keeps_room_for_the_words_of_its_head_and_most_of_its_own():
    columns = [Column("c", "Nghiêmngặtlắmthayđấy", width=24), Column("d", "Ghi chú", width=200)]
    sheet = sheet_of(annex(Table("Bảng", columns, [{"c": "a", "d": "b"}])))
    assert [round(sheet.column_dimensions[letter].width) for letter in "AB"] == [23, 141]


class Lines:
    """Lines whose text wraps, each made when it is asked for."""

    def __init__(self, count):
        self.count = count

    def __iter__(self):
        return ({"number": number, "name": "Thắp sáng đường quê"} for number in range(self.count))


def peak_of(count):
    tracemalloc.start()
    try:
        annex_to_xlsx(annex(Table(title="Danh sách", columns=NAMES, rows=Lines(count))), io.BytesIO())
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_line_leaves_nothing_in_memory_but_its_height_and_the_ends_of_pages():
    assert peak_of(4000) - peak_of(1000) < 3000 * 50


def test_every_line_keeps_the_height_and_the_look_of_its_own():
    rows = [
        {"number": 1, "name": "Vườn rau"},
        {"number": 2, "name": "Thắp sáng đường quê"},
        {"number": 3, "name": "Loa"},
    ]
    sheet = sheet_of(annex(Table(title="Danh sách", columns=NAMES, rows=rows)))
    first = row_starting(sheet, "(1)")[0].row + 1
    heights = [sheet.row_dimensions[first + place].height for place in range(3)]

    assert heights == [None, 30, None]
    assert {sheet.cell(first + place, 2).font.name for place in range(3)} == {"Times New Roman"}


@pytest.mark.parametrize(
    ("text", "digits"), [("2026", 4), ("Mô hình", 6.8), ("ĐƯỜNG", 7.2), ("lít", 1.7), ("", 0), ("Ww", 3.3), ("日", 1)]
)
def test_a_text_is_as_wide_as_its_letters(text, digits):
    assert round(digits_wide(text), 1) == digits
