"""Registers of all shapes: heads, groups, totals, columns in any order, amounts, days, codes, old fonts, .xls."""

from datetime import date

import pytest

from common.legacy_text import convert
from registrations.enums import Kind, RowKind
from registrations.imports.sheets.rows import ASKS, BAD, GOOD
from tests import builders
from tests.registrations.registers import HEAD, TCVN3, VNI, book, judged, kept, line, old_book, rows_of, understood

TITLE_BLOCK = [
    ["ỦY BAN NHÂN DÂN", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], ["XÃ MINH LẠC", "", "", "Độc lập - Tự do - Hạnh phúc"],
    [], ["SỔ ĐĂNG KÝ MÔ HÌNH “DÂN VẬN KHÉO” NĂM 2026"], [],
]  # fmt: skip


def told(rows):
    return [(row.number, row.title, row.unit and row.unit.name) for row in rows]


def good(by, plan, *rows, **more):
    (row,) = rows_of(by, plan, *rows, **more)
    assert (row.status, row.problems) == (GOOD, [])
    return row


@pytest.mark.parametrize("total", [["", "Tổng cộng: 02 mô hình"], ["", "2", "Tổng cộng"], ["Tổng cộng", "02"]])
def test_title_block_column_numbers_blank_rows_total_and_foot_are_no_models(cast, plan, total):
    foot = [
        total,
        [],
        ["", "Nơi nhận:", "", "CHỦ TỊCH"],
        ["", "- Lưu: VT."],
        ["", "", "", "Hà Văn Thuấn"],
    ]
    numbers = [f"({n})" for n in range(1, 8)]
    rows = [*TITLE_BLOCK, HEAD, numbers, line(), [], line(2, "Đường hoa phụ nữ", "thôn Đoài"), *foot]

    assert told(judged(cast.commune_officer, plan, book(rows))) == [
        (8, "Thắp sáng đường quê", "thôn Đông"), (10, "Đường hoa phụ nữ", "thôn Đoài"),
    ]  # fmt: skip


def test_a_merged_head_of_two_rows(cast, plan, tree):
    head = ["TT", "Nội dung mô hình", "Đơn vị", "Hình thức", "", "Thời gian", "", "Đăng ký cấp", ""]
    second = ["", "", "", "Tập thể", "Cá nhân", "Bắt đầu", "Hoàn thành", "Cơ sở", "Huyện"]
    merged = ["A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:G1", "H1:I1"]
    rows = [head, second, [1, "Đường hoa", "thôn Đông", "x", "", "05/02/2026", "30/11/2026", "x", ""],
            [2, "Nuôi heo đất", "thôn Đoài", "", "X", "", "", "", "x"]]  # fmt: skip
    batch = understood(cast.commune_officer, plan, book(rows, merged))
    first, second = judged(cast.commune_officer, plan, book(rows, merged))

    assert {"title", "unit", "is_collective", "is_individual", "starts_on", "ends_on"} <= set(batch.columns)
    assert (first.kind, first.data["starts_on"], first.data["ends_on"]) == (Kind.COLLECTIVE, "05/02/2026", "30/11/2026")
    assert first.data["time_text"] == "từ 05/02/2026 đến 30/11/2026"
    assert (second.kind, second.data["levels"]) == (Kind.INDIVIDUAL, [str(tree.district_level.pk)])
    assert first.data["levels"] == [str(tree.commune_level.pk)]


@pytest.mark.parametrize(
    "title", [["DANH SÁCH ĐĂNG KÝ"], ["UBND XÃ MINH LẠC", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]]
)
def test_a_title_close_over_the_head_is_no_part_of_it(cast, plan, title):
    file = book([title, HEAD, line()])
    batch = understood(cast.commune_officer, plan, file)
    assert batch.head_row == 2 and {"title", "unit", "sector", "benefit", "time_text", "levels"} <= set(batch.columns)
    assert told(judged(cast.commune_officer, plan, file)) == [(3, "Thắp sáng đường quê", "thôn Đông")]


@pytest.mark.parametrize("name", ["Đơn vị công tác", "Cơ quan công tác", "NƠI CÔNG TÁC"])
def test_where_a_person_works_is_the_unit(cast, plan, name):
    head = ["STT", "Họ và tên", name, "Nội dung mô hình"]
    file = book([head, [1, "Phạm Đức Cần", "thôn Đông", "Nuôi heo đất"]])
    assert understood(cast.commune_officer, plan, file).columns["unit"] == 2


def test_roman_groups_name_the_unit_or_the_sector_of_the_rows_below(cast, plan):
    head = ["STT", "Tên mô hình", "Lĩnh vực"]
    rows = [
        ["I", "Thôn Đông"],
        [1, "Đường hoa", "kinh tế"],
        [2, "Ánh sáng", "kinh tế"],
        ["II", "THÔN ĐOÀI", ""],
        [1, "Tự quản", ""],
    ]
    assert told(judged(cast.commune_officer, plan, book([head, *rows]))) == [
        (3, "Đường hoa", "thôn Đông"), (4, "Ánh sáng", "thôn Đông"), (6, "Tự quản", "thôn Đoài"),
    ]  # fmt: skip

    head = ["STT", "Tên mô hình", "Đơn vị"]
    rows = [
        ["I. Lĩnh vực kinh tế"],
        [1, "Đường hoa", "thôn Đông"],
        ["II. Văn hóa - xã hội"],
        [2, "Tự quản", "thôn Đoài"],
    ]
    found = judged(cast.commune_officer, plan, book([head, *rows]))
    assert [row.sector_name for row in found] == ["kinh tế", "văn hóa - xã hội"]


def test_a_unit_merged_over_several_rows_belongs_to_each_and_a_title_over_several_rows_is_one_model(cast, plan):
    head = ["STT", "Đơn vị", "Tên mô hình", "Kết quả khác"]
    rows = [
        head,
        [1, "thôn Đông", "Đường hoa", "20 hộ"],
        [2, "", "Ánh sáng", "1.260 m2 đất"],
        ["", "", "", "320 ngày công"],
    ]
    found = judged(cast.commune_officer, plan, book(rows, ["B2:B4", "C3:C4"]))
    assert told(found) == [(2, "Đường hoa", "thôn Đông"), (3, "Ánh sáng", "thôn Đông")]
    assert found[1].data["benefit_lines"] == "1.260 m2 đất\n320 ngày công"


@pytest.mark.parametrize(
    "head",
    [
        ["don vi", "ten mo hinh", "linh vuc"], ["ĐƠN VỊ THỰC HIỆN", "MÔ HÌNH", "LĨNH VỰC ĐĂNG KÝ"],
        ["Cơ quan, đơn vị:", "Tên mô hình, điển hình “Dân vận khéo” đăng ký xây dựng", "Thuộc lĩnh vực (ghi rõ)"],
    ],
)  # fmt: skip
def test_columns_in_any_order_and_wording_with_or_without_tones(cast, plan, head):
    (row,) = judged(cast.commune_officer, plan, book([head, ["thon dong", "Đường hoa", "KT"]]))
    assert (row.title, row.unit.name, row.sector_name) == ("Đường hoa", "thôn Đông", "kinh tế")


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("70.000.000", "70.000.000"), (70_000_000, "70.000.000"), ("70 triệu", "70.000.000"), ("1,5 tỷ đồng", "1.500.000.000"),
        ("1 tỷ 200 triệu", "1.200.000.000"), ("640 trieu", "640.000.000"), (0, "0"),
    ],
)  # fmt: skip
def test_amounts(cast, plan, cell, amount):
    row = good(cast.commune_officer, plan, line(benefit=cell))
    assert (row.data["benefit_amount"], row.data["benefit_lines"]) == (amount, "")


@pytest.mark.parametrize(
    ("cell", "amount"), [("70,5", "70.500.000"), (70.5, "70.500.000"), (1.25, "1.250.000"), ("2 tỷ", "2.000.000.000")]
)
def test_a_heading_may_count_in_millions(cast, plan, cell, amount):
    head = [*HEAD[:4], "Giá trị làm lợi (triệu đồng)", *HEAD[5:]]
    assert good(cast.commune_officer, plan, line(benefit=cell), head=head).data["benefit_amount"] == amount


def test_what_is_no_plain_number_keeps_what_the_heading_counts_in(cast, plan):
    head = [*HEAD[:4], "Giá trị làm lợi (triệu đồng)", *HEAD[5:]]
    row = good(cast.commune_officer, plan, line(benefit="75 - 80; hơn 70 triệu; 1.260 m2 đất; 5"), head=head)
    assert row.data["benefit_lines"] == "75 - 80 triệu đồng\nhơn 70 triệu\n1.260 m2 đất"
    assert row.data["benefit_amount"] == "5.000.000"


def test_what_is_no_money_goes_to_the_other_results_and_the_comma_stays_a_comma(cast, plan):
    row = good(cast.commune_officer, plan, line(benefit="1.260 m2 đất; 14,873 km; 75 - 80 triệu đồng/ha; 5 triệu"))
    assert row.data["benefit_lines"] == "1.260 m2 đất\n14,873 km\n75 - 80 triệu đồng/ha"
    assert row.data["benefit_amount"] == "5.000.000"


def test_an_amount_that_may_mean_two_things_is_not_read(cast, plan):
    (row,) = rows_of(cast.commune_officer, plan, line(benefit="1.5 tỷ"))
    assert row.problems == ["Giá trị làm lợi: “1.5 tỷ” chưa rõ: viết 1,5 tỷ hoặc 1.500.000.000."]


@pytest.mark.parametrize(
    ("cell", "text", "starts", "ends"),
    [
        ("Quý III/2024", "Quý III/2024", "01/07/2024", "30/09/2024"), ("quý 2", "quý 2", "01/04/2026", "30/06/2026"),
        ("năm 2026", "năm 2026", "01/01/2026", "31/12/2026"), ("5/2026", "5/2026", "01/05/2026", "31/05/2026"),
        ("từ 01/3 đến 30/11/2026", "từ 01/3 đến 30/11/2026", "01/03/2026", "30/11/2026"), ("vụ Mùa", "vụ Mùa", "", ""),
    ],
)  # fmt: skip
def test_the_time_stays_as_written_and_gives_its_days(cast, plan, cell, text, starts, ends):
    plan.year = 2026
    plan.save()
    row = good(cast.commune_officer, plan, line(time=cell))
    assert [row.data[key] for key in ("time_text", "starts_on", "ends_on")] == [text, starts, ends]


@pytest.mark.parametrize("cell", ["05/02/2026", "5.2.2026", date(2026, 2, 5)])
def test_days(cast, plan, cell):
    head = ["Tên mô hình", "Đơn vị", "Ngày bắt đầu"]
    (row,) = rows_of(cast.commune_officer, plan, ["Đường hoa", "thôn Đông", cell], head=head)
    assert row.data["starts_on"] == "05/02/2026"
    (bad,) = rows_of(cast.commune_officer, plan, ["Đường hoa", "thôn Đông", "31/02/2026"], head=head)
    assert bad.problems == ["Bắt đầu: Không có ngày 31/02/2026."]


@pytest.mark.parametrize(
    ("cell", "starts", "notes"),
    [
        (1022026, "01/02/2026", ["Bắt đầu “1022026” thiếu số 0 ở đầu; hiểu là 01/02/2026."]),
        ("01022026", "01/02/2026", []), (11022026, "11/02/2026", []),
    ],
)  # fmt: skip
def test_days_typed_without_signs_that_lost_their_zeros(cast, plan, cell, starts, notes):
    head = ["Tên mô hình", "Đơn vị", "Ngày bắt đầu"]
    (row,) = rows_of(cast.commune_officer, plan, ["Đường hoa", "thôn Đông", cell], head=head)
    assert (row.data["starts_on"], row.problems, row.notes) == (starts, [], notes)
    (bad,) = rows_of(cast.commune_officer, plan, ["Đường hoa", "thôn Đông", 1132026], head=head)
    assert bad.problems == ["Bắt đầu: Không có ngày 01/13/2026."]


@pytest.mark.parametrize("cell", [9902, "9902", "09902"])
def test_codes_that_lost_their_zeros(cast, plan, cell, tree):
    head = ["Mã đơn vị", "Tên mô hình"]
    (row,) = rows_of(cast.commune_officer, plan, [cell, "Đường hoa"], head=head)
    assert row.unit.pk == tree.commune.pk
    assert row.notes == ([] if cell == "09902" else ["Mã “9902” thiếu số 0 ở đầu; hiểu là 09902."])


def test_units_by_short_words_and_outside_the_areas(cast, plan):
    (women, far) = rows_of(cast.commune_officer, plan, line(unit="Hội LHPN xã Minh Lạc"), line(2, unit="bản Nà Lau"))
    assert women.unit.name == "Hội Liên hiệp Phụ nữ xã Minh Lạc"
    assert far.problems == ["Không có đơn vị nào tên “bản Nà Lau” trong phạm vi phụ trách."]


def test_where_two_units_fit_the_row_asks_and_the_column_of_the_communes_answers(cast, plan, tree):
    builders.area("thôn Đông", tree.other_commune)
    wide = builders.plan(tree, cast.district_officer, issuer=tree.district_desk, number="32-KH/HU")
    (asks,) = rows_of(cast.district_officer, wide, line(unit="Thôn Đông"))
    assert (asks.status, len(asks.candidates)) == (ASKS, 2)
    head = ["Tên mô hình", "Thôn", "Xã"]
    for above in ("Phúc Khê", "XA PHUC KHE"):
        (row,) = rows_of(cast.district_officer, wide, ["Đường hoa", "thon dong", above], head=head)
        assert row.unit.full_name == "thôn Đông, xã Phúc Khê"


# A text in Unicode and what the fonts of then made of it.
def legacy(text, encoding):
    singles = {
        convert(chr(code), encoding): chr(code)
        for code in range(0xA1, 0x100)
        if convert(chr(code), encoding) != chr(code)
    }
    pairs = {}
    if encoding == VNI:
        letters, signs = "aeouyAEOUYôöÔÖ", [chr(code) for code in range(0xC0, 0x100)]
        pairs = {convert(a + b, VNI): a + b for a in letters for b in signs if len(convert(a + b, VNI)) == 1}
    return "".join((pairs | singles if encoding == TCVN3 else singles | pairs).get(sign, sign) for sign in text)


@pytest.mark.parametrize("encoding", [TCVN3, VNI])
@pytest.mark.parametrize("make", [book, old_book])
def test_text_of_old_fonts_is_recognised_shown_and_converted(cast, plan, encoding, make):
    plain = [
        HEAD,
        line(title="Vận động hiến đất mở đường, thắp sáng ngõ xóm"),
        line(2, "Giữ gìn văn hóa nơi công sở", "thôn Đoài", "văn hóa - xã hội"),
    ]
    old = [[legacy(cell, encoding) if isinstance(cell, str) else cell for cell in row] for row in plain]
    batch = kept(cast.commune_officer, make(old))
    assert batch.encoding == encoding
    found = judged(cast.commune_officer, plan, make(old))
    assert [(row.title.lower(), row.unit.name, row.sector_name, row.status) for row in found] == [
        (plain[1][1].lower(), "thôn Đông", "kinh tế", GOOD), (plain[2][1].lower(), "thôn Đoài", "văn hóa - xã hội", GOOD),
    ]  # fmt: skip


def test_an_old_workbook_with_numbers_and_days(cast, plan):
    head = ["Tên mô hình", "Đơn vị", "Giá trị làm lợi", "Ngày bắt đầu"]
    (row,) = judged(
        cast.commune_officer, plan, old_book([head, ["Đường hoa", "thôn Đông", 5_000_000, date(2026, 2, 5)]])
    )
    assert (row.data["benefit_amount"], row.data["starts_on"]) == ("5.000.000", "05/02/2026")


def test_the_table_on_a_later_sheet_is_found(cast, plan):
    file = book([["Hướng dẫn"], ["Xem trang sau"]], **{"Sổ 2026": [HEAD, line()]})
    assert kept(cast.commune_officer, file).sheet == 1
    assert told(judged(cast.commune_officer, plan, file)) == [(2, "Thắp sáng đường quê", "thôn Đông")]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"title": "x" * 301}, "Tên mô hình dài 301 ký tự; ghi tối đa 300."),
        ({"unit": ""}, "Chưa ghi đơn vị đăng ký."),
        ({"level": "cấp châu lục"}, "Cấp “cấp châu lục” không có trong năm"),
        ({"time": "y" * 201}, "Thời gian thực hiện dài 201 ký tự; ghi tối đa 200."),
        ({"benefit": "9" * 30}, "Giá trị làm lợi: Số tiền quá lớn"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_row_is_said(cast, plan, changes, problem):
    (row,) = rows_of(cast.commune_officer, plan, line(**changes))
    assert row.status == BAD and row.problems[0].startswith(problem)


def test_hostile_text_stays_text(cast, plan):
    titles = ["=HYPERLINK(1)", "<script>alert(1)</script>", "Thôn\u202e gnas gnáht", "Đường 🌸 hoa", "Đường hoa"]
    found = rows_of(
        cast.commune_officer,
        plan,
        *[line(n, f"'{title}", f"thôn {'Đông' if n % 2 else 'Đoài'}") for n, title in enumerate(titles)],
    )
    assert [row.title for row in found] == [
        "'=HYPERLINK(1)",
        "'<script>alert(1)</script>",
        "'Thôn gnas gnáht",
        "'Đường 🌸 hoa",
        "'Đường hoa",
    ]


def test_an_unknown_sector_is_left_open_in_a_draft(cast, plan):
    row = good(cast.commune_officer, plan, line(sector="thể thao"))
    assert (row.data["sector"], row.lacking) == ("", ["Lĩnh vực của mô hình đăng ký"])
    assert row.notes == ["Lĩnh vực “thể thao” không có trong kế hoạch; để trống."]


def test_two_sectors_and_a_person(cast, plan):
    head = ["Tên mô hình", "Đơn vị", "Lĩnh vực", "Họ và tên", "Chức vụ"]
    row = good(
        cast.commune_officer,
        plan,
        ["Heo đất", "thôn Đông", "VH-XH; kinh tế", "Ông Phạm Đức Cần", "Trưởng thôn"],
        head=head,
        kind=RowKind.BY_PERSON,
    )
    assert (row.kind, row.data["person_title"], row.data["person_name"]) == (Kind.INDIVIDUAL, "Ông", "Phạm Đức Cần")
    assert (row.sector_name, len(row.data["other_sectors"])) == ("văn hóa - xã hội", 1)
