from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import formats
from hypothesis import given, settings
from hypothesis import strategies as st

from common.dates import day, moment, paper_date, parse_date, weekday_date, years_later


@pytest.mark.parametrize(
    "typed",
    ["05/02/2026", "5/2/2026", "05-02-2026", "05.02.2026", "5 2 2026", "05 / 02 / 2026", "05022026", "2026-02-05"],
)
def test_dates_are_read_day_first(typed):
    assert parse_date(typed) == date(2026, 2, 5)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("30/02/2026", "Không có ngày 30/02/2026."),
        ("2026-13-01", "Không có ngày 01/13/2026."),
        ("20260205", "Năm 205 chưa đúng: ghi năm từ 1945 đến 2100."),
        ("05/02/1944", "Năm 1944 chưa đúng: ghi năm từ 1945 đến 2100."),
        ("01/01/2101", "Năm 2101 chưa đúng: ghi năm từ 1945 đến 2100."),
        *(
            (typed, f"“{typed}” chưa đúng: ghi ngày/tháng/năm, đủ bốn chữ số của năm, ví dụ 05/02/2026.")
            for typed in ["05/02/26", "", "cả năm", "05/02-2026", "Quý II", "2026/02/05"]
        ),
    ],
)
def test_impossible_dates_are_answered_with_a_sentence(typed, sentence):
    with pytest.raises(ValueError) as refusal:
        parse_date(typed)

    assert str(refusal.value) == sentence


@settings(deadline=None)
@given(st.dates(date(1945, 1, 1), date(2100, 12, 31)))
def test_a_written_day_reads_back(value):
    assert parse_date(day(value)) == value


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
        (date(2026, 1, 31), "ngày 31 tháng 01 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2026, 12, 10), "ngày 10 tháng 12 năm 2026"),
    ],
)
def test_paper_dates_pad_small_days_and_the_first_two_months(value, written):
    assert paper_date(value) == written


def test_weekdays_have_their_vietnamese_names():
    assert weekday_date(date(2026, 9, 21)) == "Thứ Hai, 21/09/2026"
    assert weekday_date(date(2026, 9, 27)) == "Chủ nhật, 27/09/2026"


def test_an_instant_belongs_to_the_day_it_has_in_vietnam():
    assert day(datetime(2026, 3, 31, 18, 30, tzinfo=UTC)) == "01/04/2026"
    assert moment(datetime(2026, 3, 31, 18, 5, tzinfo=UTC)) == "01:05 01/04/2026"


def test_pages_write_dates_and_numbers_in_vietnamese():
    template = Template(
        "{% load vietnamese %}{{ on|day }}|{{ on|paper_date }}|{{ on|weekday_date }}|{{ money|amount }}|"
        "{{ money|in_words }}|{{ measured|quantity }}|{{ points|score }}|{{ count|two_digits }}|{{ nothing|score }}"
    )
    facts = {"on": date(2026, 2, 5), "money": 70_000_000, "measured": 14.873, "points": 0, "count": 5, "nothing": None}

    assert template.render(Context(facts)) == (
        "05/02/2026|ngày 05 tháng 02 năm 2026|Thứ Năm, 05/02/2026|70.000.000|bảy mươi triệu đồng|14,873|0|05|"
    )


def test_pages_without_a_filter_write_the_day_first_and_never_group_a_year():
    template = Template('{{ on }}|{{ year }}|{{ on|date:"SHORT_DATE_FORMAT" }}|{{ on|date:"YEAR_MONTH_FORMAT" }}')

    assert template.render(Context({"on": date(2026, 2, 5), "year": 2026})) == "05/02/2026|2026|05/02/2026|tháng 2/2026"


def test_the_week_begins_on_monday():
    assert formats.get_format("FIRST_DAY_OF_WEEK") == 1


def test_the_same_day_of_another_year_of_29_february_the_28th():
    assert years_later(date(2026, 5, 3), 1) == date(2027, 5, 3)
    assert [years_later(date(2028, 2, 29), years) for years in (1, -1, 4)] == [
        date(2029, 2, 28), date(2027, 2, 28), date(2032, 2, 29),
    ]  # fmt: skip
