"""The database of a run, and how it goes away and comes back."""

import contextlib
import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg2

from tests.postgres import Server
from torture.pair import REAL

# Its log has to fit on the small disk.
SMALL = REAL | {"min_wal_size": "32MB", "max_wal_size": "64MB"}


class Sqlite:
    """A file. It has no server that could go away: somebody else holds it for longer than a writer waits (20 s)."""

    AWAY = 25
    lost = "The database is lost to all who write: SQLite has no server, so its file is locked by another process"

    def __init__(self, file: Path):
        self.url, self.file = f"sqlite:///{file}", file

    def go_away(self, seconds: float) -> None:
        """Gone for so long. Whoever reads goes on reading."""
        with closing(sqlite3.connect(self.file, timeout=60, isolation_level=None)) as holding:
            holding.execute("BEGIN EXCLUSIVE")
            time.sleep(seconds)
            holding.execute("ROLLBACK")

    def see_to(self) -> str:
        """There is nothing to be started again."""
        return ""


class Postgres(Server):
    """A server of its own, with its data on the disk of the installation."""

    AWAY = 10
    lost = "The database goes away: PostgreSQL is stopped at once, in the middle of what it does, and started again"

    def go_away(self, seconds: float) -> None:
        self.stop()
        time.sleep(seconds)
        self.start()

    def see_to(self) -> str:
        """Whether it had to be started again, as by whoever looks after it; it stops by itself when its disk is full."""
        until = time.monotonic() + 30
        while time.monotonic() < until:
            with contextlib.suppress(psycopg2.OperationalError), closing(psycopg2.connect(self.url, connect_timeout=5)):
                return ""
            if not (self.folder / "data" / "postmaster.pid").exists():
                self.start()
                return "PostgreSQL had stopped by itself and was started again"
            time.sleep(0.5)
        raise TimeoutError("PostgreSQL does not come up again")


@contextmanager
def running(home: Path, *, postgres: bool) -> Iterator[Sqlite | Postgres]:
    """The database of an installation, empty; the settings of Django lead to it."""
    if not postgres:
        yield _known(Sqlite(home / "danvan.sqlite3"))
        return
    server = Postgres(home / "postgresql")
    server.lay_out()
    server.set_up(**SMALL)
    server.start()
    try:
        yield _known(server)
    finally:
        with contextlib.suppress(SystemExit):
            server.stop()
        shutil.rmtree(server.folder, ignore_errors=True)


def _known(database):
    os.environ["DATABASE_URL"] = database.url
    return database
