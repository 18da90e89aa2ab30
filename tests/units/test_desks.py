"""Nơi tiếp nhận: which body of an area takes a registration in, and which comes next."""

import pytest

from tests import builders
from units import desks
from units.enums import COLLECTS_ALL, Line


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("village", ["commune_desk", "district_desk", "province_desk"]),
        ("women", ["commune_desk", "district_desk", "province_desk"]),
        ("far_village", ["far_commune_desk", "other_district_desk", "province_desk"]),
        ("commune", ["commune_desk", "district_desk", "province_desk"]),
        ("commune_desk", ["district_desk", "province_desk"]),
        ("district_union", ["district_desk", "province_desk"]),
        ("district_desk", ["province_desk"]),
        ("province_desk", ["province_desk"]),
    ],
)
def test_the_desks_on_the_way_up(tree, unit, expected):
    start = getattr(tree, unit)

    assert desks.desks_above(start, start.line) == [getattr(tree, name) for name in expected]


def test_the_desk_of_the_line_comes_before_the_desk_of_all(tree):
    tree.commune_front.collects = Line.MASS
    tree.commune_front.save()

    assert desks.desk_of(tree.commune, Line.MASS) == tree.commune_front
    assert desks.desk_of(tree.commune, Line.STATE) == tree.commune_desk
    assert desks.first_desk(tree.women, tree.women.line) == tree.commune_front
    assert desks.first_desk(tree.village, tree.village.line) == tree.commune_desk


def test_the_party_committee_of_the_area_takes_the_desks_own(tree):
    party = builders.body("Đảng ủy xã Minh Lạc", tree.commune, Line.PARTY, collects=Line.PARTY)

    assert desks.desks_above(tree.commune_desk, Line.STATE) == [party, tree.district_desk, tree.province_desk]
    assert desks.desks_above(party, Line.PARTY) == [tree.district_desk, tree.province_desk]
    assert desks.first_desk(tree.village, Line.STATE) == tree.commune_desk


def test_an_area_without_a_desk_is_passed_over(tree):
    tree.district_desk.collects = ""
    tree.district_desk.save()

    assert desks.desks_above(tree.village, Line.STATE) == [tree.commune_desk, tree.province_desk]
    assert desks.next_desk(tree.village, tree.commune_desk, Line.STATE) == tree.province_desk


def test_above_the_top_there_is_no_desk(tree):
    assert desks.next_desk(tree.village, tree.province_desk, Line.STATE) is None


def test_a_commune_alone_is_its_own_top(db):
    commune = builders.area("xã Minh Lạc", None, builders.level("Cấp cơ sở", "xã", 3))
    desk = builders.body("UBND xã Minh Lạc", commune, collects=COLLECTS_ALL)
    village = builders.area("thôn Đông", commune)

    assert desks.desks_above(village, village.line) == [desk]
    assert desks.desks_above(desk, desk.line) == [desk]


def test_where_nobody_collects_there_is_no_desk(db):
    commune = builders.area("xã Minh Lạc", None, builders.level("Cấp cơ sở", "xã", 3))

    assert desks.desks_above(commune, Line.STATE) == []
    assert desks.first_desk(commune, Line.STATE) is None


@pytest.mark.parametrize("unit", ["village", "province_desk"])
def test_the_way_up_costs_one_query(tree, unit, django_assert_num_queries):
    start = getattr(tree, unit)
    with django_assert_num_queries(1):
        desks.desks_above(start, start.line)
