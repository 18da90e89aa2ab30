"""Biểu đồ phễu: how many of those at the top reach each step below it."""

from dataclasses import dataclass

from documents.drawings.shapes import (
    GROUND,
    INK,
    LETTER,
    NARROW,
    Drawing,
    Shape,
    amount,
    labels_of,
    places_of,
    rect,
    rows_of,
    shape_of,
    summary_of,
    words,
    wrapped,
)
from documents.table import Table
from documents.values import display

WIDTH, LABEL = 720, 200
STEP, GAP, LINE = 44, 22, 18
SHADES = ("#7d0f13", "#a4161a", "#c4585b", "#dda3a4", "#f1dcdc")
BESIDE, UNDER = 90, 60


@dataclass(frozen=True)
class _Space:
    """Labels beside the steps, or above them where there is little room."""

    left: float
    room: float
    gap: float

    @property
    def middle(self) -> float:
        return self.left + self.room / 2


def _space(width: float) -> _Space:
    return _Space(0, width - UNDER, GAP + LINE) if width < NARROW else _Space(LABEL, width - LABEL - BESIDE, GAP)


def funnel(table: Table, *, label: str, key: str, share: str, width: float = WIDTH) -> Drawing:
    """`share` is the column that says which part of the first step each one is."""
    rows, labels = rows_of(table, label, [key, share]), labels_of(table, [key, share])
    places = places_of(table, [key, share])
    space = _space(width)
    above = 0 if space.left else LINE
    height = max(len(rows) * (STEP + space.gap) - space.gap, STEP) + 8 + above
    drawing = Drawing(table.title, summary_of(rows, labels, places), width, height)
    most = max([amount(numbers[0]) for _label, numbers in rows] + [0.0]) or 1.0
    before: tuple[float, float] | None = None
    for place, (name, (number, part)) in enumerate(rows):
        top, length = 4 + above + place * (STEP + space.gap), space.room * amount(number) / most
        left = space.middle - length / 2
        if before:
            _narrowing(drawing, before, (left, length), top, space.gap)
        told = f"{display(number)} ({display(part, places=places[1])}%)"
        beside = words(space.middle + length / 2 + 8, top + STEP / 2 + 5, told)
        drawing.add(
            *_named(name, top, space),
            rect(left, top, max(length, 1), STEP, fill=SHADES[place % len(SHADES)], stroke=INK),
            beside if length < space.room * 0.4 else _inside(told, place, top, space),
            title=f"{name}: {display(number)}",
        )
        before = left, length
    return drawing


def _named(name: str, top: float, space: _Space) -> list[Shape]:
    if not space.left:
        return [words(0, top - 5, wrapped(name, int((space.room + UNDER) / LETTER), 1)[0])]
    told = wrapped(name, int((LABEL - 10) / LETTER))
    first = top + STEP / 2 - LINE * (len(told) - 1) / 2 + 5
    return [words(0, first + LINE * line, text) for line, text in enumerate(told)]


def _inside(told: str, place: int, top: float, space: _Space) -> Shape:
    fill = GROUND if place % len(SHADES) < 3 else INK
    return words(space.middle, top + STEP / 2 + 5, told, anchor="middle", fill=fill)


def _narrowing(
    drawing: Drawing, above: tuple[float, float], below: tuple[float, float], top: float, gap: float
) -> None:
    """The slope between one step and the next."""
    (left, length), (next_left, next_length) = above, below
    corners = [(left, top - gap), (left + length, top - gap), (next_left + next_length, top), (next_left, top)]
    drawing.add(shape_of(corners, fill="#f3efe7", stroke="none"))
