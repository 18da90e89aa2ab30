import datetime
import re
from typing import Any

import pypdfium2
import pytest

from documents.papers import annexes_to_pdf, paper_to_pdf, render_annex, render_paper
from documents.table import Column, Table
from tests.documents.samples import (
    LONG_TITLE,
    QUOTED_TITLE,
    THEME,
    annex,
    collective,
    figures,
    front_committee,
    individual,
    letters,
    pages_of,
    party_committee,
    people_committee,
)

COLLECTIVE, INDIVIDUAL = "registration_collective.html", "registration_individual.html"
REPORT, RECEIPT, SHEET = "result_report.html", "receipt.html", "score_sheet.html"
STATE_RIGHT, PARTY_RIGHT = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ĐẢNG CỘNG SẢN VIỆT NAM"


def printed(template: str, paper: dict[str, Any]) -> list[str]:
    return pages_of(paper_to_pdf(template, paper))


def items(paper: dict[str, Any]) -> str:
    """The five items of the form, word by word as the plan's annex has them, with what was typed."""
    address = f"Địa chỉ mô hình: {paper['model_address']}" if paper["model_address"] else ""
    return f"""
        1. Tên mô hình, điển hình “Dân vận khéo” đăng ký xây dựng
        {paper["title"]}
        {address}
        2. Lĩnh vực của mô hình đăng ký: (kinh tế, văn hóa - xã hội, quốc phòng - an ninh,
        xây dựng hệ thống chính trị)
        {"; ".join(paper["sectors"])}
        3. Giá trị dự kiến làm lợi từ công trình đăng ký (nếu có):
        {" ".join(paper["benefit_lines"])}
        4. Thời gian thực hiện và hoàn thành:
        {paper["time_text"]}
        5. Đăng ký mô hình cấp (Cấp tỉnh, cấp huyện, cấp cơ sở): {", ".join(paper["levels"])}
    """


@pytest.mark.parametrize(
    "title", [collective()["title"], QUOTED_TITLE, LONG_TITLE, "5K", "2 không, 3 sạch", "A & B <x>"]
)
def test_the_collective_form_is_the_paper_of_the_plan_letter_by_letter(title):
    paper = collective(title=title)
    pages = printed(COLLECTIVE, paper)

    assert [letters(page) for page in pages] == [
        letters(f"""
        ĐĂNG KÝ XÂY DỰNG MÔ HÌNH “DÂN VẬN KHÉO” NĂM 2026 (Tập thể)
        Đơn vị: Thôn Đông, xã Minh Lạc
        Địa chỉ: Thôn Đông, xã Minh Lạc, huyện Lam Khê, tỉnh Lạc Giang
        Thực hiện Kế hoạch số 12/KH-UBND của UBND xã Minh Lạc về “{THEME}” 2026
        Đơn vị đăng ký thực hiện mô hình “Dân vận khéo” năm 2026 như sau:
        {items(paper)}
        Minh Lạc, ngày ..... tháng ..... năm 2026
        ĐẠI DIỆN LÃNH ĐẠO CƠ QUAN, ĐƠN VỊ (ký và ghi rõ họ, tên) Lê Thị Thoa
        """)
    ]


def test_the_individual_form_is_the_paper_of_the_plan_letter_by_letter():
    paper = individual(signed_on=datetime.date(2026, 3, 5))

    assert [letters(page) for page in printed(INDIVIDUAL, paper)] == [
        letters(f"""
        THÔN ĐOÀI, XÃ MINH LẠC *
        ĐĂNG KÝ XÂY DỰNG MÔ HÌNH “DÂN VẬN KHÉO” NĂM 2026 (Cá nhân)
        Họ và tên: Ông Phạm Đức Cần
        Chức vụ, nhiệm vụ được giao: Bí thư Chi bộ, Trưởng thôn Đoài
        Đơn vị: Thôn Đoài, xã Minh Lạc
        Thực hiện Kế hoạch số 12/KH-UBND của UBND xã Minh Lạc về “{THEME}” 2026
        Tôi đăng ký thực hiện mô hình “Dân vận khéo” năm 2026 như sau:
        {items(paper)}
        Minh Lạc, ngày 05 tháng 3 năm 2026
        NGƯỜI ĐĂNG KÝ (ký và ghi rõ họ, tên) Phạm Đức Cần
        """)
    ]


@pytest.mark.parametrize("template", [COLLECTIVE, INDIVIDUAL])
def test_a_blank_form_is_one_page_with_dotted_lines_to_write_on(template):
    pages = printed(template, {"year": 2026})
    lines = [line for line in pages[0].splitlines() if re.fullmatch(r"\.{60,}", line.strip())]

    assert (len(pages), len(lines)) == (1, 3 + 2 + 2 + 2 + 1)


@pytest.mark.parametrize(("template", "build"), [(COLLECTIVE, collective), (INDIVIDUAL, individual)])
def test_long_answers_flow_onto_a_numbered_second_page(template, build):
    pages = printed(template, build(benefit_lines=[f"{n}. {LONG_TITLE}" for n in range(8)]))

    assert len(pages) == 2
    assert ("2" in pages[0].splitlines(), "2" in pages[1].splitlines()) == (False, True)
    assert [letters(page).count("ĐĂNGKÝXÂY") for page in pages] == [1, 0]


@pytest.mark.parametrize(("template", "build"), [(COLLECTIVE, collective), (INDIVIDUAL, individual)])
def test_no_line_of_a_signature_breaks(template, build):
    lines = [line.strip() for line in printed(template, build())[0].splitlines()]
    office = "ĐẠI DIỆN LÃNH ĐẠO CƠ QUAN, ĐƠN VỊ" if template == COLLECTIVE else "NGƯỜI ĐĂNG KÝ"

    assert [lines.count(line) for line in (office, "(ký và ghi rõ họ, tên)")] == [1, 1]


def test_the_foot_carries_code_version_and_the_mark_of_sample_data():
    paper = collective(code="DVK-2026-00012", version=2, qr_text="DVK-2026-00012/2", is_demo=True, is_draft=True)
    text = letters(printed(COLLECTIVE, paper)[0])

    assert text.count(letters("Mã hồ sơ: DVK-2026-00012 · Bản 2")) == 1
    assert text.count(letters("DỮ LIỆU MẪU – KHÔNG CÓ GIÁ TRỊ SỬ DỤNG")) == 1
    assert text.count(letters("Bản nháp")) == 1


def test_an_ordinary_form_has_neither_mark():
    text = letters(printed(COLLECTIVE, collective())[0])

    assert (text.count("DỮLIỆUMẪU"), text.count("Bảnnháp"), text.count("Mãhồsơ")) == (0, 0, 0)


def test_a_paper_draws_no_dotted_border():
    assert re.findall(r"border[^;]*dotted", render_paper(COLLECTIVE, {})) == []


def result_report(**more: Any) -> dict[str, Any]:
    return (
        collective(
            letterhead=people_committee(),
            method_text="Chi bộ ra nghị quyết chuyên đề.\nThôn lập tổ vận động 07 người.",
            force_text="07 thành viên tổ vận động; 43 hộ dân.",
            comparison=[{"label": "Đất hiến", "registered": "1.260 m2", "done": "1.315 m2"}],
            result_text="Mở rộng 1,85 km đường ngõ từ 3 m lên 5,5 m.",
            durability_text="Có thể nhân rộng ra thôn Đoài.",
            proposal_text="Đề nghị khen thưởng.",
            confirmation="Mô hình được xây dựng đúng đăng ký.",
            confirmer_name="Hà Văn Thuấn",
            signed_on=datetime.date(2026, 12, 1),
        )
        | more
    )


def test_the_report_of_a_result_has_its_five_parts_in_order():
    assert letters(" ".join(printed(REPORT, result_report(letterhead=None)))) == letters(f"""
        BÁO CÁO Kết quả thực hiện mô hình “Dân vận khéo” năm 2026
        Tên mô hình, điển hình: {collective()["title"]}
        Đơn vị: Thôn Đông, xã Minh Lạc
        Địa chỉ mô hình: các ngõ 2, 4, 6, thôn Đông
        Thực hiện Kế hoạch số 12/KH-UBND của UBND xã Minh Lạc về “{THEME}” 2026
        1. Cách làm
        Chi bộ ra nghị quyết chuyên đề. Thôn lập tổ vận động 07 người.
        2. Lực lượng tham gia
        07 thành viên tổ vận động; 43 hộ dân.
        3. Kết quả so với đăng ký
        Nội dung Đăng ký Thực hiện
        Đất hiến 1.260 m2 1.315 m2
        Mở rộng 1,85 km đường ngõ từ 3 m lên 5,5 m.
        4. Khả năng duy trì, nhân rộng
        Có thể nhân rộng ra thôn Đoài.
        5. Kiến nghị, đề xuất
        Đề nghị khen thưởng.
        Minh Lạc, ngày 01 tháng 12 năm 2026
        XÁC NHẬN CỦA CƠ QUAN, ĐƠN VỊ CẤP TRÊN
        ĐẠI DIỆN ĐƠN VỊ (ký và ghi rõ họ, tên)
        Mô hình được xây dựng đúng đăng ký.
        Hà Văn Thuấn Lê Thị Thoa
    """)


def test_the_receipt_says_what_was_handed_in_by_whom_and_when():
    paper = collective(
        letterhead=people_committee(symbol="PTN-UBND"),
        code="DVK-2026-00012",
        desk_name="UBND xã Minh Lạc",
        sender_name="Lê Thị Thoa, Trưởng thôn Đông",
        sender_signer="Lê Thị Thoa",
        received_on=datetime.date(2026, 3, 6),
        received_text="08 giờ 15 phút, ngày 06 tháng 3 năm 2026",
        contents=["Bản đăng ký mô hình (01 bản)", "Nghị quyết chi bộ (01 bản)"],
        receiver_name="Đỗ Đình Lương",
    )
    pages = printed(RECEIPT, paper)
    body = letters(pages[0]).split("PHIẾUTIẾPNHẬN")[1]

    assert len(pages) == 1
    assert body == letters(f"""
        Hồ sơ đăng ký mô hình “Dân vận khéo” năm 2026
        Nơi tiếp nhận: UBND xã Minh Lạc
        Người nộp: Lê Thị Thoa, Trưởng thôn Đông
        Đơn vị: Thôn Đông, xã Minh Lạc
        Tên mô hình, điển hình: {paper["title"]}
        Mã hồ sơ: DVK-2026-00012
        Thời gian tiếp nhận: 08 giờ 15 phút, ngày 06 tháng 3 năm 2026
        Hồ sơ gồm:
        1. Bản đăng ký mô hình (01 bản)
        2. Nghị quyết chi bộ (01 bản)
        NGƯỜI NỘP NGƯỜI TIẾP NHẬN (ký và ghi rõ họ, tên) (ký và ghi rõ họ, tên)
        Lê Thị Thoa Đỗ Đình Lương
        Mã hồ sơ: DVK-2026-00012
    """)


def score_sheet(**more: Any) -> dict[str, Any]:
    rows = [("Có chủ trương, định hướng", "15", "0"), ("Có chủ thể thực hiện cụ thể", "15", "")]
    return (
        collective(
            letterhead=party_committee(),
            round_name="Đợt đánh giá năm 2026",
            reviewer_name="Ngô Văn Bính",
            reviewer_duty="Phó Trưởng phòng Nội vụ",
            cleared="",
            criteria=[{"label": a, "maximum": b, "points": c, "comment": "Rõ"} for a, b, c in rows],
            maximum="30",
            total="0",
            comment="Cách làm phù hợp.",
        )
        | more
    )


def test_the_score_sheet_prints_zero_and_leaves_empty_what_was_not_scored():
    pages = printed(SHEET, score_sheet())
    table = letters(pages[0]).split(letters("Nhận xét STT"))[-1].split(letters("Điểm chấm Nhận xét"))[-1]

    assert len(pages) == 1
    assert table == letters("""
        1 Có chủ trương, định hướng 15 0 Rõ
        2 Có chủ thể thực hiện cụ thể 15 Rõ
        Tổng cộng 30 0
        Nhận xét chung Cách làm phù hợp.
        THÀNH VIÊN CHẤM ĐIỂM (ký và ghi rõ họ, tên) Ngô Văn Bính
    """)


def test_a_score_sheet_with_a_short_remark_on_most_criteria_is_one_page():
    """Its five criteria, the declaration above them, lines to write on below and the signature."""
    few, better = "Minh chứng chưa đủ cho mức điểm cao hơn.", "Thực tế tốt hơn đơn vị tự đánh giá."
    rows = [
        ("Có chủ trương, định hướng", "15", "13,5", few),
        ("Có chủ thể thực hiện cụ thể", "15", "14", better),
        ("Có lực lượng tham gia xây dựng và tổ chức mô hình", "20", "18", few),
        ("Có phương pháp, cách làm sáng tạo", "20", "17,5", ""),
        ("Có hiệu quả thiết thực trong đời sống xã hội", "30", "26", few),
    ]
    pages = printed(SHEET, score_sheet(
        criteria=[dict(zip(("label", "maximum", "points", "comment"), row, strict=True)) for row in rows],
        cleared="Thành viên chấm điểm khẳng định không liên quan đến hồ sơ này, ngày 22/11/2026.",
        scale_note="Thang điểm tham khảo – đơn vị tự điều chỉnh", maximum="100", total="89", comment="",
    ))  # fmt: skip

    assert len(pages) == 1


@pytest.mark.parametrize(
    ("head", "lines"),
    [
        (people_committee(), ["ỦY BAN NHÂN DÂN", "XÃ MINH LẠC", STATE_RIGHT, "Độc lập - Tự do - Hạnh phúc"]),
        (party_committee(), ["ĐẢNG BỘ HUYỆN SƠN MỘC", "ĐẢNG ỦY XÃ THƯỢNG MỘC", "*", PARTY_RIGHT]),
        (
            front_committee(),
            ["ỦY BAN MTTQ VIỆT NAM", "XÃ KHE LAU", "BAN THƯỜNG TRỰC", STATE_RIGHT, "Độc lập - Tự do - Hạnh phúc"],
        ),
    ],
)
def test_no_line_of_a_head_breaks(head, lines):
    text = printed(SHEET, score_sheet(letterhead=head))[0]
    read = [part.strip() for line in text.splitlines() for part in re.split(r"\s{2,}", line)]
    top = " \n ".join(read[: read.index("PHIẾU CHẤM ĐIỂM")])

    assert [top.count(line) for line in [*lines, head.number_line]] == [1] * (len(lines) + 1)


def test_the_party_has_no_national_motto():
    text = letters(printed(SHEET, score_sheet())[0])

    assert (text.count("CỘNGHÒA"), text.count("Độclập")) == (0, 0)


@pytest.mark.parametrize("long", [False, True])
def test_an_annex_prints_the_numbers_of_its_table(long):
    rows = [*figures().rows]
    if long:
        rows += [{"order": n, "unit": f"Thôn {n}", "target": 1} for n in range(3, 250)]
    pages = pages_of(annexes_to_pdf([annex(figures(rows))]))
    text = letters(" ".join(pages))

    assert text.count(letters("1 Xã Minh Lạc 14 1.021 1.018 3 88,5 24/03/2026")) == 1
    with_rows = [letters(page) for page in pages if "Minh Lạc 14" in page or "Thôn" in page]
    assert [page.count(letters("(1) (2) (3) (4) (5) (6) (7) (8)")) for page in with_rows] == [1] * len(with_rows)
    assert text.count(letters(f"Tổng cộng {14 + (247 if long else 0)} 1.036 1.033 3")) == 1


def test_annexes_are_numbered_each_from_its_own_first_page():
    rows = [{"order": n, "unit": f"Thôn {n}"} for n in range(16)]
    pages = pages_of(annexes_to_pdf([annex(figures(rows), number="I"), annex(number="II")]))

    assert [letters(page).count("Phụlục") for page in pages] == [1, 0, 1]
    assert ["2" in page.splitlines()[0].split() + page.splitlines()[-1].split() for page in pages] == [
        False,
        True,
        False,
    ]


@pytest.mark.parametrize("count", [6, 9, 12, 15, 18, 21])
def test_wherever_a_page_ends_who_signs_stands_with_the_last_rows_and_all_notes(count):
    rows = [{"order": n, "unit": f"Thôn {n}", "target": 1} for n in range(1, count + 1)]
    notes = [f"Ghi chú thứ {n} của bảng số liệu này." for n in range(1, 13)]
    pages = [letters(page) for page in pages_of(annexes_to_pdf([annex(figures(rows, notes=notes))]))]

    together = [f"Thôn {count - 1}", f"Thôn {count}", "Tổng cộng", *notes, "NGƯỜI LẬP BIỂU"]
    assert [one for one in together if letters(one) not in pages[-1]] == []


@pytest.mark.parametrize("count", [230, 236, 239, 242, 245, 248])
def test_under_a_long_table_who_signs_stands_with_the_last_rows_and_all_notes(count):
    rows = [{"order": n, "unit": f"Thôn {n}", "target": 1} for n in range(1, count + 1)]
    notes = [f"Ghi chú thứ {n} của bảng số liệu này." for n in range(1, 13)]
    last = letters(pages_of(annexes_to_pdf([annex(figures(rows, notes=notes))]))[-1])
    together = ["(1) (2)", f"Thôn {count - 1}", f"Thôn {count}", "Tổng cộng", *notes, "NGƯỜI LẬP BIỂU"]
    assert [one for one in together if letters(one) not in last] == []


@pytest.mark.parametrize(("notes", "sheets"), [(2, 1), (8, 1), (16, 2)])
def test_an_annex_is_set_tighter_where_that_saves_a_sheet(notes, sheets):
    rows = [{"order": n, "unit": f"Thôn {n}", "target": 1} for n in range(1, 7)]
    said = [f"Ghi chú thứ {n} của bảng số liệu này." for n in range(notes)]
    pdf = annexes_to_pdf([annex(figures(rows, notes=said))])

    assert len(pages_of(pdf)) == sheets


def test_a_short_annex_is_one_page():
    assert len(pages_of(annexes_to_pdf([annex()]))) == 1


def test_an_annex_escapes_what_people_typed():
    table = Table("<b>", [Column("name", "Tên")], [{"name": "<script>"}])

    assert render_annex(annex(table, unit_line="<img src=x>")).count("<img") == 0


def test_a_plan_prints_the_sectors_and_levels_of_its_own_year():
    paper = collective(sectors_offered="kinh tế, chuyển đổi số", levels_offered="cấp tỉnh, cấp cơ sở")
    text = letters(printed(COLLECTIVE, paper)[0])

    assert text.count(letters("2. Lĩnh vực của mô hình đăng ký: (kinh tế, chuyển đổi số)")) == 1
    assert text.count(letters("5. Đăng ký mô hình cấp (Cấp tỉnh, cấp cơ sở): cấp cơ sở, cấp huyện")) == 1


def lowest_mark(pdf: bytes) -> float:
    """How far the text of the first page stays above its lower margin, in mm; the small foot left out."""
    page = pypdfium2.PdfDocument(pdf)[0]
    text, margin = page.get_textpage(), 20 / 25.4 * 72
    feet = [text.get_charbox(index)[1] for index in range(text.count_chars()) if text.get_text_range(index, 1).strip()]
    return (min(foot for foot in feet if foot > margin) - margin) / 72 * 25.4


@pytest.mark.parametrize("lines", [3, 6, 9, 12, 16])
@pytest.mark.parametrize("further", [2, 4, 5])
@pytest.mark.parametrize("template", [COLLECTIVE, INDIVIDUAL])
def test_a_form_of_several_pages_fills_its_first(template, further, lines):
    """What runs a little over its page is set tighter instead of leaving the place of the signatures empty."""
    answer = "\n".join(["Vận động nhân dân góp công."] * (lines // 3))
    paper = collective() | {"form_items": [{"label": f"Mục {n}", "text": answer} for n in range(further)]}
    pdf = paper_to_pdf(template, paper)
    assert len(pages_of(pdf)) == 1 or lowest_mark(pdf) < 25


def test_only_what_saves_a_sheet_is_set_tighter():
    """Short or long, the text keeps its usual size; in between, the paper stays on one page."""
    heights = {}
    for lines in (1, 9, 24):
        pdf = paper_to_pdf(COLLECTIVE, collective() | {"form_items": [{"label": "Mục", "text": "Dòng chữ.\n" * lines}]})
        page = pypdfium2.PdfDocument(pdf)[0].get_textpage()
        place = page.get_text_range().index("Dòng")
        boxes = [page.get_charbox(place + step) for step in range(4)]
        heights[lines] = round(max(box[3] for box in boxes) - min(box[1] for box in boxes), 1), len(pages_of(pdf))
    (short, _), (middle, pages), (long, many) = (heights[lines] for lines in (1, 9, 24))
    assert (short == long, middle < short, pages, many) == (True, True, 1, 2)
