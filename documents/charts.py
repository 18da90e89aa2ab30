"""Charts drawn by the server as SVG: the same on the page, on paper and in PDF. Attributes only, for the strict CSP."""

import textwrap
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.template.loader import render_to_string

from documents.values import display

Number = int | float | Decimal

WIDTH = 640
LABEL_WIDTH = 240
VALUE_WIDTH = 90
TOP = 8
BAR, GAP, LINE = 20, 14, 18
# About the width of a letter at 15 px in the widest of the usual fonts, so that no label leaves its column.
LABEL_CHARACTERS, LABEL_LINES = 28, 2


def bar_chart(rows: Sequence[tuple[str, Number]], *, title: str) -> str:
    """Biểu đồ cột ngang: one bar a row, its number beside it. Safe to put into a page as it is."""
    longest = max([float(value) for _label, value in rows] + [0.0]) or 1.0
    bars, y = [], TOP
    for label, value in rows:
        lines = textwrap.wrap(label, LABEL_CHARACTERS, max_lines=LABEL_LINES, placeholder="…") or [""]
        height = max(BAR, LINE * len(lines))
        bars.append(_bar(label, lines, value, longest, y, height))
        y += height + GAP
    chart = {"title": title, "summary": _summary(rows), "width": WIDTH, "height": max(y, TOP + BAR), "bars": bars}
    return render_to_string(
        "documents/_bar_chart.svg", {"chart": chart, "label_x": LABEL_WIDTH, "bar_x": LABEL_WIDTH + 10, "narrow": False}
    )


def _bar(label: str, lines: list[str], value: Number, longest: float, y: int, height: int) -> dict[str, Any]:
    room = WIDTH - LABEL_WIDTH - VALUE_WIDTH - 10
    length = round(room * max(float(value), 0.0) / longest)
    middle = y + height / 2
    first = middle - LINE * (len(lines) - 1) / 2 + 5
    return {
        "label": label,
        "lines": [{"text": text, "y": f"{first + LINE * index:g}"} for index, text in enumerate(lines)],
        "value": display(value),
        "y": f"{middle - BAR / 2:g}",
        "length": length,
        "height": BAR,
        "value_x": LABEL_WIDTH + 10 + length + 8,
        "value_y": f"{middle + 5:g}",
    }


def _summary(rows: Sequence[tuple[str, Number]]) -> str:
    return "; ".join(f"{label}: {display(value)}" for label, value in rows)


# A narrow column: the label stands above its bar, so that the letters stay as large as the text around them.
NARROW_WIDTH, NARROW_ROW = 300, 46


def narrow_bar_chart(rows: Sequence[tuple[str, Number]], *, title: str) -> str:
    """Biểu đồ cột ngang for a narrow column (300 px): the label above, the number beside the bar."""
    longest = max([float(value) for _label, value in rows] + [0.0]) or 1.0
    room = NARROW_WIDTH - 60
    bars = []
    for index, (label, value) in enumerate(rows):
        length, top = round(room * max(float(value), 0.0) / longest), index * NARROW_ROW
        bars.append(
            {
                "label": label,
                "lines": [{"text": textwrap.shorten(label, 40, placeholder="…"), "y": top + 15}],
                "value": display(value),
                "y": top + 21,
                "length": length,
                "height": 15,
                "value_x": length + 8,
                "value_y": top + 34,
            }
        )
    height = max(len(rows), 1) * NARROW_ROW
    chart = {"title": title, "summary": _summary(rows), "width": NARROW_WIDTH, "height": height, "bars": bars}
    return render_to_string("documents/_bar_chart.svg", {"chart": chart, "label_x": 0, "bar_x": 0, "narrow": True})
