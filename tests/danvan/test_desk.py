"""Bàn làm việc: what waits at several positions of a person is told once."""

from datetime import date
from types import SimpleNamespace

import pytest

from accounts.enums import Role
from common.desk import WorkLine
from danvan import desk
from tests import builders

pytestmark = pytest.mark.django_db


def test_what_waits_at_two_positions_stands_at_the_first(tree, cast, plan):
    builders.submitted(cast.registrant, plan, levels=[tree.commune_level])
    officer = cast.commune_officer
    again = builders.position(Role.CLERK, officer.unit, user=officer.user, title="Kiêm nhiệm")
    (alone,) = desk.work([again])
    first, second = desk.work([officer, again])
    assert alone.lines
    assert (first.lines, second.lines) == (alone.lines, [])


def test_what_is_late_stands_first_and_else_the_order_of_the_rooms(cast, monkeypatch):
    rooms = [
        [WorkLine("a", "/a/"), WorkLine("b", "/b/", late=True)],
        [WorkLine("c", "/c/"), WorkLine("d", "/d/", late=True)],
    ]
    monkeypatch.setattr(desk, "ROOMS", [SimpleNamespace(work=lambda position, lines=lines: lines) for lines in rooms])
    (work,) = desk.work([cast.commune_officer])
    assert [line.title for line in work.lines] == ["b", "d", "a", "c"]


def test_the_longest_late_stands_before_what_is_late_too(cast, monkeypatch):
    rooms = [
        [WorkLine("a", "/a/", due_on=date(2026, 6, 20), late=True), WorkLine("b", "/b/", due_on=date(2025, 1, 1))],
        [WorkLine("c", "/c/", due_on=date(2025, 11, 11), late=True)],
    ]
    monkeypatch.setattr(desk, "ROOMS", [SimpleNamespace(work=lambda position, lines=lines: lines) for lines in rooms])
    (work,) = desk.work([cast.commune_officer])
    assert [line.title for line in work.lines] == ["c", "a", "b"]


def test_every_unit_below_stands_in_the_progress_of_the_year(tree, cast, plan, as_position):
    names = [f"thôn {number}" for number in range(9)]
    for name in names:
        builders.area(name, tree.commune)
    page = as_position(cast.commune_officer).get("/").content.decode()
    assert ([name for name in names if f">{name}</a>" not in page], "đơn vị khác</summary>" in page) == ([], True)


def test_who_looks_after_several_communes_reads_which_one_a_village_is_of(tree, cast, as_position):
    beside = builders.area("xã Bên Cạnh", tree.district)
    village = builders.area("thôn Bến", beside)
    leader = builders.position(Role.LEADER, tree.district_desk, areas=[tree.commune, beside])
    assert "Bên Cạnh" in str(village) and f">{village}</a>" in as_position(leader).get("/").content.decode()
    one = builders.position(Role.LEADER, tree.district_desk, areas=[beside])
    assert ">thôn Bến</a>" in as_position(one).get("/").content.decode()
