"""What stands above and below the table on a sheet: letterhead, titles, facts, notes, signatures."""

import math
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from documents.annex import Annex
from documents.letterhead import FREEDOM, MOTTO, PARTY, Letterhead
from documents.letters import digits_wide

STAR = "*"
ROOM_TO_SIGN = 4
# How wide a letter is, in the characters a column is measured by: those of a head, and the narrower ones of the body.
BOLD_SIGN, BODY_SIGN = 1.1, 0.96
# What the two edges of a cell leave to its text less.
EDGES = 1
HALF_A_WORD = 2
# A capital of a title.
TITLE_SIGN = 1.75
BODY_LINE_HEIGHT = 15

# first column, columns covered, text, style
Text = tuple[int, int, str, str]


@dataclass(frozen=True)
class Band:
    """One line of the sheet outside the table."""

    texts: list[Text] = field(default_factory=list)
    lines: int = 1


def before_table(annex: Annex, widths: list[float]) -> Iterator[Band]:
    """Everything above the head of the table."""
    columns = len(widths)
    if annex.letterhead:
        yield from _letterhead(annex, annex.letterhead, widths)
        yield Band()
    titles = [(annex.heading, "title"), (annex.title, "title"), (annex.table.subtitle, "attached")]
    for text, style in [*titles, (annex.attached_line, "attached")]:
        if text:
            sign = TITLE_SIGN if style == "title" else BOLD_SIGN
            yield Band([(0, columns, text, style)], lines_needed(text, sum(widths), sign=sign))
    for fact in annex.facts:
        yield Band([(0, columns, fact, "fact")])
    if annex.measure:
        yield Band([(0, columns, annex.measure, "measure")])
    if not annex.facts and not annex.measure:
        yield Band()


def after_table(annex: Annex, widths: list[float]) -> Iterator[Band]:
    """Notes, place and date, the two signatures."""
    columns, half = len(widths), split_column(widths, 0.5)
    if annex.table.notes:
        yield Band()
    for note in annex.table.notes:
        yield Band([(0, columns, note, "note")], lines_needed(note, sum(widths), sign=BODY_SIGN))
    yield Band()
    if annex.place_line:
        yield Band(_pair("", annex.place_line, half, columns, ("place", "place")))
    yield _signatures(annex, half, columns)


def _signatures(annex: Annex, half: int, columns: int) -> Band:
    """Office, room to sign and name of both in one line of the sheet: no page may come between them."""
    offices = len(annex.offices)
    left = [annex.compiler_title, *[""] * (offices - 1 + ROOM_TO_SIGN), annex.compiler_name]
    right = [*annex.offices, *[""] * ROOM_TO_SIGN, annex.head_name]
    signs = _pair("\n".join(left), "\n".join(right), half, columns, ("signature", "signature"))
    return Band(signs, lines=offices + ROOM_TO_SIGN + 1)


def split_column(widths: list[float], share: float) -> int:
    """The column at which the left part of the sheet ends; each side keeps at least one column if there are two."""
    wanted, seen = sum(widths) * share, 0.0
    for index, width in enumerate(widths):
        seen += width
        if seen >= wanted:
            return max(1, min(index + 1, len(widths) - 1))
    return len(widths)


def lines_needed(text: str, width: float, *, sign: float = BOLD_SIGN) -> int:
    """About how many lines `text` takes in `width` characters: Excel does not grow merged cells by itself."""
    room = max(1, int(width / sign))
    return sum(len(textwrap.wrap(line, room, break_long_words=False)) or 1 for line in text.split("\n"))


def height_of(values: Sequence[Any], widths: Sequence[float]) -> float | None:
    """The height of a line whose texts wrap; none where each fits, for not every program grows it by itself."""
    pairs = ((one, width - EDGES) for one, width in zip(values, widths, strict=True) if isinstance(one, str))
    # A text that is short by any measure is not measured.
    texts = [(one, room) for one, room in pairs if len(one) * BODY_SIGN > room or "\n" in one]
    lines = max((sum(_lines(line, room) for line in one.split("\n")) for one, room in texts), default=1)
    return BODY_LINE_HEIGHT * lines if lines > 1 else None


def _lines(line: str, room: float) -> int:
    """By width alone, with half a word left over on each line: to cut thousands of texts would take longer than to write them."""
    wide = digits_wide(line)
    return 1 if wide <= room else math.ceil(wide / max(1, room - HALF_A_WORD))


def _letterhead(annex: Annex, head: Letterhead, widths: list[float]) -> Iterator[Band]:
    columns, left_end = len(widths), split_column(widths, 0.42)
    left = [(text, "name" if bold else "upper") for text, bold in head.left_lines]
    if head.family == "party":
        left.append((STAR, "name"))
    elif head.name:
        left[-1] = (left[-1][0], "name_ruled")
    name_of_party = (PARTY,) if head.family == "party" else ()
    right = [(text, "name") for text in ((MOTTO, FREEDOM) if head.has_motto else name_of_party)]
    if right:
        right[-1] = (right[-1][0], "name_ruled")
    if head.number_line:
        left.append((head.number_line, "upper"))
    for (a, style_a), (b, style_b) in zip_longest(left, right, fillvalue=("", "upper")):
        yield Band(_pair(a, b, left_end, columns, (style_a, style_b)))


def _pair(left: str, right: str, middle: int, columns: int, styles: tuple[str, str]) -> list[Text]:
    """Two texts side by side; on a sheet of one column only the left one has room."""
    sides = [(0, middle, left, styles[0]), (middle, columns - middle, right, styles[1])]
    return [side for side in sides if side[2] and side[1] > 0]
