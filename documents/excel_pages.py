"""Ngắt trang của một trang tính: where its pages end, so that nobody signs alone on a sheet.

How many lines a page takes is known only about: programs measure letters each a little in its own way. So every page
is ended here, just before it is full; then no program ends one of its own, and the last page is as long as it was planned.
"""

from collections.abc import Iterator, Sequence

from openpyxl.worksheet.pagebreak import Break

# A4 landscape within the margins, in points; a character of a column's width, and a line without a height of its own.
WIDTH, HEIGHT = 756, 481
CHARACTER, LINE = 5.25, 15
# How much of a page is filled, where there are several.
FILLED = 0.97
# Excel opens no sheet with more.
MOST_BREAKS = 1000


def page_breaks(heights: Sequence[float], widths: Sequence[float], *, head: range, kept: int) -> list[Break]:
    """The breaks of a sheet whose rows, counted from 1, have these heights in points.

    `head`: the rows repeated on every page; `kept`: the row from which on all stands on one page, or as much of its end
    as one has room for.
    """
    scale = min(1, WIDTH / (CHARACTER * sum(widths)))
    if sum(heights) <= HEIGHT / scale:
        return []
    room, repeated = FILLED * HEIGHT / scale, sum(heights[row - 1] for row in head)
    fitting = (row for row in range(kept, len(heights) + 1) if sum(heights[row - 1 :]) <= room - repeated)
    together = next(fitting, len(heights) + 1)
    breaks = list(_ends(heights, room, repeated, together))
    return [Break(id=row) for row in breaks] if len(breaks) <= MOST_BREAKS else []


def _ends(heights: Sequence[float], room: float, repeated: float, together: int) -> Iterator[int]:
    """The last row of each page but the last."""
    used, first = 0.0, 1
    for row, height in enumerate(heights, 1):
        if used + height > room and row > first:
            first = together if first < together <= row else row
            yield first - 1
            used = repeated + sum(heights[first - 1 : row - 1])
        used += height
