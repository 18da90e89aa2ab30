"""Pages: two queries however long the list, and nonsense in the address is the first page."""

import pytest

from common.models import Counter
from common.paging import page_of, page_of_found, page_of_values

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    def build(count):
        Counter.objects.bulk_create(Counter(key=f"{number:05}") for number in range(count))
        return Counter.objects.order_by("key")

    return build


@pytest.mark.parametrize(
    ("asked", "first", "shown", "before", "after"),
    [
        (None, "00000", 3, False, True),
        ("1", "00000", 3, False, True),
        ("2", "00003", 3, True, True),
        ("3", "00006", 1, True, False),
    ],
)
def test_the_asked_page_is_shown(rows, asked, first, shown, before, after):
    page = page_of(rows(7), asked, rows=3)

    assert (page.rows[0].key, len(page), page.has_previous, page.has_next) == (first, shown, before, after)
    assert (page.total, page.total_text, page.has_other_pages) == (7, "7", True)


@pytest.mark.parametrize("asked", ["", "0", "-1", "x", "1.5", "²", "٣", "1001", "9" * 40, "9" * 5000, "1; DROP TABLE"])
def test_nonsense_is_the_first_page(rows, asked):
    assert page_of(rows(7), asked, rows=3).number == 1


def test_behind_the_end_is_the_first_page(rows):
    """As where somebody is on the last page and its only line is decided: nothing is said not to be there."""
    page = page_of(rows(7), "9", rows=3)

    assert (len(page), page.number, page.has_next, page.total) == (3, 1, True, 7)


def test_one_page_has_no_others(rows):
    page = page_of(rows(3), None, rows=3)

    assert (page.has_other_pages, page.has_next) == (False, False)


def test_an_empty_list_is_one_empty_page(rows):
    page = page_of(rows(0), None)

    assert (list(page), page.total_text, page.has_other_pages) == ([], "0", False)


@pytest.mark.parametrize(("count", "text"), [(1000, "1.000"), (1001, "hơn 1.000"), (1200, "hơn 1.000")])
def test_beyond_a_thousand_nobody_counts(rows, count, text):
    assert page_of(rows(count), None).total_text == text


@pytest.mark.parametrize("count", [1, 3, 60])
def test_a_page_costs_two_queries(rows, count, django_assert_num_queries):
    many = rows(count)
    with django_assert_num_queries(2):
        list(page_of(many, None))


@pytest.mark.parametrize("asked", [None, "1", "2", "3", "9", "1001", "x"])
def test_what_is_looked_for_once_is_paged_as_any_other(rows, asked):
    found = rows(7)

    page = page_of_found(found, lambda keys: Counter.objects.filter(pk__in=keys).order_by("-key"), asked, rows=3)

    assert page == page_of(found, asked, rows=3)


@pytest.mark.parametrize(("count", "text"), [(1000, "1.000"), (1001, "hơn 1.000"), (1200, "hơn 1.000")])
def test_what_is_looked_for_once_is_counted_to_a_thousand(rows, count, text, django_assert_num_queries):
    found = rows(count)
    with django_assert_num_queries(2):
        page = page_of_found(found, lambda keys: Counter.objects.filter(pk__in=keys), "20")
    assert (page.total_text, len(page), page.has_next) == (text, 50, count > 1000)


def _even():
    """Those of even numbers, in their order."""
    return Counter.objects.filter(key__regex="[02468]$").order_by("-key")


def _any():
    return Counter.objects.order_by("-key").values_list("key", "value")


@pytest.mark.parametrize(
    ("asked", "first", "shown", "after"), [(None, 0, 50, True), ("2", 50, 15, False), ("3", 0, 50, True)]
)
def test_a_page_found_by_its_keys_is_that_of_the_list(rows, asked, first, shown, after, django_assert_num_queries):
    rows(130)
    with django_assert_num_queries(2 + (asked == "3")):
        page = page_of_values(_any, _even, asked=asked)
    assert page.rows == list(_even().values_list("key", "value"))[first : first + shown]
    assert (page.total, page.has_next) == (65, after)


def test_a_page_found_by_no_key_is_empty(rows):
    rows(0)
    page = page_of_values(_any, _even, asked=None)
    assert (page.rows, page.total, page.has_next) == ([], 0, False)
