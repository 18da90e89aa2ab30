"""Biểu đồ cột ngang theo nhóm: a group a row of the table, a bar a column, its number beside it."""

from collections.abc import Sequence

from documents.drawings.legend import legend
from documents.drawings.shapes import (
    LETTER,
    NARROW,
    SOFT,
    Drawing,
    amount,
    labels_of,
    line,
    pen,
    places_of,
    rect,
    rows_of,
    summary_of,
    words,
    wrapped,
)
from documents.table import Table
from documents.values import display

WIDTH, LABEL, VALUE = 720, 220, 80
BAR, GAP, LINE = 15, 12, 18


def bar_groups(table: Table, *, label: str, keys: Sequence[str], most: int = 0, width: float = WIDTH) -> Drawing:
    """`most`: only so many rows, those with the highest first figure, in the order of the table."""
    rows, labels = rows_of(table, label, keys), labels_of(table, keys)
    if most and len(rows) > most:
        least = sorted((amount(numbers[0]) for _label, numbers in rows), reverse=True)[most - 1]
        rows = [row for row in rows if amount(row[1][0]) >= least][:most]
    drawing = Drawing(table.title, summary_of(rows, labels, places_of(table, keys)), width, 0)
    y = legend(drawing, labels, top=0) if len(labels) > 1 else 4
    top, longest = y, max([amount(n) for _label, numbers in rows for n in numbers] + [0.0]) or 1.0
    for name, numbers in rows:
        y += _group(drawing, name, numbers, labels, longest, y) + GAP
    drawing.height = max(y, top + BAR)
    left = _left(drawing)
    drawing.add(line(left, top - 4, left, drawing.height, stroke=SOFT))
    return drawing


def _left(drawing: Drawing) -> float:
    """Where the bars begin: beside their labels, or under them where there is little room."""
    return 1 if drawing.width < NARROW else LABEL


def _group(drawing: Drawing, name: str, numbers: list, labels: list[str], longest: float, top: float) -> float:
    """The bars of one row; how high they are."""
    left, bars = _left(drawing), BAR * len(numbers)
    if left == LABEL:
        told = wrapped(name, int((LABEL - 10) / LETTER))
        height = max(bars, LINE * len(told))
        first, start = top + height / 2 - LINE * (len(told) - 1) / 2 + 5, top + (height - bars) / 2
        named = [words(LABEL - 10, first + LINE * place, text, anchor="end") for place, text in enumerate(told)]
    else:
        told = wrapped(name, int((drawing.width - 10) / LETTER))
        start = top + LINE * len(told) + 3
        height = LINE * len(told) + 3 + bars
        named = [words(8, top + 14 + LINE * place, text) for place, text in enumerate(told)]
    drawing.add(*named, title=name)
    for place, (number, label) in enumerate(zip(numbers, labels, strict=True)):
        length = (drawing.width - left - VALUE) * amount(number) / longest
        y, style = start + BAR * place, pen(place)
        drawing.add(
            rect(left, y + 1, length, BAR - 2, fill=style.fill, stroke=style.edge),
            words(left + length + 6, y + 12.5, display(number), size=13),
            title=f"{name} – {label}: {display(number)}",
        )
    return height
