"""Builders whose work is remembered: the rows they wrote are put back instead of being written by the services again.

A test begins with an empty database. From there one remembered builder leads to the next: the same builders with the
same arguments in the same order leave the same rows. Whatever else writes has left that way, and from then on builders
build. Every test gets rows and objects of its own.
"""

from collections.abc import Callable, Hashable
from contextlib import contextmanager
from functools import wraps

import time_machine
from django.db import connection, transaction
from django.db.backends.signals import connection_created
from django.utils import timezone

from tests import asides, rows_of

BEGIN, ELSEWHERE = "begin", None
READS = (
    "SELECT", "WITH", "SAVEPOINT", "RELEASE", "PRAGMA", "EXPLAIN", "SET CONSTRAINTS", "BEGIN", "DECLARE", "FETCH", "EXECUTE",
)  # fmt: skip
# No builder reads who is signed in.
OF_NO_BUILDER = {"django_session", "usersessions_usersession"}


class Way:
    """Which remembered builders led here, and what is being recorded on it."""

    here: Hashable = BEGIN
    recordings: list["Recording"] = []
    kept: dict[Hashable, "Kept"] = {}
    is_putting_back = False


class Recording:
    """The tables a builder writes to, each as it was before."""

    def __init__(self) -> None:
        self.before: dict[str, dict] = {}
        self.is_sound = True

    def hear(self, table: str | None) -> None:
        """A statement is about to write to a table; None where it is none a builder should send."""
        if table is None:
            self.is_sound = False
        elif table not in self.before:
            self.before[table] = rows_of.table(table)


class Kept:
    """What a builder wrote, what it made of its arguments, and what it returned. Compared by identity, so that a way
    need not compare all stations before it."""

    def __init__(self, recording: Recording, changed: list, result: object, objects: list) -> None:
        self.changes = [
            (table, *rows_of.difference(before, rows_of.table(table))) for table, before in recording.before.items()
        ]
        self.made = asides.Pickled((changed, result), objects)

    def put_back(self, objects: list) -> object:
        with transaction.atomic():
            for table, gone, new in self.changes:
                rows_of.delete(table, gone)
                rows_of.insert(table, new)
        changed, result = self.made.load(objects)
        for one, attributes in changed:
            vars(one).clear()
            vars(one).update(attributes)
        return result


def remembered(build: Callable) -> Callable:
    """Of a builder that depends on nothing but its arguments, the rows and the day, and writes no files."""

    @wraps(build)
    def built(*args, **kwargs):
        values = _values(args, kwargs)
        if values is None:
            return build(*args, **kwargs)
        objects = asides.objects((args, kwargs))
        key = (Way.here, build, timezone.localdate(), values)
        if kept := Way.kept.get(key):
            with _putting_back():
                result = kept.put_back(objects)
        else:
            were = [asides.value(one) for one in objects]
            with _recorded() as recording:
                result = build(*args, **kwargs)
            if not recording.is_sound:
                return result
            changed = [(one, vars(one)) for one, was in zip(objects, were, strict=True) if asides.value(one) != was]
            kept = Way.kept[key] = Kept(recording, changed, result, objects)
        Way.here = kept
        return result

    return built


def begin() -> None:
    """A test begins: on the way, unless the database holds what several tests share."""
    Way.recordings.clear()
    Way.here = ELSEWHERE if connection.in_atomic_block else BEGIN


def _values(args: tuple, kwargs: dict) -> Hashable | None:
    """The arguments as they compare; None where nothing may be remembered."""
    if Way.here is ELSEWHERE or time_machine.escape_hatch.is_travelling():
        return None
    try:
        return asides.value((args, kwargs))
    except asides.Unknown:
        return None


@contextmanager
def _putting_back():
    Way.is_putting_back = True
    try:
        yield
    finally:
        Way.is_putting_back = False


@contextmanager
def _recorded():
    recording, waiting = Recording(), len(connection.run_on_commit)
    Way.recordings.append(recording)
    try:
        yield recording
    finally:
        Way.recordings.remove(recording)
    recording.is_sound &= len(connection.run_on_commit) == waiting


def _watch(execute, sql, params, many, context):
    """Stands before every statement of every connection."""
    statement = sql.lstrip() if isinstance(sql, str) else ""
    table = rows_of.written_by(statement)
    if not statement.startswith(READS) and table not in OF_NO_BUILDER:
        for recording in Way.recordings:
            recording.hear(table)
        if not Way.is_putting_back:
            Way.here = ELSEWHERE
    return execute(sql, params, many, context)


def watch(connection, **_) -> None:
    """Before whatever else a test hangs on the connection."""
    if _watch not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, _watch)


connection_created.connect(watch)
