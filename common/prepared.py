"""Câu hỏi đọc trước: PostgreSQL keeps long questions, and soon plans for them, as long as the connection lives."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

from django.db import NotSupportedError

from common.spelled import numbered

# So many a connection keeps, some 0.4 MB each; one more, and it begins anew.
MOST = 60
# A whole number up to there is an “integer” where it stands in the words itself, a greater one a “bigint”.
INTEGER, BIGINT = 2**31, 2**63
# What a quoted text is, PostgreSQL finds out by its place.
BY_PLACE = "unknown"
TYPES = {bool: "boolean", date: "date", timedelta: "interval", Decimal: "numeric", UUID: "uuid"}

Kept = dict[tuple[str, tuple[str, ...]], str]
_kept: WeakKeyDictionary[Any, Kept] = WeakKeyDictionary()


def execute(cursor: Any, words: str, values: Sequence[Any]) -> None:
    """Ask on Django's cursor as its `execute` does, with the same answer; on PostgreSQL by the name under which the
    connection keeps the question.

    Raises ProgrammingError for a question that PostgreSQL cannot read before it sees the values.
    """
    types = tuple(map(_type, values))
    if cursor.db.vendor != "postgresql" or not types or not all(types):
        cursor.execute(words, values)
        return
    marks = ", ".join(["%s"] * len(values))
    try:
        cursor.execute(f"EXECUTE {_name(cursor, words, types)}({marks})", values)
    except NotSupportedError:
        # A column that the answer shows has another type since: a migration was run beside this process.
        if cursor.db.in_atomic_block:
            raise
        _forget(cursor, _kept[cursor.db.connection])
        cursor.execute(words, values)


def _name(cursor: Any, words: str, types: tuple[str, ...]) -> str:
    """The name of the question for values of these types, given on the first asking."""
    kept = _kept.setdefault(cursor.db.connection, {})
    if name := kept.get((words, types)):
        return name
    if len(kept) == MOST:
        _forget(cursor, kept)
    name = f"often_{len(kept) + 1}"
    _say(cursor, f"PREPARE {name} ({', '.join(types)}) AS {numbered(words, '${}', '%')}")
    kept[words, types] = name
    return name


def _forget(cursor: Any, kept: Kept) -> None:
    _say(cursor, "DEALLOCATE ALL")
    kept.clear()


def _say(cursor: Any, statement: str) -> None:
    """Past Django, which would look for values to fill in and count it among the questions of the page."""
    with cursor.db.wrap_database_errors:
        cursor.cursor.execute(statement)


def _type(value: Any) -> str:
    """The type that the value has where psycopg2 writes it into the words; empty for what the server must see there."""
    if isinstance(value, str):
        return BY_PLACE
    if isinstance(value, int) and not isinstance(value, bool):
        return "integer" if -INTEGER <= value < INTEGER else "bigint" if -BIGINT <= value < BIGINT else ""
    if isinstance(value, datetime):
        return "timestamptz" if value.tzinfo else ""
    return TYPES.get(type(value), "")
