"""Mô hình gần giống: what may be the same model, looked for only among what the asking position may see."""

from datetime import date

import pytest
from django.utils import timezone

from registrations import continuing, workflow
from registrations.enums import Kind, Stage
from registrations.likeness import likely_same
from registrations.models import Registration
from tests import builders

TITLE = "Đường hoa phụ nữ tự quản"


@pytest.fixture
def levels(tree):
    return [tree.commune_level]


@pytest.fixture
def last_year(tree, cast, levels):
    """A confirmed model of the village, and the day on which it was handed in."""
    year = timezone.localdate().year - 1
    plan = builders.plan(
        tree, cast.commune_officer, year=year, opens_on=date(year, 1, 1), closes_on=date(year, 12, 31), number="9/KH"
    )
    at = timezone.make_aware(timezone.datetime(year, 3, 5, 9))
    return builders.confirmed(
        cast.registrant, plan, cast.commune_officer, levels=levels, at=at, title=TITLE, time_text="cả năm",
        benefit_amount="70 triệu", benefit_lines="1.260 m2 đất\n20 hộ", signer_name="Lê Thị Thoa",
    )  # fmt: skip


def found(position, registration, title=TITLE, **said):
    registration = Registration.objects.select_related("unit__parent", "plan").get(pk=registration.pk)
    return [(one.code, one.is_own) for one in likely_same(position, registration, title, **said)]


@pytest.mark.parametrize("title", ["ĐƯỜNG HOA PHỤ NỮ TỰ QUẢN", "Đường hoa phụ nữ tự quản.", "Duong hoa phu nu tu quan"])
def test_an_earlier_year_of_the_same_unit_is_found_however_it_is_written(cast, plan, levels, last_year, title):
    now = builders.draft(cast.registrant, plan, levels=levels, title=title)
    assert found(cast.registrant, now, title) == [(last_year.code, True)]


def test_the_model_that_this_one_continues_is_no_warning(cast, plan, levels, last_year):
    now = builders.draft(cast.registrant, plan, levels=levels, title=TITLE)
    assert found(cast.registrant, now, continues=last_year.pk) == []


def test_nor_are_those_that_it_goes_back_to(cast, plan, levels, last_year):
    older = builders.confirmed(cast.registrant, plan, cast.commune_officer, levels=levels, title=TITLE)
    Registration.objects.filter(pk=last_year.pk).update(continues=older)
    now = builders.draft(cast.registrant, plan, levels=levels, title=TITLE)
    assert found(cast.registrant, now, continues=last_year.pk) == []


def test_another_title_and_another_number_are_other_models(cast, plan, levels, last_year):
    now = builders.draft(cast.registrant, plan, levels=levels, title="x")
    assert found(cast.registrant, now, "Tổ tự quản đường hoa số 5") == []
    assert found(cast.registrant, now, "") == []


def test_the_desk_sees_the_same_model_of_another_khoi_and_its_owner_does_not(cast, plan, levels):
    other = builders.submitted(cast.women_registrant, plan, levels=levels, title=TITLE)
    here = builders.submitted(cast.registrant, plan, levels=levels, title=TITLE)

    assert found(cast.commune_officer, here) == [(other.code, False)]
    assert found(cast.registrant, here) == []


def test_what_another_unit_is_still_writing_stays_hidden(cast, plan, levels):
    builders.draft(cast.women_registrant, plan, levels=levels, title=TITLE)
    here = builders.submitted(cast.registrant, plan, levels=levels, title=TITLE)
    assert found(cast.commune_officer, here) == []


def test_what_was_withdrawn_stands_in_nobodys_way(cast, plan, levels):
    gone = builders.submitted(cast.registrant, plan, levels=levels, title=TITLE)
    builders.move(gone, workflow.WITHDRAW, cast.registrant, note="Làm chung với thôn bên.")
    now = builders.draft(cast.registrant, plan, levels=levels, title=TITLE)
    assert found(cast.registrant, now) == []


def test_another_person_may_do_the_same_as_an_individual(cast, plan, levels):
    def individual(name):
        return builders.draft(
            cast.registrant, plan, levels=levels, kind=Kind.INDIVIDUAL, title=TITLE, person_name=name,
            person_title="Ông", person_duty="Trưởng thôn",
        )  # fmt: skip

    first = individual("Phạm Đức Cần")
    builders.move(first, workflow.SUBMIT, cast.registrant)
    assert found(cast.registrant, individual("Lê Văn Tú"), person="Lê Văn Tú") == []
    assert found(cast.registrant, individual("Phạm Đức Cần"), person="Phạm Đức Cần") == [(first.code, True)]


def test_the_page_names_the_other_model_and_leads_there(as_position, cast, plan, levels, last_year):
    now = builders.draft(cast.registrant, plan, levels=levels, title=TITLE)
    page = as_position(cast.registrant).get(f"/dang-ky/{now.code}/gan-giong/").content.decode()
    assert f"/dang-ky/{last_year.code}/" in page
    assert f"đơn vị đã đăng ký năm {last_year.plan.year}" in page


def test_a_draft_of_the_unit_is_not_called_registered(as_position, cast, plan, levels):
    builders.draft(cast.registrant, plan, levels=levels, title=TITLE)
    now = builders.draft(cast.registrant, plan, levels=levels, title=TITLE)
    page = as_position(cast.registrant).get(f"/dang-ky/{now.code}/gan-giong/").content.decode()
    assert "đơn vị đang soạn trong năm nay" in page and "đơn vị đã đăng ký" not in page


def test_the_page_says_so_when_there_is_none(as_position, cast, plan, levels):
    now = builders.draft(cast.registrant, plan, levels=levels, title=TITLE)
    page = as_position(cast.registrant).get(f"/dang-ky/{now.code}/gan-giong/").content.decode()
    assert "Không thấy mô hình nào có tên gần giống" in page


def test_the_form_that_goes_on_is_filled_with_what_the_earlier_one_said(as_position, cast, plan, last_year):
    form = (
        as_position(cast.registrant)
        .get(f"/dang-ky/moi/tap-the/?tiep-tuc={last_year.code}", follow=True)
        .context["form"]
    )
    said = {name: form[name].value() for name in ("title", "time_text", "origin", "continues", "signer_name")}
    assert said == {
        "title": TITLE, "time_text": "cả năm", "origin": "continued", "continues": last_year.pk,
        "signer_name": "Lê Thị Thoa",
    }  # fmt: skip
    assert (form["benefit_lines"].value(), "70.000.000" in str(form["benefit_amount"])) == ("1.260 m2 đất\n20 hộ", True)
    assert "checked" in str(form["sector"])


def test_a_time_that_names_its_year_is_not_carried_over(last_year):
    last_year.time_text = f"từ 01/3 đến 30/11/{last_year.plan.year}"
    assert continuing.carried_on(last_year)["time_text"] == ""


def test_nobody_goes_on_from_the_model_of_another_unit(as_position, cast, plan, last_year):
    answer = as_position(cast.other_registrant).get(f"/dang-ky/moi/tap-the/?tiep-tuc={last_year.code}", follow=True)
    assert answer.status_code == 404


def test_the_record_of_an_earlier_year_offers_to_go_on(as_position, cast, plan, last_year):
    link = f"/dang-ky/moi/tap-the/?tiep-tuc={last_year.code}"
    assert link in as_position(cast.registrant).get(f"/dang-ky/{last_year.code}/").content.decode()
    assert link not in as_position(cast.commune_officer).get(f"/dang-ky/{last_year.code}/").content.decode()


def test_the_empty_form_offers_the_models_of_earlier_years(as_position, cast, plan, last_year):
    page = as_position(cast.registrant).get("/dang-ky/moi/tap-the/", follow=True).content.decode()
    assert f"?tiep-tuc={last_year.code}" in page


def test_who_wrote_the_paper_who_signed_it_and_who_typed_it_are_three_people(as_position, cast, plan, levels, tree):
    typed = {"signer_name": "Lê Thị Thoa", "author_name": "Phạm Thị Lý"}
    record = builders.submitted(cast.commune_clerk, plan, levels=levels, unit=tree.village, **typed)
    page = as_position(cast.commune_officer).get(f"/dang-ky/{record.code}/").content.decode()
    for name in ("Phạm Thị Lý", "Lê Thị Thoa", "Mai Thị Lựu"):
        assert name in page


def test_only_a_typist_is_asked_who_wrote_the_paper(as_position, cast, plan, tree):
    own = as_position(cast.registrant).get("/dang-ky/moi/tap-the/", follow=True).content.decode()
    behalf = (
        as_position(cast.commune_clerk)
        .get(f"/dang-ky/moi/tap-the/?don-vi={tree.village.pk}", follow=True)
        .content.decode()
    )
    assert ("author_name" in own, "author_name" in behalf) == (False, True)


def test_the_benefit_carried_over_is_the_planned_one(last_year):
    assert last_year.benefits.filter(stage=Stage.PLANNED).count() == 2
    assert continuing.carried_on(last_year)["benefit_amount"] == 70_000_000
