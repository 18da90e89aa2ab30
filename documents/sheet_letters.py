"""Chữ của từng ô: which cells of a sheet were typed for an old font. No domain word here.

The font of a cell tells it where the file names an old one; else each cell tells it by its letters, and where these may
be read both ways and no font of the sheet is old, the column they stand in does.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from common.legacy_text import Encoding, convert, is_old, of_font, propose

LOOKED_AT = 400
OLD = (Encoding.TCVN3, Encoding.VNI)


def look_old(sheets: list[dict[str, Any]]) -> bool:
    """Whether any cell near the beginning looks like text of an old font: reason enough to ask for the fonts."""
    return any(is_old(text, encoding) for text in texts_of(sheets) for encoding in OLD)


def texts_of(sheets: Iterable[dict[str, Any]]) -> list[str]:
    """Every cell of the beginning of the file, as it is."""
    return [cell for sheet in sheets for _number, cells in sheet["rows"][:LOOKED_AT] for cell in cells if cell]


def proposed(sheets: list[dict[str, Any]]) -> str:
    """What the old cells of a file are typed in: as its fonts say, else as most of its letters look."""
    found = Counter[str]()
    for sheet in sheets:
        for encoding, _column, rows in _old_fonts(sheet):
            found[encoding] += len(rows)
    return found.most_common(1)[0][0] if found else propose(texts_of(sheets))


def told_by_fonts(sheet: dict[str, Any]) -> bool:
    """Whether the fonts of the sheet say which cells are old."""
    return bool(_old_fonts(sheet))


def old_ones(fonts: Iterable[tuple[str, int, list[int]]]) -> list[tuple[str, int, list[int]]]:
    """Those among the fonts of a sheet that are old."""
    return [one for one in fonts if of_font(one[0]) != Encoding.UNICODE]


def _old_fonts(sheet: dict[str, Any]) -> list[tuple[str, int, list[int]]]:
    return [(of_font(font), column, rows) for font, column, rows in sheet.get("fonts", ())]


class Letters:
    """Turns the cells of one sheet into Unicode. `encoding` says what its old cells are typed in."""

    def __init__(self, sheet: dict[str, Any], encoding: str) -> None:
        self.encoding = encoding
        self.is_plain = encoding == Encoding.UNICODE
        self.by_font: dict[tuple[int, int], str] = {}
        self.old_from: dict[int, int] = {}
        self.plain_rows: set[int] = set()
        if self.is_plain:
            return
        if told_by_fonts(sheet):
            self.by_font = {(row, column): one for one, column, rows in _old_fonts(sheet) for row in rows}
        else:
            self._judge_columns(sheet["rows"])

    def _judge_columns(self, rows: list) -> None:
        """The columns that are mostly old, with the row where they begin to be; rows where nothing is."""
        balance, first = Counter[int](), dict[int, int]()
        for number, cells in rows:
            said = {at: old for at, cell in enumerate(cells) if (old := is_old(cell, self.encoding)) is not None}
            for at, old in said.items():
                balance[at] += 1 if old else -1
                if old:
                    first.setdefault(at, number)
            if said and not any(said.values()):
                self.plain_rows.add(number)
        self.old_from = {at: number for at, number in first.items() if balance[at] > 0}

    def read(self, number: int, column: int, cell: str) -> str:
        """A cell in Unicode."""
        if self.is_plain or cell.isascii():
            return cell
        if font := self.by_font.get((number, column)):
            return convert(cell, font)
        old = is_old(cell, self.encoding)
        if old is None and not self.by_font:
            old = self._is_of_old_column(number, column)
        return convert(cell, self.encoding) if old else cell

    def _is_of_old_column(self, number: int, column: int) -> bool:
        """But for a heading typed anew over it."""
        first = self.old_from.get(column)
        return first is not None and (number > first or number not in self.plain_rows)
