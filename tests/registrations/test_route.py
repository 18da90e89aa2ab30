"""Where a registration arrives, where it climbs to, and where its result goes."""

import pytest

from accounts.enums import Role
from registrations import workflow
from registrations.enums import State
from tests import builders
from tests.registrations.stories import fresh, history, opened
from units.enums import COLLECTS_ALL, Line


@pytest.fixture
def forwarded(tree, cast, plan):
    """Confirmed by the commune and waiting at the district."""
    registration = builders.received(
        cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level, tree.district_level]
    )
    builders.move(registration, workflow.FORWARD, cast.commune_officer)
    return registration


def test_it_arrives_at_the_first_desk_above_the_unit(tree, cast, plan):
    registration = builders.submitted(cast.registrant, plan, levels=[tree.commune_level])

    assert (registration.state, registration.desk) == (State.SUBMITTED, tree.commune_desk)


def test_it_climbs_from_desk_to_desk_up_to_the_highest_registered_level(tree, cast, plan):
    levels = [tree.commune_level, tree.district_level, tree.province_level]
    registration = builders.received(cast.registrant, plan, cast.commune_officer, levels=levels)
    desks = [registration.desk]
    for step, by in (
        (workflow.FORWARD, cast.commune_officer),
        (workflow.RECEIVE, cast.district_officer),
        (workflow.FORWARD, cast.district_officer),
        (workflow.RECEIVE, cast.province_officer),
        (workflow.CONFIRM, cast.province_officer),
    ):
        builders.move(registration, step, by)
        desks.append(registration.desk)

    assert desks == [tree.commune_desk] + [tree.district_desk] * 2 + [tree.province_desk] * 3
    assert [receipt.desk for receipt in registration.receipts.confirmed().order_by("pk")] == [
        tree.commune_desk, tree.district_desk, tree.province_desk,
    ]  # fmt: skip
    assert registration.state == State.CONFIRMED


def test_a_district_body_goes_straight_to_the_district_desk(tree, cast, plan):
    union = builders.position(Role.REGISTRANT, tree.district_union)
    district_plan = builders.plan(tree, cast.district_officer, issuer=tree.district_desk, number="7-KH/HU")
    registration = builders.submitted(union, district_plan, levels=[tree.district_level])

    assert registration.desk == tree.district_desk


def test_the_own_model_of_a_desk_goes_to_the_next_desk_up(tree, cast, plan):
    own = builders.position(Role.REGISTRANT, tree.commune_desk)
    registration = builders.submitted(own, plan, levels=[tree.commune_level])

    assert registration.desk == tree.district_desk
    assert opened(registration, cast.commune_officer) == set()
    assert opened(registration, cast.district_officer) == {"receive"}


def test_the_own_model_of_a_desk_goes_to_the_party_committee_of_the_area_if_that_collects(tree, cast, plan):
    party = builders.body("Đảng ủy xã Minh Lạc", tree.commune, Line.PARTY, collects=Line.PARTY)
    own = builders.position(Role.REGISTRANT, tree.commune_desk)
    registration = builders.submitted(own, plan, levels=[tree.commune_level])

    assert registration.desk == party


def test_the_root_desk_receives_its_own_model(tree, cast):
    province_plan = builders.plan(tree, cast.province_officer, issuer=tree.province_desk, number="1-KH/TU")
    own = builders.position(Role.REGISTRANT, tree.province_desk)
    registration = builders.confirmed(own, province_plan, cast.province_officer, levels=[tree.province_level])

    assert (registration.state, registration.desk) == (State.CONFIRMED, tree.province_desk)


def test_one_commune_alone_is_a_whole_installation(db):
    """The root may be a single commune: one office on one computer."""
    commune = builders.area("xã Minh Lạc", None, builders.level("Cấp cơ sở", "xã", 3), place_name="Minh Lạc")
    desk = builders.body("UBND xã Minh Lạc", commune, collects=COLLECTS_ALL)
    village = builders.area("thôn Đông", commune)
    officer, owner = builders.position(Role.OFFICER, desk), builders.position(Role.REGISTRANT, village)
    tree = builders.Tree()
    tree.commune_desk = desk
    own_plan = builders.plan(tree, officer)
    registration = builders.effective(owner, own_plan, officer, levels=[commune.level])

    assert (registration.state, registration.desk) == (State.EFFECTIVE, desk)


def test_the_front_is_the_desk_where_the_area_says_so(tree, cast):
    """In xã Khe Lau the Front collects for all lines; its officer then decides on the models of all of them."""
    front = builders.position(Role.FRONT, tree.far_commune_desk)
    owner = builders.position(Role.REGISTRANT, tree.far_village)
    own_plan = builders.plan(tree, front, issuer=tree.far_commune_desk, number="9/KH-MTTQ")
    registration = builders.received(owner, own_plan, front, levels=[tree.commune_level])

    assert opened(registration, front) == {"confirm", "return", "reject"}


def test_a_desk_for_one_line_comes_before_the_desk_for_all(tree, cast, plan):
    tree.commune_front.collects = Line.MASS
    tree.commune_front.save()
    women = builders.submitted(cast.women_registrant, plan, levels=[tree.commune_level])
    village = builders.submitted(cast.registrant, plan, levels=[tree.commune_level])

    assert (women.desk, village.desk) == (tree.commune_front, tree.commune_desk)


def test_without_any_desk_the_button_says_so(tree, cast, plan):
    for desk in (tree.commune_desk, tree.district_desk, tree.province_desk):
        desk.collects = ""
        desk.save()
    registration = builders.draft(cast.registrant, plan, levels=[tree.commune_level])
    obstacle = workflow.SUBMIT.obstacle(cast.registrant, fresh(registration), plan.opens_on)

    assert obstacle == "Chưa có đơn vị nào được giao tiếp nhận đăng ký của đơn vị này. Hãy báo quản trị hệ thống."


def test_a_confirmation_at_a_lower_level_ends_the_way_there(tree, cast, plan):
    levels = [tree.commune_level, tree.district_level, tree.province_level]
    registration = builders.received(cast.registrant, plan, cast.commune_officer, levels=levels)
    builders.move(registration, workflow.CONFIRM_LOWER, cast.commune_officer, note="Quy mô cấp cơ sở.")

    assert (registration.state, registration.desk) == (State.CONFIRMED, tree.commune_desk)
    assert registration.highest_level == tree.commune_level
    assert list(registration.levels.all()) == [tree.commune_level]


def test_the_district_confirms_at_its_own_level_what_was_meant_for_the_province(tree, cast, plan):
    registration = builders.received(
        cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level, tree.province_level]
    )
    builders.move(registration, workflow.FORWARD, cast.commune_officer)
    builders.move(registration, workflow.RECEIVE, cast.district_officer)
    builders.move(registration, workflow.CONFIRM_LOWER, cast.district_officer, note="Chưa đủ sức lan tỏa toàn tỉnh.")

    assert registration.highest_level == tree.district_level
    assert list(registration.levels.all()) == [tree.commune_level]
    assert history(registration)[-1] == ("confirm_lower", "received", "confirmed")


def test_what_the_district_returned_starts_again_at_the_commune(tree, cast, forwarded):
    builders.move(forwarded, workflow.RECEIVE, cast.district_officer)
    builders.move(forwarded, workflow.RETURN, cast.district_officer, note="Ghi rõ thời gian.")
    builders.move(forwarded, workflow.SUBMIT, cast.registrant)

    assert (forwarded.state, forwarded.desk) == (State.SUBMITTED, tree.commune_desk)


def test_what_the_district_returned_cannot_be_withdrawn(cast, forwarded):
    """Withdrawing is for the first desk only: above, the commune's confirmation is already on the record."""
    builders.move(forwarded, workflow.RECEIVE, cast.district_officer)
    builders.move(forwarded, workflow.RETURN, cast.district_officer, note="Ghi rõ thời gian.")

    assert opened(forwarded, cast.registrant) == {"submit"}


def test_taking_back_is_only_for_the_first_desk_and_before_receipt(tree, cast, plan, forwarded):
    assert opened(forwarded, cast.registrant) == set()

    registration = builders.submitted(cast.registrant, plan, levels=[tree.commune_level])
    assert opened(registration, cast.registrant) == {"take_back", "withdraw"}

    builders.move(registration, workflow.TAKE_BACK, cast.registrant)
    assert (registration.state, registration.desk) == (State.DRAFT, None)


def test_a_result_goes_to_the_lowest_confirming_desk_and_climbs_only_through_those(tree, cast, plan):
    """The district passed on to the province; the commune confirmed first."""
    levels = [tree.commune_level, tree.district_level]
    registration = builders.received(cast.registrant, plan, cast.commune_officer, levels=levels)
    builders.move(registration, workflow.FORWARD, cast.commune_officer)
    builders.move(registration, workflow.RECEIVE, cast.district_officer)
    builders.move(registration, workflow.CONFIRM, cast.district_officer)
    builders.write_result(registration, cast.registrant)
    builders.move(registration, workflow.SEND_RESULT, cast.registrant)
    first = registration.desk
    builders.move(registration, workflow.PASS_RESULT_UP, cast.commune_officer, note="Đúng thực tế.")

    assert (first, registration.desk) == (tree.commune_desk, tree.district_desk)
    assert opened(registration, cast.province_officer) == set()

    builders.move(registration, workflow.CONFIRM_EFFECT, cast.district_officer, note="Nhất trí.")
    assert registration.state == State.EFFECTIVE


def test_the_result_of_a_lower_confirmation_never_leaves_the_commune(tree, cast, plan):
    registration = builders.received(
        cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level, tree.district_level]
    )
    builders.move(registration, workflow.CONFIRM_LOWER, cast.commune_officer, note="Quy mô cấp cơ sở.")
    builders.write_result(registration, cast.registrant)
    builders.move(registration, workflow.SEND_RESULT, cast.registrant)

    assert opened(registration, cast.commune_officer) == {"confirm_effect", "deny_effect", "return_result"}


def test_a_returned_result_is_sent_again_from_the_lowest_desk(tree, cast, plan):
    registration = builders.result_sent(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level])
    builders.move(registration, workflow.RETURN_RESULT, cast.commune_officer, note="Thiếu minh chứng.")

    assert registration.state == State.CONFIRMED

    builders.move(registration, workflow.SEND_RESULT, cast.registrant)
    assert (registration.state, registration.desk) == (State.RESULT_SENT, tree.commune_desk)


def test_what_fell_short_may_be_reported_again(tree, cast, plan):
    registration = builders.result_sent(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level])
    builders.move(registration, workflow.DENY_EFFECT, cast.commune_officer, note="Chưa thấy kết quả.")
    builders.move(registration, workflow.REPORT_AGAIN, cast.commune_officer, note="Cho thêm một quý.")
    builders.move(registration, workflow.SEND_RESULT, cast.registrant)
    builders.move(registration, workflow.CONFIRM_EFFECT, cast.commune_officer, note="Đã đạt.")

    assert history(registration)[-4:] == [
        ("deny_effect", "result_sent", "ineffective"),
        ("report_again", "ineffective", "confirmed"),
        ("send_result", "confirmed", "result_sent"),
        ("confirm_effect", "result_sent", "effective"),
    ]


def test_a_stopped_model_keeps_its_number_in_the_register(tree, cast, plan):
    registration = builders.confirmed(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level])
    number = registration.receipts.get().register_number
    builders.move(registration, workflow.STOP, cast.commune_officer, note="Đơn vị giải thể.")

    assert (registration.state, registration.receipts.get().register_number) == (State.STOPPED, number)
