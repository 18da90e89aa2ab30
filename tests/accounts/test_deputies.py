"""Người thay: a position lent for some days, marked as such, never with more than it has."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts import deputies, handover, keeping
from accounts.enums import Role
from accounts.models import Position
from registrations import workflow
from registrations.models import Registration
from tests import builders

TODAY = timezone.localdate


def lent(by, principal, to, *, start=0, days=7, reason="Đi học", token=None):
    return deputies.name_deputy(
        by=by, principal=principal, to=to, starts_on=TODAY() + timedelta(days=start),
        ends_on=TODAY() + timedelta(days=start + days), reason=reason, token=token or uuid4(),
    )  # fmt: skip


def fresh(position):
    return Position.objects.for_work().get(pk=position.pk)


def test_the_deputy_does_the_work_and_every_line_says_for_whom(cast, tree, plan, as_position):
    deputy = lent(cast.commune_officer, cast.commune_officer, cast.commune_clerk.user)
    registration = builders.submitted(cast.women_registrant, plan, levels=[tree.commune_level])
    builders.move(registration, workflow.RECEIVE, fresh(deputy))
    assert str(deputy) == "Cán bộ phụ trách cấp xã (thay Đỗ Đình Lương) – UBND xã Minh Lạc"
    page = as_position(deputy).get(f"/dang-ky/{registration.code}/").content.decode()
    assert "Mai Thị Lựu (thay Đỗ Đình Lương), UBND xã Minh Lạc" in page


def test_pending_work_is_shared_both_ways(cast, tree, plan):
    draft = builders.draft(cast.commune_officer, plan, levels=[tree.commune_level], unit=tree.women)
    deputy = fresh(lent(cast.commune_officer, cast.commune_officer, cast.commune_clerk.user))
    other = builders.draft(deputy, plan, levels=[tree.commune_level], unit=tree.village)
    principal = fresh(cast.commune_officer)
    assert set(Registration.objects.drafts_of(deputy)) == {draft, other}
    assert set(Registration.objects.drafts_of(principal)) == {draft, other}


def test_a_deputy_sees_exactly_what_the_principal_sees(cast, tree):
    cluster = builders.position(Role.LEADER, tree.district_desk, areas=[tree.commune, tree.far_commune])
    deputy = fresh(lent(cluster, fresh(cluster), cast.district_clerk.user))
    assert (deputy.role, deputy.unit, set(deputy.all_areas())) == (
        Role.LEADER, tree.district_desk, {tree.commune, tree.far_commune}
    )  # fmt: skip
    keeping.change_areas(by=cast.admin, position=cluster, areas=[tree.commune])
    assert fresh(deputy).all_areas() == [tree.commune]


def test_it_begins_and_ends_by_itself(cast):
    deputy = lent(cast.commune_officer, cast.commune_officer, cast.commune_clerk.user, start=2, days=3)
    held = [Position.objects.held_on(TODAY() + timedelta(days=n)).filter(pk=deputy.pk).exists() for n in range(7)]
    assert held == [False, False, True, True, True, False, False]


@pytest.mark.parametrize("who", ["commune_officer", "commune_clerk", "district_officer"])
def test_holder_deputy_and_manager_end_it_early(cast, as_position, who):
    deputy = lent(cast.commune_officer, cast.commune_officer, cast.commune_clerk.user)
    as_position(getattr(cast, who)).post(f"/tai-khoan/vi-tri/{deputy.pk}/thoi-thay/", {"token": str(uuid4())})
    assert not Position.objects.held_on(TODAY()).filter(pk=deputy.pk).exists()


def test_ending_after_some_days_keeps_the_days(cast):
    deputy = lent(cast.commune_officer, cast.commune_officer, cast.commune_clerk.user)
    Position.objects.filter(pk=deputy.pk).update(starts_on=TODAY() - timedelta(days=3))
    ended = deputies.end_deputy(by=cast.commune_officer, deputy=fresh(deputy))
    assert (ended.ends_on, ended.taken_back_at) == (TODAY(), None)
    assert deputies.end_deputy(by=cast.commune_officer, deputy=ended).ends_on == TODAY()


def test_strangers_do_not_see_it(cast, as_position):
    deputy = lent(cast.commune_officer, cast.commune_officer, cast.commune_clerk.user)
    for who in ("other_commune_officer", "registrant", "commune_leader"):
        answer = as_position(getattr(cast, who)).post(
            f"/tai-khoan/vi-tri/{deputy.pk}/thoi-thay/", {"token": str(uuid4())}
        )
        assert answer.status_code == 404


@pytest.mark.parametrize(
    ("by", "principal", "to"),
    [
        ("commune_leader", "commune_officer", "commune_clerk"),
        ("registrant", "registrant", "other_registrant"),
        ("reviewer", "reviewer", "other_reviewer"),
        ("district_officer", "admin", "district_clerk"),
        ("commune_officer", "district_officer", "commune_clerk"),
    ],
)
def test_who_may_not_lend_is_refused(cast, by, principal, to):
    with pytest.raises(PermissionDenied):
        lent(getattr(cast, by), getattr(cast, principal), getattr(cast, to).user)


def test_an_administrator_lends_an_administrators_position(cast, tree):
    second = builders.position(Role.ADMIN, tree.province)
    assert lent(cast.admin, second, cast.province_officer.user).role == Role.ADMIN


@pytest.mark.parametrize("who", ["other_commune_officer", "district_officer", "admin"])
def test_a_deputy_comes_from_the_own_unit_or_below(cast, who):
    with pytest.raises(ValidationError, match="đơn vị này hoặc ở địa bàn bên dưới"):
        lent(cast.commune_officer, cast.commune_officer, getattr(cast, who).user)


def test_a_deputy_lends_nothing_on(cast):
    deputy = fresh(lent(cast.commune_officer, cast.commune_officer, cast.commune_clerk.user))
    with pytest.raises(PermissionDenied):
        lent(deputy, deputy, cast.registrant.user)


@pytest.mark.parametrize(("start", "days"), [(-1, 5), (0, 0), (0, 400)])
def test_days_that_cannot_be_are_refused(cast, start, days):
    with pytest.raises(ValidationError):
        lent(cast.commune_officer, cast.commune_officer, cast.commune_clerk.user, start=start, days=days)


def test_one_deputy_at_a_time(cast):
    lent(cast.commune_officer, cast.commune_officer, cast.commune_clerk.user)
    with pytest.raises(ValidationError, match="đã được giao thay"):
        lent(cast.commune_officer, cast.commune_officer, cast.registrant.user, start=3)
    assert lent(cast.commune_officer, cast.commune_officer, cast.registrant.user, start=7).pk


def test_a_second_click_names_one_deputy(cast):
    token = uuid4()
    first = lent(cast.commune_officer, cast.commune_officer, cast.commune_clerk.user, token=token)
    assert lent(cast.commune_officer, cast.commune_officer, cast.commune_clerk.user, token=token) == first
    assert fresh(cast.commune_officer).stands_for == [first.pk]


def test_the_form_takes_the_last_day_as_people_say_it(cast, as_position):
    client, page = as_position(cast.commune_officer), f"/tai-khoan/vi-tri/{cast.commune_officer.pk}/nguoi-thay/"
    last = TODAY() + timedelta(days=4)
    form = {"token": str(uuid4()), "to": "mai thi luu", "starts_on": f"{TODAY():%d/%m/%Y}",
            "last_day": f"{last:%d/%m/%Y}", "reason": "Nghỉ phép"}  # fmt: skip
    assert client.post(page, form | {"last_day": "01/01/2020"}).context["form"].errors == {
        "last_day": ["Ngày cuối không được trước ngày bắt đầu."]
    }
    assert client.post(page, form).url == "/tai-khoan/vi-tri/"
    deputy = Position.objects.get(deputy_for=cast.commune_officer)
    assert (deputy.ends_on, deputy.reason) == (last + timedelta(days=1), "Nghỉ phép")


def test_both_see_it_among_their_positions(cast, as_position):
    lent(cast.commune_officer, cast.commune_officer, cast.commune_clerk.user)
    for address in ("/tai-khoan/", "/tai-khoan/vi-tri/"):
        assert "Người thay tôi" in as_position(cast.commune_officer).get(address).content.decode()
        assert "(thay Đỗ Đình Lương)" in as_position(cast.commune_clerk).get(address).content.decode()


@pytest.mark.parametrize("count", [1, 6])
def test_the_switcher_costs_the_same_with_six_positions(cast, tree, as_position, count, django_assert_num_queries):
    user = cast.commune_officer.user
    for unit in [tree.village, tree.other_village, tree.women, tree.commune_front, tree.far_village][: count - 1]:
        builders.position(Role.REGISTRANT, unit, user=user)
    client = as_position(cast.commune_officer)
    client.get("/tai-khoan/vi-tri/")
    with django_assert_num_queries(6):
        client.get("/tai-khoan/vi-tri/")


def test_whoever_stands_in_for_a_position_taken_back_holds_nothing(cast, tree):
    """A handover is taken back after the person to come has already named a deputy."""
    to = builders.person("Hoàng Thị Nụ")
    successor = handover.hand_over(
        by=cast.admin, position=fresh(cast.commune_officer), to=to, starts_on=TODAY() + timedelta(days=2), token=uuid4()
    )
    deputy = lent(cast.admin, successor, cast.commune_clerk.user, start=2, days=5)
    handover.take_back(by=cast.admin, successor=successor)
    assert not Position.objects.held_on(TODAY() + timedelta(days=3)).filter(pk=deputy.pk).exists()
