"""Bàn giao: one position ends, another opens, and what is still to be done goes along; history stays where it was."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import deputies, handover, services
from accounts.enums import Role
from accounts.models import Position, User
from common.models import AuditRecord
from registrations import workflow
from registrations.models import Registration
from tests import builders
from tests.questions import words_of

TODAY = timezone.localdate
CHIEF = "/tai-khoan/can-bo/vi-tri/{}/ban-giao/"


def given(by, position, to=None, *, in_days=0, **changes):
    return handover.hand_over(
        by=by, position=position, to=to, starts_on=TODAY() + timedelta(days=in_days), token=uuid4(), **changes
    )


def typed(**changes):
    return {"token": str(uuid4()), "to": "", "full_name": "", "username": "", "title": "",
            "starts_on": f"{TODAY():%d/%m/%Y}"} | changes  # fmt: skip


@pytest.fixture
def newcomer(tree):
    """Already a registrant in the commune: so the district officer manages the account."""
    return builders.position(Role.REGISTRANT, tree.other_village, user=builders.person("Trần Thị Mận")).user


def fresh(position):
    return Position.objects.for_work().get(pk=position.pk)


def test_the_successor_has_role_unit_and_areas_and_the_old_one_sees_nothing(cast, newcomer, as_position):
    new = given(cast.district_officer, cast.commune_officer, newcomer)
    old = fresh(cast.commune_officer)
    assert (new.role, new.unit, new.title, new.all_areas()) == (old.role, old.unit, old.title, old.all_areas())
    assert (old.ends_on, new.starts_on, new.seats) == (TODAY(), TODAY(), [new.pk, old.pk])
    assert as_position(old).get("/dang-ky/").status_code == 403
    assert as_position(new).get("/dang-ky/").status_code == 200


def test_drafts_typed_on_behalf_follow_the_position(cast, tree, plan, newcomer, as_position):
    draft = builders.draft(cast.commune_officer, plan, levels=[tree.commune_level], unit=tree.women)
    new = given(cast.district_officer, cast.commune_officer, newcomer)
    client = as_position(new)
    assert client.get(f"/dang-ky/{draft.code}/sua/").status_code == 200
    builders.move(draft, workflow.SUBMIT, fresh(new))
    assert (draft.typed_by, draft.events.get().by) == (cast.commune_officer, new)


def test_before_its_day_the_old_one_works_and_the_new_one_does_not(cast, newcomer, as_position):
    new = given(cast.district_officer, cast.commune_officer, newcomer, in_days=3)
    assert as_position(fresh(cast.commune_officer)).get("/dang-ky/").status_code == 200
    assert not Position.objects.held_on(TODAY()).filter(pk=new.pk).exists()
    assert Position.objects.held_on(TODAY() + timedelta(days=3)).filter(user=newcomer, role="officer").exists()


def test_a_handover_is_taken_back_before_its_day_and_leaves_everything_as_it_was(cast, newcomer, as_position):
    until = TODAY() + timedelta(days=90)
    Position.objects.filter(pk=cast.commune_officer.pk).update(ends_on=until)
    new = given(cast.district_officer, cast.commune_officer, newcomer, in_days=3)
    as_position(cast.district_officer).post(f"/tai-khoan/can-bo/vi-tri/{new.pk}/thu-hoi/", {"token": str(uuid4())})
    assert fresh(cast.commune_officer).ends_on == until
    assert not Position.objects.held_on(TODAY() + timedelta(days=3)).filter(pk=new.pk).exists()
    assert given(cast.district_officer, cast.commune_officer, newcomer).starts_on == TODAY()


def test_what_took_effect_is_not_taken_back(cast, newcomer):
    new = given(cast.district_officer, cast.commune_officer, newcomer)
    with pytest.raises(ValidationError, match="đã có hiệu lực"):
        handover.take_back(by=cast.district_officer, successor=new)


def test_a_term_goes_on_with_the_successor(cast, newcomer):
    until = TODAY() + timedelta(days=90)
    Position.objects.filter(pk=cast.commune_officer.pk).update(ends_on=until)
    assert given(cast.district_officer, cast.commune_officer, newcomer).ends_on == until


def test_the_work_of_one_who_left_is_given_on_later(cast, newcomer):
    Position.objects.filter(pk=cast.commune_officer.pk).update(ends_on=date(2024, 1, 1))
    new = given(cast.district_officer, cast.commune_officer, newcomer)
    assert (fresh(cast.commune_officer).ends_on, new.ends_on) == (date(2024, 1, 1), None)


def test_seats_are_the_whole_chain(cast, newcomer, tree):
    second = given(cast.district_officer, cast.commune_officer, newcomer, in_days=1)
    Position.objects.filter(pk=second.pk).update(starts_on=TODAY() - timedelta(days=1))
    Position.objects.filter(pk=cast.commune_officer.pk).update(ends_on=TODAY() - timedelta(days=1))
    third = given(cast.district_officer, fresh(second), cast.registrant.user)
    assert third.seats == [third.pk, second.pk, cast.commune_officer.pk]


def test_a_second_click_hands_over_once(cast, newcomer):
    token = uuid4()
    words = {"by": cast.district_officer, "position": cast.commune_officer, "to": newcomer, "starts_on": TODAY()}
    assert handover.hand_over(**words, token=token) == handover.hand_over(**words, token=token)
    assert Position.objects.filter(succeeds=cast.commune_officer).count() == 1


def test_a_second_officer_is_told(cast, newcomer):
    given(cast.district_officer, cast.commune_officer, newcomer)
    with pytest.raises(ValidationError, match="đã bàn giao cho Trần Thị Mận"):
        given(cast.admin, fresh(cast.commune_officer), cast.registrant.user)


@pytest.mark.parametrize(
    ("who", "error"), [("commune_officer", PermissionDenied), ("other_district_officer", PermissionDenied),
                       ("commune_leader", PermissionDenied), ("district_leader", PermissionDenied)],
)  # fmt: skip
def test_only_who_manages_a_position_hands_it_over(cast, newcomer, who, error):
    with pytest.raises(error):
        given(getattr(cast, who), cast.commune_officer, newcomer)


def test_nobody_hands_over_more_area_than_they_hold(cast, tree, newcomer):
    cluster = builders.position(Role.OFFICER, tree.commune_front, areas=[tree.commune, tree.far_commune])
    with pytest.raises(PermissionDenied):
        given(cast.district_officer, cluster, newcomer)


@pytest.mark.parametrize("story", ["same person", "closed account", "double", "past", "first day"])
def test_a_handover_that_cannot_be_is_refused_in_words(cast, tree, newcomer, story):
    position, days = cast.commune_officer, 0
    if story == "same person":
        newcomer = position.user
    elif story == "closed account":
        User.objects.filter(pk=newcomer.pk).update(is_active=False)
    elif story == "double":
        builders.position(Role.OFFICER, tree.commune_desk, user=newcomer)
    elif story == "past":
        days = -1
    else:
        Position.objects.filter(pk=position.pk).update(starts_on=TODAY())
    with pytest.raises(ValidationError):
        given(cast.district_officer, position, newcomer, in_days=days)
    assert fresh(position).ends_on is None


def test_the_log_names_both_and_the_days(cast, newcomer):
    given(cast.district_officer, cast.commune_officer, newcomer)
    line = AuditRecord.objects.get(action="Bàn giao vị trí công tác")
    assert (line.before["user"], line.after["user"], line.after["starts_on"]) == (
        cast.commune_officer.user.username, newcomer.username, f"{TODAY():%d/%m/%Y}"
    )  # fmt: skip


def test_one_page_names_what_goes_along_and_then_it_is_done(cast, tree, plan, newcomer, as_position):
    builders.draft(cast.commune_officer, plan, levels=[tree.commune_level], unit=tree.women)
    client, page = as_position(cast.district_officer), CHIEF.format(cast.commune_officer.pk)
    form = typed(to="tran thi man")
    shown = client.post(page, form).content.decode()
    assert "<strong>1</strong> bản đăng ký nhập thay chưa xong" in shown
    assert not Position.objects.filter(succeeds=cast.commune_officer).exists()
    assert "Trần Thị Mận" in shown
    answer = client.post(page, form | {"xac-nhan": "1"})
    assert answer.url == f"/tai-khoan/can-bo/{newcomer.pk}/"
    assert Position.objects.get(succeeds=cast.commune_officer).user == newcomer


def test_a_new_account_may_be_opened_in_the_same_form(cast, as_position):
    client, page = as_position(cast.district_officer), CHIEF.format(cast.commune_officer.pk)
    form = typed(full_name="Lò Thị Ảm", username="lo.thi.am", **{"xac-nhan": "1"})
    assert client.post(page, form).url == "/tai-khoan/can-bo/phieu/"
    new = Position.objects.get(succeeds=cast.commune_officer)
    assert (new.user.check_password(services.slip_password(form["token"])), new.user.must_change_password) == (
        True,
        True,
    )


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({}, "full_name"), ({"to": "không ai"}, "to"), ({"to": "Trần Thị Mận", "username": "x.y"}, "to"),
        ({"full_name": "Lò Thị Ảm"}, "username"), ({"full_name": "Lò Thị Ảm", "username": "LÒ"}, "username"),
        ({"to": "Trần Thị Mận", "starts_on": "31/02/2026"}, "starts_on"),
        ({"to": "Trần Thị Mận", "starts_on": "01/01/2020", "xac-nhan": "1"}, "starts_on"),
    ],
)  # fmt: skip
def test_bad_answers_are_said_beside_their_field_and_nothing_is_written(cast, newcomer, as_position, changes, field):
    page = as_position(cast.district_officer).post(CHIEF.format(cast.commune_officer.pk), typed(**changes))
    assert field in page.context["form"].errors
    assert not Position.objects.filter(succeeds=cast.commune_officer).exists()


@pytest.mark.parametrize(
    ("who", "status"),
    [("district_officer", 200), ("admin", 200), ("commune_officer", 404), ("other_district_officer", 404),
     ("commune_clerk", 403), ("district_leader", 403), ("reviewer", 403), ("registrant", 403)],
)  # fmt: skip
def test_who_opens_the_page(cast, as_position, who, status):
    assert as_position(getattr(cast, who)).get(CHIEF.format(cast.commune_officer.pk)).status_code == status


def test_what_is_handed_over_is_not_ended_another_way(cast, newcomer):
    given(cast.district_officer, cast.commune_officer, newcomer, in_days=3)
    with pytest.raises(ValidationError, match="đã bàn giao"):
        services.close_position(by=cast.district_officer, position=cast.commune_officer, ends_on=TODAY())


def test_a_deputy_ends_with_the_position_it_replaces(cast, tree, newcomer):
    deputy = deputies.name_deputy(
        by=cast.commune_officer, principal=cast.commune_officer, to=newcomer, starts_on=TODAY(),
        ends_on=TODAY() + timedelta(days=9), reason="Đi học", token=uuid4(),
    )  # fmt: skip
    given(cast.district_officer, fresh(cast.commune_officer), cast.registrant.user)
    assert not Position.objects.held_on(TODAY()).filter(pk=deputy.pk).exists()


def test_the_list_of_registrations_costs_the_same_for_a_successor(
    cast, tree, plan, newcomer, as_position, django_assert_num_queries
):
    builders.submitted(cast.women_registrant, plan, levels=[tree.commune_level])
    before = cost_of(as_position(fresh(cast.commune_officer)), "/dang-ky/")
    new = given(cast.district_officer, cast.commune_officer, newcomer)
    client = as_position(new)
    client.get("/dang-ky/")
    with django_assert_num_queries(before) as asked:
        client.get("/dang-ky/")
    lists = [words for words in words_of(asked.captured_queries) if 'FROM "registrations_registration"' in words]
    assert [sql for sql in lists if '"accounts_position"' in sql] == []
    assert Registration.objects.count() == 1


def cost_of(client, page):
    client.get(page)
    with CaptureQueriesContext(connection) as asked:
        client.get(page)
    return len(asked)
