"""Văn bản: one official document as plain data, and its PDF. Word draws the same document (documents/word/)."""

import datetime
from dataclasses import dataclass

from documents.letterhead import Letterhead, place_and_date
from documents.papers import paper_to_pdf
from documents.table import Table

BY_HAND = "(ký và ghi rõ họ, tên)"
WITH_SEAL = "(ký, đóng dấu và ghi rõ họ, tên)"


@dataclass(frozen=True)
class Text:
    """One paragraph; `lead` stands before it in bold; `slanted` as the legal bases of a decision are."""

    text: str = ""
    lead: str = ""
    slanted: bool = False

    shape = "text"


@dataclass(frozen=True)
class Middle:
    """A line in bold in the middle: who decides, and “QUYẾT ĐỊNH:”."""

    text: str

    shape = "middle"


@dataclass(frozen=True)
class Heading:
    """“I. Thành phần đoàn kiểm tra”."""

    text: str

    shape = "heading"


@dataclass(frozen=True)
class Rows:
    """A table in the running text, as Word and PDF draw it."""

    table: Table

    shape = "table"


@dataclass(frozen=True)
class Dots:
    """Dotted lines to write on by hand."""

    count: int = 3

    shape = "dots"

    @property
    def lines(self) -> range:
        return range(self.count)


@dataclass(frozen=True)
class Signature:
    """Who signs: the office in lines, the name under the room for the signature."""

    office: tuple[str, ...]
    name: str = ""
    how: str = ""


Block = Text | Middle | Heading | Rows | Dots


@dataclass(frozen=True)
class Document:
    """Văn bản. `kind` is “BIÊN BẢN”, “QUYẾT ĐỊNH”…; a letter (công văn) has none and says `about` after “V/v”.

    Without `signatures` the letterhead's own stands at the right and Nơi nhận at the left. Number and day are the
    clerk's where absent.
    """

    letterhead: Letterhead
    about: str
    body: tuple[Block, ...]
    kind: str = ""
    to: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    day: datetime.date | None = None
    year: int | str = ""
    is_draft: bool = False
    is_demo: bool = False

    @property
    def dated(self) -> str:
        return place_and_date(self.letterhead.place, self.day, year=self.year)

    @property
    def title(self) -> str:
        """What a file of it is called."""
        return f"{self.kind.capitalize()}: {self.about}" if self.kind else f"V/v {self.about}"


def answered(text: str, *, dots: int = 3) -> tuple[Block, ...]:
    """What was written, line by line; dotted lines where nothing was."""
    return tuple(Text(line) for line in text.splitlines() if line.strip()) or (Dots(dots),)


def grounds(head: Letterhead, lines: list[str]) -> tuple[Text, ...]:
    """Căn cứ: what a paper rests on, line by line; on papers of the Party each begins with a dash."""
    dash = "- " if head.family == "party" else ""
    ends = [";"] * (len(lines) - 1) + ["."]
    return tuple(Text(dash + line.rstrip(" ;.,") + end, slanted=True) for line, end in zip(lines, ends, strict=False))


def document_to_pdf(document: Document) -> bytes:
    """Raises PdfUnavailable."""
    return paper_to_pdf(
        "document.html", {"document": document, "is_demo": document.is_demo, "is_draft": document.is_draft}
    )
