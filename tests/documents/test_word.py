"""A letter in Word says, letter by letter, what its PDF says."""

import io
from datetime import date

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn

from documents.annex import Annex
from documents.document import Document, Dots, Heading, Rows, Signature, Text, answered, document_to_pdf
from documents.letterhead import Letterhead
from documents.papers import annexes_to_pdf
from documents.table import GROUP, Column, Table
from documents.word.annexes import annex_to_docx
from documents.word.documents import document_to_docx

TABLE = Table(
    title="", columns=[Column("n", "TT", width=5), Column("u", "Đơn vị", width=30),
                       Column("a", "Giao", numeric=True, group="Tập thể"), Column("b", "Thiếu", numeric=True, group="Tập thể")],
    rows=[{GROUP: "Đoàn thể"}, {"n": 1, "u": "Hội Phụ nữ <xã> & thôn", "a": 1250, "b": 0}],
)  # fmt: skip
HEADS = {
    "state": Letterhead("state", (), ("ỦY BAN NHÂN DÂN", "XÃ MINH LẠC"), "Minh Lạc", symbol="UBND",
                        signature_lines=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), recipients=("- Như trên;",)),
    "party": Letterhead("party", ("TỈNH ỦY LẠC GIANG",), ("HUYỆN ỦY LAM KHÊ",), "Lam Khê", symbol="CV/HU",
                        signature_lines=("T/M BAN THƯỜNG VỤ", "BÍ THƯ")),
}  # fmt: skip


def letter(family="state", to=("thôn Đông", "thôn Đoài"), **changes):
    body = (Text("Thực hiện Kế hoạch số 12."), Rows(TABLE), Text("Trân trọng./."))
    return Document(HEADS[family], "đôn đốc đăng ký", **{"to": to, "day": date(2026, 2, 5), "body": body, **changes})


def minutes(**changes):
    body = (
        Heading("I. Thành phần"), Text(", phó ban", lead="1. Hà Văn Thuấn"), Heading("II. Kết luận"), *answered(""), *answered("Một.\n\nHai."),
    )  # fmt: skip
    signed = (Signature(("ĐẠI DIỆN ĐƠN VỊ", "ĐƯỢC KIỂM TRA"), how="(ký)"), Signature(("TRƯỞNG ĐOÀN",), "Hà Văn Thuấn"))
    return Document(
        HEADS["state"], "Kiểm tra", body, kind="BIÊN BẢN", signatures=signed, day=date(2026, 2, 5), **changes
    )


def words_of_docx(data):
    document = docx.Document(io.BytesIO(data))
    texts = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        seen = {id(cell._tc): cell for row in table.rows for cell in row.cells}
        texts += [cell.text for cell in seen.values()]
    return " ".join(" ".join(texts).split())


def words_of_pdf(data):
    pages = pypdfium2.PdfDocument(data)
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pages).split())


def pieces(one):
    texts = [block.text for block in one.body if isinstance(block, Text)]
    said = [f"V/v {one.about}", *texts, one.dated, *one.letterhead.signature_lines, *one.to]
    return [*said, "Đoàn thể", "Hội Phụ nữ <xã> & thôn", "1.250", "Tập thể"]


@pytest.mark.parametrize("family", HEADS)
def test_word_and_pdf_say_the_same(family):
    one = letter(family)
    in_word, in_pdf = words_of_docx(document_to_docx(one)), words_of_pdf(document_to_pdf(one))

    assert [piece for piece in pieces(one) if piece not in in_word] == []
    assert [piece for piece in pieces(one) if piece not in in_pdf] == []


def test_a_party_letter_bears_the_name_of_the_party_and_no_motto():
    said = words_of_docx(document_to_docx(letter("party")))

    assert ("ĐẢNG CỘNG SẢN VIỆT NAM" in said, "Độc lập" in said) == (True, False)


def test_the_head_of_the_table_is_repeated_on_every_page():
    table = docx.Document(io.BytesIO(document_to_docx(letter()))).tables[1]

    assert ["tblHeader" in row._tr.xml for row in table.rows] == [True, True, True, False, False]


def test_made_up_data_are_marked():
    document = docx.Document(io.BytesIO(document_to_docx(letter(is_demo=True))))

    footers = (document.sections[0].footer, document.sections[0].first_page_footer)
    assert [footer.paragraphs[0].text[:11] for footer in footers] == ["DỮ LIỆU MẪU"] * 2


def test_minutes_have_a_kind_headings_lines_to_write_on_and_their_own_signatures():
    one = minutes(is_draft=True)
    in_word, in_pdf = words_of_docx(document_to_docx(one)), words_of_pdf(document_to_pdf(one))
    said = [
        "BIÊN BẢN", "Kiểm tra", "I. Thành phần", "1. Hà Văn Thuấn, phó ban", "Một.", "Hai.", "ĐƯỢC KIỂM TRA", "TRƯỞNG ĐOÀN",
    ]  # fmt: skip

    assert [piece for piece in said if piece not in in_word] == []
    assert [piece for piece in said if piece not in in_pdf] == []
    assert ("....." in in_pdf, "V/v" in in_word, "Nơi nhận" in in_word) == (True, False, False)
    drawn = docx.Document(io.BytesIO(document_to_docx(one)))
    assert sum('w:leader="dot"' in line._p.xml for line in drawn.paragraphs) == 3
    headers = (drawn.sections[0].header, drawn.sections[0].first_page_header)
    assert [header.paragraphs[-1].text for header in headers] == ["Bản nháp"] * 2
    assert "PAGE" in headers[0]._element.xml and "PAGE" not in headers[1]._element.xml


def test_nothing_written_leaves_lines_to_write_on():
    assert answered(" \n", dots=2) == (Dots(2),)


def test_an_annex_says_the_same_in_word_and_in_pdf_across_the_sheet():
    one = Annex(
        TABLE, letterhead=HEADS["state"], unit_line="UBND xã Minh Lạc", attached_to="Công văn số 5", head_name="Hà Văn Thuấn",
        place_line="Minh Lạc, ngày 05 tháng 02 năm 2026", compiler_name="Đỗ Đình Lương",
    )  # fmt: skip
    data = annex_to_docx(one)
    in_word, in_pdf = words_of_docx(data), words_of_pdf(annexes_to_pdf([one]))
    said = [*one.facts, one.attached_line, one.heading, one.place_line, "NGƯỜI LẬP BIỂU", "Hà Văn Thuấn", "1.250"]
    section = docx.Document(io.BytesIO(data)).sections[0]

    assert [piece for piece in said if piece not in in_word] == []
    assert [piece for piece in said if piece not in in_pdf] == []
    assert section.page_width > section.page_height


def test_no_line_ends_inside_a_code_and_it_is_still_read_as_the_code():
    said = "Dân vận - khéo (DVK-2026-00035), số 12-KH/HU, hai-ba"
    table = Table(title="", columns=[Column("a", "Tên")], rows=[{"a": said}])
    data = annex_to_docx(Annex(table=table, letterhead=HEADS["state"]))
    (cell,) = [cell for one in docx.Document(io.BytesIO(data)).tables for cell in one._cells if "DVK" in cell.text]
    assert cell.text == said
    assert len(cell._tc.findall(f".//{qn('w:noBreakHyphen')}")) == 3


def test_no_page_divides_who_signs_from_the_name_and_word_finds_a_table_said_in_its_order():
    body = docx.Document(io.BytesIO(document_to_docx(minutes()))).element.body
    signed = body.findall(f".//{qn('w:tbl')}")[-1]
    said = [one.tag for one in signed.tblPr]

    assert signed.findall(f".//{qn('w:cantSplit')}")
    assert said.index(qn("w:tblCellMar")) == said.index(qn("w:tblLook")) - 1


def test_in_an_annex_heads_go_with_the_first_row_and_the_last_rows_with_the_total_the_notes_and_who_signs():
    table = Table("Biểu", [Column("u", "Đơn vị"), Column("a", "Giao", numeric=True, total=True)],
                  [{"u": f"Xã {n}", "a": 1} for n in range(4)], notes=["Ghi chú 1", "Ghi chú 2", "Ghi chú 3"])  # fmt: skip
    document = docx.Document(io.BytesIO(annex_to_docx(Annex(table))))
    notes = [bool(one.paragraph_format.keep_with_next) for one in document.paragraphs if one.text.startswith("Ghi chú")]
    rows = next(one for one in document.tables if one.rows[0].cells[0].text == "Đơn vị").rows

    assert notes == [True, True, True]
    kept = [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in rows]
    assert kept == [True, True, False, False, True, True, True]


def test_without_notes_the_last_row_goes_with_the_signatures():
    drawn = docx.Document(io.BytesIO(annex_to_docx(Annex(table=TABLE, letterhead=HEADS["state"]))))
    table = next(one for one in drawn.tables if one.rows[0].cells[0].text == "TT")
    assert table.rows[-1].cells[0].paragraphs[0].paragraph_format.keep_with_next


@pytest.mark.parametrize(("columns", "size"), [(8, 11.5), (9, 10.5), (15, 9.5)])
def test_many_columns_are_written_in_smaller_letters_as_on_paper(columns, size):
    table = Table(title="", columns=[Column(f"c{n}", f"Cột {n}") for n in range(columns)], rows=[{"c0": "26/02/2026"}])
    drawn = docx.Document(io.BytesIO(annex_to_docx(Annex(table=table))))
    cell = next(one for one in drawn.tables if one.rows[0].cells[0].text == "Cột 0").rows[-1].cells[0]
    assert cell.text == "26/02/2026" and cell.paragraphs[0].runs[0].font.size.pt == size


@pytest.mark.parametrize(("columns", "room"), [(8, "57"), (9, "23"), (15, "23")])
def test_many_columns_leave_their_heads_room_for_whole_words(columns, room):
    table = Table(title="", columns=[Column(f"c{n}", f"Cột {n}") for n in range(columns)], rows=[{"c0": "1"}])
    drawn = docx.Document(io.BytesIO(annex_to_docx(Annex(table=table))))
    found = next(one for one in drawn.tables if one.rows[0].cells[0].text == "Cột 0")
    assert found._tbl.tblPr.find(qn("w:tblCellMar")).find(qn("w:left")).get(qn("w:w")) == room


def test_no_line_of_a_title_ends_within_a_name_in_quotation_marks():
    named = Annex(Table("BIỂU 04A – CUỘC VẬN ĐỘNG “ĐÔ THỊ VĂN MINH”", [], []))
    assert named.title == "BIỂU 04A – CUỘC VẬN ĐỘNG “ĐÔ\u00a0THỊ\u00a0VĂN\u00a0MINH”"
    long = f"“{'RẤT DÀI ' * 10}”"
    assert Annex(Table(long, [], [])).title == long
