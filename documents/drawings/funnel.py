"""Biểu đồ phễu: how many of those at the top reach each step below it."""

from documents.drawings.shapes import (
    GROUND,
    INK,
    LETTER,
    Drawing,
    amount,
    labels_of,
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
ROOM = WIDTH - LABEL - 90


def funnel(table: Table, *, label: str, key: str, share: str) -> Drawing:
    """`share` is the column that says which part of the first step each one is."""
    rows, labels = rows_of(table, label, [key, share]), labels_of(table, [key, share])
    height = max(len(rows) * (STEP + GAP) - GAP, STEP) + 8
    drawing = Drawing(table.title, summary_of(rows, labels), WIDTH, height)
    most = max([amount(numbers[0]) for _label, numbers in rows] + [0.0]) or 1.0
    before: tuple[float, float] | None = None
    for place, (name, (number, part)) in enumerate(rows):
        top, length = 4 + place * (STEP + GAP), ROOM * amount(number) / most
        left = LABEL + (ROOM - length) / 2
        if before:
            _narrowing(drawing, before, (left, length), top)
        told = wrapped(name, int((LABEL - 10) / LETTER))
        first = top + STEP / 2 - LINE * (len(told) - 1) / 2 + 5
        beside = words(LABEL + (ROOM + length) / 2 + 8, top + STEP / 2 + 5, f"{display(number)} ({display(part)}%)")
        drawing.add(
            *(words(0, first + LINE * line, text) for line, text in enumerate(told)),
            rect(left, top, max(length, 1), STEP, fill=SHADES[place % len(SHADES)], stroke=INK),
            beside if length < ROOM * 0.4 else _inside(number, part, place, top),
            title=f"{name}: {display(number)}",
        )
        before = left, length
    return drawing


def _inside(number: object, part: object, place: int, top: float):
    fill = GROUND if place % len(SHADES) < 3 else INK
    x = LABEL + ROOM / 2
    return words(x, top + STEP / 2 + 5, f"{display(number)} ({display(part)}%)", anchor="middle", fill=fill)


def _narrowing(drawing: Drawing, above: tuple[float, float], below: tuple[float, float], top: float) -> None:
    """The slope between one step and the next."""
    (left, length), (next_left, next_length) = above, below
    corners = [(left, top - GAP), (left + length, top - GAP), (next_left + next_length, top), (next_left, top)]
    drawing.add(shape_of(corners, fill="#f3efe7", stroke="none"))
