"""What a position sees of the registrations: the role says what, its areas say where."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Position
from registrations.models import Receipt, Registration
from tests import builders
from units.models import Unit


@pytest.fixture
def four(tree, cast, plan):
    """Sent from a village, from the women's union, from the neighbouring commune and from the far one."""
    levels, found = [tree.commune_level], {}
    province_plan = builders.plan(tree, cast.province_officer, issuer=tree.province_desk, number="1-KH/TU")
    for name, unit in (
        ("village", tree.village), ("women", tree.women), ("other", tree.other_commune), ("far", tree.far_village)
    ):  # fmt: skip
        owner = builders.position(Role.REGISTRANT, unit)
        found[name] = builders.submitted(owner, province_plan, levels=levels)
    builders.draft(cast.registrant, plan, levels=levels)
    return found


NEAR = {"village", "women"}
LAM_KHE = {*NEAR, "other"}
SEES = {
    "registrant": {"village"},
    "women_registrant": {"women"},
    "other_registrant": set(),
    "commune_officer": NEAR,
    "commune_front": NEAR,
    "commune_leader": NEAR,
    "commune_clerk": NEAR,
    "other_commune_officer": {"other"},
    "district_officer": LAM_KHE,
    "district_leader": LAM_KHE,
    "district_clerk": LAM_KHE,
    "other_district_officer": {"far"},
    "province_officer": {*LAM_KHE, "far"},
    "reviewer": set(),
    "other_reviewer": set(),
    "admin": set(),
}


def test_each_position_sees_exactly_what_was_sent_in_its_areas(cast, four):
    names = {registration: name for name, registration in four.items()}
    seen = {
        who: {names[found] for found in Registration.objects.visible_to(position)}
        for who, position in vars(cast).items()
    }

    assert seen == SEES


def test_a_user_without_a_position_sees_nothing(tree, four):
    assert [
        list(model.objects.visible_to(None)) for model in (Registration, Receipt, Unit)
    ] == [[], [], []]  # fmt: skip
    assert list(Registration.objects.open_to(None)) == list(Registration.objects.drafts_of(None)) == []


def test_an_officer_of_two_areas_sees_both(tree, four):
    both = builders.position(Role.OFFICER, tree.district_desk, areas=[tree.commune, tree.far_commune])

    assert set(Registration.objects.visible_to(both)) == {four["village"], four["women"], four["far"]}


def test_an_officer_of_the_root_sees_all_without_a_condition(cast, four, django_assert_num_queries):
    with django_assert_num_queries(2) as asked:
        assert Registration.objects.visible_to(cast.province_officer).count() == 4

    assert "scope_path" not in asked.captured_queries[-1]["sql"]


def test_receipts_are_seen_by_desk_roles_alone(tree, cast, plan):
    builders.received(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level])
    seeing = {who for who, position in vars(cast).items() if Receipt.objects.visible_to(position).exists()}

    assert seeing == {
        "commune_officer", "commune_front", "commune_leader", "commune_clerk", "district_officer", "district_leader",
        "district_clerk", "province_officer",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "held"),
    [
        ({}, True),
        ({"starts_on": -10, "ends_on": 1}, True),
        ({"starts_on": 0}, True),
        ({"starts_on": -10, "ends_on": 0}, False),
        ({"starts_on": 1}, False),
    ],
)
def test_a_position_is_held_from_its_first_day_up_to_its_last(tree, change, held):
    """The last day is not included any more."""
    today = timezone.localdate()
    days = {name: today + timedelta(days=days) for name, days in change.items()}
    position = builders.position(Role.OFFICER, tree.commune_desk, **days)

    assert Position.objects.held_on(today).filter(pk=position.pk).exists() == held


@pytest.mark.parametrize("story", ["ended", "closed account", "closed unit"])
def test_who_holds_nothing_any_more_sees_no_list(client, tree, cast, story):
    today = timezone.localdate()
    position = cast.commune_officer
    if story == "ended":
        position.ends_on = today
        position.save()
    elif story == "closed unit":
        tree.commune_desk.valid_to = today
        tree.commune_desk.save()
    client.force_login(position.user)
    if story == "closed account":
        position.user.is_active = False
        position.user.save()
    answer = client.get("/dang-ky/")

    assert answer.status_code == (302 if story == "closed account" else 403)


def test_the_position_in_use_decides_even_if_another_may_more(as_position, tree, cast, four):
    """One person is registrant of a village and officer of the district: each position sees its own."""
    user = cast.registrant.user
    officer = builders.position(Role.OFFICER, tree.district_desk, user=user)

    as_registrant = set(as_position(cast.registrant).get("/dang-ky/").context["page"].rows)
    as_officer = set(as_position(officer).get("/dang-ky/").context["page"].rows)

    assert as_registrant == {four["village"]}
    assert as_officer == {four["village"], four["women"], four["other"]}
