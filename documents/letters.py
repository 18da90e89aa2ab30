"""Công văn: a letter as plain data, and its PDF. Word draws the same letter (documents/word.py)."""

import datetime
from dataclasses import dataclass

from documents.letterhead import Letterhead, place_and_date
from documents.papers import paper_to_pdf
from documents.table import Table


@dataclass(frozen=True)
class Letter:
    """Công văn. `about` is what stands after “V/v”, `to` after “Kính gửi”; number and day are the clerk's where absent."""

    letterhead: Letterhead
    about: str
    to: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    table: Table | None = None
    day: datetime.date | None = None
    year: int | str = ""
    is_demo: bool = False

    @property
    def dated(self) -> str:
        return place_and_date(self.letterhead.place, self.day, year=self.year)


def letter_to_pdf(letter: Letter) -> bytes:
    """The letter as PDF. Raises PdfUnavailable."""
    return paper_to_pdf("letter.html", {"letter": letter, "is_demo": letter.is_demo})
