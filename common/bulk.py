"""Many rows of one table written at once: made ready beforehand, written when the moment comes.

Django's own bulk writes work out every row while the lock is held, and `bulk_update` writes one CASE expression for
every column: with a hundred thousand rows minutes instead of seconds. No signals, no defaults: the rows are complete.
"""

import gc
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, models, transaction

# Keys to one statement.
AT_ONCE = 2000
# Of memory pages, as SQLite counts: in kilobytes below zero.
ROOM = -131_072
# Tables of new values are told apart by number.
_given = count()
# Values on SQLite; on PostgreSQL the line of the file that COPY reads.
Row = list[Any] | str


@contextmanager
def at_full_speed() -> Iterator[None]:
    """While millions of values are in hand Python does not look for garbage, which takes longer than the work, and
    SQLite keeps the indexes it writes in memory."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        with _roomy():
            yield
    finally:
        # All that was made meanwhile counts as old, so that it is not looked through at once.
        gc.freeze()
        gc.unfreeze()
        if collecting:
            gc.enable()


@contextmanager
def _roomy() -> Iterator[None]:
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    # Past Django: this is neither a question nor a change, and is put back even where a transaction has failed.
    database: Any = connection.connection
    before = database.execute("PRAGMA cache_size").fetchone()[0]
    database.execute(f"PRAGMA cache_size = {ROOM}")
    try:
        yield
    finally:
        database.execute(f"PRAGMA cache_size = {before:d}")


class Insertion:
    """New rows with keys given by `reserve`."""

    def __init__(self, model: type[models.Model], rows: Iterable[models.Model]) -> None:
        self.model, self.fields = model, list(model._meta.concrete_fields)
        read, database = [(one.attname, one.get_db_prep_save) for one in self.fields], connections[DEFAULT_DB_ALIAS]
        self.rows = [_ready([prepared(getattr(row, name), database) for name, prepared in read]) for row in rows]

    def write(self) -> None:
        """Once: afterwards there is nothing left to write."""
        table, names = _quoted(self.model._meta.db_table), ", ".join(_quoted(field.column) for field in self.fields)
        if connection.vendor == "postgresql":
            _copy(f"{table} ({names})", self.rows)
        else:
            places = ", ".join(["%s"] * len(self.fields))
            _one_by_one(f"INSERT INTO {table} ({names}) VALUES ({places})", self.rows)
        self.rows = []


class Change:
    """New values of some columns (by attname), of each row its own; `rows`: key → values."""

    def __init__(self, model: type[models.Model], columns: Sequence[str], rows: Mapping[int, Sequence[Any]]) -> None:
        self.model = model
        self.fields = [next(one for one in model._meta.concrete_fields if one.attname == name) for name in columns]
        ways, database = [field.get_db_prep_save for field in self.fields], connections[DEFAULT_DB_ALIAS]
        self.rows = [
            _ready([*(prepared(value, database) for prepared, value in zip(ways, row, strict=True)), key])
            for key, row in rows.items()
        ]
        # The table that holds them, once they are handed over.
        self.given = ""

    def hand_over(self) -> None:
        """Give PostgreSQL the new values ahead, in the transaction in which they will be written; no row changes yet."""
        if connection.vendor == "postgresql" and self.rows:
            self.given, columns = f"given_{next(_given)}", ", ".join([*self._names, self._key])
            with connection.cursor() as cursor:
                cursor.execute(
                    f"CREATE TEMP TABLE {self.given} ON COMMIT DROP AS SELECT {columns} FROM {self._table} WITH NO DATA"
                )
            _copy(f"{self.given} ({columns})", self.rows)
            self.rows = []

    def write(self) -> None:
        """Once: afterwards there is nothing left to write."""
        if not self.given:
            self.hand_over()
        if self.given:
            changes = ", ".join(f"{name} = given.{name}" for name in self._names)
            with connection.cursor() as cursor:
                cursor.execute(
                    f"UPDATE {self._table} SET {changes} FROM {self.given} given WHERE {self._table}.{self._key} = given.{self._key}"
                )
                cursor.execute(f"DROP TABLE {self.given}")
            self.given = ""
        else:
            changes = ", ".join(f"{name} = %s" for name in self._names)
            _one_by_one(f"UPDATE {self._table} SET {changes} WHERE {self._key} = %s", self.rows)
            self.rows = []

    @property
    def _names(self) -> list[str]:
        return [_quoted(field.column) for field in self.fields]

    @property
    def _table(self) -> str:
        return _quoted(self.model._meta.db_table)

    @property
    def _key(self) -> str:
        return _quoted(_key(self.model))


def reserve(model: type[models.Model], number: int) -> list[int]:
    """Keys that nobody else will be given. Those that are not used leave a gap."""
    if not number:
        return []
    table, key = model._meta.db_table, _key(model)
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [_quoted(table), key, number],
            )
            return [row[0] for row in cursor.fetchall()]
        cursor.execute(f"SELECT coalesce(max({_quoted(key)}), 0) FROM {_quoted(table)}")
        highest = cursor.fetchone()[0]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        given = cursor.fetchone()
        last = max(highest, given[0] if given else 0) + number
        put = "UPDATE sqlite_sequence SET seq = %s WHERE name = %s" if given else "INSERT INTO sqlite_sequence (seq, name) VALUES (%s, %s)"  # fmt: skip
        cursor.execute(put, [last, table])
    return list(range(last - number + 1, last + 1))


def look_for_keys(model: type[models.Model], column: str) -> None:
    """Whether what rows written so far point at with a column is there: looked at now, in place of at the end.

    Until the transaction ends PostgreSQL keeps what they point at from being deleted or given another key, and nobody else
    may want to while this transaction waits for them: not for units, which only undoing deletes, in its turn.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            known = connection.introspection.get_constraints(cursor, model._meta.db_table)
            names = [
                _quoted(name) for name, told in known.items() if told["foreign_key"] and told["columns"] == [column]
            ]
            for moment in ("IMMEDIATE", "DEFERRED"):
                cursor.execute(f"SET CONSTRAINTS {', '.join(names)} {moment}")


def delete_rows(model: type[models.Model], keys: Sequence[int]) -> None:
    """Take rows away, where it is known that nothing hangs on them; the database refuses if something does."""
    for start in range(0, len(keys), AT_ONCE):
        found = model._default_manager.filter(pk__in=keys[start : start + AT_ONCE])
        found._raw_delete(found.db)


def find_keys_by_index() -> None:
    """The last thing of a transaction: at its end PostgreSQL looks whether anything still points at the rows taken away, a
    million times after a reform, and would read many a table whole each time in place of its index."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")


def _one_by_one(statement: str, rows: list[Row]) -> None:
    """One prepared statement for all rows: the quickest way into SQLite."""
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(statement, rows)


def _ready(values: list[Any]) -> Row:
    return _line([_copied(value) for value in values]) if connection.vendor == "postgresql" else values


def _line(texts: list[str]) -> str:
    return "\t".join(texts) + "\n"


def _copy(into: str, rows: list[Row]) -> None:
    """The server reads the rows as a file: the quickest way over a wire."""
    if rows:
        with connection.cursor() as cursor:
            cursor.copy_expert(f"COPY {into} FROM STDIN", io.StringIO("".join(map(str, rows))))


def _copied(value: Any) -> str:
    if value is None:
        return r"\N"
    if isinstance(value, bool | int):
        return str(value)
    text = value.dumps(value.adapted) if hasattr(value, "adapted") else str(value)
    # A table for `str.translate` takes twenty times as long over JSON, which has a backslash for every Vietnamese letter.
    return text.replace("\\", r"\\").replace("\t", r"\t").replace("\n", r"\n").replace("\r", r"\r")


def _key(model: type[models.Model]) -> str:
    return str(model._meta.pk.column) if model._meta.pk else "id"


def _quoted(name: str | None) -> str:
    return connection.ops.quote_name(str(name))
