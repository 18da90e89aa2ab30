"""Many rows of one table written at once: made ready beforehand, written when the moment comes.

Django's own bulk writes work out every row while the lock is held, and `bulk_update` writes one CASE expression for
every column: with a hundred thousand rows minutes instead of seconds. No signals, no defaults: the rows are complete.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, models, transaction

AT_ONCE = 2000
Row = list[Any]


class Insertion:
    """New rows with keys given by `reserve`."""

    def __init__(self, model: type[models.Model], rows: Iterable[models.Model]) -> None:
        self.model, self.fields = model, list(model._meta.concrete_fields)
        read, database = (
            [(field.attname, field.get_db_prep_save) for field in self.fields],
            connections[DEFAULT_DB_ALIAS],
        )
        self.rows: list[Row] = [[prepared(getattr(row, name), database) for name, prepared in read] for row in rows]

    def put(self, place: int, attname: str, value: Any) -> None:
        """Another value for one column of one row."""
        column = next(index for index, field in enumerate(self.fields) if field.attname == attname)
        self.rows[place][column] = self.fields[column].get_db_prep_save(value, connection)

    def write(self) -> None:
        table, names = _quoted(self.model._meta.db_table), ", ".join(_quoted(field.column) for field in self.fields)
        if connection.vendor == "postgresql":
            statement = f"INSERT INTO {table} ({names}) SELECT * FROM unnest({_arrays(self.fields)})"
            _in_arrays(statement, self.rows)
        else:
            places = ", ".join(["%s"] * len(self.fields))
            _one_by_one(f"INSERT INTO {table} ({names}) VALUES ({places})", self.rows)


class Change:
    """New values of some columns (by attname), of each row its own; `rows`: key → values."""

    def __init__(self, model: type[models.Model], columns: Sequence[str], rows: Mapping[int, Sequence[Any]]) -> None:
        self.model = model
        self.fields = [next(one for one in model._meta.concrete_fields if one.attname == name) for name in columns]
        ways, database = [field.get_db_prep_save for field in self.fields], connections[DEFAULT_DB_ALIAS]
        self.rows: list[Row] = [
            [*(prepared(value, database) for prepared, value in zip(ways, row, strict=True)), key]
            for key, row in rows.items()
        ]

    def write(self) -> None:
        table, key = _quoted(self.model._meta.db_table), _quoted(_key(self.model))
        names = [_quoted(field.column) for field in self.fields]
        if connection.vendor == "postgresql":
            changes = ", ".join(f"{name} = given.{name}" for name in names)
            given = f"unnest({_arrays(self.fields)}, %s::bigint[]) AS given({', '.join(names)}, the_key)"
            _in_arrays(f"UPDATE {table} SET {changes} FROM {given} WHERE {table}.{key} = given.the_key", self.rows)
        else:
            changes = ", ".join(f"{name} = %s" for name in names)
            _one_by_one(f"UPDATE {table} SET {changes} WHERE {key} = %s", self.rows)


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


def delete_rows(model: type[models.Model], keys: Sequence[int]) -> None:
    """Take rows away, where it is known that nothing hangs on them; the database refuses if something does."""
    for start in range(0, len(keys), AT_ONCE):
        found = model._default_manager.filter(pk__in=keys[start : start + AT_ONCE])
        found._raw_delete(found.db)


def _one_by_one(statement: str, rows: list[Row]) -> None:
    """One prepared statement for all rows: the quickest way into SQLite."""
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(statement, rows)


def _in_arrays(statement: str, rows: list[Row]) -> None:
    """One array for every column: the quickest way over a wire."""
    with connection.cursor() as cursor:
        for start in range(0, len(rows), AT_ONCE):
            cursor.execute(statement, [list(column) for column in zip(*rows[start : start + AT_ONCE], strict=True)])


def _arrays(fields: Sequence[Any]) -> str:
    return ", ".join(f"%s::{_plain_type(field)}[]" for field in fields)


def _plain_type(field: Any) -> str:
    """The column's type without its length: a cast would cut what is too long, writing it is refused."""
    kind = (field.rel_db_type(connection) if field.primary_key else field.db_type(connection)).split("(")[0]
    return "text" if kind == "varchar" else str(kind)


def _key(model: type[models.Model]) -> str:
    return str(model._meta.pk.column) if model._meta.pk else "id"


def _quoted(name: str | None) -> str:
    return connection.ops.quote_name(str(name))
