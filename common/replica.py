"""Bản sao chỉ đọc: what only reads may read a streaming replica of PostgreSQL, where DATABASE_REPLICA_URL names one.

The replica is asked only when it has everything that the primary had acknowledged at that moment, so nobody misses what
was saved a second ago, by whomever. It is given a moment to come up to that; else the primary is read.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connection, connections

ALIAS = "replica"
# How long a reader waits for the replica to come up, and how long one that did not, or was silent, is left alone.
PATIENCE, REST = 0.25, 5

BEHIND = (
    "SELECT CASE WHEN pg_is_in_recovery()"
    " THEN greatest(pg_wal_lsn_diff(%s::pg_lsn, pg_last_wal_replay_lsn()), 0)::bigint END"
)

P = ParamSpec("P")
R = TypeVar("R")

logger = logging.getLogger("danvan.replica")
_reads_replica: ContextVar[bool] = ContextVar("reads_replica", default=False)
_left_alone_until = 0.0


@dataclass(frozen=True)
class Lag:
    """How many bytes of the primary's log the replica has not replayed; None where it does not answer as a replica."""

    behind: int | None


class Router:
    """Reads inside `from_replica` go to the replica, everything else to the primary."""

    def db_for_read(self, _model: Any, **_hints: Any) -> str:
        return alias()

    def db_for_write(self, _model: Any, **_hints: Any) -> str:
        return DEFAULT_DB_ALIAS

    def allow_relation(self, *_records: Any, **_hints: Any) -> bool:
        """Both hold the same rows."""
        return True

    def allow_migrate(self, db: str, *_of: Any, **_hints: Any) -> bool:
        return db == DEFAULT_DB_ALIAS


def alias() -> str:
    """The database that a question goes to now. Inside a transaction the primary: what it wrote is nowhere else yet."""
    return ALIAS if _reads_replica.get() and not connection.in_atomic_block else DEFAULT_DB_ALIAS


def from_replica(read: Callable[P, R]) -> Callable[P, R]:
    """For a function that only reads: by the replica where it can, and once more by the primary should that break off."""

    @wraps(read)
    def reading(*args: P.args, **kwargs: P.kwargs) -> R:
        if _may_be_asked():
            try:
                with _reading_replica():
                    return read(*args, **kwargs)
            except (OperationalError, InterfaceError) as problem:
                _leave_alone(str(problem))
        return read(*args, **kwargs)

    return reading


def lag() -> Lag | None:
    """How the replica stands now; None where none is named."""
    if ALIAS not in settings.DATABASES:
        return None
    place = _acknowledged()
    try:
        with connections[ALIAS].cursor() as cursor:
            cursor.execute(BEHIND, [place])
            (behind,) = cursor.fetchone()
            return Lag(behind)
    except (OperationalError, InterfaceError):
        connections[ALIAS].close()
        return Lag(None)


@contextmanager
def _reading_replica() -> Iterator[None]:
    token = _reads_replica.set(True)
    try:
        yield
    finally:
        _reads_replica.reset(token)


def _may_be_asked() -> bool:
    if ALIAS not in settings.DATABASES or connection.in_atomic_block or time.monotonic() < _left_alone_until:
        return False
    place = _acknowledged()
    try:
        if _has_come_up_to(place):
            return True
        _leave_alone("it is behind")
    except (OperationalError, InterfaceError) as problem:
        _leave_alone(str(problem))
    return False


def _acknowledged() -> str:
    """The end of the primary's log: what is acknowledged is flushed; of what is only written so far nobody was told."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_wal_flush_lsn()::text")
        (place,) = cursor.fetchone()
        return str(place)


def _has_come_up_to(place: str) -> bool:
    """Whether the replica has replayed the log up to `place`. One that was promoted is none any more."""
    until = time.monotonic() + PATIENCE
    with connections[ALIAS].cursor() as cursor:
        while True:
            cursor.execute("SELECT pg_is_in_recovery() AND pg_last_wal_replay_lsn() >= %s::pg_lsn", [place])
            (is_there,) = cursor.fetchone()
            if is_there or time.monotonic() >= until:
                return bool(is_there)
            time.sleep(0.01)


def _leave_alone(why: str) -> None:
    global _left_alone_until
    _left_alone_until = time.monotonic() + REST
    logger.warning("The replica is left alone for %s s, the primary is read: %s", REST, why.strip())
    connections[ALIAS].close()
