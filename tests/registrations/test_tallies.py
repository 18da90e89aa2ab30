"""Sổ đếm: the numbers of the home pages are those of the records, whatever writes to them, in the same transaction."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Sum

from registrations import tallies
from registrations.enums import State
from registrations.models import ConfirmedTally, Registration, SentTally, WaitingTally
from tests import builders
from tests.registrations import stories
from tests.registrations.tallied import counted, kept


@pytest.mark.parametrize("state", State)
def test_a_record_in_any_state_is_in_the_books_as_it_stands(tree, cast, plan, state):
    stories.in_state(state, owner=cast.registrant, officer=cast.commune_officer, plan=plan, levels=[tree.commune_level])
    assert kept() == counted()
    assert SentTally.objects.aggregate(sent=Sum("more"))["sent"] == (None if state == State.DRAFT else 1)


def test_what_is_counted_by_changes_in_many_rows_at_once(tree, cast, plan):
    for _ in range(3):
        builders.confirmed(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level])
    before = kept()
    Registration.objects.update(scope_path=tree.district.path, sector=None, confirmed_on=date(2020, 1, 1))

    assert kept() == counted() != before
    assert set(ConfirmedTally.objects.filter(year=2020).values_list("scope_path", "sector")) == {
        (tree.district.path, None)
    }


def test_where_the_database_tells_which_rows_a_statement_wrote_they_are_counted_together(tree, cast, plan):
    for _ in range(3):
        builders.confirmed(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level])
    tallies.draw_together()
    one_of_a_kind = lines()
    Registration.objects.update(scope_path=tree.district.path)

    more = 2 if connection.vendor == "postgresql" else 6
    sent, _, confirmed = (now - before for now, before in zip(lines(), one_of_a_kind, strict=True))
    assert (sent, confirmed) == (more, more)
    assert kept() == counted()


def test_what_nothing_is_counted_by_adds_no_line(tree, cast, plan):
    registration = builders.confirmed(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level])
    before = lines()
    registration.title = "Tên khác"
    registration.save()

    assert lines() == before


def test_what_is_removed_is_no_longer_counted(tree, cast, plan):
    registration = builders.confirmed(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level])
    with connection.constraint_checks_disabled(), transaction.atomic():
        Registration.objects.filter(pk=registration.pk)._raw_delete(using="default")
        assert kept() == ({}, {}, {})
        transaction.set_rollback(True)
    assert kept() == counted() != ({}, {}, {})


def test_lines_are_drawn_together_to_one_of_a_kind(tree, cast, plan):
    for _ in range(2):
        builders.confirmed(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level])
    before = kept()
    assert SentTally.objects.count() > len(before[0])
    tallies.draw_together()

    assert kept() == before == counted()
    assert lines() == tuple(map(len, before))


@pytest.mark.django_db(transaction=True)
def test_a_migration_puts_back_what_rebuilding_the_table_took_away(tree, cast, plan):
    """As SQLite does: the triggers go with the old table, and what is written until then is counted afterwards."""
    builders.confirmed(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level])
    names = [book.trigger(event) for book in tallies.BOOKS for event in ("insert", "delete", "update")]
    on = f" ON {tallies.OF}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"DROP TRIGGER {name}{on}")
    Registration.objects.update(state=State.STOPPED)
    assert kept() != counted()
    call_command("migrate", verbosity=0)
    assert kept() == counted()
    Registration.objects.update(state=State.EFFECTIVE)

    assert kept() == counted()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("release", "kept_by"), [("0028", 0), ("0030", 6)])
def test_a_release_before_the_books_can_be_gone_back_to(tree, cast, plan, release, kept_by):
    registration = builders.submitted(cast.registrant, plan, levels=[tree.commune_level])
    call_command("migrate", "registrations", release, verbosity=0)
    try:
        assert len(triggers()) == kept_by
        Registration.objects.filter(pk=registration.pk).update(state=State.RECEIVED)
    finally:
        call_command("migrate", verbosity=0)

    assert kept() == counted() != ({}, {}, {})
    assert len(triggers()) == 3 * len(tallies.BOOKS)


def lines() -> tuple[int, ...]:
    """How many each book has."""
    return tuple(book.objects.count() for book in (SentTally, WaitingTally, ConfirmedTally))


def triggers() -> list[str]:
    """Those on registrations, by name."""
    there = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE tgrelid = to_regclass(%s) AND NOT tgisinternal",
    }
    with connection.cursor() as cursor:
        cursor.execute(there[connection.vendor], [tallies.OF])
        return [name for (name,) in cursor.fetchall()]


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_drawing_together_stops_nobody_and_loses_nothing(tree, cast, plan):
    """One writes while two others draw together, time and again."""
    records = [builders.submitted(cast.registrant, plan, levels=[tree.commune_level]) for _ in range(4)]
    start = threading.Barrier(3)

    def write():
        start.wait()
        for state in [State.RECEIVED, State.CONFIRMED, State.STOPPED] * 5:
            for one in records:
                Registration.objects.filter(pk=one.pk).update(state=state)
        connection.close()

    def draw():
        start.wait()
        for _ in range(15):
            tallies.draw_together()
        connection.close()

    with ThreadPoolExecutor(3) as pool:
        for done in [pool.submit(write), pool.submit(draw), pool.submit(draw)]:
            done.result()

    assert kept() == counted()
