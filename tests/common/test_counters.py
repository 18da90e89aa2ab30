"""Numbers are given one after the other, each key for itself, and go back with the transaction."""

import pytest
from django.db import transaction

from common.counters import go_past, next_number, next_numbers
from common.models import Counter

pytestmark = pytest.mark.django_db


class GivenUp(Exception):
    pass


def test_numbers_begin_with_one_and_go_on():
    assert [next_number("sổ 1") for _ in range(3)] == [1, 2, 3]


def test_each_key_counts_for_itself():
    assert [next_number(key) for key in ("a", "b", "a", "c", "a")] == [1, 1, 2, 1, 3]


def test_a_number_that_was_not_used_is_given_again():
    next_number("sổ 1")
    with pytest.raises(GivenUp), transaction.atomic():
        next_number("sổ 1")
        raise GivenUp

    assert next_number("sổ 1") == 2


def test_the_counter_remembers_the_last_number():
    next_number("sổ 1")
    next_number("sổ 1")

    assert str(Counter.objects.get(key="sổ 1")) == "sổ 1: 2"


def test_a_number_given_on_paper_is_gone_past_and_never_back(db):
    next_number("register:1:2026")
    go_past("register:1:2026", 7)
    go_past("register:1:2026", 3)
    assert next_number("register:1:2026") == 8


def test_several_are_given_at_once_and_the_next_goes_on(db):
    assert (list(next_numbers("giay", 3)), list(next_numbers("giay", 0)), next_number("giay")) == ([1, 2, 3], [], 4)
