"""Going one after the other: at one row, and at the gate that all who write what hangs on the tree go through."""

from django.db import connection, models

# A number of our own among the advisory locks of the database.
_GATE = 20_250_701
_TURN = 20_250_702
_TALLY = 20_250_703


def hold(row: models.Model) -> None:
    """Lock the row of `row` until the transaction ends; the row is not read again. Used inside `atomic` only."""
    list(type(row)._default_manager.select_for_update().filter(pk=row.pk).values_list("pk"))


def hold_table(model: type[models.Model]) -> None:
    """Let nobody else write rows of a model until the transaction ends; everybody may read."""
    if has_gate():
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {connection.ops.quote_name(model._meta.db_table)} IN SHARE ROW EXCLUSIVE MODE")


def has_gate() -> bool:
    """Whether others go on writing until the gate is closed; on SQLite a writing transaction shuts them out at once."""
    return connection.vendor == "postgresql"


def among_others() -> None:
    """Go through the gate as one of many, until the transaction ends; wait while somebody is `alone`.

    The first lock of its transaction, or two could wait for each other. What was read before is read again after it.
    """
    _go_through("pg_advisory_xact_lock_shared")


def alone() -> None:
    """Close the gate until the transaction ends, once everybody inside has finished: nobody else writes meanwhile."""
    _go_through("pg_advisory_xact_lock")


def in_turn() -> None:
    """Wait until nobody else writes ahead of the gate, and keep the turn until the transaction ends.

    Taken before the gate, and by nobody inside it.
    """
    _go_through("pg_advisory_xact_lock", _TURN)


def tally() -> None:
    """Count anew what the database keeps count of, one after the other; whoever is counted does not wait."""
    _go_through("pg_advisory_xact_lock", _TALLY)


def _go_through(lock: str, number: int = _GATE) -> None:
    if has_gate():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {lock}(%s)", [number])
