"""Print → sign → scan → match, in a browser: one photo from the record, a pile with a spoilt page, an older paper."""

import pytest

from registrations import workflow
from registrations.scanning.signed import is_signed
from tests import builders
from tests.browser.person import Person
from tests.registrations import scanning, signing
from tests.registrations.scanning import as_file, pile_of, sheets, signed
from tests.registrations.stories import fresh


def chooses_file(person, file):
    person.page.locator("input[type=file]").first.set_input_files(
        {"name": file.name, "mimeType": file.content_type, "buffer": file.read()}
    )


def prints(person, registration) -> list:
    """What comes out of the printer, signed, as the scanner sees it."""
    pdf = person.downloads(f"/dang-ky/{registration.code}/ban-in.pdf?ban=1")
    return [signed(sheet) for sheet in sheets(pdf, dpi=200)]


@pytest.fixture
def sent(cast, plan, tree):
    return builders.submitted(cast.registrant, plan, levels=[tree.commune_level])


def test_a_registrant_prints_signs_photographs_and_confirms(people, cast, sent):
    person = people(cast.registrant)
    photo = as_file("anh-chup.jpg", scanning.photographed(prints(person, sent)[0]), quality=70)
    person.opens(f"/dang-ky/{sent.code}/")
    person.takes("ho-so-chua-co-ban-ky")
    chooses_file(person, photo)
    person.reads("anh-chup.jpg")
    person.clicks("Tải lên và đọc mã")
    person.reads("Khớp hồ sơ, chờ xác nhận")
    person.takes("doc-xong")
    person.clicks(f"Xác nhận bản ký của {sent.code}")
    person.reads("khớp bản mới nhất")
    person.takes("ho-so-co-ban-ky")
    person.page.get_by_role("link", name="Xem chi tiết").click()
    person.reads("Tệp còn đúng như lúc niêm phong")
    person.takes("ban-ky")

    assert is_signed(fresh(sent))


def test_a_clerk_sorts_a_pile_without_javascript(new_context, screenshot, cast, plan, tree, sent):
    others = [builders.submitted(cast.other_registrant, plan, levels=[tree.commune_level]) for _ in range(2)]
    old = builders.received(
        cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level], title="Nộp hai lần"
    )
    person = Person(new_context(java_script_enabled=False).new_page(), screenshot, cast.commune_clerk).signs_in()
    pages = [prints(person, one)[0] for one in (others[0], sent, old)]
    spoilt = scanning.unreadable(prints(person, others[1])[0])
    builders.move(old, workflow.RETURN, cast.commune_officer, note="Bổ sung.")
    builders.move(old, workflow.SUBMIT, cast.registrant)
    pile = pile_of(
        cast.commune_clerk, as_file("tap.pdf", pages[0].rotate(180), spoilt, pages[2], pages[1], scanning.blank())
    )
    person.follows("Bản quét")
    person.takes("cac-tap")
    person.follows("tap.pdf")
    person.reads("sau đó đã nộp lại lần 2")
    person.takes("tap")
    person.follows("Ghép trang 2")
    person.writes("Mã hồ sơ", old.code)
    person.writes("Bản lần thứ", "1")
    person.clicks("Ghép trang này")
    person.reads("Hãy in lần 2, ký rồi quét lại.")
    person.takes("ghep-bang-tay")
    assert person.field("Mã hồ sơ").input_value() == old.code
    person.writes("Mã hồ sơ", others[1].code.lower())
    person.clicks("Ghép trang này")
    person.reads("Đã ghép trang 2")
    person.clicks("Xác nhận cả 3 bản ký")
    person.reads("Đã xác nhận 3 bản ký")
    person.takes("da-xac-nhan")

    assert [one.scans.count() for one in (sent, *others, old)] == [1, 1, 1, 0]
    assert pile.pages.filter(scan__isnull=False).count() == 3


def test_an_administrator_makes_a_digital_signature_trusted(people, cast, sent):
    registrant, admin = people(cast.registrant), people(cast.admin)
    signed_pdf = signing.sign(registrant.downloads(f"/dang-ky/{sent.code}/ban-in.pdf"))
    registrant.opens(f"/dang-ky/{sent.code}/")
    chooses_file(registrant, scanning.pdf_upload(signed_pdf, "ky-so.pdf"))
    registrant.clicks("Tải lên và đọc mã")
    registrant.reads("Nguyên vẹn từ khi ký")
    registrant.takes("ky-so")
    registrant.clicks(f"Xác nhận bản ký của {sent.code}")
    registrant.reads("chưa xác định tin cậy")
    admin.follows("Chứng thư tin cậy")
    chooses_file(admin, scanning.pdf_upload(b"khong phai", "goc.cer"))
    admin.clicks("Tin cậy cơ quan này")
    admin.page.locator(".error").get_by_text("không phải một chứng thư số").wait_for()
    chooses_file(admin, signing.certificate_file(signing.authority()))
    admin.clicks("Tin cậy cơ quan này")
    admin.reads("CA bài thử, Cơ quan chứng thực")
    admin.takes("chung-thu")
    registrant.page.get_by_role("link", name="Xem chi tiết, chữ ký số").click()
    registrant.reads("theo chứng thư do quản trị đưa vào")
    registrant.takes("chu-ky-tin-cay")
