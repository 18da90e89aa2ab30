"""One line of the index, and how its files come onto the shelf."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from danvan.dossier.shelf import Shelf


@dataclass(frozen=True)
class Entry:
    """One line of the index: what it is, a few facts, and its files."""

    code: str
    title: str
    facts: tuple[str, ...] = ()
    day: date | None = None
    files: list[tuple[str, str]] = field(default_factory=list)


def put_printed(shelf: Shelf, entry: Entry, made: dict[str, bytes], *folder: str) -> None:
    """Papers made for the dossier, by name."""
    entry.files.extend((name, shelf.put(pdf, *folder, name)) for name, pdf in made.items())


def put_kept(shelf: Shelf, entry: Entry, stored: Any, *folder: str) -> None:
    """Files kept with a record; one the disk has lost is named as missing."""
    for one in stored:
        if path := shelf.copy(one.file, *folder, one.name):
            entry.files.append((one.name, path))
