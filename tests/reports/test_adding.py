"""Cộng báo cáo: parts sum to wholes, quarters to the year, units below to the unit above; stocks are not added over time."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from registrations.enums import Kind, Origin
from reports.models import ReportFigure
from reports.periodic import adding, rollup, services, steps, workflow
from reports.periodic.checking import doubts, missing, named
from reports.periodic.enums import Nature, Source
from reports.periodic.figures import add_up
from reports.periodic.indicators import computed, leaf_key
from reports.periodic.papers import figure_table
from tests.reports import duties
from tests.reports.figures import confirmed

FIRST, AFTER = date(2024, 1, 1), date(2025, 1, 1)
QUARTERS = [date(2024, month, 1) for month in (1, 4, 7, 10)] + [AFTER]


def piece(start, end, report, type=1, unit=1):
    return adding.Piece(unit, start, end, report, type)


def quarters(type=1, unit=1):
    return [piece(QUARTERS[n], QUARTERS[n + 1], 10 * unit + n, type, unit) for n in range(4)]


def test_the_report_of_the_very_days_goes_before_shorter_ones():
    year = piece(FIRST, AFTER, 99, type=2)
    assert adding.chosen([*quarters(), year], FIRST, AFTER) == [year]


def test_four_quarters_make_the_year_and_two_the_half():
    assert [one.report for one in adding.chosen(quarters(), FIRST, AFTER)] == [10, 11, 12, 13]
    assert [one.report for one in adding.chosen(quarters(), FIRST, date(2024, 7, 1))] == [10, 11]


@pytest.mark.parametrize("gone", range(4))
def test_a_missing_quarter_makes_no_year(gone):
    left = [one for place, one in enumerate(quarters()) if place != gone]
    assert adding.chosen(left, FIRST, AFTER) == []


@given(st.lists(st.integers(0, 10_000), min_size=4, max_size=4))
def test_a_flow_is_added_over_quarters_and_of_a_stock_the_last_counts(numbers):
    row = adding.chosen(quarters(), FIRST, AFTER)
    values = {one.report: {"x": Decimal(number)} for one, number in zip(row, numbers, strict=True)}
    assert adding.of_row(row, values, "x", Nature.FLOW) == sum(numbers)
    assert adding.of_row(row, values, "x", Nature.STOCK) == numbers[-1]


@given(st.lists(st.one_of(st.none(), st.integers(0, 10_000)), min_size=1, max_size=8))
def test_units_below_are_added_and_what_nobody_wrote_is_not_nothing(numbers):
    rows = [[piece(FIRST, AFTER, unit, unit=unit)] for unit, _ in enumerate(numbers)]
    values = {unit: {"x": Decimal(number)} for unit, number in enumerate(numbers) if number is not None}
    found = adding.added(rows, values, "x", Nature.STOCK)
    written = [number for number in numbers if number is not None]
    assert (found and (found.value, found.units)) == ((sum(written), len(written)) if written else None)


LEAVES = [leaf_key("", kind, origin) for kind in Kind for origin in Origin]


@given(
    st.fixed_dictionaries(
        {key: st.tuples(st.integers(0, 500), st.one_of(st.none(), st.integers(0, 500))) for key in LEAVES}
    )
)
def test_a_total_is_the_sum_of_what_its_parts_show(numbers):
    rows = [ReportFigure(key=one.key, source=one.source, parts=list(one.parts), computed=0, before=0, last_year=0)
            for one in computed([])]  # fmt: skip
    for row in rows:
        if row.key in numbers:
            row.computed, row.stated = numbers[row.key]
    add_up(rows)
    shown = {row.key: row.value for row in rows}
    leaves = [stated if stated is not None else counted for counted, stated in numbers.values()]
    assert shown["dang-ky"] == sum(leaves)
    assert shown["dang-ky"] == shown["dang-ky-tap-the"] + shown["dang-ky-ca-nhan"]
    assert shown["dang-ky"] == shown["dang-ky-moi"] + shown["dang-ky-tiep-tuc"]


@pytest.mark.parametrize(
    ("now", "before", "told"),
    [
        (100, 9, True),
        (90, 9, True),
        (89, 9, False),
        (9, 0, False),
        (5, 0, False),
        (1, 10, True),
        (2, 10, False),
        (0, 10, False),
    ],
)
def test_ten_times_more_or_less_than_last_time_is_doubted(now, before, told):
    row = ReportFigure(
        key="x", name="Lượt", measure="lượt", source=Source.TYPED, value=Decimal(now), before=Decimal(before)
    )
    assert bool(doubts([row])) == told


@pytest.mark.django_db
def test_the_roll_up_equals_the_direct_count_where_nobody_states_another_number(cast, tree, plan):
    confirmed(cast, tree, plan)
    confirmed(cast, tree, plan, kind="individual")
    confirmed(cast, tree, plan, by=cast.women_registrant)
    period = duties.opened(cast.district_officer, [tree.commune_desk])
    duties.accepted(cast, duties.started(cast.commune_officer, duties.owed(period, tree.commune_desk)))
    above = duties.opened(cast.province_officer, [tree.district_desk], type=duties.report_type(cast.province_officer))
    report = duties.started(cast.district_officer, duties.owed(above, tree.district_desk))
    totals = rollup.rollup_table(report, rollup.rows_below(cast.district_officer, report)).totals()
    for key in rollup.compared_by(report).labels:
        assert (totals[f"reported_{key}"], totals[f"apart_{key}"]) == (totals[f"live_{key}"], 0)
    assert totals["live_dang-ky"] == report.figures.get(key="dang-ky").value == 3


@pytest.mark.django_db
def test_typed_numbers_of_accepted_reports_are_offered_above(cast, tree):
    period = duties.opened(cast.district_officer, [tree.commune_desk])
    report = duties.started(cast.commune_officer, duties.owed(period, tree.commune_desk))
    duties.fill(cast.commune_officer, report, doi_thoai=3)
    duties.accepted(cast, report)
    above = duties.opened(cast.province_officer, [tree.district_desk], type=duties.report_type(cast.province_officer))
    figure = duties.started(cast.district_officer, duties.owed(above, tree.district_desk)).figures.get(key="doi-thoai")
    assert (figure.computed, figure.origin) == (3, "cộng từ báo cáo đã nhận của 1 đơn vị")


@pytest.mark.django_db
@pytest.mark.parametrize("received", [0, 1])
def test_reports_that_are_missing_below_are_told_where_their_numbers_are_added(as_position, cast, tree, received):
    period = duties.opened(cast.district_officer, [tree.commune_desk, tree.other_commune_desk])
    if received:
        duties.accepted(cast, duties.started(cast.commune_officer, duties.owed(period, tree.commune_desk)))
    above = duties.opened(cast.province_officer, [tree.district_desk], type=duties.report_type(cast.province_officer))
    report = duties.started(cast.district_officer, duties.owed(above, tree.district_desk))
    told = f"cộng từ báo cáo đã nhận của {received}/2 đơn vị"
    client, here = as_position(cast.district_officer), f"/bao-cao/ky/ban/{report.pk}/"
    for page in (here, f"{here}cap-duoi/", f"{here}so-lieu/", f"{here}viec/trinh-lanh-dao/"):
        assert told in client.get(page).content.decode(), page
    assert any(told in note for note in figure_table(report, report.figures.all()).notes)
    assert set(report.figures.filter(source=Source.TYPED).values_list("below_missing", flat=True)) == {2 - received}
    assert "(chưa có báo cáo được nhận)" in client.get(f"{here}cap-duoi/").content.decode()
    totals = rollup.rollup_table(report, rollup.rows_below(cast.district_officer, report)).totals()
    assert [key for key in totals if key.startswith("apart_")] == []


def nil(cast, tree):
    """A draft “không phát sinh” of the commune, in which nothing was typed."""
    owed = duties.owed(duties.opened(cast.district_officer, [tree.commune_desk]), tree.commune_desk)
    report = services.start_report(by=cast.commune_officer, obligation=owed, token=uuid4())
    services.state_nil(by=cast.commune_officer, report=report, statement="Không phát sinh.")
    report.refresh_from_db()
    return report


@pytest.mark.django_db
def test_a_signed_nothing_counts_as_nought_above_and_says_nothing_of_a_stock(cast, tree):
    report = duties.accepted(cast, nil(cast, tree))
    said = dict(report.figures.filter(source=Source.TYPED).values_list("key", "value"))
    assert {key for key, value in said.items() if value is None} == {"huong-uoc"}
    above = duties.opened(cast.province_officer, [tree.district_desk], type=duties.report_type(cast.province_officer))
    upper = duties.started(cast.district_officer, duties.owed(above, tree.district_desk)).figures
    figure, stock = (upper.get(key=key) for key in ("doi-thoai", "huong-uoc"))
    assert (figure.computed, figure.origin, figure.below_missing) == (0, "cộng từ báo cáo đã nhận của 1 đơn vị", 0)
    assert (stock.computed, stock.below_missing) == (None, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("step", [workflow.GIVE_BACK, workflow.CORRECT])
def test_the_noughts_of_a_signed_nothing_are_not_those_of_the_next_version(cast, tree, step):
    report = duties.accepted(cast, nil(cast, tree))
    if step == workflow.CORRECT:
        duties.move(report, workflow.LOCK, cast.district_officer)
    by = cast.commune_officer if step == workflow.CORRECT else cast.district_officer
    duties.move(report, step, by, note="Có phát sinh.")
    assert report.figures.get(key="doi-thoai").value == 0, "what was signed stays"
    again = report.obligation.reports.get(version=2)
    services.state_nil(by=cast.commune_officer, report=again, statement="")
    again.refresh_from_db()
    found = missing(again.figures.all())
    assert {one.key for one in found} == set(again.figures.filter(source=Source.TYPED).values_list("key", flat=True))
    assert named(found) in steps.not_ready(cast.commune_officer, again, timezone.localdate())
