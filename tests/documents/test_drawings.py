"""Hình vẽ: drawn from a table, true to its numbers, readable without colour, and harmless."""

import re
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.drawings import PHONE, bar_groups, funnel, line_chart, tile_map
from documents.drawings.lines import STEPS, nice_step
from documents.drawings.shapes import PENS
from documents.drawings.tiles import shade_classes
from documents.table import GROUP, Cell, Column, Table

COLUMNS = [Column("name", "Đơn vị"), Column("a", "Đăng ký", numeric=True), Column("b", "Hiệu quả", numeric=True)]
ROWS = [{"name": "xã Minh Lạc", "a": Cell(1200, "/x/"), "b": 300}, {"name": "xã Phúc Khê", "a": 600, "b": None}]
TABLE = Table("Theo đơn vị", COLUMNS, ROWS)
DRAWN = {
    "lines": lambda table: line_chart(table, label="name", keys=["a", "b"]),
    "bars": lambda table: bar_groups(table, label="name", keys=["a", "b"]),
    "funnel": lambda table: funnel(table, label="name", key="a", share="b"),
    "tiles": lambda table: tile_map(table, label="name", key="a"),
    "lines on a phone": lambda table: line_chart(table, label="name", keys=["a", "b"], width=PHONE),
    "bars on a phone": lambda table: bar_groups(table, label="name", keys=["a", "b"], width=PHONE),
    "funnel on a phone": lambda table: funnel(table, label="name", key="a", share="b", width=PHONE),
    "tiles on a phone": lambda table: tile_map(table, label="name", key="a", width=PHONE),
}


class Read(HTMLParser):
    """The elements and attributes of a page."""

    def __init__(self):
        super().__init__()
        self.tags, self.attributes = set(), set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _value in attrs}


def texts(svg):
    return re.findall(r"<text [^>]*>([^<]*)</text>", svg)


def bar_lengths(svg):
    return [float(width) for width in re.findall(r'<rect x="220" [^>]*?\swidth="([\d.]+)"', svg)]


@pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN)
def test_every_drawing_has_title_description_and_the_numbers_of_its_table(draw):
    svg = draw(TABLE).svg()
    assert "<title>Theo đơn vị</title>" in svg
    assert re.search(r"<desc>xã Minh Lạc: [^<]*1\.200", svg)
    assert any("1.200" in text for text in texts(svg))


@pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN)
def test_what_people_write_stays_text_and_nothing_carries_a_style_or_a_script(draw):
    nasty = '"><script>alert(1)</script><g onload="x">'
    svg = draw(Table(nasty, COLUMNS, [{"name": nasty, "a": 1, "b": 2}])).svg()
    read = Read()
    read.feed(svg)
    assert read.tags <= {"svg", "title", "desc", "g", "text", "rect", "line", "polyline", "polygon", "circle"}
    assert [name for name in read.attributes if name == "style" or name.startswith("on")] == []


@pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN)
@pytest.mark.parametrize("rows", [[], [{"name": "một", "a": 0, "b": 0}], [{GROUP: "nhóm"}]])
def test_nothing_and_nought_can_be_drawn(draw, rows):
    assert draw(Table("Trống", COLUMNS, rows)).svg().startswith("<svg")


def test_bars_are_as_long_as_their_numbers():
    lengths = bar_lengths(bar_groups(TABLE, label="name", keys=["a", "b"]).svg())
    assert [round(length / lengths[0], 2) for length in lengths] == [1, 0.25, 0.5, 0]


def test_of_many_rows_the_highest_are_drawn_in_the_order_of_the_table():
    table = Table("Nhiều", COLUMNS, [{"name": f"xã {n}", "a": n % 7, "b": 0} for n in range(30)])
    svg = bar_groups(table, label="name", keys=["a"], most=4).svg()
    assert [text for text in texts(svg) if text.startswith("xã")] == ["xã 6", "xã 13", "xã 20", "xã 27"]


def test_series_differ_without_colour():
    assert len({(pen.dash, pen.mark) for pen in PENS[:4]}) == 4
    brightness = [sum(int(pen.fill[place : place + 2], 16) for place in (1, 3, 5)) for pen in PENS[:4]]
    assert min(abs(a - b) for a in brightness for b in brightness if a is not b) > 50


@given(st.floats(0, 10**9))
def test_the_ruler_reaches_the_highest_number_and_not_far_beyond(highest):
    step = nice_step(highest)
    assert step * STEPS >= highest
    assert step == 1 or step * STEPS <= 2 * highest + STEPS


@given(st.lists(st.one_of(st.none(), st.just("–"), st.integers(0, 10**6), st.decimals(0, 100, places=1)), max_size=200))
def test_every_number_above_nought_has_exactly_one_shade_and_higher_is_never_lighter(numbers):
    classes = shade_classes(numbers)
    counted = sorted(n for n in numbers if isinstance(n, int | Decimal) and n > 0)
    holding = [[one for one in classes if one.low <= n <= one.high] for n in counted]
    assert [len(found) for found in holding] == [1] * len(counted)
    places = [classes.index(found[0]) for found in holding]
    assert places == sorted(places)
    assert len(classes) <= 4


def test_a_tile_without_a_number_says_what_stands_in_its_place():
    svg = tile_map(Table("Ô", COLUMNS, [*ROWS, {"name": "xã Ba", "a": "–", "b": 0}]), label="name", key="a").svg()
    assert "–" in texts(svg)


def tiles_at(svg):
    """Name → (x, y) of its tile, in tiles from the first."""
    found = re.findall(r'<title>([^:<]+): [^<]*</title><rect x="([\d.]+)" y="([\d.]+)"', svg)
    assert found
    across, down = sorted({float(x) for _name, x, _y in found}), sorted({float(y) for _name, _x, y in found})
    return {name: (across.index(float(x)), down.index(float(y))) for name, x, y in found}


def test_a_tile_stands_in_its_own_place_and_one_without_behind_them():
    places = {"xã Bắc": (1, 2), "xã Tây": (2, 1), "xã Đông": (2, 3), "xã Mới": None}
    table = Table("Ô", COLUMNS, [{"name": name, "a": 1, "b": 0, "at": at} for name, at in places.items()])

    wide = tiles_at(tile_map(table, label="name", key="a", place="at").svg())
    assert wide == {"xã Bắc": (1, 0), "xã Tây": (0, 1), "xã Đông": (2, 1), "xã Mới": (0, 2)}
    on_phone = tiles_at(tile_map(table, label="name", key="a", place="at", width=PHONE).svg())
    assert on_phone == {"xã Bắc": (0, 0), "xã Tây": (1, 0), "xã Đông": (2, 0), "xã Mới": (0, 1)}


LONG = [
    {"name": f"Trường Phổ thông dân tộc bán trú THCS Khe Lau {place}", "a": 12_345 - place, "b": place}
    for place in range(12)
]


@pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN)
def test_nothing_is_drawn_beyond_the_width(draw):
    drawing = draw(Table("Theo đơn vị", COLUMNS, LONG))
    svg = drawing.svg()
    ends = [float(x) + float(w) for x, w in re.findall(r'<rect x="([\d.]+)" [^>]*?\swidth="([\d.]+)"', svg)]
    told = re.findall(r'<text x="([\d.]+)" [^>]*?text-anchor="start" font-size="([\d.]+)"[^>]*>([^<]*)<', svg)
    ends += [float(x) + len(text) * float(size) * 0.56 for x, size, text in told]
    assert max(ends) <= drawing.width + 1


def test_a_phone_shows_as_many_years_as_it_has_room_for():
    rows = [{"name": str(year), "a": year, "b": 1} for year in range(2012, 2027)]
    shown = [text for text in texts(line_chart(Table("", COLUMNS, rows), label="name", keys=["a"], width=PHONE).svg())]
    assert [year for year in map(str, range(2012, 2027)) if year in shown] == ["2014", "2017", "2020", "2023", "2026"]


def test_a_drawing_writes_the_decimals_of_its_table():
    columns = [Column("name", "Bậc"), Column("a", "Số"), Column("b", "%", numeric=True, places=1)]
    table = Table(
        "Phễu",
        columns,
        [{"name": "Nộp", "a": 100, "b": Decimal("100")}, {"name": "Đạt", "a": 14, "b": Decimal("14.0")}],
    )
    drawn = funnel(table, label="name", key="a", share="b")
    assert "14 (14,0%)" in drawn.svg() and drawn.summary == "Nộp: Số 100, % 100,0; Đạt: Số 14, % 14,0"
    tiles = tile_map(table, label="name", key="b").svg()
    assert ">14,0<" in tiles and ">100,0<" in tiles
