"""Đứng sau một số: every number of a report leads to the rows it was made of, also where it was added or worked out."""

import re
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils.html import strip_tags

from reports.models import ReportFigure
from reports.periodic import services
from reports.periodic.enums import Source
from tests.reports import duties

pytestmark = pytest.mark.django_db

QUARTERS = [
    ("Quý I năm 2024", date(2024, 1, 1), date(2024, 4, 1)),
    ("Quý II năm 2024", date(2024, 4, 1), date(2024, 7, 1)),
]


def page_of(client, report, key):
    text = client.get(f"/bao-cao/ky/ban/{report.pk}/so-lieu/{key}/").content.decode()
    return text, " ".join(strip_tags(text[text.index("<h1>") :].replace("<", " <")).split())


@pytest.fixture
def below(cast, tree):
    """The commune's accepted quarter; what it wrote."""
    period = duties.opened(cast.district_officer, [tree.commune_desk])
    report = duties.started(cast.commune_officer, duties.owed(period, tree.commune_desk))
    duties.fill(cast.commune_officer, report, doi_thoai=3, don_thu=8, don_thu_giai_quyet=6)
    return duties.accepted(cast, report)


@pytest.fixture
def above(cast, tree, below):
    """The district's report to the province over it, nothing of it typed."""
    period = duties.opened(cast.province_officer, [tree.district_desk], type=duties.report_type(cast.province_officer))
    owed = duties.owed(period, tree.district_desk)
    return services.start_report(by=cast.district_officer, obligation=owed, token=uuid4())


def test_an_added_number_leads_to_the_reports_it_was_added_from(as_position, cast, below, above):
    client = as_position(cast.district_officer)
    text, told = page_of(client, above, "doi-thoai")

    assert f'href="/bao-cao/ky/ban/{below.pk}/"' in text
    assert "Báo cáo số 05/BC-UBND" in told and "Tổng cộng 3" in told
    for page in ("", "so-lieu/", "ghi-so-lieu/"):
        assert (
            f"/bao-cao/ky/ban/{above.pk}/so-lieu/doi-thoai/"
            in client.get(f"/bao-cao/ky/ban/{above.pk}/{page}").content.decode()
        )


def test_what_was_stated_instead_of_the_sum_is_told_beside_it(as_position, cast, above):
    services.state_figures(by=cast.district_officer, report=above, stated={"doi-thoai": (Decimal(4), "")})
    _text, told = page_of(as_position(cast.district_officer), above, "doi-thoai")
    assert "Cộng được 3; đơn vị ghi 4 cuộc." in told


def test_reports_outside_the_sight_of_the_reader_are_counted_but_not_named(as_position, cast, tree, below, above):
    duties.fill(cast.district_officer, above, doi_thoai=3)
    type = above.obligation.period.type
    duties.sent(cast, above, by=cast.district_officer, leader=cast.district_leader)
    type.copied.add(tree.other_commune_desk)
    text, told = page_of(as_position(cast.other_commune_officer), above, "doi-thoai")
    assert "Còn 1 báo cáo ngoài phạm vi của người xem." in told
    assert f"/bao-cao/ky/ban/{below.pk}/" not in text and "05/BC-UBND" not in told


def test_a_rate_leads_to_both_its_parts_and_each_to_its_reports(as_position, cast, above):
    text, told = page_of(as_position(cast.district_officer), above, "ty-le-don-thu")
    assert "Tỷ lệ giải quyết đơn thư: 75%" in told
    assert re.findall(r'so-lieu/(don-thu[a-z-]*)/"', text) == ["don-thu-giai-quyet", "don-thu"]
    assert "Tử số Đơn thư đã giải quyết 6" in told and "Mẫu số Đơn thư tiếp nhận 8" in told


@pytest.mark.parametrize(
    ("counted", "stated", "leads"), [(0, 3, False), (3, 0, True), (2, None, True), (0, None, False)]
)
def test_a_counted_number_leads_where_something_was_counted_whatever_is_stated(counted, stated, leads):
    shown = counted if stated is None else stated
    figure = ReportFigure(
        key="dang-ky-moi-tap-the", source=Source.COMPUTED, computed=counted, stated=stated, value=shown
    )
    assert figure.leads == leads


def test_a_rate_of_nothing_leads_nowhere(as_position, cast, tree):
    period = duties.opened(cast.district_officer, [tree.commune_desk])
    report = duties.started(cast.commune_officer, duties.owed(period, tree.commune_desk))
    page = as_position(cast.commune_officer).get(f"/bao-cao/ky/ban/{report.pk}/so-lieu/").content.decode()
    assert "Tỷ lệ giải quyết đơn thư" in page and "so-lieu/ty-le-don-thu/" not in page


def test_a_number_somebody_wrote_says_that_nothing_stands_behind_it(as_position, cast, below):
    text, told = page_of(as_position(cast.commune_officer), below, "doi-thoai")
    assert "không có hồ sơ đứng sau trên cổng" in told and "<table" not in text


def test_of_two_quarters_a_flow_was_added_from_both_and_a_stock_is_the_last(as_position, cast, tree):
    type = duties.report_type(cast.district_officer)
    made = []
    for label, start, end in QUARTERS:
        period = duties.opened(cast.district_officer, [tree.commune_desk], start=start, end=end, label=label, type=type)
        report = duties.started(cast.commune_officer, duties.owed(period, tree.commune_desk))
        duties.fill(cast.commune_officer, report, doi_thoai=2, huong_uoc=5)
        made.append(duties.sent(cast, report, number=f"0{len(made) + 5}/BC-UBND").pk)
    half = duties.opened(
        cast.district_officer, [tree.commune_desk], start=QUARTERS[0][1], end=QUARTERS[1][2], label="6 tháng", type=type
    )
    report = services.start_report(
        by=cast.commune_officer, obligation=duties.owed(half, tree.commune_desk), token=uuid4()
    )
    added = {
        one.key: (one.value, one.ids, one.origin) for one in report.figures.filter(key__in=["doi-thoai", "huong-uoc"])
    }
    assert added == {
        "doi-thoai": (4, made, "cộng từ 2 báo cáo trong kỳ của đơn vị"),
        "huong-uoc": (5, made[1:], "theo báo cáo cuối cùng trong kỳ của đơn vị"),
    }
