"""Following the work in a browser: a note from a phone, and axe on every page of it."""

from uuid import uuid4

import pytest

from registrations.following.services import copies, milestones, notes, urgings
from registrations.models import ProgressNote
from tests import builders
from tests.browser.person import Person
from tests.browser.test_accessibility import problems
from tests.browser.test_scans import chooses_file
from tests.registrations.following import day, held, inspection_of, picture

MODEL, LISTS = "/dang-ky/{code}/theo-doi/", "/dang-ky/theo-doi/"
GOING = LISTS + "kiem-tra/{going}/"
PAGES = {
    "registrant": (
        MODEL, MODEL + "?xem=kiem-tra", MODEL + "?xem=nhan-rong", MODEL + "moc/", MODEL + "ghi-nhanh/",
        MODEL + "nhan-rong/", LISTS, LISTS + "?xem=kien-nghi", LISTS + "?xem=don-doc", LISTS + "don-doc/{urging}/tra-loi/",
        LISTS + "tiep-tuc/", LISTS + "kien-nghi/{asked}/buoc/bao-da-khac-phuc/",
    ),
    "commune_officer": (
        LISTS + "kiem-tra/", LISTS + "kiem-tra/moi/", GOING, GOING + "sua/", GOING + "noi-den/",
        GOING + "noi-den/{visit}/", GOING + "noi-den/{visit}/kien-nghi/", LISTS + "don-doc/", LISTS + "don-doc/moi/",
        LISTS + "tiep-tuc/",
    ),
}  # fmt: skip


@pytest.fixture
def model(tree, cast, plan):
    return held(tree, cast, plan)


@pytest.fixture
def addresses(tree, cast, plan, model):
    owner, officer = cast.registrant, cast.commune_officer
    before = builders.plan(tree, officer, year=plan.year - 1, number="9/KH-UBND")
    builders.confirmed(owner, before, officer, levels=[tree.commune_level])
    for due in (-2, 5):
        milestones.add_milestone(by=owner, registration=model, text="Họp thôn", due_on=day(due), token=uuid4())
    notes.add_note(by=owner, registration=model, on=day(), text="Đã làm", photos=[picture()], token=uuid4())
    copies.set_original(by=officer, registration=held(tree, cast, plan, title="Bản"), original=model)
    concluded = inspection_of(cast, models=[model])
    going = inspection_of(cast, models=[model], units=[tree.village], conclude=False)
    urging = urgings.urge(
        by=cast.commune_leader, unit=tree.village, registration=model, asked="Nhanh", due_on=day(3), token=uuid4()
    )
    return {
        "code": model.code, "urging": urging.pk, "going": going.pk, "visit": going.visits.first().pk,
        "asked": concluded.visits.get().recommendations.get().pk,
    }  # fmt: skip


@pytest.mark.parametrize("role", PAGES)
def test_axe_finds_nothing_on_the_pages_of_following(people, cast, addresses, role):
    person = people(getattr(cast, role))
    assert [one for address in PAGES[role] for one in problems(person, address.format(**addresses))] == []


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
