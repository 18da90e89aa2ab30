"""Laws of the arithmetic, for all inputs."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from common import numbers
from evaluation import scoring
from evaluation.scoring import Mark

POINTS = st.decimals(min_value=0, max_value=999, places=2)
TOTALS = st.lists(POINTS, min_size=1, max_size=15)
BOUNDS = [(Decimal(lower), name) for lower, name in ((90, "Xuất sắc"), (80, "Tốt"), (65, "Khá"), (50, "Đạt"))]


def test_nothing_sent_has_no_aggregate():
    assert scoring.aggregate([]) is None


def test_nothing_sent_has_no_grade():
    assert scoring.grade_of([], BOUNDS) == ""


@given(TOTALS)
def test_mean_and_median_lie_between_the_least_and_the_most(totals):
    found = scoring.aggregate(totals)
    assert min(totals) <= found.median <= max(totals)
    assert min(totals) <= round(found.mean, 20) <= max(totals)
    assert found.spread == max(totals) - min(totals)


@given(POINTS, st.integers(1, 9))
def test_one_opinion_repeated_is_that_opinion(points, times):
    found = scoring.aggregate([points] * times)
    assert (found.median, found.spread, round(found.mean, 20)) == (points, 0, points)


@given(TOTALS, st.randoms())
def test_the_order_of_the_sheets_changes_nothing(totals, random):
    shuffled = random.sample(totals, len(totals))
    assert scoring.aggregate(shuffled) == scoring.aggregate(totals)
    assert scoring.grade_of(shuffled, BOUNDS) == scoring.grade_of(totals, BOUNDS)


@given(TOTALS)
def test_the_grade_is_decided_by_the_exact_mean(totals):
    exact = Fraction(sum(totals)) / len(totals)
    reached = [name for lower, name in BOUNDS if exact >= lower]
    assert scoring.grade_of(totals, BOUNDS) == (reached[0] if reached else "")


@given(TOTALS)
def test_what_is_shown_is_the_mean_rounded_half_up(totals):
    exact = Fraction(sum(totals)) / len(totals)
    hundredths = int(exact * 100 + Fraction(1, 2))
    assert numbers.parse_score(numbers.score(scoring.mean(totals))) == Decimal(hundredths) / 100


@given(st.lists(POINTS, max_size=8), st.lists(POINTS, max_size=4), POINTS)
def test_a_total_is_the_criteria_and_no_more_bonus_than_the_cap(points, bonus, cap):
    marks = [Mark(one) for one in points] + [Mark(one, is_bonus=True) for one in bonus]
    assert scoring.total(marks, bonus_cap=cap) == sum(points) + min(sum(bonus), cap)


def test_half_a_hundredth_is_shown_upwards():
    assert Decimal("79.995").quantize(Decimal("0.01"), ROUND_HALF_UP) == 80
    assert numbers.score(Decimal("79.995")) == "80"


def test_a_bonus_may_stay_empty_and_a_condition_may_not():
    assert [mark.is_missing for mark in (Mark(), Mark(is_bonus=True), Mark(is_gate=True), Mark(Decimal(0)))] == [
        True, False, True, False,
    ]  # fmt: skip
    assert not Mark(passed=False, is_gate=True).is_missing
