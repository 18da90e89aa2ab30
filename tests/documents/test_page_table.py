"""Bảng trên trang: what a page draws in one piece says what every other form of the table says."""

import re
from decimal import Decimal
from html import unescape

import pytest

from documents.page_table import body_of
from documents.table import GROUP, Cell, Column, Table

COLUMNS = (
    Column("name", "Tên"),
    Column("number", "Số", numeric=True, places=1, total=True),
    Column("year", "Năm", align="center"),
)
ROWS = [
    {"name": "Đường <hoa> & cờ", "number": 3, "year": 2026},
    {"name": Cell("Vườn mẫu", "/dang-ky/1/?a=1&b=2"), "number": Cell(Decimal("2.345"), "/so/", places=2), "year": None},
    {GROUP: "Khối Mặt trận"},
    {"name": Cell("Không dẫn đi đâu"), "number": 1250},
]  # fmt: skip


@pytest.fixture
def table():
    return Table(title="Bảng", columns=list(COLUMNS), rows=ROWS, total_label="Cộng")


def test_every_cell_says_what_the_line_says_and_leads_where_it_leads(table):
    drawn = [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", line) for line in body_of(table).split("\n")]
    said = [[unescape(re.sub(r"<[^>]+>", "", cell)) for cell in line] for line in drawn]
    led = [[unescape("".join(re.findall(r'href="([^"]*)"', cell))) for cell in line] for line in drawn]
    lines = list(table.lines())

    assert said == [[slot.text for slot in line.slots] for line in lines]
    assert led == [[slot.href or "" for slot in line.slots] for line in lines]
    assert said[1] == ["Vườn mẫu", "2,35", ""] and led[1] == ["/dang-ky/1/?a=1&b=2", "/so/", ""]


def test_what_people_wrote_is_escaped(table):
    assert "Đường &lt;hoa&gt; &amp; cờ" in body_of(table) and "?a=1&amp;b=2" in body_of(table)
