"""Bảng như người ta kẻ: heads of one or two rows, groups, totals, merged cells and the foot. No domain word here."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from common.vietnamese import clean
from documents.sheets_in import TOTALS, Row, bare, counts_columns

SEARCHED_FOR_HEAD = 60
UNDER = " › "
FULL = 3
"""A row with so many filled cells is no foot of the paper."""

_ROMAN_OR_LETTER = re.compile(r"([IVXLC]{1,6}|[A-Z])\s*[.):/-]?")
_NUMBERED_NAME = re.compile(r"([IVXLC]{1,6}|[A-Z])\s*[.):/-]\s*(\S.*)")
_PLAIN_NUMBER = re.compile(r"[0-9.,% ]+")


@dataclass(frozen=True)
class Head:
    """The heading of a table: the row of Excel it begins in, how many rows it takes, what each column is called."""

    number: int
    height: int
    labels: list[str]

    def parts(self, column: int) -> list[str]:
        return self.labels[column].split(UNDER)

    def told(self, column: int) -> str:
        """What people read for it; a column without a name is told by its place."""
        return self.labels[column].replace(UNDER, " – ") or f"Cột {column + 1}"


@dataclass
class GridLine:
    """One row under the head, with the names of the groups it stands in, the innermost first."""

    number: int
    cells: list[str]
    groups: list[str] = field(default_factory=list)


def heads(rows: Sequence[Row]) -> Iterator[Head]:
    """Every row near the top as the heading it would be."""
    for at in range(min(len(rows), SEARCHED_FOR_HEAD)):
        yield _head(rows, at)


def head_at(rows: Sequence[Row], number: int) -> Head | None:
    """The heading that begins in this row of Excel."""
    return next((head for head in heads(rows) if head.number == number), None)


def _head(rows: Sequence[Row], at: int) -> Head:
    number, top = rows[at][0], [clean(cell) for cell in rows[at][1]]
    if at + 1 < len(rows) and rows[at + 1][0] == number + 1:
        below = [clean(cell) for cell in rows[at + 1][1]]
        if _is_second_row(top, below):
            return Head(number, 2, [_label(top, below, column) for column in range(len(top))])
    return Head(number, 1, top)


def _is_second_row(top: list[str], below: list[str]) -> bool:
    """Whether the lower row names the parts of what the upper one names as a whole; a title over the table names nothing."""
    if not _names_a_whole_column(top, below):
        return False
    own = [at for at, cell in enumerate(below) if cell and cell != top[at]]
    if counts_columns(below) or any(_PLAIN_NUMBER.fullmatch(below[at]) for at in own):
        return False
    part_of_group = all(_begins_group(top, below, at) if top[at] else any(top[:at]) for at in own)
    return part_of_group and any(not top[at] for at in own)


def _names_a_whole_column(top: list[str], below: list[str]) -> bool:
    """Two rows are one heading where a column beside the groups takes both: STT, the name. Alone it would be a title."""
    whole = any(name and below[at] in {"", name} for at, name in enumerate(top))
    return whole and sum(bool(name) for name in top) > 1


def _begins_group(top: list[str], below: list[str], at: int) -> bool:
    return at + 1 < len(top) and not top[at + 1] and bool(below[at + 1])


def _label(top: list[str], below: list[str], column: int) -> str:
    over = next((top[at] for at in range(column, -1, -1) if top[at]), "") if below[column] else top[column]
    return UNDER.join(dict.fromkeys(part for part in (over, below[column]) if part))


def lines_below(
    rows: Sequence[Row], head: Head, title: int, merged: Iterable[Sequence[int]] = (), told: Sequence[int] = ()
) -> list[GridLine]:
    """The lines of the table: no numbers of columns, groups, totals, blank rows or foot. `title` is the column that
    every line fills; a cell merged downwards counts for each row, but in that column: there the rows are one line.
    A row that forgot its title is a line where it fills the columns `told` all the same."""
    under = [(number, cells) for number, cells in rows if number >= head.number + head.height]
    if under and counts_columns([clean(cell) for cell in under[0][1]]):
        under = under[1:]
    fill = _Filling(rows, merged, title)
    lines: list[GridLine] = []
    totals, groups = [], _Groups()
    for number, cells in under:
        filled = [" ".join(cell.split()) for cell in cells]
        if fill.goes_on(number) and lines:
            _append(lines[-1], cells, title)
        elif _is_total(filled, title):
            totals.append(number)
        elif name := _group_name(filled, title):
            groups.enter(*name)
        elif filled[title] or _forgot_title(filled, told):
            lines.append(GridLine(number, fill.row(number, cells), groups.names()))
    return list(_without_foot(lines, totals))


class _Groups:
    """I, A and unnumbered headings between the rows; one of a higher kind closes those within it."""

    def __init__(self) -> None:
        self.open: list[tuple[str, str]] = []

    def enter(self, kind: str, name: str) -> None:
        kinds = [known for known, _ in self.open]
        self.open = [*self.open[: kinds.index(kind)], (kind, name)] if kind in kinds else [*self.open, (kind, name)]

    def names(self) -> list[str]:
        return [name for _, name in reversed(self.open)]


class _Filling:
    """What stands in the cells that Excel left empty when it merged them."""

    def __init__(self, rows: Sequence[Row], merged: Iterable[Sequence[int]], title: int) -> None:
        by_number = dict(rows)
        self.values: dict[int, dict[int, str]] = {}
        self.within: set[int] = set()
        for top, bottom, column in merged:
            source = by_number.get(top)
            if source is None or not 0 <= column < len(source):
                continue
            for number in range(top + 1, bottom + 1) if bottom - top <= len(by_number) else ():
                if column == title:
                    self.within.add(number)
                else:
                    self.values.setdefault(number, {})[column] = source[column]

    def goes_on(self, number: int) -> bool:
        return number in self.within

    def row(self, number: int, cells: list[str]) -> list[str]:
        above = self.values.get(number)
        return [cell or above.get(at, "") for at, cell in enumerate(cells)] if above else cells


def _append(line: GridLine, cells: list[str], title: int) -> None:
    """What else is written beside a title that takes several rows."""
    line.cells = [
        f"{before}\n{more}" if more.strip() and at != title and more != before else before
        for at, (before, more) in enumerate(zip(line.cells, cells, strict=False))
    ]


def _is_total(cells: list[str], title: int) -> bool:
    """“Tổng cộng: 12 mô hình”, in front or in the column of the titles; there the number may stand alone."""
    words = [cell for cell in cells if cell and not _PLAIN_NUMBER.fullmatch(cell)]
    if not words or len(words) > 2:
        return False
    first = bare("".join(sign for sign in words[0].split(":")[0] if not sign.isdigit()))
    return first in TOTALS and (cells[title] in {"", words[0]} or bool(_PLAIN_NUMBER.fullmatch(cells[title])))


def _forgot_title(cells: list[str], told: Sequence[int]) -> bool:
    """Numbered like a line and saying two things, or saying three: the foot of the paper has a place and a signature."""
    said = sum(bool(cells[at]) for at in told if at < len(cells))
    is_numbered = bool(_PLAIN_NUMBER.fullmatch(next((cell for cell in cells if cell), "")))
    return said >= FULL or (said == FULL - 1 and is_numbered)


def _group_name(cells: list[str], title: int) -> tuple[str, str] | None:
    """(kind, name) of a heading between the rows, or None for a line."""
    words = [cell for cell in cells if cell and not _PLAIN_NUMBER.fullmatch(cell)]
    first = next((cell for cell in cells if cell), "")
    if len(words) == 2 and words[0] == first and (numeral := _ROMAN_OR_LETTER.fullmatch(first)):
        return _kind(numeral[1]), words[1]
    if len(words) == 1 and (numbered := _NUMBERED_NAME.fullmatch(words[0])):
        return _kind(numbered[1]), numbered[2]
    if len(words) == 1 and not cells[title]:
        return "plain", words[0]
    return None


def _kind(numeral: str) -> str:
    return "roman" if numeral not in {"C", "L"} and set(numeral) <= set("IVXLC") else "letter"


def _without_foot(lines: list[GridLine], totals: list[int]) -> Iterator[GridLine]:
    """What stands under the last full line is the foot of the paper: places, names, signatures."""
    full = [line.number for line in lines if sum(bool(cell.strip()) for cell in line.cells) >= FULL]
    last = max(full, default=max((line.number for line in lines), default=0))
    end = next((number for number in totals if number > last), None)
    for line in lines:
        alone = sum(bool(cell.strip()) for cell in line.cells) < 2
        if line.number <= last or not (alone or (end and line.number > end)):
            yield line
