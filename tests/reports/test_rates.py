"""Tỷ lệ: worked out of two figures of the same report, printed with numerator and denominator, never added."""

import re
from datetime import date
from decimal import Decimal
from io import BytesIO
from uuid import uuid4

import pytest
from django.utils.html import strip_tags
from openpyxl import load_workbook

from reports.models import Indicator, ReportFigure
from reports.periodic import services
from reports.periodic.enums import Nature, Rhythm, Source
from reports.periodic.figures import add_up
from tests.reports import duties

RATE, ROOM = "ty-le-don-thu", "/bao-cao/ky/chi-tieu/"
MADE_OF = "tử số: Đơn thư đã giải quyết; mẫu số: Đơn thư tiếp nhận"


def rows(above, below):
    given = {"a": above, "b": below}
    typed = [
        ReportFigure(key=key, source=Source.TYPED, stated=None if n is None else Decimal(n)) for key, n in given.items()
    ]
    return [ReportFigure(key="r", source=Source.RATE, parts=["a", "b"]), *typed]


@pytest.mark.parametrize(
    ("above", "below", "told"),
    [
        (2, 3, Decimal("66.7")),
        (0, 3, Decimal("0.0")),
        (3, 0, None),
        (None, 3, None),
        (3, None, None),
        (5, 4, Decimal("125.0")),
    ],
)
def test_a_rate_is_the_first_over_the_second_and_nothing_over_nought(above, below, told):
    figures = rows(above, below)
    add_up(figures)
    assert figures[0].value == told


def test_a_part_that_the_catalogue_no_longer_asks_for_leaves_the_rate_open():
    figures = rows(1, 2)[:2]
    add_up(figures)
    assert figures[0].value is None


@pytest.mark.django_db
def test_over_two_quarters_the_rate_is_worked_out_of_the_sums_never_of_rates(cast, tree):
    type = duties.report_type(cast.district_officer)
    quarters = [(date(2024, 1, 1), date(2024, 4, 1), 1, 1), (date(2024, 4, 1), date(2024, 7, 1), 1, 3)]
    for place, (start, end, settled, came) in enumerate(quarters, 1):
        period = duties.opened(
            cast.district_officer, [tree.commune_desk], start=start, end=end, label=f"Quý {place}", type=type
        )
        report = duties.started(cast.commune_officer, duties.owed(period, tree.commune_desk))
        duties.fill(cast.commune_officer, report, don_thu_giai_quyet=settled, don_thu=came)
        duties.accepted(cast, report, number=f"0{place}/BC-UBND")
    half = duties.report_type(cast.district_officer, rhythm=Rhythm.HALF, name="Báo cáo 6 tháng")
    period = duties.opened(cast.district_officer, [tree.commune_desk], end=date(2024, 7, 1), label="6 tháng", type=half)
    report = services.start_report(
        by=cast.commune_officer, obligation=duties.owed(period, tree.commune_desk), token=uuid4()
    )
    rate = report.figures.get(key=RATE)
    assert (rate.value, rate.computed, rate.measure) == (Decimal("50"), None, "%")


@pytest.mark.django_db
def test_page_and_excel_show_the_rate_with_one_decimal_and_what_it_is_made_of(as_position, cast, tree):
    period = duties.opened(cast.district_officer, [tree.commune_desk])
    report = duties.started(cast.commune_officer, duties.owed(period, tree.commune_desk))
    duties.fill(cast.commune_officer, report, don_thu_giai_quyet=4, don_thu=4)
    client, here = as_position(cast.commune_officer), f"/bao-cao/ky/ban/{report.pk}/"
    page = strip_tags(client.get(f"{here}so-lieu/").content.decode())
    assert "100,0" in page and MADE_OF in page
    own = client.get(here).content.decode()
    assert re.search(rf"{RATE}[^<]*>100%</a>", own)
    # A head of its own stands out, a part below a head does not.
    assert "<h3>I. " in own and '<h3 class="h6">1. ' in own
    assert f'name="so-{RATE}"' not in client.get(f"{here}ghi-so-lieu/").content.decode()
    book = load_workbook(BytesIO(client.get(f"{here}phu-luc.xlsx").content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(cell.value == 100 and "0.0" in cell.number_format for cell in cells)
    assert any(MADE_OF in str(cell.value) for cell in cells)


@pytest.mark.django_db
def test_a_rate_of_the_catalogue_needs_two_figures_of_the_same_report(as_position, cast, tree):
    duties.report_type(cast.district_officer)
    client = as_position(cast.district_officer)
    typed = {"subject": "dan-van", "name": "Tỷ lệ đối thoại", "definition": "Số.", "nature": "rate", "is_used": "on"}
    for wrong, told in (
        ({"numerator": "doi-thoai"}, "Hãy chọn một chỉ tiêu của cùng loại báo cáo."),
        ({"numerator": "doi-thoai", "denominator": "doi-thoai"}, "Tỷ lệ cần tử số và mẫu số khác nhau"),
        ({"numerator": "doi-thoai", "denominator": "dang-ky", "subject": "mat-tran"}, "của cùng loại báo cáo"),
        ({"numerator": "doi-thoai", "denominator": RATE}, "không còn dùng được"),
    ):
        answer = client.post(f"{ROOM}moi/", typed | wrong | {"token": str(uuid4())})
        assert told in answer.content.decode(), wrong
    known = typed | {"numerator": "doi-thoai", "denominator": "dang-ky", "token": str(uuid4())}
    assert client.post(f"{ROOM}moi/", known).status_code == 302
    kept = Indicator.objects.get(name="Tỷ lệ đối thoại")
    assert (kept.measure, kept.nature, kept.numerator, kept.denominator) == ("%", Nature.RATE, "doi-thoai", "dang-ky")
    assert "Tử số: Cuộc đối thoại với Nhân dân; mẫu số: Mô hình đăng ký trong kỳ" in client.get(ROOM).content.decode()
