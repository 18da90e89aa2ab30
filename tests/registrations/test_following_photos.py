"""Ảnh tại nơi kiểm tra: taken back by who added it or by the desk, until the minutes are final."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from common.models import AuditRecord
from registrations.following import workflow
from registrations.following.services import inspections
from registrations.following.services.photos import drop_visit_photo
from registrations.models import VisitPhoto
from tests.registrations.following import guard, held, inspection_of, move, picture


@pytest.fixture
def made(tree, cast, plan):
    """An inspection that goes on, in which a reviewer writes on the spot and has taken a photo."""
    one = inspection_of(cast, models=[held(tree, cast, plan)], conclude=False)
    one.writers.set([cast.reviewer])
    return one


def taken(made, by, count=1) -> VisitPhoto:
    visit = made.visits.get()
    photos = [picture(f"anh-{number}.jpg", size=(800 + number, 600)) for number in range(count)]
    inspections.write_findings(by=by, visit=visit, findings=visit.findings, photos=photos, token=uuid4())
    return visit.photos.filter(added_by=by).last()


def address(photo) -> str:
    return f"/dang-ky/theo-doi/kiem-tra/{photo.visit.inspection_id}/noi-den/{photo.visit_id}/anh/{photo.pk}/bo/"


def test_who_took_it_is_asked_and_takes_it_back_files_and_all(
    as_position, cast, made, django_capture_on_commit_callbacks
):
    photo = taken(made, cast.reviewer)
    stored = [photo.file, photo.preview]
    on_the_spot = as_position(cast.reviewer)
    page = f"/dang-ky/theo-doi/kiem-tra/{made.pk}/"
    assert address(photo) in on_the_spot.get(page).text
    asked = on_the_spot.get(address(photo)).text
    assert f"/anh/{photo.pk}/?nho=1" in asked and photo.name in asked and photo.added_by.user.full_name in asked
    on_the_spot.post(address(photo), guard(cast.reviewer))
    assert VisitPhoto.objects.count() == 1
    with django_capture_on_commit_callbacks(execute=True):
        answer = on_the_spot.post(address(photo), {"chac": "1"} | guard(cast.reviewer))
    assert (answer.headers["Location"], VisitPhoto.objects.count()) == (page, 0)
    assert [file.storage.exists(file.name) for file in stored] == [False, False]
    told = AuditRecord.objects.latest("pk")
    assert (told.action, told.position, told.before["ảnh"]) == ("Bỏ ảnh kiểm tra", str(cast.reviewer), photo.name)


def test_the_desk_takes_back_what_others_took_and_others_do_not(as_position, cast, made):
    photo, own = taken(made, cast.reviewer), taken(made, cast.commune_officer)
    on_the_spot = as_position(cast.reviewer)
    assert (address(own) in on_the_spot.get(f"/dang-ky/theo-doi/kiem-tra/{made.pk}/").text) is False
    assert on_the_spot.post(address(own), {"chac": "1"} | guard(cast.reviewer)).status_code == 403
    with pytest.raises(PermissionDenied):
        drop_visit_photo(by=cast.reviewer, photo=own)
    district = as_position(cast.district_officer)
    assert district.post(address(photo), {"chac": "1"} | guard(cast.district_officer)).status_code == 403
    as_position(cast.commune_clerk).post(address(photo), {"chac": "1"} | guard(cast.commune_clerk))
    assert list(VisitPhoto.objects.all()) == [own]


def test_concluded_every_photo_stays(as_position, cast, made):
    photo = taken(made, cast.reviewer)
    move(workflow.CONCLUDE, made, cast.commune_officer)
    officer = as_position(cast.commune_officer)
    assert address(photo) not in officer.get(f"/dang-ky/theo-doi/kiem-tra/{made.pk}/").text
    assert officer.post(address(photo), {"chac": "1"} | guard(cast.commune_officer)).status_code == 403
    for by, refused in ((cast.commune_officer, ValidationError), (cast.reviewer, PermissionDenied)):
        with pytest.raises(refused):
            drop_visit_photo(by=by, photo=VisitPhoto.objects.select_related("visit__inspection").get(pk=photo.pk))
    assert VisitPhoto.objects.count() == 1


def test_the_same_is_taken_back_once(cast, made):
    photo = taken(made, cast.commune_officer, count=2)
    for _ in range(2):
        drop_visit_photo(by=cast.commune_officer, photo=photo)
    assert (VisitPhoto.objects.count(), AuditRecord.objects.filter(action="Bỏ ảnh kiểm tra").count()) == (1, 1)


def test_a_photo_of_old_whose_taker_is_unknown_is_the_desks(cast, made):
    photo = taken(made, cast.reviewer)
    VisitPhoto.objects.update(added_by=None)
    photo.refresh_from_db()
    with pytest.raises(PermissionDenied):
        drop_visit_photo(by=cast.reviewer, photo=photo)
    drop_visit_photo(by=cast.commune_officer, photo=photo)
    assert not VisitPhoto.objects.exists()
