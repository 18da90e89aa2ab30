"""One moment of the database as a file, and a file as the database: SQLite by its own online copy, PostgreSQL by
pg_dump and pg_restore. Both while people work."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg2
from django.apps import apps
from django.db import connection, models

from danvan.backup.errors import BackupError

# Sign-ins and what is remembered for a while: a backup that revived them would undo every signing out.
LEFT_OUT = ("django_session", "danvan_cache")
ASIDE = "danvan_aside_"
NO_CLIENT = (
    "Máy này thiếu công cụ của PostgreSQL để sao lưu (pg_dump, pg_restore). Cài bằng: "
    "apt-get install -y --no-install-recommends postgresql-client"
)
Ask = Callable[[str], list[tuple]]


@dataclass(frozen=True)
class Moment:
    """One moment of the database, held while it is looked at: questions to it, and the way to copy it to a folder."""

    ask: Ask
    copy: Callable[[Path], Path]


@dataclass(frozen=True)
class Described:
    """What the database held: applied migrations, rows of each table, files that rows speak of."""

    migrations: list[str]
    rows: dict[str, int]
    files: set[str]


def kind() -> str:
    """The kind of database this installation uses: “sqlite” or “postgresql”."""
    return connection.vendor


@contextmanager
def moment() -> Iterator[Moment]:
    """The database of now, whatever others write meanwhile."""
    with _sqlite_moment() if kind() == "sqlite" else _postgresql_moment() as now:
        yield now


def described(ask: Ask) -> Described:
    """Rows, migrations and named files, all asked of the same moment."""
    tables = [name for (name,) in ask(TABLES[kind()]) if name not in LEFT_OUT]
    rows = {name: ask(f'SELECT count(*) FROM "{name}"')[0][0] for name in sorted(tables)}
    applied = ask("SELECT app, name FROM django_migrations ORDER BY app, name") if "django_migrations" in rows else []
    return Described([f"{app}.{name}" for app, name in applied], rows, named_files(ask))


TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
}


def named_files(ask: Ask) -> set[str]:
    """Every file that a row speaks of."""
    tables, found = {name for (name,) in ask(TABLES[kind()])}, set()
    for model in apps.get_models():
        columns = [field.column for field in model._meta.concrete_fields if isinstance(field, models.FileField)]
        for column in columns if model._meta.db_table in tables else []:
            found |= {name for (name,) in ask(f'SELECT "{column}" FROM "{model._meta.db_table}"') if name}
    return found


# SQLite


def sqlite_path() -> Path:
    return Path(connection.settings_dict["NAME"])


@contextmanager
def asking_sqlite(path: Path) -> Iterator[Ask]:
    with closing(sqlite3.connect(path)) as opened:
        yield lambda sql: opened.execute(sql).fetchall()


@contextmanager
def _sqlite_moment() -> Iterator[Moment]:
    """A read transaction on the write-ahead log: others go on writing behind it."""
    source = sqlite_path()
    if not source.is_file():
        raise BackupError(f"Chưa có cơ sở dữ liệu ở {source} (there is no database yet).")
    with closing(sqlite3.connect(source, timeout=60, isolation_level=None)) as live:
        live.execute("BEGIN")
        yield Moment(lambda sql: live.execute(sql).fetchall(), lambda folder: _copy_sqlite(live, folder))


def _copy_sqlite(live: sqlite3.Connection, folder: Path) -> Path:
    target = folder / "database.sqlite3"
    with closing(sqlite3.connect(target)) as copy:
        # The copy is made of what the open transaction sees.
        live.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        for table in LEFT_OUT:
            if copy.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [table]).fetchone():
                copy.execute(f"DELETE FROM {table}")
        copy.commit()
        # What was deleted still lies in free pages.
        copy.execute("VACUUM")
    check_sqlite(target)
    return target


def check_sqlite(path: Path) -> None:
    """Raises BackupError when the file is no sound SQLite database."""
    try:
        with asking_sqlite(path) as ask:
            if ask("PRAGMA integrity_check") == [("ok",)] and ask("PRAGMA foreign_key_check") == []:
                return
    except sqlite3.DatabaseError:
        pass
    raise BackupError("Cơ sở dữ liệu SQLite có lỗi bên trong (integrity check failed).")


def set_sqlite_aside(folder: Path | None) -> None:
    """Move the present database out of the way; without a folder it holds nothing worth keeping."""
    connection.close()
    source = sqlite_path()
    if source.is_file():
        with closing(sqlite3.connect(source)) as opened:
            opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for ending in ("", "-wal", "-shm"):
        present = source.with_name(source.name + ending)
        if present.is_file() and folder:
            shutil.move(present, folder / present.name)
        present.unlink(missing_ok=True)


def put_sqlite(path: Path) -> None:
    target = sqlite_path()
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    path.chmod(0o640)
    shutil.move(path, target)


# PostgreSQL


def _program(name: str) -> str:
    """The newest one: it can read every server that is not newer itself."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    program = str(found[-1]) if found else shutil.which(name)
    if not program:
        raise BackupError(NO_CLIENT)
    return program


def _run(name: str, *arguments: str) -> None:
    """The password goes through the environment: a list of processes shows arguments to everybody."""
    told = connection.settings_dict
    given = {
        "PGHOST": told["HOST"], "PGPORT": str(told["PORT"]), "PGUSER": told["USER"], "PGPASSWORD": told["PASSWORD"],
        "PGDATABASE": told["NAME"],
    }  # fmt: skip
    environment = {**os.environ, **{key: value for key, value in given.items() if value}}
    done = subprocess.run([_program(name), *arguments], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BackupError(f"{name} không làm được (failed): {done.stderr.strip()[-600:]}")


@contextmanager
def _asking_postgresql() -> Iterator[Ask]:
    """One transaction that sees one moment, whatever others write meanwhile."""
    told = connection.settings_dict
    given = {
        "dbname": told["NAME"],
        "user": told["USER"],
        "password": told["PASSWORD"],
        "host": told["HOST"],
        "port": told["PORT"],
    }
    with closing(psycopg2.connect(**{key: value for key, value in given.items() if value})) as opened:
        opened.set_session(isolation_level="REPEATABLE READ", readonly=True)

        def ask(sql: str) -> list[tuple]:
            with opened.cursor() as cursor:
                cursor.execute(sql)
                return cursor.fetchall()

        yield ask


@contextmanager
def _postgresql_moment() -> Iterator[Moment]:
    with _asking_postgresql() as ask:
        [(name,)] = ask("SELECT pg_export_snapshot()")
        yield Moment(ask, lambda folder: _copy_postgresql(name, folder))


def _copy_postgresql(snapshot: str, folder: Path) -> Path:
    target = folder / "database.dump"
    _run(
        "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", f"--file={target}",
        f"--exclude-schema={ASIDE}*", *(f"--exclude-table-data={table}" for table in LEFT_OUT),
    )  # fmt: skip
    return target


def set_postgresql_aside(schema: str | None) -> None:
    """Rename the present tables' schema; without a name they hold nothing worth keeping and are dropped."""
    with connection.cursor() as cursor:
        cursor.execute(f'ALTER SCHEMA public RENAME TO "{schema}"' if schema else "DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")


def take_postgresql_back(schema: str | None) -> None:
    """Undo `set_postgresql_aside` after a restore that failed."""
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute(f'ALTER SCHEMA "{schema}" RENAME TO public' if schema else "CREATE SCHEMA public")


def put_postgresql(path: Path) -> None:
    connection.close()
    name = connection.settings_dict["NAME"]
    _run(
        "pg_restore", "--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges", f"--dbname={name}",
        str(path),
    )  # fmt: skip


@contextmanager
def asking() -> Iterator[Ask]:
    """Questions to the database in place."""
    with asking_sqlite(sqlite_path()) if kind() == "sqlite" else _asking_postgresql() as ask:
        yield ask
