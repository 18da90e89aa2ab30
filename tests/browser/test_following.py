"""Following the work in a browser: a note from a phone."""

import pytest

from registrations.models import ProgressNote
from tests.browser.person import Person
from tests.browser.test_scans import chooses_file
from tests.registrations.following import held, picture


@pytest.fixture
def model(tree, cast, plan):
    return held(tree, cast, plan)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_note_with_photos_is_written_on_a_phone(new_context, screenshot, cast, model, javascript):
    person = Person(new_context(java_script_enabled=javascript).new_page(), screenshot, cast.registrant).signs_in()
    person.page.set_viewport_size({"width": 390, "height": 780})
    person.opens(f"/dang-ky/{model.code}/")
    person.page.locator(".moves").get_by_text("Theo dõi thực hiện").click()
    person.follows("Ghi nhanh tiến độ")
    person.writes("Đã làm được gì, thấy gì", "Đổ xong 300 m ngõ 2")
    chooses_file(person, picture("ngo-2.jpg"))
    person.clicks("Ghi tiến độ")
    person.reads("Đã ghi tiến độ ngày")
    person.takes("ghi-nhanh")

    assert [photo.name for photo in ProgressNote.objects.get().photos.all()] == ["ngo-2.jpg"]
