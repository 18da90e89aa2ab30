"""Going one after the other: at one row, and at the gate that all who write what hangs on the tree go through."""

from typing import TypeVar

from django.db import connection, models
from django.db.transaction import TransactionManagementError

from common import written

# A number of our own among the advisory locks of the database.
_GATE = 20_250_701
_TURN = 20_250_702
_TALLY = 20_250_703

M = TypeVar("M", bound=models.Model)
R = TypeVar("R", bound=models.QuerySet)


def hold(row: models.Model) -> None:
    """Lock the row of `row` until the transaction ends; the row is not read again. Used inside `atomic` only."""
    _refuse_outside_of_a_transaction()
    written.ask_values(_locked_key, type(row), about=row.pk)


def _locked_key(model: type[models.Model], key: int) -> models.QuerySet:
    return _locked(model, key).values("pk")


def locked_row(model: type[M], key: int, *joined: str) -> M:
    """The row of that key as it stands, locked until the transaction ends; with what is `joined`, which is not locked,
    and stands as it did when the wait for the lock began.

    Used inside `atomic` only. Raises the model's DoesNotExist.
    """
    _refuse_outside_of_a_transaction()
    for row in written.ask_records(model, _locked, model, joined=joined, about=key):
        return row
    raise model.DoesNotExist  # type: ignore[attr-defined]


def _locked(model: type[models.Model], key: int) -> models.QuerySet:
    return locked_rows(model._default_manager.filter(pk=key)).order_by()


def locked_rows(rows: R) -> R:
    """The rows of a question, which are locked when it is asked, as an UPDATE locks: who only points at one may write
    meanwhile. What is joined is not locked. Whoever locks many has them in the order of their keys.
    """
    return rows.select_for_update(of=("self",), no_key=True)


def _refuse_outside_of_a_transaction() -> None:
    """Django does so while it writes a question, which is done once."""
    if not connection.in_atomic_block:
        raise TransactionManagementError("A row can be locked inside of a transaction only.")


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
