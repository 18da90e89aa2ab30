"""What was asked, in its own words: PostgreSQL is asked the longest questions by the name under which it keeps them."""

import re

from django.db import connection

from common import prepared

_NAMED = re.compile(r"EXECUTE (\w+)")


def words_of(captured) -> list[str]:
    """The words of each captured question."""
    kept = prepared._kept.get(connection.connection, {}) if connection.vendor == "postgresql" else {}
    words = {name: words for (words, _), name in kept.items()}
    return [words[found[1]] if (found := _NAMED.match(one["sql"])) else one["sql"] for one in captured]
