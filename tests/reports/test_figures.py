"""Số liệu: dated facts, counted once, whatever happens later."""

import pytest

from accounts.enums import Role
from registrations import workflow
from registrations.enums import Kind
from registrations.plans import services as planning
from tests import builders
from tests.reports.figures import at, confirmed, summary, titles


@pytest.mark.parametrize(
    ("when", "period"),
    [
        ("2024-03-31 23:59", "2024-quy-1"),
        ("2024-04-01 00:00", "2024-quy-2"),
        ("2024-01-01 00:00", "2024-quy-1"),
        ("2024-12-31 23:59", "2024-quy-4"),
    ],
)
def test_a_model_counts_in_the_quarter_of_its_first_confirmation_by_the_clock_here(cast, tree, plan, when, period):
    confirmed(cast, tree, plan, when=when)
    counted = {quarter: summary(cast.commune_officer, quarter)["Tổng cộng"]["all"] for quarter in quarters()}
    assert counted == {quarter: int(quarter == period) for quarter in quarters()}


def quarters():
    return [f"2024-quy-{number}" for number in range(1, 5)]


def test_what_happens_later_leaves_the_quarter_as_it_was(cast, tree, plan):
    registration = confirmed(cast, tree, plan)
    before = summary(cast.commune_officer)["Tổng cộng"]
    builders.move(
        registration, workflow.STOP, cast.commune_officer, at("2024-05-02 08:00"), note="Hộ chủ trì chuyển đi."
    )
    assert summary(cast.commune_officer)["Tổng cộng"] == before
    assert summary(cast.commune_officer, "2024-quy-2")["Tổng cộng"]["stopped_collective"] == 1


def test_what_is_not_confirmed_does_not_count(cast, tree, plan):
    builders.received(
        cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level], at=at("2024-02-01 08:00")
    )
    assert summary(cast.commune_officer)["Tổng cộng"]["all"] == 0


def test_a_second_desk_that_confirms_adds_nothing(cast, tree, plan):
    levels = [tree.commune_level, tree.district_level]
    registration = builders.received(
        cast.registrant, plan, cast.commune_officer, levels=levels, at=at("2024-03-10 08:00")
    )
    builders.move(registration, workflow.FORWARD, cast.commune_officer, at("2024-03-11 08:00"))
    builders.move(registration, workflow.RECEIVE, cast.district_officer, at("2024-04-12 08:00"))
    builders.move(registration, workflow.CONFIRM, cast.district_officer, at("2024-04-13 08:00"))
    assert [summary(cast.district_officer, period)["Tổng cộng"]["all"] for period in quarters()] == [1, 0, 0, 0]


def test_only_the_last_word_on_the_effect_counts(cast, tree, plan):
    registration = confirmed(cast, tree, plan)
    officer = cast.commune_officer
    builders.write_result(registration, cast.registrant)
    builders.move(registration, workflow.SEND_RESULT, cast.registrant, at("2024-07-01 08:00"))
    builders.move(registration, workflow.DENY_EFFECT, officer, at("2024-07-02 08:00"), note="Mới ký cam kết.")
    builders.move(registration, workflow.REPORT_AGAIN, officer, at("2024-07-03 08:00"), note="Đã làm thêm.")
    builders.move(registration, workflow.SEND_RESULT, cast.registrant, at("2024-07-04 08:00"))
    builders.move(registration, workflow.CONFIRM_EFFECT, officer, at("2024-07-05 08:00"), note="Đúng đăng ký.")
    totals = summary(officer, "2024-quy-3")["Tổng cộng"]
    assert (totals["effective_collective"], totals["ineffective_collective"]) == (1, 0)


def test_the_village_and_the_body_have_a_row_each_in_the_commune(cast, tree, plan):
    confirmed(cast, tree, plan)
    confirmed(cast, tree, plan, by=cast.women_registrant)
    confirmed(cast, tree, plan, by=cast.women_registrant, kind=Kind.INDIVIDUAL)
    rows = summary(cast.commune_officer)
    assert {unit: row["all"] for unit, row in rows.items()} == {
        "thôn Đoài": 0,
        "thôn Đông": 1,
        "Hội Liên hiệp Phụ nữ xã Minh Lạc": 2,
        "UBND xã Minh Lạc": 0,
        "Ủy ban MTTQ Việt Nam xã Minh Lạc": 0,
        "Tổng cộng": 3,
    }


def test_in_the_district_the_bodies_share_one_row(cast, tree, plan, district_plan):
    confirmed(cast, tree, plan)
    union = builders.position(Role.REGISTRANT, tree.district_union)
    builders.confirmed(
        union, district_plan, cast.district_officer, levels=[tree.district_level], at=at("2024-02-20 08:00")
    )
    assert {unit: row["all"] for unit, row in summary(cast.district_officer).items()} == {
        "xã Minh Lạc": 1,
        "xã Phúc Khê": 0,
        "Cơ quan, đơn vị cấp huyện": 1,
        "Tổng cộng": 2,
    }


def test_the_communes_of_a_district_add_up_to_its_row_in_the_province(cast, tree, plan):
    for by in (cast.registrant, cast.women_registrant, cast.other_registrant):
        confirmed(cast, tree, plan, by=by)
    district = summary(cast.district_officer)["Tổng cộng"]
    province = summary(cast.province_officer)["huyện Lam Khê"]
    assert {key: province[key] for key in district if not key.startswith("share")} == {
        key: value for key, value in district.items() if not key.startswith("share")
    }


def test_every_split_adds_up_to_the_whole(cast, tree, plan):
    for number, sector in enumerate(plan.sectors.all()):
        kind = (Kind.COLLECTIVE, Kind.INDIVIDUAL)[number % 2]
        origin = ("new", "new", "continued", "new")[number]
        confirmed(cast, tree, plan, kind=kind, sector=sector, origin=origin)
    totals = summary(cast.commune_officer)["Tổng cộng"]
    assert (totals["all"], totals["all_collective"], totals["all_individual"]) == (4, 2, 2)
    by_origin = [totals[f"{origin}_{kind}"] for origin in ("new", "continued") for kind in ("collective", "individual")]
    assert by_origin == [1, 2, 1, 0]
    assert [totals[f"sector_{sector.pk}"] for sector in plan.sectors.all()] == [1, 1, 1, 1]


def test_the_share_is_what_was_registered_since_new_year_of_what_was_asked(cast, tree, plan):
    planning.set_quotas(by=cast.commune_officer, plan=plan, asked=[(tree.village, Kind.COLLECTIVE, 3)])
    confirmed(cast, tree, plan)
    confirmed(cast, tree, plan, when="2024-04-02 08:00")
    row = summary(cast.commune_officer, "2024-quy-2")["thôn Đông"]
    shown = [
        row[key] for key in ("quota_collective", "all", "since_collective", "share_collective", "share_individual")
    ]
    assert [str(value) for value in shown] == ["3", "1", "2", "66.7", "–"]


def test_a_unit_that_was_asked_for_nothing_does_not_lift_the_share(cast, tree, plan):
    planning.set_quotas(by=cast.commune_officer, plan=plan, asked=[(tree.village, Kind.COLLECTIVE, 2)])
    confirmed(cast, tree, plan)
    confirmed(cast, tree, plan, by=cast.women_registrant)
    assert str(summary(cast.commune_officer)["Tổng cộng"]["share_collective"]) == "50.0"


def test_the_list_holds_the_models_of_the_period_and_area(cast, tree, plan):
    confirmed(cast, tree, plan, title="Đường hoa phụ nữ tự quản", by=cast.women_registrant)
    confirmed(cast, tree, plan, title="Vận động Nhân dân hiến đất")
    confirmed(cast, tree, plan, title="Mô hình của quý sau", when="2024-04-01 00:00")
    assert sorted(titles(cast.commune_officer)) == ["Vận động Nhân dân hiến đất", "Đường hoa phụ nữ tự quản"]
    assert titles(cast.commune_officer, unit=str(tree.village.pk)) == ["Vận động Nhân dân hiến đất"]
    assert titles(cast.other_commune_officer) == []


def test_a_reviewer_and_a_registrant_count_nothing(cast, tree, plan):
    confirmed(cast, tree, plan)
    assert [summary(one)["Tổng cộng"]["all"] for one in (cast.registrant, cast.reviewer)] == [0, 0]


def test_by_the_tree_of_then_a_model_stays_where_it_was_confirmed(cast, tree, plan):
    registration = confirmed(cast, tree, plan)
    moved = type(registration).objects.filter(pk=registration.pk)
    moved.update(scope_path=tree.other_village.path, present_unit=tree.other_village)
    present, then = (summary(cast.commune_officer, tree=word) for word in ("hien-nay", "khi-xac-nhan"))
    assert [(rows["thôn Đông"]["all"], rows["thôn Đoài"]["all"]) for rows in (present, then)] == [(0, 1), (1, 0)]


def test_a_position_with_several_areas_sees_a_row_for_each(cast, tree, plan):
    confirmed(cast, tree, plan)
    cluster = builders.position(Role.LEADER, tree.district_desk, areas=[tree.commune, tree.other_commune])
    assert {unit: row["all"] for unit, row in summary(cluster).items()} == {
        "xã Minh Lạc": 1,
        "xã Phúc Khê": 0,
        "Tổng cộng": 1,
    }
