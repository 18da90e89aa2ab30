"""Kỳ báo cáo: edges, names, addresses."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.periods import SPANS, Period, period_of, quarter_of

PERIODS = st.builds(Period, st.integers(2001, 2099), st.sampled_from(sorted(SPANS)))


@pytest.mark.parametrize(
    ("kind", "start", "end", "label", "slug"),
    [
        ("quy-1", date(2026, 1, 1), date(2026, 4, 1), "Quý I năm 2026", "2026-quy-1"),
        ("quy-4", date(2026, 10, 1), date(2027, 1, 1), "Quý IV năm 2026", "2026-quy-4"),
        ("6-thang", date(2026, 1, 1), date(2026, 7, 1), "6 tháng đầu năm 2026", "2026-6-thang"),
        ("9-thang", date(2026, 1, 1), date(2026, 10, 1), "9 tháng đầu năm 2026", "2026-9-thang"),
        ("nam", date(2026, 1, 1), date(2027, 1, 1), "Năm 2026", "2026-nam"),
    ],
)
def test_a_period_knows_its_days_its_name_and_its_address(kind, start, end, label, slug):
    period = Period(2026, kind)
    assert (period.start, period.end, period.label, period.slug) == (start, end, label, slug)


@given(PERIODS)
def test_the_address_leads_back_to_the_period(period):
    assert period_of(period.slug) == period


@given(st.dates(date(2001, 1, 1), date(2099, 12, 31)))
def test_every_day_lies_in_exactly_one_quarter(day):
    quarters = [Period(day.year, f"quy-{number}") for number in range(1, 5)]
    assert [quarter for quarter in quarters if quarter.start <= day < quarter.end] == [quarter_of(day)]


@given(st.integers(2001, 2099), st.integers(1, 4))
def test_the_previous_quarter_ends_where_the_quarter_begins(year, number):
    quarter = Period(year, f"quy-{number}")
    assert quarter.previous.end == quarter.start


def test_the_period_before_a_half_year_is_that_of_last_year():
    assert Period(2026, "6-thang").previous == Period(2025, "6-thang")


def test_the_first_instant_of_a_period_is_midnight_here():
    assert Period(2026, "quy-2").starts_at.isoformat() == "2026-04-01T00:00:00+07:00"


def test_the_last_day_is_written_and_not_the_day_after():
    assert Period(2026, "quy-1").days == "từ ngày 01/01/2026 đến hết ngày 31/03/2026"


@pytest.mark.parametrize(
    "slug", ["2026-quy-5", "1999-quy-1", "2101-nam", "quy-1", "", "26-quy-1", "٢٠٢٦-quy-1", "2026"]
)
def test_nonsense_is_no_period(slug):
    with pytest.raises(ValueError, match="Không có kỳ báo cáo"):
        period_of(slug)


def test_a_half_year_is_two_quarters():
    first, second = Period(2026, "quy-1"), Period(2026, "quy-2")
    half = Period(2026, "6-thang")
    assert (half.start, half.end) == (first.start, second.end)
    assert first.end - first.start + (second.end - second.start) == timedelta(days=181)
