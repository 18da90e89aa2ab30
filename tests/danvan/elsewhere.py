"""Another installation beside the tested one: a folder and a database of its own, driven by its own processes."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import psycopg2
from django.db import connection

from tests.building.sources import ROOT

KEY = "a-key-of-the-other-place-0123456789-abcdefgh"
LEFT_OUT = {"django_session", "danvan_cache"}


class Elsewhere:
    """An installation that nobody has used yet."""

    def __init__(self, home: Path, url: str):
        self.home, self.url = home, url
        home.mkdir()
        (home / "secret-key").write_text(KEY)

    def manage(self, *arguments: str, **settings: str) -> subprocess.CompletedProcess:
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("DANVAN_")},
            "DANVAN_HOME": str(self.home), "DATABASE_URL": self.url, "DJANGO_SETTINGS_MODULE": "danvan.settings",
            **settings,
        }  # fmt: skip
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    def rows(self) -> dict[str, list[tuple]]:
        return rows_of(self.url, self.home / "danvan.sqlite3")

    def files(self) -> dict[str, bytes]:
        return files_under(self.home / "files")


def rows_of(url: str, sqlite_file: Path) -> dict[str, list[tuple]]:
    """Every row of every table, but for sign-ins and the cache."""
    if url:
        with closing(psycopg2.connect(url)) as opened, opened.cursor() as cursor:
            cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            tables = [name for (name,) in cursor.fetchall()]
            return {name: all_of(cursor, name) for name in sorted(tables) if name not in LEFT_OUT}
    with closing(sqlite3.connect(sqlite_file)) as opened:
        found = opened.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        tables = [name for (name,) in found.fetchall()]
        return {name: all_of(opened.cursor(), name) for name in sorted(tables) if name not in LEFT_OUT}


def all_of(cursor, table: str) -> list[tuple]:
    cursor.execute(f'SELECT * FROM "{table}"')
    return sorted(cursor.fetchall(), key=repr)


def files_under(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def address_of(name: str) -> str:
    told = connection.settings_dict
    who = quote(told["USER"]) + (f":{quote(told['PASSWORD'])}" if told["PASSWORD"] else "")
    return f"postgresql://{who}@{told['HOST']}:{told['PORT']}/{name}"


def rows_here() -> dict[str, list[tuple]]:
    """The rows of the tested installation."""
    name = connection.settings_dict["NAME"]
    return rows_of(address_of(name) if connection.vendor == "postgresql" else "", Path(name))


@contextmanager
def installation(folder: Path):
    """On PostgreSQL with a database of its own, dropped afterwards."""
    home = folder / f"noi-khac-{uuid4().hex[:8]}"
    if connection.vendor != "postgresql":
        yield Elsewhere(home, "")
        return
    name = f"elsewhere_{uuid4().hex[:12]}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    try:
        yield Elsewhere(home, address_of(name))
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
