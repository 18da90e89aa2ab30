"""What a room lays on the home page and in the menu. Each app fills these in its desk.py; danvan collects them."""

from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class MenuItem:
    """One line of the menu. `count` is work that waits there."""

    label: str
    url: str
    count: int = 0


@dataclass(frozen=True)
class WorkLine:
    """One line of “việc cần làm”: leads to the place where the work is done."""

    title: str
    url: str
    note: str = ""
    due_on: date | None = None
    late: bool = False


@dataclass(frozen=True)
class KeyFigure:
    """One number of the home page, with the rows behind it a click away."""

    label: str
    value: str
    note: str = ""
    url: str = ""


@dataclass(frozen=True)
class Deadline:
    """One day to keep in mind: the last day of something, and where it is looked at."""

    label: str
    on: date
    url: str = ""


@dataclass(frozen=True)
class StartButton:
    """What a person of this role most often comes to do."""

    label: str
    url: str


@dataclass(frozen=True)
class Chart:
    """A small drawing on the home page: rows of (label, number)."""

    title: str
    rows: tuple[tuple[str, int], ...]
    counted: str = "Số mô hình"


@dataclass(frozen=True)
class Panel:
    """What an upper room lays beside a record of a lower one: a template and what it shows."""

    template: str
    context: dict[str, Any]
