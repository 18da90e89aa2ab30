"""Khôi phục: everything is unpacked and checked before anything is touched; what was there is kept aside."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from common import audit
from common.files import digest_of
from danvan import rooms
from danvan.backup import archive, databases, places
from danvan.backup.archive import FILES, SECRET_KEY, Manifest
from danvan.backup.errors import BackupError
from units.models import Unit

NEWER = (
    "Bản sao lưu do phiên bản mới hơn của cổng thông tin tạo ra ({version}); hãy cài phiên bản đó rồi khôi phục "
    "(the archive is newer than this program)."
)
OTHER_KIND = (
    "Bản sao lưu của cơ sở dữ liệu {theirs}, còn máy này đang dùng {ours}. Hãy đặt DATABASE_URL về {theirs} rồi khôi "
    "phục (the archive holds another kind of database)."
)
NOT_EMPTY = (
    "Nơi này đã có dữ liệu nên không khôi phục đè lên. Nếu đúng là muốn thay, thêm --replace: dữ liệu đang có được cất "
    "riêng, không bị xóa (the place is not empty)."
)
KINDS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


@dataclass(frozen=True)
class Restored:
    """What was put in place, where the earlier data were kept, and what became of the key."""

    manifest: Manifest
    aside: str
    migrated: bool
    key: str


def restore(path: Path, *, replace: bool = False) -> Restored:
    """Put the archive in place of nothing, or of what is there. Raises BackupError; then nothing has changed."""
    try:
        _judge(archive.manifest_of(path))
        with places.workplace() as work, places.held("in-use.lock", places.RUNNING):
            there = _holds_data()
            if there and not replace:
                raise BackupError(NOT_EMPTY)
            manifest = archive.unpack(path, work)
            aside = f"{timezone.localtime():%Y%m%d_%H%M%S}" if there else ""
            kept = _put(work, manifest, aside)
        return _finish(path, manifest, *kept)
    except OSError as problem:
        raise BackupError(f"Không ghi được khi khôi phục (cannot write): {problem}.") from problem


def _judge(manifest: Manifest) -> None:
    if manifest.database not in KINDS or manifest.database != databases.kind():
        theirs, ours = KINDS.get(manifest.database, manifest.database), KINDS[databases.kind()]
        raise BackupError(OTHER_KIND.format(theirs=theirs, ours=ours))
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if set(manifest.migrations) - known:
        raise BackupError(NEWER.format(version=manifest.version))


def _holds_data() -> bool:
    """Whether anybody has written anything here: a row in one of our rooms, or a file."""
    files = Path(settings.MEDIA_ROOT)
    if files.is_dir() and any(found.is_file() for found in files.rglob("*")):
        return True
    if databases.kind() == "sqlite" and not databases.sqlite_path().is_file():
        return False
    there = set(connection.introspection.table_names())
    tables = [model._meta.db_table for model in rooms.own_models() if model._meta.db_table in there]
    with databases.asking() as ask:
        return any(ask(f'SELECT 1 FROM "{table}" LIMIT 1') for table in tables)


def _put(work: Path, manifest: Manifest, aside: str) -> tuple[str, str]:
    """Files, database and key; where the earlier ones were kept, and what became of the key.

    What may run out of room comes first: when the rows change places, the files lie there already.
    """
    kept = places.home() / f"aside-{aside}" if aside else None
    if kept:
        kept.mkdir(mode=0o700)
    files = (
        files_put(work, manifest, kept) if isinstance(default_storage, FileSystemStorage) else stored(work, manifest)
    )
    with files:
        if databases.kind() == "sqlite":
            _put_sqlite(work, manifest, kept)
            told = str(kept or "")
        else:
            schema = f"{databases.ASIDE}{aside}" if aside else None
            _put_postgresql(work, manifest, schema)
            told = f"{kept}; bảng cũ nằm trong lược đồ (schema) {schema}" if kept else ""
    return told, _put_key(work, kept)


def _put_sqlite(work: Path, manifest: Manifest, kept: Path | None) -> None:
    copy = work / manifest.database_part
    databases.check_sqlite(copy)
    with databases.asking_sqlite(copy) as ask:
        _compare(manifest, databases.described(ask))
    databases.set_sqlite_aside(kept)
    databases.put_sqlite(copy)


def _put_postgresql(work: Path, manifest: Manifest, schema: str | None) -> None:
    with _put_back_on_failure(schema):
        databases.put_postgresql(work / manifest.database_part)
        with databases.asking() as ask:
            _compare(manifest, databases.described(ask))


@contextmanager
def _put_back_on_failure(schema: str | None) -> Iterator[None]:
    databases.set_postgresql_aside(schema)
    try:
        yield
    except BaseException:
        databases.take_postgresql_back(schema)
        raise


def _compare(manifest: Manifest, found: databases.Described) -> None:
    """Every table with its number of rows, and every file that a row names."""
    differing = {name for name in {**manifest.rows, **found.rows} if manifest.rows.get(name) != found.rows.get(name)}
    if differing:
        raise BackupError(archive.DAMAGED.format(f"số dòng không khớp ở {', '.join(sorted(differing))}"))
    packed = {name.removeprefix(f"{FILES}/") for name in manifest.file_parts}
    if found.files - packed - set(manifest.missing):
        raise BackupError(archive.DAMAGED.format("thiếu tệp đính kèm"))


@contextmanager
def files_put(work: Path, manifest: Manifest, kept: Path | None) -> Iterator[None]:
    """The files of the archive in their place; where the block fails, the earlier ones."""
    target, unpacked = Path(settings.MEDIA_ROOT), work / FILES
    if target.is_dir() and kept:
        shutil.move(target, kept / FILES)
    elif target.is_dir():
        # Nothing but empty folders: that was looked at before.
        shutil.rmtree(target)
    try:
        _put_files(unpacked, target, manifest)
        yield
    except BaseException:
        shutil.rmtree(target, ignore_errors=True)
        if kept and (kept / FILES).is_dir():
            shutil.move(kept / FILES, target)
        raise


@contextmanager
def stored(work: Path, manifest: Manifest) -> Iterator[None]:
    """The files of the archive in the object store, beside those that lie there: no stored file is ever written again."""
    for part in manifest.file_parts:
        name = part.removeprefix(f"{FILES}/")
        if not default_storage.exists(name):
            with (work / part).open("rb") as opened:
                default_storage.save(name, File(opened))
        with default_storage.open(name) as there:
            if digest_of(there) != manifest.parts[part].sha256:
                raise BackupError(f"Tệp {name} trong kho không giống bản sao lưu (the store holds another file).")
    yield


def _put_files(unpacked: Path, target: Path, manifest: Manifest) -> None:
    unpacked.mkdir(exist_ok=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(unpacked, target)
    for path in target.rglob("*"):
        path.chmod(0o750 if path.is_dir() else settings.FILE_UPLOAD_PERMISSIONS)
    for name, part in manifest.file_parts.items():
        if archive.digest(target / name.removeprefix(f"{FILES}/")) != part:
            raise BackupError(f"Tệp {name} ghi xuống đĩa không đúng; đĩa có thể hỏng (the disk may be failing).")


def _put_key(work: Path, kept: Path | None) -> str:
    """The key of the archive takes the place of the one here; the environment's goes before both."""
    packed, present = work / SECRET_KEY, places.home() / SECRET_KEY
    if os.environ.get("DANVAN_SECRET_KEY"):
        return "giữ khóa của biến DANVAN_SECRET_KEY"
    if not packed.is_file():
        return "giữ khóa đang có trên máy này (bản sao lưu không kèm khóa)"
    if present.is_file() and kept:
        shutil.copyfile(present, kept / SECRET_KEY)
        (kept / SECRET_KEY).chmod(0o600)
    packed.chmod(0o600)
    shutil.move(packed, present)
    return "dùng khóa kèm trong bản sao lưu"


def _finish(path: Path, manifest: Manifest, aside: str, key: str) -> Restored:
    """Bring an older archive up to this program, and put the restore itself on the record."""
    connection.close()
    known = MigrationLoader(connection)
    behind = set(known.disk_migrations) - set(known.applied_migrations)
    if behind:
        call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    if root := Unit.objects.root():
        told = {"tệp": path.name, "lúc sao lưu": audit.text_of(datetime.fromisoformat(manifest.made_at))}
        audit.record(by=None, action="Khôi phục dữ liệu từ bản sao lưu", obj=root, after=told)
    return Restored(manifest, aside, bool(behind), key)
