"""Sao lưu: the database and the files it speaks of, fitting together although people go on working.

A file is on the disk before its row is committed and leaves the disk after its row has gone. So one moment of the
database is held first, and at once every file it speaks of by a second name (a hard link); should one have left in
between, its row has gone too, and a later moment is taken. Only then the database is copied, which takes its time.
"""

import json
import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage
from django.utils import timezone

from danvan.backup import archive, databases, places, sticks
from danvan.backup.archive import FILES, SECRET_KEY, Manifest
from danvan.backup.errors import BackupError

TRIES = 20
LAST = "last-backup.json"
"""Where this installation writes down when its last backup was made and where it lies (danvan/condition.py reads it)."""
NAME = re.compile(r"danvan-\d{4}-\d\d-\d\d-\d{6}(?:-\d+)?\.tar\.gz")


@dataclass(frozen=True)
class Made:
    """The archive, what it holds, and the older ones that were removed."""

    path: Path
    manifest: Manifest
    removed: list[Path]


def make_backup(folder: Path, *, keep: int | None = None) -> Made:
    """Write one archive into `folder`; with `keep`, leave only so many there. Raises BackupError."""
    sticks.refuse_where_nothing_is_mounted(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with places.workplace() as work:
            manifest = _one_moment(work)
            final = _free_name(folder)
            archive.write(final, work, manifest)
            _write_down(manifest, final)
        return Made(final, manifest, _prune(folder, keep))
    except ConnectionError as problem:
        raise BackupError(str(problem)) from problem
    except OSError as problem:
        raise BackupError(sticks.why(problem, folder)) from problem


def _write_down(manifest: Manifest, final: Path) -> None:
    told = {"at": manifest.made_at, "path": str(final)}
    (places.home() / LAST).write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


def _one_moment(work: Path) -> Manifest:
    """The database and its files of one moment, laid out in `work`."""
    for _ in range(TRIES):
        with databases.moment() as now:
            gone = {name for name in databases.named_files(now.ask) if not _hold(name, work / FILES / name)}
            # What no row names any more was removed meanwhile; what is still named was missing all along.
            if gone and gone - _named_now():
                shutil.rmtree(work / FILES, ignore_errors=True)
                continue
            return _manifest(work, now.copy(work), databases.described(now.ask), sorted(gone))
    raise BackupError("Tệp đính kèm thay đổi liên tục nên chưa sao lưu được; hãy thử lại (files keep changing).")


def _named_now() -> set[str]:
    with databases.moment() as now:
        return databases.named_files(now.ask)


def _hold(name: str, target: Path) -> bool:
    """A second name for a stored file, which is never written again once it is there; a copy where it lies elsewhere."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if not isinstance(default_storage, FileSystemStorage):
        return _copy(lambda: default_storage.open(name), target)
    stored = Path(settings.MEDIA_ROOT, name)
    try:
        os.link(stored, target)
    except FileNotFoundError:
        return False
    except FileExistsError:
        return True
    except OSError:
        return _copy(lambda: stored.open("rb"), target)
    return True


def _copy(opened: Callable[[], IO[bytes]], target: Path) -> bool:
    try:
        with opened() as source, target.open("wb") as copy:
            shutil.copyfileobj(source, copy)
    except FileNotFoundError:
        return False
    return True


def _manifest(work: Path, copy: Path, held: databases.Described, missing: list[str]) -> Manifest:
    key = places.home() / SECRET_KEY
    # A key that comes from the environment is kept where the environment is kept.
    if key.is_file() and not os.environ.get("DANVAN_SECRET_KEY"):
        shutil.copyfile(key, work / SECRET_KEY)
    names = [copy.name, *([SECRET_KEY] if (work / SECRET_KEY).is_file() else [])]
    names += sorted(f"{FILES}/{name}" for name in held.files - set(missing))
    return Manifest(
        made_at=timezone.now().isoformat(timespec="seconds"), version=places.version(), database=databases.kind(),
        migrations=held.migrations, rows=held.rows, missing=missing,
        parts={name: archive.digest(work / name) for name in names},
    )  # fmt: skip


def _free_name(folder: Path) -> Path:
    stem = f"danvan-{timezone.localtime():%Y-%m-%d-%H%M%S}"
    names = [f"{stem}.tar.gz", *(f"{stem}-{number}.tar.gz" for number in range(2, 100))]
    return next(folder / name for name in names if not (folder / name).exists())


def archives_in(folder: Path) -> list[Path]:
    """Archives of ours, the newest first; whatever else lies there is none of our business."""
    found = folder.iterdir() if folder.is_dir() else ()
    ours = [path for path in found if NAME.fullmatch(path.name) and path.is_file() and not path.is_symlink()]
    return sorted(ours, key=lambda path: (path.name[:24], path.stat().st_mtime_ns), reverse=True)


def _prune(folder: Path, keep: int | None) -> list[Path]:
    """Remove the oldest archives of ours beyond `keep`."""
    old = [] if keep is None else archives_in(folder)[keep:]
    for path in old:
        path.unlink()
    return old
