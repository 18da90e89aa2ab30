"""A database with every migration run, kept from one run of the tests to the next: a file of SQLite, a dump of
PostgreSQL.

Running them from an empty database takes most of a minute in every process, and longer than most of what is then
tested. A changed migration, setting or package gives another file.
"""

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
SOURCES = ("*/migrations/*.py", "requirements*.txt", "danvan/settings.py", "tests/settings.py")


def kept_in(folder: Path, vendor: str) -> Path:
    """Where the migrated database of the code as it stands now lies, or will lie."""
    found = hashlib.sha256()
    for path in sorted(one for pattern in SOURCES for one in settings.BASE_DIR.glob(pattern)):
        found.update(str(path.relative_to(settings.BASE_DIR)).encode() + b"\0" + path.read_bytes() + b"\0")
    return folder / f"{found.hexdigest()[:32]}.{vendor}"


def put(kept: Path, connection) -> None:
    """Let Django begin with what is kept, where there is anything."""
    if not kept.exists():
        return
    wanted = connection.settings_dict["TEST"]
    if connection.vendor == "sqlite":
        shutil.copyfile(kept, wanted["NAME"])
    else:
        wanted["TEMPLATE"] = template = f"migrated_{os.getpid()}"
        _run("createdb", connection, template)
        _run("pg_restore", connection, "--no-owner", "--exit-on-error", "--dbname", template, str(kept))


def keep(kept: Path, connection) -> None:
    """Keep what was migrated just now, in place of what older code left; two processes may do so at once."""
    if kept.exists():
        return
    half, database = kept.with_suffix(f".{os.getpid()}"), connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(database)) as made:
            made.execute("VACUUM INTO ?", (str(half),))
    else:
        _run("pg_dump", connection, "--format", "custom", "--file", str(half), database)
    for old in kept.parent.glob(f"*{kept.suffix}"):
        old.unlink(missing_ok=True)
    half.rename(kept)


def _run(program: str, connection, *arguments: str) -> None:
    """One of PostgreSQL's own programs, at the server of the connection."""
    at = connection.settings_dict
    where = ["--host", at["HOST"], "--port", str(at["PORT"]), "--username", at["USER"]]
    secret = {"PGPASSWORD": at["PASSWORD"]}
    subprocess.run([newest_binaries() / program, *where, *arguments], env={**os.environ, **secret}, check=True)
