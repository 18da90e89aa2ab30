"""Biểu đồ cột ngang: one bar a row, its number beside it."""

import textwrap
from collections.abc import Sequence

from documents.drawings.shapes import Drawing, Number, amount, line, pen, rect, words, wrapped
from documents.values import display

Rows = Sequence[tuple[str, Number]]

WIDTH, LABEL, VALUE, TOP = 640, 250, 90, 8
BAR, GAP, LINE = 20, 14, 18
# About the width of a letter at 15 px in the widest of the usual fonts, so that no label leaves its column.
LABEL_CHARACTERS = 28
# A narrow column: the label stands above its bar, so that the letters stay as large as the text around them.
NARROW, NARROW_BAR, NARROW_ROW, NARROW_CHARACTERS = 300, 15, 46, 40


def bar_chart(rows: Rows, *, title: str) -> Drawing:
    """The label at the left of its bar, on two lines where it is long."""
    drawing, y = Drawing(title, _summary(rows), WIDTH, 0), TOP
    for label, value in rows:
        told = wrapped(label, LABEL_CHARACTERS)
        height = max(BAR, LINE * len(told))
        middle, length = y + height / 2, _length(rows, value, WIDTH - LABEL - VALUE)
        first = middle - LINE * (len(told) - 1) / 2 + 5
        drawing.add(
            *(words(LABEL - 10, first + LINE * place, text, anchor="end") for place, text in enumerate(told)),
            rect(LABEL, middle - BAR / 2, length, BAR, fill=pen(0).fill),
            words(LABEL + length + 8, middle + 5, display(value)),
            title=f"{label}: {display(value)}",
        )
        y += height + GAP
    drawing.height = max(y, TOP + BAR)
    drawing.add(line(LABEL, 0, LABEL, drawing.height))
    return drawing


def narrow_bar_chart(rows: Rows, *, title: str) -> Drawing:
    """For a narrow column (300 px): the label above, the number beside the bar."""
    drawing = Drawing(title, _summary(rows), NARROW, max(len(rows), 1) * NARROW_ROW)
    for place, (label, value) in enumerate(rows):
        length, top = _length(rows, value, NARROW - 60), place * NARROW_ROW
        drawing.add(
            words(0, top + 15, textwrap.shorten(label, NARROW_CHARACTERS, placeholder="…")),
            rect(0, top + 21, length, NARROW_BAR, fill=pen(0).fill),
            words(length + 8, top + 34, display(value)),
            title=f"{label}: {display(value)}",
        )
    return drawing


def _length(rows: Rows, value: Number, room: int) -> int:
    longest = max(amount(number) for _label, number in rows) or 1.0
    return round(room * amount(value) / longest)


def _summary(rows: Rows) -> str:
    return "; ".join(f"{label}: {display(value)}" for label, value in rows)
