"""Báo cáo sơ kết, tổng kết nhiều năm: told of all its years together, compared with no year it is made of."""

import re
from datetime import date

import pytest

from registrations.enums import Kind
from registrations.plans import services as planning
from reports.periodic import papers
from reports.periodic.enums import Rhythm
from reports.periodic.figures import OF_ONE_YEAR
from reports.periods import OwnPeriod
from tests.reports import duties
from tests.reports.figures import confirmed

pytestmark = pytest.mark.django_db
YEARS = {"start": date(2021, 1, 1), "end": date(2025, 1, 1), "label": "Giai đoạn 2021 - 2024"}


@pytest.fixture
def begun(cast, tree, plan):
    """The draft of the commune for the years of `YEARS`, in which it registered one model."""

    def begin(**changed):
        type = duties.report_type(cast.district_officer, rhythm=Rhythm.SPAN, name="Báo cáo tổng kết")
        period = duties.opened(cast.district_officer, [tree.commune_desk], type=type, **YEARS | changed)
        return duties.started(cast.commune_officer, duties.owed(period, tree.commune_desk))

    confirmed(cast, tree, plan)
    planning.set_quotas(by=cast.commune_officer, plan=plan, asked=[(tree.village, Kind.COLLECTIVE, 3)])
    return begin


def told(report, key):
    return report.sections.get(key=key).text


def test_several_years_are_compared_with_no_year_and_tell_nothing_since_new_year(begun):
    report = begun()
    figures = {one.key: one for one in report.figures.all()}
    assert (figures["dang-ky"].value, figures["dang-ky"].before, figures["dang-ky"].last_year) == (1, None, None)
    assert not {*OF_ONE_YEAR} & {*figures}
    text = told(report, "mo-hinh")
    assert "so-cung-ky" not in text and "so-ky-truoc" not in text and "Từ đầu năm" not in text
    assert "{{dang-ky-tap-the}} tập thể); tất cả là mô hình mới." in text
    shown = [column.key for column in papers.figure_table(report, figures.values()).columns]
    assert shown == ["number", "name", "measure", "value", "remark"]


@pytest.mark.parametrize(
    ("days", "heads"),
    [
        ({}, ["Chỉ tiêu", "Kỳ báo cáo"]),
        ({"start": date(2024, 6, 1), "end": date(2026, 1, 1)}, ["Chỉ tiêu", "Kỳ báo cáo", "Kỳ trước"]),
    ],
)
def test_the_screen_has_the_columns_of_the_paper(as_position, cast, begun, days, heads):
    page = as_position(cast.commune_officer).get(f"/bao-cao/ky/ban/{begun(**days).pk}/").content.decode()
    table = page[page.index('<table class="compact three-periods">') : page.index("</table>")]
    assert re.findall(r"<th scope=\"col\"[^>]*>([^<]*)</th>", table) == heads
    assert {row.count("<td") for row in table[table.index("<tbody>") :].split("</tr>")[:-1]} == {len(heads) - 1}


def test_years_are_compared_with_those_before_where_something_is_known_of_them(begun):
    report = begun(start=date(2024, 6, 1), end=date(2026, 1, 1), label="Giai đoạn 2024 - 2025")
    figures = {one.key: one for one in report.figures.all()}
    assert (figures["dang-ky"].value, figures["dang-ky"].before, figures["dang-ky"].last_year) == (0, 1, None)
    assert "{{dang-ky:so-ky-truoc}}" in told(report, "mo-hinh")


@pytest.mark.parametrize(
    ("start", "end", "told_of"),
    [(date(2024, 1, 1), date(2024, 4, 1), (1, None, None)), (date(2024, 4, 1), date(2024, 7, 1), (0, 1, None))],
)
def test_a_quarter_is_compared_with_none_of_a_time_before_anything_was_registered(begun, start, end, told_of):
    """Confirmed in March 2024: of what was before nothing is known, and 1 is not “tăng 01”."""
    found = begun(start=start, end=end, label="Quý").figures.get(key="dang-ky")
    assert (found.value, found.before, found.last_year) == told_of


@pytest.mark.parametrize(
    ("end", "years"), [(date(2024, 12, 31), False), (date(2025, 1, 1), False), (date(2025, 1, 2), True)]
)
def test_more_than_twelve_months_are_years(end, years):
    assert OwnPeriod(2024, "", date(2024, 1, 1), end, date(2024, 1, 1)).spans_years is years
