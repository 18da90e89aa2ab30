"""Thử khôi phục: the newest archive restored into an empty place of its own, as people would, compared, thrown away."""

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from danvan.backup import archive, databases, places
from danvan.backup.archive import SECRET_KEY, Manifest
from danvan.backup.errors import BackupError
from danvan.backup.making import archives_in

LAST = "last-drill.json"
"""Where this installation writes down when a restore was last tried out, and of which archive."""
NO_RIGHT = "Không tạo được cơ sở dữ liệu để thử (cannot create a database for the drill): {}"


def drill(folder: Path) -> tuple[Path, Manifest]:
    """Restore the newest archive of the folder elsewhere; the restore compares every row count and file.

    Raises BackupError.
    """
    newest = next(iter(archives_in(folder)), None)
    if newest is None:
        raise BackupError(f"Không có bản sao lưu nào trong {folder} (no archive there).")
    manifest = archive.manifest_of(newest)
    with places.workplace() as work, _empty_database() as url:
        (work / SECRET_KEY).write_text(secrets.token_urlsafe(50), encoding="ascii")
        _manage(work, url, "restore", str(newest))
        _manage(work, url, "migrate", "--check")
    told = {"at": timezone.now().isoformat(timespec="seconds"), "path": str(newest)}
    (places.home() / LAST).write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return newest, manifest


@contextmanager
def _empty_database() -> Iterator[str]:
    """The DATABASE_URL of a database that nobody uses; on SQLite it lies in the home of the drill."""
    if databases.kind() == "sqlite":
        yield ""
        return
    name = f"{connection.settings_dict['NAME']}_drill"
    # What a killed drill left behind goes first.
    drop, create = f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', f'CREATE DATABASE "{name}" TEMPLATE template0'
    try:
        with connection.cursor() as cursor:
            cursor.execute(drop)
            cursor.execute(create)
    except DatabaseError as problem:
        raise BackupError(NO_RIGHT.format(problem)) from problem
    try:
        yield urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    finally:
        with connection.cursor() as cursor:
            cursor.execute(drop)


def _manage(home: Path, url: str, *arguments: str) -> None:
    """A command of this program in the place of the drill, which has nothing of this installation's but the code."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("DANVAN_", "DATABASE_"))}
    environment |= {"DANVAN_HOME": str(home), "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "danvan.settings"}
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BackupError(f"Thử khôi phục KHÔNG được (the drill failed): {done.stderr.strip()[-600:]}")
