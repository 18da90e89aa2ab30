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
    assert found.spread == (max(totals) - min(totals) if len(totals) > 1 else None)


@given(POINTS, st.integers(2, 9))
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


REVIEWERS = "abcdefg"
GIVEN = st.dictionaries(st.integers(1, 6), st.dictionaries(st.sampled_from(REVIEWERS), POINTS, min_size=1), max_size=6)


def harshness_by_fractions(totals):
    """The definition, in exact fractions and said in another way."""
    found = {}
    for reviewer in {one for row in totals.values() for one in row}:
        apart = []
        for row in totals.values():
            others = [Fraction(points) for other, points in row.items() if other != reviewer]
            if reviewer in row and others:
                apart.append(Fraction(row[reviewer]) - sum(others) / len(others))
        found[reviewer] = sum(apart) / len(apart) if apart else None
    return found


@given(GIVEN)
def test_harshness_is_the_mean_distance_to_the_others_on_shared_dossiers(totals):
    found, exact = scoring.harshness(totals), harshness_by_fractions(totals)
    assert set(found) == set(exact)
    for reviewer, apart in exact.items():
        assert (found[reviewer] is None) == (apart is None)
        assert apart is None or abs(Fraction(found[reviewer]) - apart) < Fraction(1, 10**18)


@given(st.dictionaries(st.integers(1, 5), POINTS, min_size=1))
def test_who_shares_no_dossier_has_no_harshness(alone):
    assert set(scoring.harshness({key: {f"r{key}": points} for key, points in alone.items()}).values()) == {None}


@given(st.dictionaries(st.integers(1, 5), st.tuples(POINTS, POINTS), min_size=1))
def test_of_two_one_is_as_strict_as_the_other_is_lenient(pairs):
    found = scoring.harshness({key: {"a": a, "b": b} for key, (a, b) in pairs.items()})
    assert round(found["a"] + found["b"], 18) == 0


@given(GIVEN, st.decimals(min_value=-9, max_value=9, places=2))
def test_who_gives_more_everywhere_is_by_that_much_more_lenient(totals, more):
    raised = {
        key: {who: points + more * (who == "a") for who, points in given.items()} for key, given in totals.items()
    }
    before, after = scoring.harshness(totals).get("a"), scoring.harshness(raised).get("a")
    assert before is None or round(after - before - more, 18) == 0


@given(POINTS)
def test_an_agreed_total_is_graded_as_it_stands(points):
    reached = [name for lower, name in BOUNDS if points >= lower]
    assert scoring.grade_of([points], BOUNDS) == (reached[0] if reached else "")
