"""An SQLite file with every migration run, kept from one run of the tests to the next.

Running them from an empty database takes half a minute in every process, and longer than most of what is then tested.
A changed migration, setting or package gives another file.
"""

import hashlib
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from django.conf import settings

# What a migrated and still empty database depends on.
SOURCES = ("*/migrations/*.py", "requirements*.txt", "danvan/settings.py", "tests/settings.py")


def kept_in(folder: Path) -> Path:
    """Where the migrated file of the code as it stands now lies, or will lie."""
    found = hashlib.sha256()
    for path in sorted(one for pattern in SOURCES for one in settings.BASE_DIR.glob(pattern)):
        found.update(str(path.relative_to(settings.BASE_DIR)).encode() + b"\0" + path.read_bytes() + b"\0")
    return folder / f"{found.hexdigest()[:32]}.sqlite3"


def put(kept: Path, database: Path) -> None:
    """Begin with the kept file, where there is one."""
    if kept.exists():
        shutil.copyfile(kept, database)


def keep(kept: Path, database: Path) -> None:
    """Keep what was migrated just now, in place of what older code left; two processes may do so at once."""
    if kept.exists():
        return
    half = kept.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("VACUUM INTO ?", (str(half),))
    for old in kept.parent.glob("*.sqlite3"):
        old.unlink(missing_ok=True)
    half.rename(kept)
