from decimal import Decimal

import pytest
from django.template.loader import render_to_string

from documents.table import GROUP, Cell, Column, Table
from tests.documents.samples import figures


def test_totals_add_what_is_shown_and_leave_headings_out():
    assert figures().totals() == {"target": 14, "all": 1036, "collective": 1033, "individual": 3}


def test_a_heading_may_carry_figures_that_are_not_added():
    rows = [{"_group": "Huyện", "models": 5}, {"unit": "Xã", "models": 5}]
    table = Table("Bảng", [Column("unit", "Đơn vị"), Column("models", "Số mô hình", numeric=True, total=True)], rows)

    assert [[slot.text for slot in line.slots] for line in table.lines()] == [
        ["Huyện", "5"],
        ["Xã", "5"],
        ["Tổng cộng", "5"],
    ]


def test_a_stated_total_stands_where_adding_makes_no_sense():
    table = figures(stated_totals={"share": Decimal("98.15")})

    assert [slot.text for slot in list(table.lines())[-1].slots] == [
        "Tổng cộng", "14", "1.036", "1.033", "3", "98,15", "",
    ]  # fmt: skip


def test_heads_of_one_group_merge():
    heads = [[(h.label, h.column, h.colspan, h.rowspan) for h in line] for line in figures().heads()]

    assert heads == [
        [
            ("STT", 0, 1, 3), ("Đơn vị", 1, 1, 3), ("Chỉ tiêu giao", 2, 1, 3), ("Đăng ký", 3, 3, 1),
            ("Tỷ lệ (%)", 6, 1, 3), ("Đăng ký gần nhất", 7, 1, 3),
        ],
        [("Tổng số", 3, 1, 2), ("Trong đó", 4, 2, 1)],
        [("Tập thể", 4, 1, 1), ("Cá nhân", 5, 1, 1)],
    ]  # fmt: skip


def test_a_plain_table_has_one_line_of_heads_and_no_total():
    table = Table("Bảng", [Column("name", "Tên"), Column("unit", "Đơn vị")], [{"name": "5K", "unit": "Thôn Đông"}])

    assert (table.depth, table.has_totals, [line.kind for line in table.lines()]) == (1, False, ["row"])


def test_zero_is_shown_and_nothing_is_empty():
    columns = [Column("a", "Không", numeric=True), Column("b", "Trống", numeric=True)]
    line = next(Table("Bảng", columns, [{"a": 0, "b": None}]).lines())

    assert [slot.text for slot in line.slots] == ["0", ""]


@pytest.mark.parametrize(
    ("value", "shown"), [(Decimal("14.0"), "14,0"), (Decimal("23.3"), "23,3"), (0, "0,0"), ("–", "–"), (None, "")]
)
def test_every_figure_of_a_column_has_the_same_decimals(value, shown):
    """14 % stands as “14,0” beside “23,3”, in the total and on a heading as well."""
    columns = [Column("name", "Đơn vị"), Column("share", "%", numeric=True, places=1)]
    rows = [{"name": "Thôn Đông", "share": value}, {GROUP: "Xã", "share": value}]
    table = Table("Bảng", columns, rows, stated_totals={"share": value})
    assert [line.slots[-1].text for line in table.lines()] == [shown] * 3


def test_an_ordinal_and_a_year_are_not_grouped():
    columns = [Column("year", "Năm"), Column("count", "Số lượng", numeric=True)]
    line = next(Table("Bảng", columns, [{"year": 2026, "count": 2026}]).lines())

    assert [slot.text for slot in line.slots] == ["2026", "2.026"]


def test_the_page_shows_each_number_with_its_way_down():
    html = render_to_string("documents/_table.html", {"table": figures()})

    assert html.count('<a href="/dang-ky/?don-vi=2">1.021</a>') == 1
    assert html.count('data-label="Đăng ký – Trong đó – Tập thể"') == 3
    assert html.count('<th scope="row" colspan="8">Huyện Lam Khê</th>') == 1


def test_the_page_escapes_what_people_typed():
    table = Table("<b>", [Column("name", "Tên")], [{"name": Cell("<script>", '"><script>')}])

    assert render_to_string("documents/_table.html", {"table": table}).count("<script>") == 0


def test_an_empty_table_says_so():
    html = render_to_string("documents/_table.html", {"table": Table("Bảng", [Column("name", "Tên")], [])})

    assert html.count('<td colspan="1" class="table-empty">Không có số liệu.</td>') == 1
