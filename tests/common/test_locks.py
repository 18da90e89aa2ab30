"""A row in hand is nobody else's; what only points at it is written meanwhile."""

from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from accounts.models import Position
from common.locks import has_gate, hold, locked_row
from tests import builders
from units.models import Unit


def test_a_row_is_read_as_it_stands_with_what_is_joined(cast, tree, django_assert_num_queries):
    Position.objects.filter(pk=cast.registrant.pk).update(title="Trưởng thôn")
    with django_assert_num_queries(1):
        locked = locked_row(Position, cast.registrant.pk, "deputy_for__user", "unit__parent")
        told = locked.title, locked.deputy_for, locked.unit, locked.unit.parent
    assert (locked, *told) == (cast.registrant, "Trưởng thôn", None, tree.village, tree.commune)


def test_a_row_that_is_joined_to_its_own_table_is_not_mixed_up(cast):
    Position.objects.filter(pk=cast.commune_officer.pk).update(succeeds=cast.registrant)
    locked = locked_row(Position, cast.commune_officer.pk, "succeeds__user")
    assert (locked, locked.succeeds, locked.succeeds.user) == (
        cast.commune_officer, cast.registrant, cast.registrant.user,
    )  # fmt: skip


def test_a_row_that_is_gone_is_told(db):
    with pytest.raises(Position.DoesNotExist):
        locked_row(Position, 0)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("lock", [hold, lambda unit: locked_row(Unit, unit.pk)], ids=["hold", "locked_row"])
def test_outside_of_a_transaction_nothing_would_be_locked(tree, lock):
    with transaction.atomic():
        lock(tree.village)
    with pytest.raises(TransactionManagementError):
        lock(tree.village)


def at_once(held, act):
    """Whether `act` was done while a row was held; afterwards it is in any case. On SQLite all who write wait."""

    def acting():
        try:
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            locked_row(type(held), held.pk)
            done = pool.submit(acting)
            wait([done], timeout=0.6)
            meanwhile = done.done()
        done.result(30)
    return meanwhile


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_what_points_at_a_row_in_hand_is_written_meanwhile(tree):
    assert at_once(tree.village, lambda: builders.area("thôn Mới", tree.village)) == has_gate()
    assert tree.village.children.count() == 1


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_a_row_in_hand_is_not_written_by_others(tree):
    assert not at_once(tree.village, lambda: Unit.objects.filter(pk=tree.village.pk).update(address="Phố Mới"))
    tree.village.refresh_from_db()
    assert tree.village.address == "Phố Mới"
