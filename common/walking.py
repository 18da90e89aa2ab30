"""Đi theo thứ tự: conditions of a page of rows that is read in the order of an index, until it is full."""

from typing import Any

from django.db.models import Func
from django.db.models.lookups import In


class Walked(Func):
    """A column as such a condition reads it.

    SQLite takes the index of a condition rather than that of the order, whatever it leaves, and sorts all it found: of
    25,000 in 100,000 registrations 58 ms instead of 0.2. A plus before the column keeps it from that (“Disqualifying
    WHERE Clause Terms”, sqlite.org/optoverview.html). PostgreSQL weighs both by the values it has seen.
    """

    arity = 1
    template = "%(expressions)s"

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, Any]:
        return super().as_sql(compiler, connection, template="+%(expressions)s", **context)


class FoundFirst(In):
    """A key among those that a question finds, which are found before anything else is read.

    PostgreSQL joins the question to the records and weighs the order of a few tables alone (`join_collapse_limit`): with
    more of them it read all 100,000 records, 240 ms for the 50 of a page, and now 2. An array is made first.
    """

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        key, params = self.process_lhs(compiler, connection)
        keys, of_keys = self.process_rhs(compiler, connection)
        return f"{key} = ANY(ARRAY{keys})", [*params, *of_keys]
