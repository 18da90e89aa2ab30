"""Sổ đếm được ghi thế nào: triggers of the database add lines for what changes in registrations, of each kind one for every row
(SQLite) or statement (PostgreSQL).

Whatever writes to registrations, in one row or in many, is counted in the same transaction. After every migration the
triggers are made anew, for SQLite drops them with a table it rebuilds, and the lines are drawn together to one of a
kind: the count itself (docs/decisions/0047).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models.base import Model

from common import locks
from registrations.enums import WAITING
from registrations.models import ConfirmedTally, Registration, SentTally, WaitingTally

OF = Registration._meta.db_table
# The columns of a line, each with what is written there of the registration called {row}.
_PLACE = {"unit_id": "{row}.unit_id", "scope_path": "{row}.scope_path"}
_AT_A_DESK = ", ".join(f"'{state.value}'" for state in sorted(WAITING))


@dataclass(frozen=True)
class Book:
    """What one table of lines counts: the registrations that meet `when`, by the columns of `by`."""

    model: type[Model]
    by: dict[str, str]
    when: str

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    def trigger(self, event: str) -> str:
        """The name of what is done when one thing happens to a row."""
        return f"{self.table}_{event.lower()}"

    def line(self, row: str, more: str) -> str:
        """The statement that adds one line for a changed row."""
        return f"INSERT INTO {self._columns} SELECT {self._values(row)}, {more} WHERE {self.when.format(row=row)};"

    def counted_anew(self) -> str:
        """The statement that writes one line of each kind, by counting."""
        return f"INSERT INTO {self._columns} {self._counted(OF)}"

    def lines(self, was: str, now: str) -> str:
        """The statement that adds a line of each kind of which there are fewer or more rows in the table `now` than in the
        table `was`. Where a name is empty there are none."""
        names = ", ".join(self.by)
        counted = " UNION ALL ".join(self._counted(rows, sign) for rows, sign in ((was, "-"), (now, "")) if rows)
        return (
            f"INSERT INTO {self._columns} SELECT {names}, SUM(more) FROM ({counted}) lines ({names}, more) "
            f"GROUP BY {names} HAVING SUM(more) <> 0;"
        )

    def _counted(self, rows: str, sign: str = "") -> str:
        values = self._values("one")
        return f"SELECT {values}, {sign}COUNT(*) FROM {rows} one WHERE {self.when.format(row='one')} GROUP BY {values}"

    def changed(self) -> str:
        """Whether an update changes anything of what is counted."""
        told = [*self.by.values(), f"CASE WHEN {self.when} THEN 1 ELSE 0 END"]
        return " OR ".join(f"{one.format(row='OLD')} IS DISTINCT FROM {one.format(row='NEW')}" for one in told)

    @property
    def _columns(self) -> str:
        return f"{self.table} ({', '.join(self.by)}, more)"

    def _values(self, row: str) -> str:
        return ", ".join(value.format(row=row) for value in self.by.values())


BOOKS = (
    Book(
        SentTally,
        _PLACE | {"plan_id": "{row}.plan_id", "state": "{row}.state", "kind": "{row}.kind"},
        "{row}.first_sent_at IS NOT NULL",
    ),
    Book(
        WaitingTally,
        _PLACE | {"desk_id": "{row}.desk_id", "state": "{row}.state"},
        "{row}.first_sent_at IS NOT NULL AND {row}.desk_id IS NOT NULL AND {row}.state IN (" + _AT_A_DESK + ")",
    ),
    Book(
        ConfirmedTally,
        # Both databases write a day with its year first (PostgreSQL to psycopg2, which asks for it).
        _PLACE | {"year": "CAST(substr(CAST({row}.confirmed_on AS text), 1, 4) AS integer)", "sector_id": "{row}.sector_id"},
        "{row}.first_sent_at IS NOT NULL AND {row}.confirmed_on IS NOT NULL",
    ),
)  # fmt: skip


def keep_books(using: str, **_: Any) -> None:
    """After a migration: the triggers as they are written here, and every number counted anew.

    A migration that goes back before there were books takes the triggers along, and none is made.
    """
    tables = set(connections[using].introspection.table_names())
    if {OF, *(book.table for book in BOOKS)} <= tables:
        kept = _kept_by_postgresql if connections[using].vendor == "postgresql" else _kept_by_sqlite
        with transaction.atomic(using=using), connections[using].cursor() as cursor:
            for book in BOOKS:
                for statement in kept(book):
                    cursor.execute(statement)
        draw_together(using)


def draw_together(using: str = DEFAULT_DB_ALIAS) -> None:
    """One line of a kind in place of all that were added. Nobody has to stop for it: what is written meanwhile is counted
    by the lines it adds.
    """
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        # Two at once would each count all of it.
        locks.tally()
        for book in BOOKS:
            gone, anew = f"DELETE FROM {book.table}", book.counted_anew()
            if connections[using].vendor == "postgresql":
                # Both parts of one statement see the same moment.
                cursor.execute(f"WITH gone AS ({gone}) {anew}")
            else:
                cursor.execute(gone)
                cursor.execute(anew)


def let_go(schema_editor: Any, *tables: str) -> None:
    """On the way back, before the tables go that they write to."""
    is_postgres = schema_editor.connection.vendor == "postgresql"
    for name in (f"{table}_{event}" for table in tables for event in ("insert", "delete", "update")):
        schema_editor.execute(
            f"DROP FUNCTION IF EXISTS {name}() CASCADE" if is_postgres else f"DROP TRIGGER IF EXISTS {name}"
        )


def _kept_by_postgresql(book: Book) -> Iterator[str]:
    """The triggers of a book, in place of any that are there: of all rows that one statement writes, a line of each kind."""
    for event, (before, after) in {"INSERT": ("", "now"), "DELETE": ("was", ""), "UPDATE": ("was", "now")}.items():
        name, body = book.trigger(event), book.lines(before, after)
        rows = " ".join(f"{which} TABLE AS {told}" for which, told in (("OLD", before), ("NEW", after)) if told)
        yield f"DROP FUNCTION IF EXISTS {name}() CASCADE"
        yield f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NULL; END $$"
        yield f"CREATE TRIGGER {name} AFTER {event} ON {OF} REFERENCING {rows} EXECUTE FUNCTION {name}()"


def _kept_by_sqlite(book: Book) -> Iterator[str]:
    """The same, row by row: SQLite does not tell which rows a statement wrote."""
    less, more = book.line("OLD", "-1"), book.line("NEW", "1")
    done = {"INSERT": ("", more), "DELETE": ("", less), "UPDATE": (f"WHEN ({book.changed()})", f"{less} {more}")}
    for event, (condition, body) in done.items():
        name = book.trigger(event)
        yield f"DROP TRIGGER IF EXISTS {name}"
        yield f"CREATE TRIGGER {name} AFTER {event} ON {OF} FOR EACH ROW {condition} BEGIN {body} END"
