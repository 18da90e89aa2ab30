"""Bài công khai: words and pictures for everybody, only once the office says so and a person agrees."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from recognition import services as decisions
from recognition.afterwards.services import tell_story
from recognition.models import PublicPicture, PublicStory
from registrations.following.services.notes import add_note
from tests.recognition import builders as build
from tests.recognition.pages import post, text
from tests.registrations.following import picture

pytestmark = pytest.mark.django_db


def photographed(o, record, count=1):
    colours = ("green", "red", "blue", "white")
    photos = [picture(f"anh {place}.jpg", colour=colours[place]) for place in range(count)]
    note = add_note(
        by=o.cast.registrant,
        registration=record,
        on=timezone.localdate(),
        text="Đang làm.",
        token=uuid4(),
        photos=photos,
    )
    return [f"p{one.pk}" for one in note.photos.order_by("pk")]


def test_the_office_writes_chooses_pictures_and_shows_it(as_position):
    o = build.office()
    keys, decision = photographed(o, o.models[0], 2), build.published(o)
    award, client = decision.awards.get(), as_position(o.officer)
    here = f"/cong-nhan/{decision.pk}/dong/{award.pk}/cong-khai/"
    assert here in text(client.get(f"/cong-nhan/{decision.pk}/"))
    form = client.get(here).context["form"]
    assert form.initial["outcome"] == o.models[0].result.outcome
    typed = {"how": "Mỗi hộ trồng một đoạn hoa.", "outcome": "Sạch đường làng.", "anh": keys[1]}
    post(client, here, o.officer, **typed)
    anybody = Client()
    assert "Mỗi hộ trồng" not in text(anybody.get(f"/cong-khai/{award.pk}/"))
    assert anybody.get(f"/cong-khai/{award.pk}/anh/1/").status_code == 404
    post(client, here, o.officer, **typed, is_public="on")
    page = text(anybody.get(f"/cong-khai/{award.pk}/"))
    assert "Mỗi hộ trồng một đoạn hoa." in page and f"/cong-khai/{award.pk}/anh/1/" in page
    shown = anybody.get(f"/cong-khai/{award.pk}/anh/1/")
    assert b"".join(shown.streaming_content).startswith(b"\xff\xd8")
    assert (shown.headers["Content-Type"], shown.headers["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert "sandbox" in shown.headers["Content-Security-Policy"]
    assert anybody.get(f"/cong-khai/{award.pk}/anh/2/").status_code == 404


def test_a_persons_story_waits_for_consent_and_goes_with_it():
    o = build.office(models=0, persons=1)
    keys, decision = photographed(o, o.persons[0]), build.published(o)
    award, anybody = decision.awards.get(), Client()
    tell_story(by=o.officer, award=award, how="Cách làm.", outcome="", is_public=True, pictures=keys)
    addresses = (f"/cong-khai/{award.pk}/", f"/cong-khai/{award.pk}/anh/1/")

    def answers():
        found = [anybody.get(one) for one in addresses]
        for one in found:
            b"".join(one.streaming_content if one.streaming else [])
        return [one.status_code for one in found]

    assert answers() == [404, 404]
    decisions.set_consent(by=o.officer, award=award, agrees=True, how="giấy đồng ý ngày 02/11/2026")
    assert answers() == [200, 200]
    decisions.set_consent(by=o.officer, award=award, agrees=False)
    assert answers() == [404, 404]


def test_a_revoked_title_shows_neither_words_nor_pictures():
    o = build.office()
    keys, decision = photographed(o, o.models[0]), build.published(o)
    award = decision.awards.get()
    tell_story(by=o.officer, award=award, how="Cách làm.", outcome="", is_public=True, pictures=keys)
    build.revoked(o, award)
    assert Client().get(f"/cong-khai/{award.pk}/anh/1/").status_code == 404
    with pytest.raises(ValidationError):
        tell_story(by=o.officer, award=award, how="Khác.", outcome="", is_public=True, pictures=[])


def test_at_most_three_pictures_and_only_of_this_model():
    o = build.office(models=2)
    four, other = photographed(o, o.models[0], 4), photographed(o, o.models[1])
    award = build.published(o).awards.get(registration=o.models[0])
    with pytest.raises(ValidationError, match="nhiều nhất 3 ảnh"):
        tell_story(by=o.officer, award=award, how="A", outcome="", is_public=False, pictures=four)
    with pytest.raises(ValidationError, match="không còn chọn được"):
        tell_story(by=o.officer, award=award, how="A", outcome="", is_public=False, pictures=other)
    tell_story(by=o.officer, award=award, how="A", outcome="", is_public=False, pictures=four[:3])
    tell_story(by=o.officer, award=award, how="A", outcome="", is_public=False, pictures=four[:1])
    assert (PublicStory.objects.count(), PublicPicture.objects.count()) == (1, 1)


@pytest.mark.parametrize("who", ["district_officer", "other_commune_officer"])
def test_only_the_office_that_recognised_it_writes(who):
    o = build.office()
    award = build.published(o).awards.get()
    with pytest.raises(PermissionDenied):
        tell_story(by=getattr(o.cast, who), award=award, how="A", outcome="", is_public=True, pictures=[])
