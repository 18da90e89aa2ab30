"""A unit is written by name: found without diacritics, refused when it is not clear which one is meant."""

import pytest
from django.core.exceptions import ValidationError

from units.models import Unit
from units.unitfields import find_unit, written

pytestmark = pytest.mark.django_db


def find(text):
    return find_unit(Unit.objects.select_related("parent"), text)


def test_what_is_offered_is_found_again(tree):
    assert [unit for unit in Unit.objects.select_related("parent") if find(written(unit)) != unit] == []


@pytest.mark.parametrize("text", ["UBND xã Phúc Khê", "ubnd xa phuc khe", "UBND phuc"])
def test_a_name_is_found_with_or_without_diacritics(tree, text):
    if text == "UBND phuc":
        with pytest.raises(ValidationError):
            find(text)
    else:
        assert find(text) == tree.other_commune_desk


def test_marks_tell_apart_what_folding_makes_the_same(tree):
    assert find("thôn Đông, xã Minh Lạc") == tree.village


def test_several_matches_are_named(tree):
    with pytest.raises(ValidationError, match="Có nhiều đơn vị khớp “minh lac”"):
        find("minh lac")


def test_a_code_finds_its_unit(tree):
    assert find("09903") == tree.other_commune
