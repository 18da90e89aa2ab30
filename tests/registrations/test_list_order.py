"""The newest first: a page of the list is walked to in the index of its order, whatever is filtered."""

import pytest
from django.db import connection
from django.http import QueryDict

from registrations.enums import State
from registrations.lists.listing import Listing
from registrations.models import Registration
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
