"""The folder being filled: each file once, under a name every system takes, with its SHA-256."""

import hashlib
import re
from pathlib import Path

from django.db.models.fields.files import FieldFile

from common.vietnamese import nfc

SUMS = "SHA256SUMS"
LONGEST = 90
# What Windows and USB sticks refuse in a name, and what would break a line of SHA256SUMS.
REFUSED = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')
PIECE = 1024 * 1024


def safe(text: str) -> str:
    """A name as people write it, made fit for any disk; the ending of a file's name survives."""
    text = REFUSED.sub("-", nfc(text)).strip(" .") or "-"
    stem, dot, ending = text.rpartition(".")
    if len(text) <= LONGEST or not dot or len(ending) > 5:
        return text[:LONGEST].rstrip(" .")
    return f"{stem[: LONGEST - len(ending) - 1].rstrip()}.{ending}"


class Shelf:
    """Files under `folder`; what is named twice gets a number."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.sums: dict[str, str] = {}
        self.missing: list[str] = []

    def put(self, data: bytes, *names: str) -> str:
        """Write the data; its path inside the folder."""
        path, name = self._place(names)
        path.write_bytes(data)
        self.sums[name] = hashlib.sha256(data).hexdigest()
        return name

    def copy(self, stored: FieldFile, *names: str) -> str:
        """A stored file; nothing, and a line in `missing`, where the disk has lost it."""
        path, name = self._place(names)
        found = hashlib.sha256()
        try:
            with stored.open("rb") as source, path.open("wb") as target:
                while piece := source.read(PIECE):
                    found.update(piece)
                    target.write(piece)
        except FileNotFoundError:
            self.missing.append(stored.name)
            return ""
        self.sums[name] = found.hexdigest()
        return name

    def seal(self) -> None:
        """SHA256SUMS as `sha256sum -c` reads it, after every file was read again. Raises OSError where one differs."""
        for name, digest in self.sums.items():
            with (self.folder / name).open("rb") as opened:
                if hashlib.file_digest(opened, "sha256").hexdigest() != digest:
                    raise OSError(f"{name} was not written as it was given")
        lines = [f"{digest}  {name}\n" for name, digest in sorted(self.sums.items())]
        (self.folder / SUMS).write_text("".join(lines), encoding="utf-8")

    def _place(self, names: tuple[str, ...]) -> tuple[Path, str]:
        *folders, last = map(safe, names)
        name = "/".join([*folders, last])
        number = 2
        while name in self.sums:
            stem, dot, ending = last.rpartition(".")
            name = "/".join([*folders, f"{stem} ({number}).{ending}" if dot else f"{last} ({number})"])
            number += 1
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path, name
