"""Rows of a table as the database holds them: read, compared, put back."""

import re
from functools import cache
from itertools import chain, islice

from django.apps import apps
from django.db import connection

WRITES = re.compile(r'(?:INSERT INTO|INSERT OR IGNORE INTO|UPDATE|DELETE FROM) "(\w+)"')
# Values of one statement; SQLite takes 32,766.
MOST_VALUES = 30_000


def written_by(statement: str) -> str | None:
    """The table of a model that a statement writes to."""
    found = WRITES.match(statement)
    return found[1] if found and found[1] in _columns() else None


def table(name: str) -> dict:
    """Key → row, the key first."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_named(name)} FROM {_quoted(name)}")
        return {row[0]: row for row in cursor.fetchall()}


def difference(before: dict, after: dict) -> tuple[list, list]:
    """The keys of rows that are gone or changed, and the rows that are new or changed."""
    gone = [key for key, row in before.items() if after.get(key) != row]
    return gone, [row for key, row in after.items() if before.get(key) != row]


def delete(name: str, keys: list) -> None:
    if keys:
        _run(f"DELETE FROM {_quoted(name)} WHERE {_quoted(_columns()[name][0])} IN ({_marks(keys)})", keys)


def insert(name: str, rows: list) -> None:
    left = iter(rows)
    while some := list(islice(left, MOST_VALUES // len(_columns()[name]))):
        into = f"INSERT INTO {_quoted(name)} ({_named(name)}) VALUES {_rows_of_marks(some)}"
        _run(into, list(chain.from_iterable(some)))


@cache
def _columns() -> dict[str, list[str]]:
    """Table → its columns, the key first."""
    return {
        model._meta.db_table: [model._meta.pk.column, *(f.column for f in model._meta.local_concrete_fields if not f.primary_key)]
        for model in apps.get_models(include_auto_created=True)
    }  # fmt: skip


def _run(sql: str, params: list) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def _marks(values) -> str:
    return ", ".join(["%s"] * len(values))


def _rows_of_marks(rows: list) -> str:
    return ", ".join([f"({_marks(rows[0])})"] * len(rows))


@cache
def _named(name: str) -> str:
    return ", ".join(_quoted(column) for column in _columns()[name])


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
