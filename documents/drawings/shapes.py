"""Hình: what a drawing is made of, and the one place where it becomes SVG."""

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from html import escape
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from documents.table import GROUP, Table, bare
from documents.values import display

Number = int | float | Decimal

INK, SOFT, RULE, GROUND = "#1c1b19", "#57534b", "#ddd8ce", "#ffffff"
SIZE, LETTER = 15, 8.4
# For a phone held upright: labels stand above what they name, so that the letters stay as large as the text.
PHONE, NARROW = 340, 480
# Above this many rows what the drawing says aloud would be longer than anybody listens; the table stands beside it.
MOST_SPOKEN = 12


@dataclass(frozen=True)
class Shape:
    """One SVG element; `attributes` in the order in which they are written."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    text: str = ""


@dataclass(frozen=True)
class Part:
    """Shapes that belong together, and what is said of them when one points at them."""

    shapes: tuple[Shape, ...]
    title: str = ""


@dataclass
class Drawing:
    """A drawing of a width and height, part by part."""

    title: str
    summary: str
    width: float
    height: float
    parts: list[Part] = field(default_factory=list)

    def add(self, *shapes: Shape, title: str = "") -> None:
        self.parts.append(Part(shapes, title))

    def svg(self, font: str = "") -> str:
        """Safe to put into a page as it is: what comes from people is escaped. Paper names its `font`."""
        parts = mark_safe("".join(map(_drawn, self.parts)))  # every piece is escaped
        return render_to_string("documents/_drawing.svg", {"drawing": self, "parts": parts, "font": font})

    @property
    def box(self) -> str:
        return f"0 0 {self.across} {self.high}"

    @property
    def across(self) -> str:
        """Written for SVG, whose numbers have a point where Vietnamese has a comma."""
        return f"{self.width:g}"

    @property
    def high(self) -> str:
        return f"{self.height:g}"

    @property
    def spoken(self) -> str:
        return f"{self.title}. {self.summary}" if self.summary else self.title


def _drawn(part: Part) -> str:
    """One after the other in Python: a drawing has hundreds of shapes, each with half a dozen attributes."""
    said = f"<title>{escape(part.title)}</title>" if part.title else ""
    return f"<g>{said}{''.join(map(_element, part.shapes))}</g>\n"


def _element(shape: Shape) -> str:
    attributes = "".join([f' {name}="{escape(value)}"' for name, value in shape.attributes])
    return f"<{shape.tag}{attributes}>{escape(shape.text)}</{shape.tag}>"


@dataclass(frozen=True)
class Pen:
    """How one series looks: filled and outlined where it is an area, dashed and marked where it is a line."""

    fill: str
    edge: str
    line: str
    dash: str
    mark: str


PENS = (
    Pen("#a4161a", "#a4161a", "#a4161a", "", "circle"),
    Pen("#f3efe7", INK, INK, "8 4", "square"),
    Pen("#8d877b", "#57534b", "#57534b", "2 3", "triangle"),
    Pen("#e3bd6a", INK, "#8a5a00", "10 3 2 3", "diamond"),
    Pen("#1c1b19", "#1c1b19", "#1d4f8c", "14 4", "circle"),
    Pen("#c9c3b6", "#8d877b", "#1f6b3a", "5 2", "square"),
)


def pen(place: int) -> Pen:
    return PENS[place % len(PENS)]


def rect(x: float, y: float, width: float, height: float, *, fill: str, stroke: str = "", **more: str) -> Shape:
    edge = {"stroke": stroke, "stroke-width": "1"} if stroke else {}
    return _shape("rect", x=x, y=y, width=max(width, 0), height=height, fill=fill, **edge, **more)


def line(x1: float, y1: float, x2: float, y2: float, *, stroke: str = RULE, width: float = 1, **more: str) -> Shape:
    return _shape("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke, **{"stroke-width": width}, **more)


def path(points: Sequence[tuple[float, float]], *, stroke: str, dash: str = "") -> Shape:
    """A line through the points."""
    dashed = {"stroke-dasharray": dash} if dash else {}
    return _shape("polyline", points=_joined(points), fill="none", stroke=stroke, **{"stroke-width": 2.5}, **dashed)


def shape_of(points: Sequence[tuple[float, float]], *, fill: str, stroke: str) -> Shape:
    """The area between the points."""
    return _shape("polygon", points=_joined(points), fill=fill, stroke=stroke)


def words(x: float, y: float, text: str, *, anchor: str = "start", size: float = SIZE, **more: str) -> Shape:
    return Shape("text", (*_attributes(x=x, y=y, **{"text-anchor": anchor, "font-size": size}, **more),), text)


def mark(kind: str, x: float, y: float, color: str) -> Shape:
    """The sign of a series on its line."""
    if kind == "circle":
        return _shape("circle", cx=x, cy=y, r=4.5, fill=color)
    if kind == "square":
        return rect(x - 4.5, y - 4.5, 9, 9, fill=GROUND, stroke=color)
    if kind == "triangle":
        return shape_of([(x, y - 6), (x + 5.5, y + 4), (x - 5.5, y + 4)], fill=color, stroke=color)
    return shape_of([(x, y - 6), (x + 6, y), (x, y + 6), (x - 6, y)], fill=GROUND, stroke=color)


def wrapped(text: str, characters: int, lines: int = 2) -> list[str]:
    return textwrap.wrap(text, max(characters, 4), max_lines=lines, placeholder="…") or [""]


def rows_of(table: Table, label: str, keys: Iterable[str]) -> list[tuple[str, list[Any]]]:
    """What a table shows: the label of each row with its figures; headings left out."""
    named = list(keys)
    return [
        (display(bare(row.get(label)), grouped=False), [bare(row.get(key)) for key in named])
        for row in table.rows
        if GROUP not in row
    ]


def labels_of(table: Table, keys: Iterable[str]) -> list[str]:
    """The heads of the columns that are drawn, as the table has them."""
    known = {column.key: column.label for column in table.columns}
    return [known[key] for key in keys]


def places_of(table: Table, keys: Iterable[str]) -> list[int]:
    """The decimals of the columns that are drawn, so that a drawing writes “14,0” where the table does."""
    known = {column.key: column.places for column in table.columns}
    return [known[key] for key in keys]


def summary_of(rows: list[tuple[str, list[Any]]], labels: list[str], places: list[int]) -> str:
    """What is read aloud instead of the drawing."""
    if len(rows) > MOST_SPOKEN:
        return ""
    told = (f"{label}: {', '.join(_spoken(labels, numbers, places))}" for label, numbers in rows)
    return "; ".join(told)


def _spoken(labels: list[str], numbers: list[Any], places: list[int]) -> Iterable[str]:
    for name, number, decimals in zip(labels, numbers, places, strict=True):
        if number is not None:
            yield f"{name} {display(number, places=decimals)}"


def amount(value: Any) -> float:
    """How long or high a figure is drawn; what is no number is nothing."""
    return max(float(value), 0.0) if isinstance(value, int | float | Decimal) else 0.0


def _shape(tag: str, **attributes: Any) -> Shape:
    return Shape(tag, tuple(_attributes(**attributes)))


def _attributes(**attributes: Any) -> Iterable[tuple[str, str]]:
    return [
        (name.replace("_", "-"), f"{round(value, 1):g}" if isinstance(value, int | float) else str(value))
        for name, value in attributes.items()
    ]


def _joined(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{round(x, 1):g},{round(y, 1):g}" for x, y in points)
