"""Bản đồ ô: the units of an area as tiles in rows, shaded by a figure. A scheme, not a map: no borders, no distances."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from math import ceil, sqrt
from typing import Any

from documents.drawings.shapes import (
    GROUND,
    INK,
    NARROW,
    SOFT,
    Drawing,
    amount,
    labels_of,
    places_of,
    rect,
    rows_of,
    summary_of,
    words,
    wrapped,
)
from documents.table import GROUP, Table
from documents.values import display

Place = tuple[int, int]
WIDTH, GAP = 720, 4
HEIGHT, MOST_IN_ROW, IN_NARROW_ROW = 62, 9, 3
SHADES = ("#f6e3e3", "#e2abac", "#bf4d50", "#7d0f13")
DARK_FROM = 2


@dataclass(frozen=True)
class Class:
    """One shade: the figures from the lowest to the highest that has it."""

    low: Any
    high: Any
    fill: str
    ink: str

    def label(self, places: int) -> str:
        low, high = (display(one, places=places) for one in (self.low, self.high))
        return low if self.low == self.high else f"{low}–{high}"


def tile_map(table: Table, *, label: str, key: str, place: str = "", width: float = WIDTH) -> Drawing:
    """A tile a row of the table, in its order; a figure that is none is drawn blank with what stands in its place.

    `place` names what a row tells of its own place: (row, column), from 1. Tiles without one stand behind those that
    have one; where the drawing is narrow, all stand in the order of the table.
    """
    rows, labels, (decimals,) = rows_of(table, label, [key]), labels_of(table, [key]), places_of(table, [key])
    places = [None if width < NARROW else row.get(place) for row in table.rows if GROUP not in row]
    in_row = _tiles_in_row(places, width)
    wide = (width + GAP) / in_row - GAP
    drawing = Drawing(table.title, summary_of(rows, labels, [decimals]), width, 0)
    classes = shade_classes([number for _label, (number,) in rows])
    top = _legend(drawing, labels[0], classes, decimals)
    cells = _cells(places, in_row)
    for (row, column), (name, (number,)) in zip(cells, rows, strict=True):
        written = display(number, places=decimals)
        _tile(
            drawing, name, number, written, classes, (column - 1) * (wide + GAP), top + (row - 1) * (HEIGHT + GAP), wide
        )
    drawing.height = top + max((row for row, _column in cells), default=1) * (HEIGHT + GAP)
    return drawing


def _tiles_in_row(places: list[Place | None], width: float) -> int:
    if width < NARROW:
        return IN_NARROW_ROW
    widest = max((at[1] for at in places if at), default=0)
    return widest or min(MOST_IN_ROW, max(4, ceil(sqrt(len(places) * 1.4))))


def _cells(places: list[Place | None], in_row: int) -> list[Place]:
    """Where each tile stands: in its own place, the others row by row below the last of those."""
    below, free = max((at[0] for at in places if at), default=0), count()
    found = []
    for at in places:
        if at is None:
            line, column = divmod(next(free), in_row)
            at = (below + line + 1, column + 1)
        found.append(at)
    return found


def shade_classes(numbers: Sequence[Any]) -> list[Class]:
    """Up to four shades with about as many units in each; units of one figure never differ in shade."""
    counted = sorted(number for number in numbers if amount(number))
    bounds = (
        [counted[round(len(counted) * part / len(SHADES)) - 1] for part in range(1, len(SHADES) + 1)] if counted else []
    )
    highest = sorted(set(bounds))
    lows = (
        [next(number for number in counted if not before or number > before) for before in [None, *highest[:-1]]]
        if counted
        else []
    )
    first = len(SHADES) - len(highest)
    return [
        Class(low, high, SHADES[first + place], GROUND if first + place >= DARK_FROM else INK)
        for place, (low, high) in enumerate(zip(lows, highest, strict=True))
    ]


def _legend(drawing: Drawing, label: str, classes: list[Class], places: int) -> float:
    x, y = 0.0, 28.0
    drawing.add(words(0, 15, label, font_weight="bold"))
    for fill, told in [(GROUND, "0 hoặc không có"), *((one.fill, one.label(places)) for one in classes)]:
        room = 34 + 9 * len(told) + 22
        if x and x + room > drawing.width:
            x, y = 0.0, y + 24
        drawing.add(rect(x, y, 26, 16, fill=fill, stroke=INK), words(x + 34, y + 13, told))
        x += room
    return y + 32


def _tile(
    drawing: Drawing, name: str, number: Any, written: str, classes: list[Class], x: float, y: float, width: float
) -> None:
    shade = next((one for one in classes if amount(number) and number <= one.high), None)
    fill, ink = (shade.fill, shade.ink) if shade else (GROUND, INK)
    told = wrapped(name, int((width - 6) / 6.6))
    first = y + 16 + (0 if len(told) > 1 else 7)
    drawing.add(
        rect(x + 0.5, y + 0.5, width - 1, HEIGHT - 1, fill=fill, stroke=SOFT),
        *(
            words(x + width / 2, first + 14 * place, text, anchor="middle", size=12, fill=ink)
            for place, text in enumerate(told)
        ),
        words(x + width / 2, y + HEIGHT - 10, written, anchor="middle", size=16, fill=ink, font_weight="bold"),
        title=f"{name}: {written}",
    )
