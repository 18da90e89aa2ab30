"""Sau khi công nhận: put forward to the level above, kept or lapsed year by year, copied elsewhere."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from common.models import AuditRecord
from recognition import services as decisions
from recognition.afterwards import services
from recognition.enums import Act, Ending, Outcome
from recognition.models import Award, Elevation, YearOutcome
from registrations.following.services.copies import set_original
from tests import builders
from tests.recognition import builders as build
from tests.recognition.pages import pdf_text, post, text

pytestmark = pytest.mark.django_db
UP = "/cong-nhan/de-nghi-cap-tren/"


def words(data: bytes) -> str:
    return " ".join(pdf_text(data).split())


def elevated(o, decision, *, by=None, awards=None, level=None, token=None):
    return services.elevate(
        by=by or o.officer, decision=decision, awards=awards or decision.awards.all(), level=level or o.tree.district_level,
        sent_on=timezone.localdate(), number="12/TTr-UBND", note="Nổi bật.", token=token or uuid4(),
    )  # fmt: skip


def say(o, award, outcome, *, year, reason="", by=None):
    said = [services.Said(award, outcome, reason)]
    by = by or o.officer
    return services.say_of_year(by=by, unit=by.unit, year=year, said=said)


def next_year() -> int:
    return timezone.localdate().year + 1


def test_from_the_decision_to_the_list_of_the_desk_above_and_its_decision(as_position):
    o = build.office(models=2)
    decision = build.published(o)
    award, client = decision.awards.order_by("sort_key").first(), as_position(o.officer)
    here = f"/cong-nhan/{decision.pk}/de-nghi-cap-tren/"
    assert here in text(client.get(f"/cong-nhan/{decision.pk}/"))
    typed = {"level": o.tree.district_level.pk, "number": "12/TTr-UBND", "sent_on": f"{timezone.localdate():%d/%m/%Y}",
             "note": "Nổi bật.", "chon": award.pk}  # fmt: skip
    sent = post(client, here, o.officer, **typed)
    assert sent.url == "/cong-nhan/de-nghi-cap-tren/"
    row = Elevation.objects.get()
    paper = words(client.get(f"/cong-nhan/de-nghi-cap-tren/{row.bundle}/to-trinh.pdf").content)
    for said in ("TỜ TRÌNH", "đề nghị công nhận", award.title, "12/TTr-UBND", "45/QĐ-UBND", "Nổi bật."):
        assert said in paper, said
    assert client.get(f"/cong-nhan/de-nghi-cap-tren/{row.bundle}/to-trinh.docx").content[:2] == b"PK"
    above = o.cast.district_officer
    client = as_position(above)
    assert award.title in text(client.get("/cong-nhan/de-nghi-cap-tren/"))
    draft = decisions.draft_decision(by=above, act=Act.RECOGNITION, plan=o.plan, token=uuid4())
    page = client.get(f"/cong-nhan/{draft.pk}/them/?nguon=de-nghi")
    (candidate,) = page.context["candidates"]
    assert candidate.registration == award.registration and "12/TTr-UBND" in candidate.nominated
    assert candidate.nominated in text(page)
    decisions.add_awards(by=above, decision=draft, registrations=[award.registration], names={})
    assert client.get(f"/cong-nhan/{draft.pk}/them/?nguon=de-nghi").context["candidates"] == []


@pytest.mark.parametrize(("models", "persons", "called", "told"), [
    (2, 0, "mô hình", "(02 tập thể)"), (0, 1, "điển hình", "(01 cá nhân)"),
    (1, 1, "mô hình, điển hình", "(01 tập thể, 01 cá nhân)"),
])  # fmt: skip
def test_the_paper_that_goes_up_calls_a_person_no_model(as_position, models, persons, called, told):
    o = build.office(models=models, persons=persons)
    elevated(o, build.published(o))
    bundle = Elevation.objects.first().bundle
    paper = words(as_position(o.officer).get(f"/cong-nhan/de-nghi-cap-tren/{bundle}/to-trinh.pdf").content)
    assert f"Về việc đề nghị công nhận {called} “Dân vận khéo”" in paper
    assert f"{models + persons:02} mô hình, điển hình {told} trong phong trào thi đua “Dân vận khéo”" in paper


@pytest.mark.parametrize(("family", "is_dashed"), [("party", True), ("state", False)])
def test_the_list_that_goes_up_rests_on_its_decision_as_papers_of_the_office_do(as_position, family, is_dashed):
    o = build.office()
    builders.writes_papers_of(family, o.officer.unit)
    elevated(o, build.published(o))
    client, bundle = as_position(o.officer), Elevation.objects.get().bundle
    paper = words(client.get(f"/cong-nhan/de-nghi-cap-tren/{bundle}/to-trinh.pdf").content)
    assert ("- Căn cứ Quyết định số 45/QĐ-UBND" in paper) == is_dashed and "Căn cứ Quyết định số 45/QĐ-UBND" in paper


def test_withdrawn_it_stands_there_no_more_and_may_go_up_again(as_position):
    o = build.office()
    decision = build.published(o)
    (row,) = elevated(o, decision)
    with pytest.raises(ValidationError, match="đã được đề nghị"):
        elevated(o, decision)
    client = as_position(o.officer)
    post(client, f"/cong-nhan/de-nghi-cap-tren/{row.pk}/rut/", o.officer, reason="Gửi nhầm.")
    row.refresh_from_db()
    assert (row.ended_as, row.ended_for) == (Ending.WITHDRAWN, "Gửi nhầm.")
    assert "Gửi nhầm." in text(client.get("/cong-nhan/de-nghi-cap-tren/"))
    assert client.get(f"/cong-nhan/de-nghi-cap-tren/{row.bundle}/to-trinh.pdf").status_code == 404
    elevated(o, decision)


def test_what_the_level_above_recognised_is_not_withdrawn():
    o = build.office()
    decision = build.published(o)
    (row,) = elevated(o, decision)
    draft = build.drafted(o, by=o.cast.district_officer)
    build.move(draft, build.workflow.PROPOSE, o.cast.district_officer)
    facts = {"number": "7-QĐ/HU", "issued_on": timezone.localdate(), **build.SIGNED}
    build.move(draft, build.workflow.PUBLISH, o.cast.district_leader, **facts)
    with pytest.raises(ValidationError, match="đã công nhận mô hình này"):
        services.withdraw(by=o.officer, elevation=row, reason="Nhầm.")


def test_the_level_above_declines_for_a_reason_that_the_office_reads_and_it_may_go_up_again(as_position):
    o = build.office()
    decision, above = build.published(o), o.cast.district_officer
    (row,) = elevated(o, decision)
    here = f"{UP}{row.pk}/khong-dua-vao-xet/"
    assert here not in text(as_position(o.officer).get(UP))
    client = as_position(above)
    assert here in text(client.get(UP))
    assert "is-invalid" in text(post(client, here, above, reason=""))
    post(client, here, above, reason="Chưa đủ hai năm duy trì.")
    row.refresh_from_db()
    assert (row.ended_as, row.ended_by, row.ended_for) == (Ending.DECLINED, above, "Chưa đủ hai năm duy trì.")
    assert here not in text(client.get(UP)) and services.decline(by=above, elevation=row, reason="Lại.") == row
    assert AuditRecord.objects.filter(action="Không đưa đề nghị của cấp dưới vào xét").count() == 1
    draft = decisions.draft_decision(by=above, act=Act.RECOGNITION, plan=o.plan, token=uuid4())
    assert client.get(f"/cong-nhan/{draft.pk}/them/?nguon=de-nghi").context["candidates"] == []
    asking, told = as_position(o.officer), f"({above.unit}): Chưa đủ hai năm duy trì."
    for page in (UP, f"/cong-nhan/{decision.pk}/de-nghi-cap-tren/"):
        assert f"Không đưa vào xét</span> ngày {timezone.localdate():%d/%m/%Y} {told}" in text(asking.get(page))
    assert asking.get(f"{UP}{row.bundle}/to-trinh.pdf").status_code == 200
    elevated(o, decision)


def test_only_what_waits_is_declined_and_only_by_the_level_asked(as_position):
    o = build.office()
    (row,) = elevated(o, build.published(o))
    for other in (o.officer, o.cast.district_leader, o.cast.province_officer, o.cast.other_district_officer):
        with pytest.raises(PermissionDenied):
            services.decline(by=other, elevation=row, reason="Không.")
    above = o.cast.district_officer
    build.drafted(o, by=above)
    with pytest.raises(ValidationError, match="không còn chờ"):
        services.decline(by=above, elevation=row, reason="Không.")


def test_only_a_standing_recognition_goes_up_to_a_higher_level_by_its_own_office():
    o = build.office(models=2)
    decision = build.published(o)
    with pytest.raises(PermissionDenied):
        elevated(o, decision, by=o.cast.district_officer)
    with pytest.raises(ValidationError):
        elevated(o, decision, level=o.tree.commune_level)
    first, second = decision.awards.all()
    build.revoked(o, first)
    say(o, second, Outcome.LAPSED, year=next_year(), reason="Ngừng.")
    for award in (first, second):
        with pytest.raises(ValidationError, match="không còn đề nghị được"):
            elevated(o, decision, awards=[award])
    assert Elevation.objects.count() == 0


def test_pressed_twice_it_goes_up_once():
    o = build.office()
    decision, token = build.published(o), uuid4()
    assert elevated(o, decision, token=token) == elevated(o, decision, token=token)
    assert Elevation.objects.count() == 1


def of_last_year(o):
    """A published recognition whose year is over."""
    decision = build.published(o)
    year = timezone.localdate().year - 1
    Award.objects.filter(decision=decision).update(year=year)
    return decision


def test_the_year_list_is_written_printed_and_told_to_the_public(as_position):
    o = build.office(models=2)
    year, (kept, lapsed) = timezone.localdate().year, of_last_year(o).awards.all()
    client = as_position(o.officer)
    typed = {f"chon-{kept.pk}": "kept", f"chon-{lapsed.pk}": "lapsed", f"ly-do-{lapsed.pk}": "Không sinh hoạt nữa."}
    wrong = text(post(client, "/cong-nhan/giu-vung/", o.officer, **typed | {f"ly-do-{lapsed.pk}": ""}))
    assert "Không còn giữ vững thì ghi lý do." in wrong
    post(client, "/cong-nhan/giu-vung/", o.officer, **typed)
    assert sorted(YearOutcome.objects.values_list("award", "outcome", "year")) == sorted(
        [(kept.pk, "kept", year), (lapsed.pk, "lapsed", year)]
    )
    paper = words(client.get("/cong-nhan/giu-vung/danh-sach.pdf").content)
    assert "Không sinh hoạt nữa." in paper and "giữ vững 1, không còn giữ vững 1, chưa ghi 0" in paper
    assert {client.get(f"/cong-nhan/giu-vung/danh-sach.{one}").content[:2] for one in ("docx", "xlsx")} == {b"PK"}
    anybody, told = Client(), f"không còn duy trì từ năm {year}"
    assert told in text(anybody.get("/cong-khai/")) and told in text(anybody.get(f"/cong-khai/{lapsed.pk}/")).lower()
    listed = text(anybody.get("/cong-khai/?tinh-trang=dang-duy-tri"))
    assert (kept.title in listed, lapsed.title in listed) == (True, False)
    lapsed.refresh_from_db()
    assert (lapsed.is_standing, lapsed.is_maintained) == (True, False)
    assert "Đúng, còn hiệu lực" in text(anybody.get(f"/xac-minh/{lapsed.code}/"))


def test_the_year_it_lapsed_from_is_the_first_without_a_break():
    o = build.office()
    award, year = build.published(o).awards.get(), next_year()
    say(o, award, Outcome.LAPSED, year=year, reason="Ngừng.")
    say(o, award, Outcome.LAPSED, year=year + 1, reason="Ngừng.")
    award.refresh_from_db()
    assert award.lapsed_from == year
    say(o, award, Outcome.KEPT, year=year + 2)
    award.refresh_from_db()
    assert award.lapsed_from is None


def test_an_office_says_it_of_its_own_titles_of_earlier_years_alone():
    o = build.office()
    award = build.published(o).awards.get()
    assert say(o, award, Outcome.KEPT, year=award.year) == []
    assert say(o, award, Outcome.KEPT, year=next_year(), by=o.cast.district_officer) == []
    with pytest.raises(PermissionDenied):
        say(o, award, Outcome.KEPT, year=next_year(), by=o.leader)
    with pytest.raises(ValidationError, match="ghi lý do"):
        say(o, award, Outcome.LAPSED, year=next_year())


def test_copies_are_counted_on_the_decision_and_in_public(as_position):
    o = build.office(models=2)
    decision = build.published(o)
    original, copy = o.models
    set_original(by=o.cast.registrant, registration=copy, original=original)
    award = decision.awards.get(registration=original)
    page = text(as_position(o.officer).get(f"/cong-nhan/{decision.pk}/"))
    assert "Nhân rộng: 1 mô hình" in page and f"/dang-ky/{original.code}/theo-doi/?xem=nhan-rong" in page
    public = text(Client().get(f"/cong-khai/{award.pk}/"))
    assert "Mô hình làm theo" in public and copy.title in public
    assert "nhân rộng ra 1 mô hình" in text(Client().get("/cong-khai/"))


@pytest.mark.parametrize("models", [1, 3])
def test_the_pages_cost_the_same_whatever_their_length(as_position, models, django_assert_max_num_queries):
    o = build.office(models=models)
    decision, client = of_last_year(o), as_position(o.officer)
    elevated(o, decision)
    client.get("/tro-giup/")
    for address in ("giu-vung/", "de-nghi-cap-tren/", f"{decision.pk}/de-nghi-cap-tren/", f"{decision.pk}/"):
        with django_assert_max_num_queries(12):
            client.get(f"/cong-nhan/{address}")
