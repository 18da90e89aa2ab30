"""Where things lie, and who may use them: one backup at a time, no restore under a running portal."""

import fcntl
import os
import shutil
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from danvan.backup.errors import BackupError

WORK = "backup-work-"
BUSY = "Đang có một lần sao lưu hoặc khôi phục khác chạy (another one is running)."
RUNNING = (
    "Cổng thông tin đang chạy. Hãy dừng (Ctrl-C ở cửa sổ chạy script/server) rồi khôi phục (stop the portal first)."
)


def home() -> Path:
    return Path(settings.DANVAN_HOME)


def archives(given: str) -> Path:
    """The folder a person named, from where that person stands and not from where the script went; else our own."""
    return Path(os.environ.get("DANVAN_CALLED_FROM", "."), given).resolve() if given else home() / "backups"


def version() -> str:
    """The version of this program."""
    told = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))
    return told["project"]["version"]


@contextmanager
def workplace() -> Iterator[Path]:
    """A folder beside the files, for the owner alone, gone afterwards; what a killed run left behind goes too."""
    home().mkdir(parents=True, exist_ok=True, mode=0o750)
    with held("backup.lock", BUSY):
        for left in home().glob(f"{WORK}*"):
            shutil.rmtree(left, ignore_errors=True)
        folder = Path(tempfile.mkdtemp(prefix=WORK, dir=home()))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def held(name: str, otherwise: str) -> Iterator[None]:
    """A lock of this installation that the system gives back whatever happens. Raises BackupError(otherwise)."""
    handle = os.open(home() / name, os.O_RDWR | os.O_CREAT, 0o640)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupError(otherwise) from None
        yield
    finally:
        os.close(handle)
