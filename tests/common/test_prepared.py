"""What is asked often is answered as if it were asked in its own words, and PostgreSQL keeps how."""

import datetime
import uuid
from decimal import Decimal

import pytest
from django.db import NotSupportedError, ProgrammingError, connection, transaction
from django.db.models import TextChoices

from common import prepared

pytestmark = pytest.mark.django_db

ON_POSTGRESQL = connection.vendor == "postgresql"


class Kind(TextChoices):
    ONE = "một", "Một"


DAY, MOMENT = datetime.date(2026, 2, 28), datetime.datetime(2026, 2, 28, 7, tzinfo=datetime.UTC)
VALUES = ["100 % “chữ” 'ký' \\", "3", Kind.ONE, 3, -(2**31), 2**31, 2**40, True]
# SQLite is given these as texts by Django's own lookups, never as they are.
OF_POSTGRESQL = [
    DAY,
    MOMENT,
    MOMENT.replace(tzinfo=None),
    datetime.timedelta(days=2),
    Decimal("12.50"),
    uuid.UUID(int=7),
]
# What PostgreSQL must see where it stands.
SEEN = [None, ["a", "b"], 2**70, MOMENT.replace(tzinfo=None)]


def often(words: str, *values):
    with connection.cursor() as cursor:
        prepared.execute(cursor, words, values)
        return cursor.fetchall()


def plainly(words: str, *values):
    with connection.cursor() as cursor:
        cursor.execute(words, values)
        return cursor.fetchall() if cursor.description else []


def kept() -> int:
    """How many questions the server keeps for this connection; SQLite keeps none."""
    return (
        plainly("SELECT COUNT(*) FROM pg_prepared_statements WHERE name LIKE 'often%%'")[0][0] if ON_POSTGRESQL else 0
    )


@pytest.fixture(autouse=True)
def _nothing_kept():
    """Of other tests."""
    if ON_POSTGRESQL:
        connection.ensure_connection()
        prepared._kept.pop(connection.connection, None)
        plainly("DEALLOCATE ALL")


@pytest.mark.parametrize("value", VALUES + (OF_POSTGRESQL + SEEN if ON_POSTGRESQL else [None]), ids=repr)
def test_the_answer_and_its_type_are_those_of_the_plain_question(value):
    words = "SELECT %s AS own, CASE WHEN %s = %s THEN %s END AS chosen, '%%' AS sign"
    plain = plainly(words, *[value] * 4)
    for _ in range(2):
        found = often(words, *[value] * 4)
        assert found == plain
        assert [type(one) for one in found[0]] == [type(one) for one in plain[0]]


def test_the_same_words_are_asked_of_values_of_any_type():
    for value in (1, 2, "một", 2**40, 3, None, True, 1):
        assert often("SELECT %s AS own", value) == [(value,)]


def test_the_server_keeps_a_question_and_reads_it_once():
    for number in range(5):
        assert often("SELECT %s AS own", number) == [(number,)]
    assert kept() == (1 if ON_POSTGRESQL else 0)


@pytest.mark.parametrize("value", SEEN[:1] if not ON_POSTGRESQL else SEEN, ids=repr)
def test_what_must_be_seen_where_it_stands_is_not_kept(value):
    often("SELECT %s AS own", value)
    assert often("SELECT 1 AS without") == [(1,)]
    assert kept() == 0


def test_a_connection_that_keeps_many_begins_anew(monkeypatch):
    monkeypatch.setattr(prepared, "MOST", 2)
    counts = []
    for number in (1, 2, 1, 3, 1):
        assert often(f"SELECT %s + {number} AS sum", 1) == [(1 + number,)]
        counts.append(kept())
    assert counts == ([1, 2, 2, 1, 2] if ON_POSTGRESQL else [0] * 5)


def test_what_is_kept_is_found_again_after_a_transaction_that_failed():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        often("SELECT %s AS own", 1)
        raise ZeroDivisionError
    assert often("SELECT %s AS own", 2) == [(2,)]


def test_a_question_that_cannot_be_read_before_its_values_is_refused():
    """Whoever writes such a question learns it from PostgreSQL at the first asking."""
    words = "SELECT 1 AS found WHERE %s IS NULL"
    if not ON_POSTGRESQL:
        assert often(words, "một") == []
        return
    with pytest.raises(ProgrammingError), transaction.atomic():
        often(words, "một")
    assert (plainly(words, "một"), kept()) == ([], 0)


@pytest.mark.django_db(transaction=True)
def test_a_column_that_changes_its_type_meanwhile_is_answered_as_it_is_now():
    """A process that was not started anew after a migration."""
    words = "SELECT code FROM often_asked WHERE code = %s"
    plainly("CREATE TABLE often_asked (code varchar(5))")
    try:
        plainly("INSERT INTO often_asked VALUES ('A-1')")
        assert often(words, "A-1") == [("A-1",)]
        if ON_POSTGRESQL:
            plainly("ALTER TABLE often_asked ALTER code TYPE varchar(9)")
            with pytest.raises(NotSupportedError), transaction.atomic():
                often(words, "A-1")
        assert often(words, "A-1") == [("A-1",)]
        assert kept() == 0
        assert often(words, "A-1") == [("A-1",)]
        assert kept() == (1 if ON_POSTGRESQL else 0)
    finally:
        plainly("DROP TABLE often_asked")
