"""A letter in Word says, letter by letter, what its PDF says."""

import io
from datetime import date

import pypdfium2
import pytest
from docx import Document

from documents.letterhead import Letterhead
from documents.letters import Letter, letter_to_pdf
from documents.table import GROUP, Column, Table
from documents.word import letter_to_docx

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
    given = {
        "table": TABLE,
        "day": date(2026, 2, 5),
        "before": ("Thực hiện Kế hoạch số 12.",),
        "after": ("Trân trọng./.",),
    }
    return Letter(HEADS[family], "đôn đốc đăng ký", to, **{**given, **changes})


def words_of_docx(data):
    document = Document(io.BytesIO(data))
    texts = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        seen = {id(cell._tc): cell for row in table.rows for cell in row.cells}
        texts += [cell.text for cell in seen.values()]
    return " ".join(" ".join(texts).split())


def words_of_pdf(data):
    pages = pypdfium2.PdfDocument(data)
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pages).split())


def pieces(one):
    said = [f"V/v {one.about}", *one.before, *one.after, one.dated, *one.letterhead.signature_lines, *one.to]
    return [*said, "Đoàn thể", "Hội Phụ nữ <xã> & thôn", "1.250", "Tập thể"]


@pytest.mark.parametrize("family", HEADS)
def test_word_and_pdf_say_the_same(family):
    one = letter(family)
    in_word, in_pdf = words_of_docx(letter_to_docx(one)), words_of_pdf(letter_to_pdf(one))

    assert [piece for piece in pieces(one) if piece not in in_word] == []
    assert [piece for piece in pieces(one) if piece not in in_pdf] == []


def test_a_party_letter_bears_the_name_of_the_party_and_no_motto():
    said = words_of_docx(letter_to_docx(letter("party")))

    assert ("ĐẢNG CỘNG SẢN VIỆT NAM" in said, "Độc lập" in said) == (True, False)


def test_the_head_of_the_table_is_repeated_on_every_page():
    table = Document(io.BytesIO(letter_to_docx(letter()))).tables[1]

    assert ["tblHeader" in row._tr.xml for row in table.rows] == [True, True, False, False]


def test_made_up_data_are_marked():
    document = Document(io.BytesIO(letter_to_docx(letter(is_demo=True))))

    assert document.sections[0].footer.paragraphs[0].text.startswith("DỮ LIỆU MẪU")
