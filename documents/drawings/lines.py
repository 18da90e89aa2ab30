"""Biểu đồ đường: how figures move from row to row of a table, usually from year to year."""

from collections.abc import Sequence
from math import ceil, floor, log10

from documents.drawings.legend import legend
from documents.drawings.shapes import (
    GROUND,
    SOFT,
    Drawing,
    amount,
    labels_of,
    line,
    mark,
    path,
    pen,
    places_of,
    rows_of,
    summary_of,
    words,
)
from documents.table import Table
from documents.values import display

WIDTH, PLOT = 720, 260
LEFT, RIGHT, BOTTOM = 58, 40, 34
STEPS, APART, NAMED = 4, 14, 38
NICE = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)


def line_chart(table: Table, *, label: str, keys: Sequence[str], width: float = WIDTH) -> Drawing:
    """A line a column; the numbers stand at the points wherever there is room."""
    rows, labels = rows_of(table, label, keys), labels_of(table, keys)
    drawing = Drawing(table.title, summary_of(rows, labels, places_of(table, keys)), width, 0)
    top = legend(drawing, labels, top=0, lines=True) + 10
    drawing.height = top + PLOT + BOTTOM
    step = nice_step(max([amount(n) for _label, numbers in rows for n in numbers] + [0.0]))
    _rulers(drawing, step, top)
    places = _places(len(rows), width)
    # The last row is always named, of the others as many as there is room for.
    every = max(1, ceil(NAMED / (places[1] - places[0]))) if len(places) > 1 else 1
    named = [(len(rows) - 1 - place) % every == 0 for place in range(len(rows))]
    for x, (name, _numbers), is_named in zip(places, rows, named, strict=True):
        if is_named:
            drawing.add(words(x, top + PLOT + 22, name, anchor="middle"))
    heights = [[top + PLOT - PLOT * amount(n) / (step * STEPS) for n in numbers] for _label, numbers in rows]
    for place in range(len(labels)):
        points = [(x, row[place]) for x, row in zip(places, heights, strict=True)]
        drawing.add(path(points, stroke=pen(place).line, dash=pen(place).dash), title=labels[place])
    for x, own, (name, numbers), is_named in zip(places, heights, rows, named, strict=True):
        _points(drawing, x, own, name, numbers, labels, told=is_named)
    return drawing


def nice_step(highest: float) -> int:
    """A whole number that four times reaches the highest figure: 1, 2, 3, 4, 5, 6, 8, 10, 15, 20…"""
    least = max(highest / STEPS, 1.0)
    scale = 10 ** floor(log10(least))
    found = next(n for n in NICE if n * scale >= least and n * scale == int(n * scale))
    return ceil(found * scale)


def _rulers(drawing: Drawing, step: int, top: float) -> None:
    for number in range(STEPS + 1):
        y = top + PLOT - PLOT * number / STEPS
        ruler = (
            line(LEFT, y, drawing.width - RIGHT + 20, y)
            if number
            else line(LEFT, y, drawing.width - RIGHT + 20, y, stroke=SOFT)
        )
        drawing.add(ruler, words(LEFT - 8, y + 5, display(step * number), anchor="end", size=13, fill=SOFT))


def _places(count: int, width: float) -> list[float]:
    """Where the rows stand from left to right; a single one in the middle."""
    first, room = LEFT + 30, width - RIGHT - LEFT - 30
    if count == 1:
        return [first + room / 2]
    return [first + room * place / (count - 1) for place in range(count)]


def _points(
    drawing: Drawing, x: float, heights: list[float], name: str, numbers: list, labels: list[str], *, told: bool
) -> None:
    """The marks of one row, and above them the numbers that do not run into each other."""
    written: list[float] = []
    for place in sorted(range(len(labels)), key=lambda one: heights[one]):
        y, number, style = heights[place] - 9, numbers[place], pen(place)
        shapes = [mark(style.mark, x, y + 9, style.line)]
        if told and all(abs(y - other) >= APART for other in written):
            # Twice: the first, wider and white, keeps the lines away from the second.
            shapes += [
                words(x, y, display(number), anchor="middle", size=13, fill=GROUND, stroke=GROUND, stroke_width="4"),
                words(x, y, display(number), anchor="middle", size=13),
            ]
            written.append(y)
        drawing.add(*shapes, title=f"{name} – {labels[place]}: {display(number)}")
