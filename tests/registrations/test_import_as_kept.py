"""Registers as communes keep them: an old font in one column, who answers for a unit, units by short names, no title."""

from uuid import uuid4

import pytest

from common.legacy_text import Encoding
from documents.sheets_in import read_sheets
from registrations.enums import Kind, RowKind
from registrations.imports import services as importing
from registrations.imports.sheets.rows import ASKS, BAD, GOOD
from registrations.models import UnitName
from tests import builders
from tests.registrations.registers import HEAD, book, judged, kept, line, old_book, rows_of, understood, worked
from units.enums import Line

PAGE = "/dang-ky/nhap-bang/"
MIXED_HEAD = ["STT", "Tên mô hình", "Đơn vị", "Họ và tên", "Chức vụ", "Quy mô"]
MIXED = [MIXED_HEAD,
         [1, "Nuôi dê lai", "Th«n §«ng", "Lò Hùng", "Phó thôn", "5 hộ"],
         [2, "Hòm thư góp ý", "th«n §oµi", "Vũ Tú", "Phó thôn", "cả xã"],
         [3, "Tổ hòa giải", "Th«n §«ng", "Cô Mùi", "Phó thôn", "3 tổ"]]  # fmt: skip
OLD_CELLS = {"C2": ".VnTime", "C3": ".VnTime", "C4": ".VnTimeH"}


def shape(rows):
    return [(row.title, row.unit and row.unit.name) for row in rows]


MEANT = [("Nuôi dê lai", "thôn Đông"), ("Hòm thư góp ý", "thôn Đoài"), ("Tổ hòa giải", "thôn Đông")]


@pytest.mark.parametrize("make", [book, old_book, lambda rows: book(rows, fonts=OLD_CELLS)])
def test_an_old_font_in_one_column_leaves_the_others_as_they_are(cast, plan, make):
    batch = kept(cast.commune_officer, make(MIXED))
    assert batch.encoding == Encoding.TCVN3
    assert shape(judged(cast.commune_officer, plan, make(MIXED))) == MEANT


def test_fonts_are_read_only_where_letters_are_suspect_and_then_they_decide(cast, plan):
    (plain,) = read_sheets(book([HEAD, line()], fonts={"B2": ".VnTime"}))
    assert "fonts" not in plain
    # “Vò Tó” may be read both ways; its font tells, and the same letters in another font stay.
    rows = [HEAD, line(1, "Vò Tó"), line(2, "Vò Tó", "th«n §oµi")]
    found = judged(cast.commune_officer, plan, book(rows, fonts={"B2": ".VnTime", "C3": ".VnTime"}))
    assert shape(found) == [("Vũ Tú", "thôn Đông"), ("Vò Tó", "thôn Đoài")]
    two = book([HEAD, line(1, "Daân vaän kheùo", "th«n §«ng")], fonts={"B2": "VNI-Times", "C2": ".VnTime"})
    assert shape(judged(cast.commune_officer, plan, two)) == [("Dân vận khéo", "thôn Đông")]


def test_columns_moved_from_the_edge_keep_their_fonts(cast, plan):
    rows = [["", "", "Tên mô hình", "Đơn vị"], ["", "", "Dân vũ", "Th«n §«ng"]]
    assert shape(judged(cast.commune_officer, plan, book(rows, fonts={"D2": ".VnTime"}))) == [("Dân vũ", "thôn Đông")]


def test_a_heading_typed_anew_over_an_old_column_stays(cast, plan, as_position):
    rows = [["Mã hồ", "Tên mô hình", "Đơn vị"], [1, "th¾p s¸ng ®­êng quª", "thôn Đông"], [2, "Vò Tó", "thôn Đoài"]]
    batch = kept(cast.commune_officer, book(rows))
    page = as_position(cast.commune_officer).get(f"{PAGE}{batch.pk}/cot/")
    assert page.context["sample"] == [
        ("Tên mô hình", [("th¾p s¸ng ®­êng quª", "thắp sáng đường quê"), ("Vò Tó", "Vũ Tú")])
    ]
    assert "Giữ nguyên mọi ô" not in page.content.decode()


VNI_HEAD = ["STT", "Teân moâ hình", "Ñôn vò", "Lónh vöïc"]


@pytest.mark.parametrize(
    ("head", "fonts"),
    [
        (VNI_HEAD, None), (["STT", "Tên mô hình", "Ñôn vò", "Lĩnh vực"], None),
        (VNI_HEAD, {"B1": "VNI-Times"}), (VNI_HEAD, dict.fromkeys(("B1", "C1", "D1"), "VNI-Times")),
    ],
)  # fmt: skip
def test_a_column_of_which_only_the_heading_is_old(cast, plan, head, fonts):
    file = book([head, [1, "Nuôi dê lai", "thôn Đông", "kinh tế"]], fonts=fonts)
    batch = kept(cast.commune_officer, file)
    assert (batch.encoding, batch.columns) == (Encoding.VNI, {"title": 1, "unit": 2, "sector": 3})
    (row,) = judged(cast.commune_officer, plan, file)
    assert (row.title, row.unit.name, row.sector_name) == ("Nuôi dê lai", "thôn Đông", "kinh tế")


def test_the_page_shows_by_column_what_is_converted(cast, plan, as_position):
    batch = kept(cast.commune_officer, book(MIXED, fonts=OLD_CELLS))
    client = as_position(cast.commune_officer)
    page = client.get(f"{PAGE}{batch.pk}/cot/")
    (column,) = page.context["sample"]
    assert column == ("Đơn vị", [("Th«n §«ng", "Thôn Đông"), ("th«n §oµi", "thôn Đoài")])
    assert "theo phông của từng ô" in page.content.decode()
    as_it_is = client.get(f"{PAGE}{batch.pk}/cot/?encoding=unicode")
    assert "Nếu chuyển" in as_it_is.content.decode() and "Th«n §«ng" in as_it_is.content.decode()


LED = [["TT", "Tên mô hình", "Đơn vị đăng ký", "Người phụ trách", "", "Dự kiến kinh phí"],
       ["", "", "", "Họ và tên", "Chức vụ", ""],
       [1, "Đường hoa", "thôn Đông", "Lê Thị Thoa", "Trưởng thôn", "120,5 triệu"]]  # fmt: skip
MERGED = ["A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:F2"]


def test_who_answers_for_a_unit_makes_no_individual_and_what_it_costs_is_no_benefit(cast, plan, as_position):
    batch = kept(cast.commune_officer, book(LED, MERGED))
    assert "benefit" not in batch.columns
    page = as_position(cast.commune_officer).get(f"{PAGE}{batch.pk}/cot/")
    assert page.context["form"]["kind"].value() == RowKind.COLLECTIVE
    assert "Cột “Người phụ trách – Họ và tên” là người đứng ra phụ trách" in page.content.decode()
    (row,) = judged(cast.commune_officer, plan, book(LED, MERGED))
    assert (row.kind, row.status, row.data["benefit_amount"]) == (Kind.COLLECTIVE, GOOD, "")
    assert row.notes == ["Họ và tên, chức vụ không ghi ở bản đăng ký tập thể, để lại trong sổ."]


@pytest.mark.parametrize(
    ("chosen", "kinds"),
    [
        (RowKind.COLLECTIVE, ["collective", "collective"]), (RowKind.INDIVIDUAL, ["individual", "individual"]),
        (RowKind.BY_PERSON, ["individual", "collective"]),
    ],
)  # fmt: skip
def test_the_choice_is_obeyed_where_a_row_does_not_say_its_kind(cast, plan, chosen, kinds):
    head = ["Tên mô hình", "Đơn vị", "Họ và tên", "Loại"]
    rows = [
        ["Một", "thôn Đông", "Lê Thị Thoa", ""],
        ["Hai", "thôn Đông", "", ""],
        ["Ba", "thôn Đông", "Vũ Tú", "cá nhân"],
    ]
    found = rows_of(cast.commune_officer, plan, *rows, head=head, kind=chosen)
    assert [row.kind for row in found] == [*kinds, "individual"]


@pytest.mark.parametrize(
    ("heading", "is_benefit"),
    [
        ("Kinh phí", False), ("Chi phí thực hiện", False), ("Dự toán", False), ("Nguồn vốn", False), ("Giá trị làm lợi", True),
        ("Giá trị kinh phí làm lợi", True), ("Dự kiến giá trị làm lợi (triệu đồng)", True),
    ],
)  # fmt: skip
def test_costs_are_not_taken_for_benefits(cast, heading, is_benefit):
    batch = kept(cast.commune_officer, book([["Tên mô hình", "Đơn vị", heading], ["Đường hoa", "thôn Đông", "5"]]))
    assert ("benefit" in batch.columns) is is_benefit


@pytest.fixture
def bodies(tree):
    names = ("Hội Nông dân", "Đoàn TNCS Hồ Chí Minh", "Hội Cựu chiến binh", "Ban Chỉ huy Quân sự", "Công an")
    for name in names:
        builders.body(f"{name} xã Minh Lạc", tree.commune, Line.MASS)
        builders.body(f"{name} xã Phúc Khê", tree.other_commune, Line.MASS)
    builders.body("Trạm Y tế Minh Lạc", tree.commune)
    builders.body("Trường THCS Minh Lạc", tree.commune)
    builders.body("Trường Tiểu học và THCS Tân Minh", tree.commune)
    builders.body("HTX nông nghiệp Minh Lạc", tree.commune)
    return tree


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("Hội Nông dân", "Hội Nông dân xã Minh Lạc"), ("Hội ND xã", "Hội Nông dân xã Minh Lạc"),
        ("Hội LHPN xã", "Hội Liên hiệp Phụ nữ xã Minh Lạc"), ("Hội PN xã", "Hội Liên hiệp Phụ nữ xã Minh Lạc"),
        ("Đoàn TN xã", "Đoàn TNCS Hồ Chí Minh xã Minh Lạc"), ("MTTQ xã", "Ủy ban MTTQ Việt Nam xã Minh Lạc"),
        ("CCB xã", "Hội Cựu chiến binh xã Minh Lạc"), ("UBND xã", "UBND xã Minh Lạc"),
        ("BCH Quân sự xã", "Ban Chỉ huy Quân sự xã Minh Lạc"), ("BCHQS xã", "Ban Chỉ huy Quân sự xã Minh Lạc"),
        ("Công an xã", "Công an xã Minh Lạc"), ("Trạm Y tế", "Trạm Y tế Minh Lạc"), ("Trường THCS", "Trường THCS Minh Lạc"),
        ("hợp tác xã nông nghiệp", "HTX nông nghiệp Minh Lạc"),
    ],
)  # fmt: skip
def test_units_as_a_commune_calls_them(cast, plan, bodies, written, unit):
    (row,) = rows_of(cast.commune_officer, plan, line(unit=written))
    assert (row.unit and row.unit.name, row.status) == (unit, GOOD)
    assert row.notes == [f"“{written}” hiểu là {row.unit.told}."]


def test_a_short_name_that_fits_several_asks_unless_the_row_stands_under_one(cast, bodies):
    by = cast.district_officer
    wide = builders.plan(bodies, by, issuer=bodies.district_desk, number="32-KH/HU")
    (row,) = rows_of(by, wide, line(unit="Hội ND xã"))
    assert (row.status, len(row.candidates), row.problems) == (ASKS, 2, [])
    head = ["Tên mô hình", "Đơn vị", "Xã"]
    (row,) = rows_of(by, wide, ["Đường hoa", "Hội ND xã", "Phúc Khê"], head=head)
    assert row.unit.name == "Hội Nông dân xã Phúc Khê"


def test_a_unit_that_nobody_is_called_is_chosen_from_all_once_for_every_row_and_the_next_file(
    cast, plan, tree, as_position
):
    by = cast.commune_officer
    file = book([HEAD, line(1, "Một", "Xóm Bãi"), line(2, "Hai", "xóm bãi"), line(3, "Ba", "Xóm Trại")])
    batch = understood(by, plan, file)
    worked(by, batch)
    client, address = as_position(by), f"{PAGE}{batch.pk}/"
    page = client.get(address).content.decode()
    assert [row["status"] for row in batch.judged] == [ASKS] * 3
    assert "3 dòng cần chọn đơn vị" in page and '<option value="thôn Đoài, xã Minh Lạc">' in page
    client.post(
        address, {"token": str(uuid4()), "don-vi-2": "thôn Đoài, xã Minh Lạc", "don-vi-3": "", "don-vi-4": "<b>lạ</b>"}
    )
    batch.refresh_from_db()
    assert [(row["status"], row["unit"]) for row in batch.judged[:2]] == [(GOOD, "thôn Đoài, xã Minh Lạc")] * 2
    assert "Không rõ “&lt;b&gt;lạ&lt;/b&gt;” là đơn vị nào" in (page := client.get(address).content.decode())
    assert 'value="&lt;b&gt;lạ&lt;/b&gt;"' in page
    assert UnitName.objects.get().means == tree.other_village
    (row,) = rows_of(cast.commune_clerk, plan, line(unit="XÓM BÃI"))
    assert (row.unit.pk, row.status, "lần trước" in row.notes[0]) == (tree.other_village.pk, GOOD, True)
    (row,) = rows_of(cast.district_officer, plan, line(unit="XÓM BÃI"))
    assert row.status == ASKS


def test_what_was_remembered_wrongly_is_said_anew(cast, plan, tree):
    by = cast.commune_officer
    UnitName.objects.create(unit=by.unit, said="xom bai", means=tree.village)
    batch = understood(by, plan, book([HEAD, line(unit="Xóm Bãi")]))
    importing.choose(by=by, batch=batch, choices={2: "?thôn Đoài, xã Minh Lạc"})
    worked(by, batch)
    assert batch.judged[0]["unit_key"] == tree.other_village.pk
    assert UnitName.objects.get().means == tree.other_village


def test_a_unit_out_of_sight_is_never_chosen(cast, plan, tree):
    by = cast.commune_officer
    batch = understood(by, plan, book([HEAD, line(unit="Xóm Bãi"), line(2, "Hai", "Xóm Trại")]))
    importing.choose(by=by, batch=batch, choices={2: str(tree.far_village.pk), 3: "?bản Nà Lau, xã Khe Lau"})
    worked(by, batch)
    assert [row["status"] for row in batch.judged] == [ASKS, ASKS]
    assert not UnitName.objects.exists()


def test_another_unit_than_those_offered_may_be_named(cast, bodies):
    by = cast.district_officer
    wide = builders.plan(bodies, by, issuer=bodies.district_desk, number="32-KH/HU")
    batch = understood(by, wide, book([HEAD, line(unit="Hội ND xã")]))
    importing.choose(by=by, batch=batch, choices={2: "khac"})
    worked(by, batch)
    assert (batch.judged[0]["status"], batch.judged[0]["candidates"]) == (ASKS, [])


def test_a_row_without_a_title_is_told_and_the_foot_is_no_row(cast, plan):
    head = ["TT", "Tên mô hình", "Đơn vị", "Họ và tên", "Bắt đầu", "Kết thúc"]
    rows = [
        head,
        [1, "Đường hoa", "thôn Đông", "Lê Thị Thoa", "15/11/2026", ""],
        [2, "", "thôn Đoài", "Vũ Đức Ước", "01/12/2026", "2027"],
        [3, "", "thôn Đông", "Lê Thị Thoa", "", ""],
        ["", "", "Minh Lạc, ngày 10 tháng 11", "", "", ""],
        ["", "", "NGƯỜI LẬP BIỂU", "", "", "CHỦ TỊCH"],
        ["", "", "(đã ký)", "", "", "Hà Văn Thuấn"],
    ]
    found = judged(cast.commune_officer, plan, book(rows))
    assert [(row.number, row.status, row.problems[:1]) for row in found] == [
        (2, GOOD, []), (3, BAD, ["Còn thiếu: tên mô hình."]), (4, BAD, ["Còn thiếu: tên mô hình."]),
    ]  # fmt: skip
