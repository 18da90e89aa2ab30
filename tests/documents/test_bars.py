import re

from documents.drawings import bars as drawn
from documents.drawings.bars import LABEL_CHARACTERS

FIELDS = [("kinh tế", 33), ("văn hóa - xã hội", 47), ("quốc phòng - an ninh", 16), ("xây dựng hệ thống chính trị", 0)]


def bar_chart(rows, *, title):
    return drawn.bar_chart(rows, title=title).svg()


def bars(svg):
    return [int(length) for length in re.findall(r'<rect [^>]*width="(\d+)"', svg)]


def test_bars_are_as_long_as_their_numbers():
    longest = max(bars(bar_chart(FIELDS, title="Theo lĩnh vực")))

    assert bars(bar_chart(FIELDS, title="Theo lĩnh vực")) == [round(longest * n / 47) for n in (33, 47, 16, 0)]


def test_a_chart_says_its_numbers_aloud():
    svg = bar_chart(FIELDS[:2], title="Theo lĩnh vực")

    assert re.findall(r'role="img" aria-label="([^"]*)"', svg) == ["Theo lĩnh vực. kinh tế: 33; văn hóa - xã hội: 47"]


def test_a_chart_carries_no_style_and_no_script():
    assert (
        re.findall(r"style|script|on\w+=", bar_chart([("<script>", 1)], title='"><script>').replace("&lt;script", ""))
        == []
    )


def test_no_label_leaves_its_column():
    svg = bar_chart([("Trường Phổ thông dân tộc bán trú Trung học cơ sở Khe Lau " * 3, 1)], title="")
    lines = re.findall(r'text-anchor="end"[^>]*>([^<]*)<', svg)

    assert (len(lines), max(map(len, lines)) <= LABEL_CHARACTERS, lines[-1][-1]) == (2, True, "…")


def test_a_chart_of_nothing_is_still_a_chart():
    assert bars(bar_chart([], title="Trống")) == []
    assert bars(bar_chart([("kinh tế", 0)], title="Trống")) == [0]
