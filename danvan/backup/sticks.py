"""USB: the stick that is plugged in, and what is said when there is none or it does not take the archive."""

import errno
import re
import shutil
from pathlib import Path

from common import numbers
from danvan.backup import places
from danvan.backup.errors import BackupError

ROOTS = tuple(Path(name) for name in ("/media", "/run/media", "/mnt"))
"""Where systems show what is plugged in."""
OWN_DISK = Path("/")
MOUNTS = Path("/proc/self/mounts")
FOLDER = "sao-luu-danvan"
NOT_THERE = (
    "Không thấy USB ở {place}. Hãy cắm USB, mở nó một lần trong trình quản lý tệp rồi làm lại; chưa ghi gì vào đâu "
    "(nothing is mounted there)."
)
NONE = "Không thấy USB nào. Hãy cắm USB, mở nó một lần trong trình quản lý tệp rồi làm lại (no USB stick found)."
SEVERAL = "Có nhiều USB đang cắm; hãy ghi rõ thư mục, ví dụ (several found): {}"
FULL = (
    "Ổ đĩa hoặc USB không đủ chỗ ở {place}: chỉ còn {free} MB. Hãy xóa bớt tệp ở đó hoặc dùng USB khác rồi làm lại; "
    "các bản sao lưu cũ vẫn còn nguyên (no space left)."
)
REASONS = {
    errno.EROFS: "{place} chỉ cho đọc. Nếu là USB, gạt chốt khóa ghi hoặc dùng USB khác (read-only).",
    errno.EIO: "Đọc, ghi {place} bị lỗi: USB bị rút ra giữa chừng hoặc đã hỏng. Hãy dùng USB khác (input/output error).",
    errno.EFBIG: "{place} không nhận tệp lớn như vậy (USB định dạng FAT32 chỉ nhận đến 4 GB). Hãy định dạng lại USB thành exFAT (file too large).",
    errno.EACCES: "Không được phép ghi vào {place}. Hãy chọn thư mục khác (permission denied).",
}
REASONS[errno.ENODEV] = REASONS[errno.ENXIO] = REASONS[errno.EIO]


def found() -> list[Path]:
    """What is plugged in now, as the system shows it; blanks in names come as \\040."""
    points = (_unescaped(line.split()[1]) for line in MOUNTS.read_text(encoding="utf-8").splitlines())
    own = places.home().resolve().parents
    return sorted({path for path in map(Path, points) if _is_shown_as_stick(path) and path not in own})


def _is_shown_as_stick(path: Path) -> bool:
    """/mnt/NAME, /media/NAME or /media/PERSON/NAME; what lies deeper is something else."""
    below = [path.relative_to(root).parts for root in ROOTS if path.is_relative_to(root)]
    return any(1 <= len(parts) <= 2 for parts in below)


def _unescaped(text: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), text)


def folder() -> Path:
    """The folder for archives on the only stick. Raises BackupError."""
    sticks = found()
    if not sticks:
        raise BackupError(NONE)
    if len(sticks) > 1:
        raise BackupError(SEVERAL.format(", ".join(f'script/backup "{one / FOLDER}"' for one in sticks)))
    return sticks[0] / FOLDER


def refuse_where_nothing_is_mounted(place: Path) -> None:
    """A folder of that name on the machine's own disk would pass for the stick. Raises BackupError."""
    if not set(place.parents) & set(ROOTS):
        return
    there = next(path for path in (place, *place.parents) if path.exists())
    if there.stat().st_dev == OWN_DISK.stat().st_dev:
        raise BackupError(NOT_THERE.format(place=place))


def why(problem: OSError, place: Path) -> str:
    """The sentence for a person whose backup could not be written."""
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return _full(place)
    if problem.errno in REASONS:
        return REASONS[problem.errno].format(place=place)
    return f"Không ghi được bản sao lưu (cannot write): {problem}."


def _full(place: Path) -> str:
    """The archive is put together in DANVAN_HOME first, so either may be the one that is full."""
    free = {path: shutil.disk_usage(path).free for path in (place, places.home()) if path.exists()}
    path, left = min(free.items(), key=lambda pair: pair[1])
    return FULL.format(place=path, free=numbers.quantity(left // 1_000_000))
