"""The prints: the text of each PDF is what was typed, letter by letter; a version stays what it was."""

import io
import re
from html import unescape

import pypdfium2
import pytest

from registrations import papers, services, workflow
from registrations.enums import Kind, Purpose
from tests import builders

MARKS = "Ắc quy Ằng Ẳng Ẵng Ặng ấ ầ ẩ ẫ ậ é è ẻ ẽ ẹ ế ề ể ễ ệ ý ỳ ỷ ỹ ỵ ố ồ ổ ỗ ộ ớ ờ ở ỡ ợ ứ ừ ử ữ ự đ Đ “khéo” – 5% & <b> m2"


def letters(text: str) -> str:
    """The signs that are drawn, without the spaces and line breaks of the layout."""
    return re.sub(r"\s+|\.{3,}", "", text)


def pdf_text(answer) -> str:
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    with pypdfium2.PdfDocument(io.BytesIO(answer.content)) as pdf:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)


def holds(text: str, *lines: str) -> list[str]:
    """The lines that the text lacks."""
    drawn = letters(text)
    return [line for line in lines if letters(line) not in drawn]


@pytest.fixture
def owner(as_position, cast):
    return as_position(cast.registrant)


@pytest.fixture
def typed(tree):
    return {
        "levels": [tree.commune_level, tree.district_level], "title": MARKS, "unit_address": "thôn Đông, xã Minh Lạc",
        "model_address": "đường trục thôn Đông", "benefit_amount": "640 triệu",
        "benefit_lines": "hơn 60 m2 đất\n14,873 km\n75 - 80 triệu đồng/ha/vụ", "time_text": "Quý II, vụ Mùa",
        "signer_name": "Nguyễn Văn Ất", "signed_on": "05/02/2026",
    }  # fmt: skip


def items(plan) -> list[str]:
    return [
        f"XÂY DỰNG MÔ HÌNH “DÂN VẬN KHÉO” NĂM {plan.year}",
        f"Thực hiện Kế hoạch số {plan.number} của {plan.issuer_name} về “{plan.theme}” năm {plan.year}",
        f"1. Tên mô hình, điển hình “Dân vận khéo” đăng ký xây dựng {MARKS} Địa chỉ mô hình: đường trục thôn Đông",
        "2. Lĩnh vực của mô hình đăng ký: (kinh tế, văn hóa - xã hội, quốc phòng - an ninh, xây dựng hệ thống chính trị)"
        " kinh tế",
        "3. Giá trị dự kiến làm lợi từ công trình đăng ký (nếu có): 640.000.000 đồng hơn 60 m2 đất 14,873 km"
        " 75 - 80 triệu đồng/ha/vụ",
        "4. Thời gian thực hiện và hoàn thành: Quý II, vụ Mùa",
        "5. Đăng ký mô hình cấp (Cấp tỉnh, cấp huyện, cấp cơ sở): cấp huyện, cấp cơ sở",
    ]


def test_the_collective_form_says_what_was_typed(owner, cast, plan, typed):
    registration = builders.submitted(cast.registrant, plan, **typed)
    text = pdf_text(owner.get(f"/dang-ky/{registration.code}/ban-in.pdf"))

    assert holds(
        text, "ĐĂNG KÝ", "(Tập thể)", "Đơn vị: thôn Đông, xã Minh Lạc", "Địa chỉ: thôn Đông, xã Minh Lạc", *items(plan),
        f"Đơn vị đăng ký thực hiện mô hình “Dân vận khéo” năm {plan.year} như sau:",
        "Minh Lạc, ngày 05 tháng 02 năm 2026", "ĐẠI DIỆN LÃNH ĐẠO CƠ QUAN, ĐƠN VỊ", "(ký và ghi rõ họ, tên)",
        "Nguyễn Văn Ất", f"Mã hồ sơ: {registration.code} · Bản lần 1",
    ) == []  # fmt: skip
    assert "Bản nháp" not in text


def test_the_individual_form_says_what_was_typed(owner, cast, plan, typed):
    registration = builders.submitted(cast.registrant, plan, kind=Kind.INDIVIDUAL, **typed)
    text = pdf_text(owner.get(f"/dang-ky/{registration.code}/ban-in.pdf"))

    assert holds(
        text, "(Cá nhân)", "Họ và tên: Ông Phạm Đức Cần", "Chức vụ, nhiệm vụ được giao: Trưởng thôn Đoài",
        "Đơn vị: thôn Đông, xã Minh Lạc", *items(plan),
        f"Tôi đăng ký thực hiện mô hình “Dân vận khéo” năm {plan.year} như sau:", "NGƯỜI ĐĂNG KÝ",
    ) == []  # fmt: skip


def test_a_draft_says_that_it_is_one(owner, cast, plan, typed):
    registration = builders.draft(cast.registrant, plan, **typed)
    text = pdf_text(owner.get(f"/dang-ky/{registration.code}/ban-in.pdf"))

    assert holds(text, "Bản nháp", *items(plan)) == []


def test_the_signing_day_stays_blank_unless_it_was_written(owner, cast, plan, typed):
    registration = builders.submitted(cast.registrant, plan, **typed | {"signed_on": ""})
    text = pdf_text(owner.get(f"/dang-ky/{registration.code}/ban-in.pdf"))

    assert re.findall(r"Minh Lạc, ngày\W+tháng\W+năm", text) != []
    assert re.findall(r"ngày \d", text) == []


def test_a_version_is_printed_as_it_was_sent(owner, tree, cast, plan, typed):
    registration = builders.received(cast.registrant, plan, cast.commune_officer, **typed)
    builders.move(registration, workflow.RETURN, cast.commune_officer, note="Ghi rõ thời gian.")
    address = f"/dang-ky/{registration.code}/ban-in.pdf"
    before = pdf_text(owner.get(f"{address}?ban=1"))
    draft = registration.drafts.get()
    services.save_draft(
        by=cast.registrant, registration=registration, purpose=Purpose.REGISTRATION, revision=draft.revision,
        data=draft.data | {"title": "Tên đã sửa", "time_text": "cả năm"},
    )  # fmt: skip
    builders.move(registration, workflow.SUBMIT, cast.registrant)
    plan.theme, plan.number = "Chủ đề khác", "99/KH-UBND"
    plan.save()

    assert pdf_text(owner.get(f"{address}?ban=1")) == before
    assert holds(pdf_text(owner.get(address)), "Tên đã sửa", "cả năm", "Bản lần 2") == []
    assert holds(before, MARKS, "Quý II, vụ Mùa", "Bản lần 1") == []


@pytest.mark.parametrize(("slug", "word"), [("tap-the", "(Tập thể)"), ("ca-nhan", "(Cá nhân)")])
def test_the_blank_form_prints_to_be_filled_in_by_hand(owner, slug, word):
    text = pdf_text(owner.get(f"/dang-ky/mau-trong/{slug}.pdf"))

    assert holds(text, "ĐĂNG KÝ", word, "4. Thời gian thực hiện và hoàn thành:", "(ký và ghi rõ họ, tên)") == []
    assert "Mã hồ sơ" not in text


def test_the_receipt_says_who_took_in_what_and_when(as_position, cast, plan, typed, pdf_file):
    registration = builders.draft(cast.registrant, plan, **typed)
    services.attach(by=cast.registrant, registration=registration, file=pdf_file("Ảnh đường hoa.pdf"))
    builders.move(registration, workflow.SUBMIT, cast.registrant)
    builders.move(registration, workflow.RECEIVE, cast.commune_clerk)
    receipt = registration.receipts.get()
    officer = as_position(cast.commune_officer)
    text = pdf_text(officer.get(f"/dang-ky/{registration.code}/phieu-tiep-nhan/{receipt.pk}.pdf"))

    assert holds(
        text, "PHIẾU TIẾP NHẬN", "ỦY BAN NHÂN DÂN", "XÃ MINH LẠC", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Nơi tiếp nhận: UBND xã Minh Lạc", "Đơn vị: thôn Đông, xã Minh Lạc", f"Tên mô hình, điển hình: {MARKS}",
        f"Mã hồ sơ: {registration.code}", "2. Ảnh đường hoa.pdf", cast.commune_clerk.user.full_name,
    ) == []  # fmt: skip


def test_the_receipt_names_the_person_who_handed_it_in_and_the_unit_once(as_position, tree, cast, plan):
    def handed_in(by, **changes):
        registration = builders.submitted(by, plan, unit=tree.village, levels=[tree.commune_level], **changes)
        builders.move(registration, workflow.RECEIVE, cast.commune_officer)
        receipt = registration.receipts.get()
        address = f"/dang-ky/{registration.code}/phieu-tiep-nhan/{receipt.pk}.pdf"
        text = pdf_text(as_position(cast.commune_officer).get(address))
        return text.partition("Người nộp: ")[2].splitlines()[0]

    sender = cast.registrant
    sender.title = "Trưởng thôn"
    sender.save()
    assert handed_in(sender) == f"{sender.user.full_name}, Trưởng thôn"
    assert handed_in(sender, kind=Kind.INDIVIDUAL, person_name="Vũ Tú") == "Vũ Tú"
    assert handed_in(cast.commune_clerk, signer_name="Lê Thị Thoa") == "Lê Thị Thoa"
    assert handed_in(cast.commune_clerk, signer_name="") == "....."


def test_the_result_report_says_what_was_typed(as_position, cast, plan, tree, typed):
    registration = builders.confirmed(
        cast.registrant, plan, cast.commune_officer, **typed | {"levels": [tree.commune_level]}
    )
    written = {
        "how": f"Họp dân.\n{MARKS}", "forces": "41 hộ, 320 ngày công.", "outcome": "Mở rộng 1,85 km.", "upkeep": "Giao chi hội.",
        "proposals": "Không.", "benefit_amount": "70 triệu", "benefit_lines": "1.315 m2 đất",
    }  # fmt: skip
    builders.write_result(registration, cast.registrant, **written)
    builders.move(registration, workflow.SEND_RESULT, cast.registrant)
    text = pdf_text(as_position(cast.commune_officer).get(f"/dang-ky/{registration.code}/bao-cao-ket-qua.pdf"))

    assert holds(
        text, f"Kết quả thực hiện mô hình “Dân vận khéo” năm {plan.year}", f"Tên mô hình, điển hình: {MARKS}",
        f"1. Cách làm Họp dân. {MARKS}", "2. Lực lượng tham gia 41 hộ, 320 ngày công.", "Mở rộng 1,85 km.",
        "4. Khả năng duy trì, nhân rộng Giao chi hội.", "5. Kiến nghị, đề xuất Không.",
        "640.000.000 đồng", "70.000.000 đồng", "1.315 m2 đất", "XÁC NHẬN CỦA CƠ QUAN, ĐƠN VỊ CẤP TRÊN",
    ) == []  # fmt: skip


def test_the_receipt_stays_what_it_was_when_more_comes_later(as_position, tree, cast, plan, pdf_file):
    registration = builders.draft(cast.registrant, plan, levels=[tree.commune_level])
    services.attach(by=cast.registrant, registration=registration, file=pdf_file("to-trinh.pdf"))
    builders.move(registration, workflow.SUBMIT, cast.registrant)
    builders.move(registration, workflow.RECEIVE, cast.commune_officer)
    builders.move(registration, workflow.CONFIRM, cast.commune_officer)
    services.attach(by=cast.registrant, registration=registration, file=pdf_file("anh-ket-qua.pdf"))
    builders.write_result(registration, cast.registrant)
    builders.move(registration, workflow.SEND_RESULT, cast.registrant)
    receipt = registration.receipts.get()
    address = f"/dang-ky/{registration.code}/phieu-tiep-nhan/{receipt.pk}.pdf"
    text = pdf_text(as_position(cast.commune_officer).get(address))

    assert holds(text, "to-trinh.pdf", "anh-ket-qua.pdf") == ["anh-ket-qua.pdf"]


def shown(answer) -> str:
    """The words of the paper on the page of its record."""
    article = re.search(
        r'<article class="paper-view as-printed.*?</h2>(.*?)</article>', answer.content.decode(), re.DOTALL
    )
    return unescape(re.sub(r"<[^>]+>", " ", article[1]))


def between(text: str, first: str, last: str) -> str:
    drawn = letters(text)
    return drawn[drawn.index(letters(first)) : drawn.rindex(letters(last)) + len(letters(last))]


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("sent", [True, False], ids=["sent", "draft"])
def test_the_paper_on_the_page_says_what_the_print_says_in_the_same_order(owner, cast, plan, typed, kind, sent):
    make = builders.submitted if sent else builders.draft
    record = make(cast.registrant, plan, kind=kind, **typed)
    page, pdf = shown(owner.get(f"/dang-ky/{record.code}/")), pdf_text(owner.get(f"/dang-ky/{record.code}/ban-in.pdf"))
    office = "ĐẠI DIỆN LÃNH ĐẠO CƠ QUAN, ĐƠN VỊ" if kind == Kind.COLLECTIVE else "NGƯỜI ĐĂNG KÝ"

    assert between(page, "ĐĂNG KÝ", "cấp huyện, cấp cơ sở") == between(pdf, "ĐĂNG KÝ", "cấp huyện, cấp cơ sở")
    assert letters(f"{office} (ký và ghi rõ họ, tên) Nguyễn Văn Ất") in letters(page)
    assert letters(f"{office} (ký và ghi rõ họ, tên) Nguyễn Văn Ất") in letters(pdf)


def test_a_theme_that_names_the_year_says_it_once(plan):
    plan.theme = f"Dân vận khéo năm {plan.year}"
    assert papers.plan_line(plan).endswith(f"về “Dân vận khéo năm {plan.year}”")


def test_the_paper_of_a_draft_names_the_place_of_its_unit(as_position, cast, tree, plan):
    """As it is printed; no dots where địa danh is known from the unit or from above it."""
    draft = builders.draft(cast.registrant, plan, levels=[tree.commune_level])
    page = as_position(cast.registrant).get(f"/dang-ky/{draft.code}/").content.decode()
    assert "Minh Lạc, ngày" in page
    tree.village.place_name = "Thôn Đông"
    tree.village.save(update_fields=["place_name"])
    page = as_position(cast.registrant).get(f"/dang-ky/{draft.code}/").content.decode()
    assert "Thôn Đông, ngày" in page
