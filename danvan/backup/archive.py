"""The archive: one .tar.gz with a manifest that names every part, its size and its SHA-256."""

import contextlib
import gzip
import hashlib
import io
import json
import os
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO

from danvan.backup.errors import BackupError

FORMAT = 1
MANIFEST = "manifest.json"
SECRET_KEY = "secret-key"
FILES = "files"
PIECE = 1024 * 1024
LARGEST_MANIFEST = 256 * PIECE
DAMAGED = "Tệp sao lưu bị hỏng hoặc không đầy đủ (the archive is damaged): {}."


@dataclass(frozen=True)
class Part:
    """One file of the archive."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What the archive holds, and which program and database it comes from."""

    made_at: str
    version: str
    database: str
    migrations: list[str]
    rows: dict[str, int]
    parts: dict[str, Part]
    missing: list[str] = field(default_factory=list)
    format: int = FORMAT

    @property
    def database_part(self) -> str:
        return next(name for name in self.parts if name.startswith("database."))

    @property
    def file_parts(self) -> dict[str, Part]:
        return {name: part for name, part in self.parts.items() if name.startswith(f"{FILES}/")}

    @property
    def total_rows(self) -> int:
        return sum(self.rows.values())


def digest(path: Path) -> Part:
    """Size and SHA-256 of a file on the disk."""
    found, size = hashlib.sha256(), 0
    with path.open("rb") as opened:
        while piece := opened.read(PIECE):
            found.update(piece)
            size += len(piece)
    return Part(size, found.hexdigest())


def write(final: Path, folder: Path, manifest: Manifest) -> None:
    """Pack the parts lying in `folder` under a temporary name, read all of it again, then give it its name."""
    handle, name = tempfile.mkstemp(prefix=".danvan-", suffix=".partial", dir=final.parent)
    partial = Path(name)
    try:
        # mkstemp lets nobody but the owner read it.
        with os.fdopen(handle, "wb") as raw:
            with tarfile.open(fileobj=raw, mode="w:gz", compresslevel=3) as tar:
                _add(tar, MANIFEST, io.BytesIO(json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()))
                for part in manifest.parts:
                    with (folder / part).open("rb") as opened:
                        _add(tar, part, opened)
            raw.flush()
            os.fsync(raw.fileno())
            # What is read again must come from the disk or the stick, not from memory.
            os.posix_fadvise(raw.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        check(partial)
        partial.rename(final)
        _sync(final.parent)
    finally:
        partial.unlink(missing_ok=True)


def _add(tar: tarfile.TarFile, name: str, opened: IO[bytes]) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = opened.seek(0, os.SEEK_END)
    entry.mode = 0o600
    opened.seek(0)
    tar.addfile(entry, opened)


def _sync(folder: Path) -> None:
    """The new name itself must survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def manifest_of(path: Path) -> Manifest:
    """The manifest alone, quickly. Raises BackupError."""
    with _opened(path, whole=False) as (manifest, _):
        return manifest


def check(path: Path) -> Manifest:
    """Read the whole archive and compare every part with the manifest. Raises BackupError."""
    with _opened(path) as (manifest, tar):
        _each_part(manifest, tar, lambda name: contextlib.nullcontext())
        return manifest


def unpack(path: Path, folder: Path) -> Manifest:
    """Every part, checked, into an empty folder; nothing else the archive may hold. Raises BackupError."""
    with _opened(path) as (manifest, tar):
        _each_part(manifest, tar, lambda name: _new_file(folder, name))
        return manifest


def _new_file(folder: Path, name: str) -> IO[bytes]:
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    return target.open("xb")


def _each_part(manifest: Manifest, tar: tarfile.TarFile, place) -> None:
    left = dict(manifest.parts)
    while (entry := tar.next()) is not None:
        part = left.pop(entry.name, None)
        opened = tar.extractfile(entry) if entry.isreg() else None
        if part is None or opened is None or entry.size != part.size:
            raise BackupError(DAMAGED.format(f"phần lạ hoặc sai kích thước “{entry.name}”"))
        found = hashlib.sha256()
        with place(entry.name) as target:
            while piece := opened.read(PIECE):
                found.update(piece)
                if target:
                    target.write(piece)
            if target:
                target.flush()
                os.fsync(target.fileno())
        if found.hexdigest() != part.sha256:
            raise BackupError(DAMAGED.format(f"nội dung “{entry.name}” không khớp"))
    if left:
        raise BackupError(DAMAGED.format(f"thiếu “{next(iter(left))}”"))


@contextlib.contextmanager
def _opened(path: Path, *, whole: bool = True) -> Iterator[tuple[Manifest, tarfile.TarFile]]:
    try:
        with path.open("rb") as raw, gzip.open(raw) as plain, tarfile.open(fileobj=plain, mode="r|") as tar:
            first = tar.next()
            if first is None or first.name != MANIFEST or not 0 < first.size < LARGEST_MANIFEST:
                raise BackupError("Tệp này không phải bản sao lưu của cổng thông tin (not a backup of ours).")
            opened = tar.extractfile(first)
            yield _parsed(opened.read() if opened else b""), tar
            # What follows the last part has a checksum too.
            while whole and plain.read(PIECE):
                pass
    except FileNotFoundError:
        raise BackupError(f"Không có tệp “{path}” (no such file).") from None
    except IsADirectoryError:
        raise BackupError(f"“{path}” là thư mục, không phải tệp sao lưu (a folder, not an archive).") from None
    except (tarfile.TarError, zlib.error, EOFError, gzip.BadGzipFile) as problem:
        raise BackupError(DAMAGED.format(str(problem) or "tệp bị cắt ngắn")) from problem


def _parsed(text: bytes) -> Manifest:
    try:
        given = json.loads(text)
        if given.get("format") != FORMAT:
            raise BackupError(
                "Bản sao lưu này theo khuôn dạng khác, cần phiên bản khác của cổng thông tin (other format)."
            )
        parts = {name: Part(**part) for name, part in given.pop("parts").items()}
        manifest = Manifest(parts=parts, **given)
        manifest.database_part  # noqa: B018  # a manifest without a database is none
    except (ValueError, TypeError, KeyError, AttributeError, StopIteration, RuntimeError) as problem:
        raise BackupError(DAMAGED.format("không đọc được bản kê")) from problem
    if any(not _is_safe(name) for name in parts):
        raise BackupError(DAMAGED.format("bản kê có đường dẫn không hợp lệ"))
    return manifest


def _is_safe(name: str) -> bool:
    """A name that stays inside the folder into which it is unpacked."""
    path = PurePosixPath(name)
    return name == str(path) and not path.is_absolute() and ".." not in path.parts and "\\" not in name
