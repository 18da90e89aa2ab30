"""The newest first: a page of the list is walked to in the index of its order, whatever is filtered."""

import pytest
from django.db import connection
from django.http import QueryDict

from registrations.enums import State
from registrations.lists.listing import Listing
from registrations.models import Registration
from tests import builders
from tests.registrations.stories import in_state

NEWEST = "registration_newest_first"


def how_read(rows) -> str:
    """How the database reads the first page. PostgreSQL, which would read a small table whole, is asked how it could."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off"
            )
    return rows.all()[:51].explain()


@pytest.mark.parametrize("asked", ["", "nam=2026", "linh-vuc={sector}", "cap={level}", "nam=2026&trang-thai=confirmed"])
def test_a_page_of_the_newest_is_read_in_their_order(asked, cast, plan, tree):
    in_state(
        State.CONFIRMED, owner=cast.registrant, officer=cast.commune_officer, plan=plan, levels=[tree.commune_level]
    )
    one = Registration.objects.get()
    query = QueryDict(asked.format(sector=one.sector_id, level=one.highest_level_id))
    for reader in (cast.commune_officer, cast.district_officer):
        rows = Listing(reader, query).rows()
        assert list(rows) == [one]
        assert NEWEST in how_read(rows)


def test_what_waits_and_what_is_counted_is_found_by_its_own_index(cast, plan, tree):
    """Few of many: there the order of the whole register would be the long way."""
    in_state(
        State.SUBMITTED, owner=cast.registrant, officer=cast.commune_officer, plan=plan, levels=[tree.commune_level]
    )
    waiting = Listing(cast.commune_officer, QueryDict("xem=cho"))
    assert [one.state for one in waiting.rows()] == [State.SUBMITTED]
    assert NEWEST not in how_read(waiting.rows())
    assert NEWEST not in how_read(Listing(cast.commune_officer, QueryDict()).chosen().order_by())


def test_an_earlier_year_is_walked_to_from_the_newest_of_its_plans(cast, plan, tree):
    """What was handed in late is sent after what answers the next plan."""
    earlier = builders.plan(tree, cast.commune_officer, year=plan.year - 1, number="1/KH-UBND")
    of_both = [
        builders.submitted(cast.registrant, one, levels=[tree.commune_level]) for one in (earlier, plan, earlier)
    ]
    for year, shown in ((plan.year, of_both[1:2]), (plan.year - 1, [of_both[2], of_both[0]])):
        listing = Listing(cast.commune_officer, QueryDict(f"nam={year}"))
        assert list(listing.page("1")) == list(listing.rows()) == shown
    last = Listing(cast.commune_officer, QueryDict(f"nam={plan.year - 1}")).rows()
    assert "registration_newest_of_plan" in how_read(last)


@pytest.mark.parametrize("order", ["", "&xep=ten"])
def test_a_page_of_what_waits_is_found_by_its_desk_and_shown_in_its_order(order, cast, plan, tree):
    there = [
        builders.submitted(cast.registrant, plan, levels=[tree.commune_level], title=title)
        for title in ("Mô hình Ba", "Mô hình Một", "Mô hình Hai")
    ]
    builders.confirmed(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level])
    listing = Listing(cast.commune_officer, QueryDict(f"xem=cho{order}"))
    page = listing.page("1")

    assert list(page) == list(listing.rows()) == (sorted(there, key=lambda one: one.sort_key) if order else there)
    assert page.total == 3
    assert listing.page("2") == page
