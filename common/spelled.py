"""Lựa chọn viết thẳng vào câu hỏi: a state or another choice of ours, or that a text is empty, stands in the words of a
question itself.

Many an index holds only the rows of one choice (open items, numbers that are not empty). Handed over as a value, it hides
from the database whether the index helps: SQLite reads the whole question again at each asking, PostgreSQL can keep no
plan that uses it.
"""

import re
from collections.abc import Sequence
from itertools import count
from typing import Any

from django.db.models import TextChoices

# A place for a value, or a percent sign, in words as psycopg2 and Django write them.
MARK = re.compile("%[s%]")
_PLAIN = re.compile(r"[A-Za-z0-9_-]*")


def numbered(words: str, place: str, percent: str) -> str:
    """The words with `place`, which says where its number stands, for every value, and `percent` for a percent sign."""
    number = count(1)
    return MARK.sub(lambda mark: place.format(next(number)) if mark[0] == "%s" else percent, words)


def spelled(words: str, values: Sequence[Any]) -> tuple[str, tuple]:
    """The words with choices and empty texts written into them, and the values that remain."""
    left, remaining = iter(values), []

    def place(mark: re.Match) -> str:
        if mark[0] != "%s":
            return mark[0]
        value = next(left)
        if written := _literal(value):
            return written
        remaining.append(value)
        return "%s"

    return MARK.sub(place, words), tuple(remaining)


def _literal(value: Any) -> str:
    """How the choice stands in SQL; empty for anything else, or for what would have to be quoted with care. A choice that
    is a number comes as a mere number, and stays a value."""
    is_ours = value == "" or isinstance(value, TextChoices)
    return f"'{value}'" if is_ours and _PLAIN.fullmatch(value) else ""
