"""A database with every migration run, kept from one run of the tests to the next: a file of SQLite, a dump of
PostgreSQL.

Running them from an empty database takes most of a minute in every process, and longer than most of what is then
tested. Of several processes one runs them. A changed migration, setting or package gives another file.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from django.conf import settings

from tests.postgres import newest_binaries

# What a migrated and still empty database depends on.
SOURCES = (
    "*/migrations/*.py", "requirements*.txt", "danvan/settings.py", "tests/settings.py",
    # What migrations of ours import.
    "common/fields.py", "common/indexes.py", "common/vietnamese.py", "registrations/tallies.py", "units/naming.py",
)  # fmt: skip


class Kept:
    """The migrated database of the code as it stands now, beside what the cache of pytest holds."""

    def __init__(self, folder: Path, connection) -> None:
        self.connection = connection
        self.path = folder / f"{_what_it_depends_on()}.{connection.vendor}"
        # Held by the process that migrates; the others wait, and begin with what it made.
        self.turn = (folder / f"{connection.vendor}.lock").open("w")

    def put(self) -> None:
        """Let Django begin with what is kept, where there is anything; else migrating is now this process's."""
        fcntl.flock(self.turn, fcntl.LOCK_EX)
        if not self.path.exists():
            return
        fcntl.flock(self.turn, fcntl.LOCK_UN)
        wanted = self.connection.settings_dict["TEST"]
        if self.connection.vendor == "sqlite":
            shutil.copyfile(self.path, wanted["NAME"])
        else:
            wanted["TEMPLATE"] = template = f"migrated_{os.getpid()}"
            self._run("createdb", template)
            self._run("pg_restore", "--no-owner", "--exit-on-error", "--dbname", template, str(self.path))

    def keep(self) -> None:
        """Keep what was migrated just now, in place of what older code left."""
        if not self.path.exists():
            self._write(half := self.path.with_suffix(".half"))
            for old in self.path.parent.glob(f"*{self.path.suffix}"):
                old.unlink()
            half.rename(self.path)
        self.turn.close()

    def _write(self, path: Path) -> None:
        path.unlink(missing_ok=True)
        database = self.connection.settings_dict["NAME"]
        if self.connection.vendor == "sqlite":
            with closing(sqlite3.connect(database)) as made:
                made.execute("VACUUM INTO ?", (str(path),))
        else:
            self._run("pg_dump", "--format", "custom", "--file", str(path), database)

    def _run(self, program: str, *arguments: str) -> None:
        """One of PostgreSQL's own programs, at the server of the connection."""
        at = self.connection.settings_dict
        where = ["--host", at["HOST"], "--port", str(at["PORT"]), "--username", at["USER"]]
        secret = {"PGPASSWORD": at["PASSWORD"]}
        subprocess.run([newest_binaries() / program, *where, *arguments], env={**os.environ, **secret}, check=True)


def _what_it_depends_on() -> str:
    found = hashlib.sha256()
    for path in sorted(one for pattern in SOURCES for one in settings.BASE_DIR.glob(pattern)):
        found.update(str(path.relative_to(settings.BASE_DIR)).encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()[:32]
