"""Chú giải: which shade or line is which series."""

from documents.drawings.shapes import LETTER, Drawing, line, mark, pen, rect, words

ROW, SWATCH = 22, 26


def legend(drawing: Drawing, labels: list[str], *, top: float, lines: bool = False, left: float = 0) -> float:
    """The labels in as many rows as they need; where the drawing goes on below."""
    x, y = left, top
    for place, label in enumerate(labels):
        room = SWATCH + 8 + LETTER * len(label) + 18
        if x > left and x + room > drawing.width:
            x, y = left, y + ROW
        style = pen(place)
        if lines:
            dashed = {"stroke_dasharray": style.dash} if style.dash else {}
            swatch = [
                line(x, y + 9, x + SWATCH, y + 9, stroke=style.line, width=2.5, **dashed),
                mark(style.mark, x + SWATCH / 2, y + 9, style.line),
            ]
        else:
            swatch = [rect(x, y + 2, SWATCH - 8, 14, fill=style.fill, stroke=style.edge)]
        drawing.add(*swatch, words(x + SWATCH + (6 if lines else 0), y + 14, label))
        x += room
    return y + ROW + 8
