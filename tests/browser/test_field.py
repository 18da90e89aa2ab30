"""A field team goes out: formed by the officer, the checklist filled in and photos taken on a phone, minutes in hand."""

import pytest

from registrations.models import Visit, VisitPhoto
from tests.browser.person import Person
from tests.browser.test_round import text_of_docx, text_of_pdf
from tests.evaluation import builders as build
from tests.registrations.following import picture

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def c(transactional_db):
    made = build.council(dossiers=2)
    build.assigned(made)
    return made


def is_formed(officer, c):
    officer.opens(f"/danh-gia/dot/{c.round.pk}/")
    officer.follows("Tổ thẩm định thực địa")
    officer.follows("Lập tổ")
    officer.field("Tổ trưởng").select_option(str(c.reviewer.pk))
    officer.page.locator(f"[name=areas][value='{c.tree.commune.pk}']").check()
    officer.takes("lap-to")
    officer.clicks("Lưu tổ")
    officer.succeeds()
    officer.takes("to-thuc-dia")
    officer.page.get_by_role("button", name="Lập cuộc thẩm định thực địa").click()
    officer.succeeds()
    officer.takes("cuoc-tham-dinh")
    return officer.page.url


def looks(reviewer, address):
    """The first place, on the spot."""
    reviewer.opens(address)
    reviewer.takes("dien-thoai")
    assert reviewer.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    reviewer.page.get_by_role("link", name="Ghi nhận xét, chụp ảnh").first.click()
    reviewer.page.locator("[name=muc-0]").first.wait_for()
    assert reviewer.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    reviewer.page.locator("[name=muc-0][value=yes]").check()
    reviewer.page.locator("[name=ghi-chu-0]").fill("Có đủ biên bản họp thôn")
    reviewer.page.locator("[name=muc-1][value=partly]").check()
    reviewer.page.locator("[name=findings]").fill("Đường hoa 3 km, 43 hộ tham gia.")
    photo = picture("duong-hoa.jpg")
    reviewer.page.locator("[name=photos]").set_input_files(
        {"name": photo.name, "mimeType": "image/jpeg", "buffer": photo.read()}
    )
    reviewer.takes("danh-sach-muc")
    reviewer.clicks("Lưu nhận xét")
    reviewer.succeeds()
    reviewer.takes("da-ghi")


def test_the_team_fills_in_its_checklist_on_a_phone(c, new_context, screenshot):
    address = is_formed(Person(new_context().new_page(), screenshot, c.officer).signs_in(), c)
    reviewer = Person(new_context().new_page(), screenshot, c.reviewer)
    reviewer.page.set_viewport_size(PHONE)
    reviewer.signs_in()
    looks(reviewer, address)
    assert Visit.objects.exclude(findings="").get().checks.count() == 2 and VisitPhoto.objects.count() == 1
    for ending, read in (("pdf", text_of_pdf), ("docx", text_of_docx)):
        text = read(reviewer.downloads(f"{address}bien-ban.{ending}"))
        for said in ("Có đủ biên bản họp thôn", "Đạt một phần", "Đường hoa 3 km", "1 ảnh chụp tại chỗ"):
            assert said in text, (ending, said)
