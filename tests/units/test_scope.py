"""Phạm vi: one rule for where, as a question to the database and for one record in hand."""

import pytest
from django.db.models import Q
from hypothesis import given
from hypothesis import strategies as st

from units import scope
from units.models import Unit
from units.querysets import range_end


class Area:
    """What `scope` asks of an area: its path, and whether it is the root."""

    def __init__(self, path):
        self.path, self.parent_id = path, len(path.split("/")) - 3 or None


class Holder:
    """What `scope` asks of a position: its areas."""

    def __init__(self, *paths):
        self.areas = [Area(path) for path in paths]

    def all_areas(self):
        return self.areas


PATHS = st.lists(st.integers(1, 120), min_size=1, max_size=6).map(lambda keys: f"/{'/'.join(map(str, keys))}/")


def matches(condition, path: str) -> bool:
    """The question asked of one path, bytewise as both databases ask it."""
    if condition.negated:
        return True
    ranges = dict(child for child in condition.children if isinstance(child, tuple))
    if "pk__in" in ranges:
        return False
    if ranges:
        return ranges["scope_path__gte"] <= path < ranges["scope_path__lt"]
    return any(matches(child, path) for child in condition.children)


@given(path=PATHS, areas=st.lists(PATHS.filter(lambda path: path.count("/") > 2), max_size=4))
def test_the_question_and_the_record_in_hand_agree_on_every_path(path, areas):
    holder = Holder(*areas)

    assert matches(scope.inside(holder), path) == scope.covers(holder, path)


@given(area=PATHS, path=PATHS)
def test_the_range_of_a_path_is_exactly_what_begins_with_it(area, path):
    assert (area <= path < range_end(area)) == path.startswith(area)


def test_five_does_not_hold_fifty():
    holder = Holder("/1/5/")

    assert [scope.covers(holder, path) for path in ("/1/5/", "/1/5/23/", "/1/50/", "/1/50/5/", "/1/4/", "/1/")] == [
        True, True, False, False, False, False,
    ]  # fmt: skip
    assert [matches(scope.inside(holder), path) for path in ("/1/5/23/", "/1/50/", "/1/50/5/")] == [True, False, False]


@pytest.mark.django_db
def test_the_root_asks_for_no_condition_and_stays_everything_beside_or(tree):
    everything = scope.inside(Holder(tree.province.path), "path")

    assert "WHERE" not in str(Unit.objects.filter(everything).query)
    assert Unit.objects.filter(everything | Q(name="không có")).count() == Unit.objects.count()
    assert Unit.objects.filter(everything & Q(name="thôn Đông")).get() == tree.village


@pytest.mark.parametrize("position", [None, Holder()])
def test_no_position_and_no_area_see_nothing(db, tree, position):
    assert Unit.objects.filter(scope.inside(position, "path")).count() == 0
    assert not scope.covers(position, tree.village.path)


def test_an_area_holds_itself_its_bodies_and_all_below(tree):
    found = set(Unit.objects.filter(scope.inside(Holder(tree.commune.path), "path")))

    assert found == {
        tree.commune, tree.commune_desk, tree.commune_front, tree.women, tree.village, tree.other_village,
    }  # fmt: skip


def test_several_areas_add_up(tree):
    """A cluster of communes in the charge of one officer."""
    holder = Holder(tree.other_commune.path, tree.far_commune.path)
    found = set(Unit.objects.filter(scope.inside(holder, "path")))

    assert found == {
        tree.other_commune, tree.other_commune_desk, tree.far_commune, tree.far_commune_desk, tree.far_village,
    }  # fmt: skip
    assert found == set(Unit.objects.visible_to(holder))


def test_neighbours_whose_keys_begin_alike_stay_apart(tree):
    """Among real rows: enough communes that one key is the beginning of another."""
    rows = Unit.objects.bulk_create(
        Unit(
            name=f"xã {key}",
            full_name=f"xã {key}",
            nature="area",
            parent=tree.district,
            path=f"{tree.district.path}{key}/",
        )
        for key in (9001, 90010, 900100)
    )

    assert list(Unit.objects.within(rows[0])) == [rows[0]]
