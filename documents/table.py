"""A table as plain data. The page, the spreadsheet and the PDF draw the same `Table`, so a number cannot differ."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from documents.values import display

Align = Literal["left", "center", "right"]
Row = Mapping[str, Any]

GROUP = "_group"


@dataclass(frozen=True)
class Cell:
    """A value with the address of what lies behind it."""

    value: Any
    href: str | None = None
    places: int = 0


@dataclass(frozen=True)
class Column:
    """Cột: `group` is the head above it (a tuple for heads above heads), `width` is in characters, `places` the decimals
    every figure shows. One that `keeps_width` gives up none of it where the table is too wide for the page: a moment
    too wide for its cell shows as “###”.
    """

    key: str
    label: str
    numeric: bool = False
    group: str | tuple[str, ...] = ""
    width: float | None = None
    align: Align | None = None
    total: bool = False
    places: int = 0
    keeps_width: bool = False

    @property
    def groups(self) -> tuple[str, ...]:
        if isinstance(self.group, tuple):
            return self.group
        return (self.group,) if self.group else ()

    @cached_property
    def full_label(self) -> str:
        """The label with the heads above it, for where the heads are not seen (cards on a phone)."""
        return " – ".join([*self.groups, self.label])

    @cached_property
    def alignment(self) -> Align:
        return self.align or ("right" if self.numeric else "left")

    @property
    def characters(self) -> float:
        return self.width or (10 if self.numeric else 22)


@dataclass(frozen=True)
class Head:
    """One cell of the head; `column` counts from 0."""

    label: str
    column: int
    colspan: int
    rowspan: int
    leaf: bool
    numeric: bool = False


@dataclass(frozen=True)
class Slot:
    """One drawn cell of the body."""

    value: Any
    href: str | None
    label: str
    column: int
    colspan: int
    numeric: bool
    alignment: Align
    places: int = 0

    @property
    def text(self) -> str:
        return display(self.value, grouped=self.numeric, places=self.places)


@dataclass(frozen=True)
class Line:
    """One drawn line of the body."""

    kind: Literal["row", "group", "total"]
    slots: tuple[Slot, ...]


@dataclass(frozen=True)
class Table:
    """Bảng số liệu.

    `rows` are mappings from column key to a value or a `Cell`, and must be iterable more than once. A row with the
    key `_group` is a heading; the figures it carries are shown but never added. `stated_totals` replaces the sum of
    a column where adding makes no sense (a percentage).
    """

    title: str
    columns: Sequence[Column]
    rows: Iterable[Row]
    subtitle: str = ""
    notes: Sequence[str] = ()
    total_label: str = "Tổng cộng"
    stated_totals: Mapping[str, Any] = field(default_factory=dict)
    empty: str = "Không có số liệu."

    @cached_property
    def depth(self) -> int:
        """How many lines the head has."""
        return 1 + max((len(column.groups) for column in self.columns), default=0)

    @cached_property
    def lead(self) -> int:
        """How many columns stand before the first figure that is added: the label of a total covers them."""
        before = [index for index, column in enumerate(self.columns) if self._is_added(column)]
        return max(1, before[0]) if before else len(self.columns)

    @property
    def has_totals(self) -> bool:
        return any(self._is_added(column) for column in self.columns)

    def totals(self) -> dict[str, Any]:
        """The sum of each column marked `total`, or what was stated for it. Empty cells count as nothing."""
        keys = [column.key for column in self.columns if column.total]
        sums: dict[str, Any] = dict.fromkeys(keys, 0)
        for row in self.rows:
            if GROUP not in row:
                for key in keys:
                    sums[key] += bare(row.get(key)) or 0
        return {**sums, **self.stated_totals}

    def heads(self) -> list[list[Head]]:
        """The lines of the head, with neighbours of one group merged."""
        return [list(self._head_line(level)) for level in range(self.depth)]

    def lines(self) -> Iterator[Line]:
        """The body line by line, the total last."""
        for row in self.rows:
            yield self.group_line(row) if GROUP in row else self.plain_line(row)
        if self.has_totals:
            yield self.total_line()

    def parted(self, kept: int) -> tuple[list[Line], list[Line]]:
        """The body in two: its last `kept` lines apart, with the head of their group where that comes just before."""
        lines = list(self.lines())
        cut = max(0, len(lines) - kept)
        while cut and lines[cut - 1].kind == "group":
            cut -= 1
        return lines[:cut], lines[cut:]

    def plain_line(self, row: Row) -> Line:
        return Line("row", tuple(self._slot(index, row.get(column.key)) for index, column in enumerate(self.columns)))

    def group_line(self, row: Row) -> Line:
        return self._labelled("group", row, row[GROUP])

    def total_line(self) -> Line:
        return self._labelled("total", self.totals(), self.total_label)

    @property
    def width(self) -> int:
        return len(self.columns)

    @property
    def is_dense(self) -> bool:
        """So many columns that paper needs smaller letters."""
        return self.width > 14

    @property
    def shares(self) -> list[float]:
        """The part of the width each column takes, in per cent."""
        whole = sum(column.characters for column in self.columns)
        return [round(100 * column.characters / whole, 2) for column in self.columns]

    @property
    def numbers(self) -> list[int]:
        """The row (1) (2) (3) under the head."""
        return list(range(1, self.width + 1))

    def _is_added(self, column: Column) -> bool:
        return column.total or column.key in self.stated_totals

    def _head_line(self, level: int) -> Iterator[Head]:
        index = 0
        while index < self.width:
            column, groups = self.columns[index], self.columns[index].groups
            span = 1
            if level < len(groups):
                path = groups[: level + 1]
                while index + span < self.width and self.columns[index + span].groups[: level + 1] == path:
                    span += 1
                yield Head(groups[level], index, span, 1, leaf=False)
            elif level == len(groups):
                yield Head(column.label, index, 1, self.depth - level, leaf=True, numeric=column.numeric)
            index += span

    def _labelled(self, kind: Literal["group", "total"], row: Row, label: Any) -> Line:
        figures = any(column.key in row for column in self.columns)
        lead = self.lead if figures else self.width
        text, href = (label.value, label.href) if isinstance(label, Cell) else (label, None)
        first = Slot(text, href, "", 0, lead, numeric=False, alignment="left")
        rest = (self._slot(index, row.get(self.columns[index].key)) for index in range(lead, self.width))
        return Line(kind, (first, *rest))

    def _slot(self, index: int, cell: Any) -> Slot:
        column = self.columns[index]
        value, href = (cell.value, cell.href) if isinstance(cell, Cell) else (cell, None)
        places = places_of(cell) or column.places
        return Slot(value, href, column.full_label, index, 1, column.numeric, column.alignment, places)


def places_of(cell: Any) -> int:
    """The decimals this one cell shows; 0: as its column."""
    return cell.places if isinstance(cell, Cell) else 0


def bare(cell: Any) -> Any:
    """The value of a cell, with or without an address."""
    return cell.value if isinstance(cell, Cell) else cell
