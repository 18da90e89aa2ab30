"""Which criteria a sheet asks for, and what has been answered."""

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import F, FilteredRelation, Q, prefetch_related_objects

from common import written
from evaluation.models import CriteriaSet, Criterion, Round, Score, SelfScore, Sheet
from evaluation.scoring import Mark, total
from evaluation.selfscores import beside, word_wanted


def asks_superior(round: Round) -> bool:
    """Criteria kept for the superior are scored only where the round covers the whole area of the plan."""
    return round.plan.scope_path.startswith(round.scope_path)


def asked(criteria: Iterable[Criterion], *, superior: bool) -> list[Criterion]:
    """The criteria a sheet of a round asks for."""
    return [criterion for criterion in criteria if superior or not criterion.superior_only]


def scored_criteria(sheet: Sheet, *, bands: bool = False) -> tuple[list[Criterion], dict[int, Score]]:
    """The criteria of a sheet in their order, with their groups, and what it has given so far, by criterion.

    One question; with the `bands` one more.
    """
    rows = written.ask_records(Criterion, _scored, joined=["group"], about=sheet.pk)
    if bands:
        prefetch_related_objects(rows, "bands")
    criteria = asked(rows, superior=asks_superior(sheet.nomination.round))
    scores = {
        one.pk: Score(pk=one.key, sheet=sheet, criterion=one, points=one.given, passed=one.met, note=one.said)
        for one in criteria if one.key
    }  # fmt: skip
    return criteria, scores


def _scored(sheet: int):
    own = FilteredRelation("scores", condition=Q(scores__sheet=sheet))
    asked_for = Sheet.objects.filter(pk=sheet).order_by().values("nomination__criteria_set")
    found = Criterion.objects.filter(criteria_set__in=asked_for).annotate(own=own)
    found = found.annotate(key=F("own__pk"), given=F("own__points"), met=F("own__passed"), said=F("own__note"))
    return found.order_by("number")


def mark(criterion: Criterion, score: Score | SelfScore | None) -> Mark:
    """One line of a sheet; no score yet is a missing one."""
    points, passed = (score.points, score.passed) if score else (None, None)
    return Mark(points, passed, is_bonus=criterion.is_bonus, is_gate=criterion.is_gate)


def missing_criteria(sheet: Sheet) -> list[Criterion]:
    """What must still be scored before the sheet can be sent; a bonus may stay empty."""
    criteria, scores = scored_criteria(sheet)
    return [one for one in criteria if mark(one, scores.get(one.pk)).is_missing]


def missing_words(sheet: Sheet) -> list[Criterion]:
    """The criteria whose score must not go without a word: the evidence of a bonus, the reason of a difference."""
    criteria, scores = scored_criteria(sheet)
    own = beside(sheet.nomination, criteria)
    silent = [one for one in criteria if not (one.pk in scores and scores[one.pk].note)]
    return [one for one in silent if word_wanted(one, mark(one, scores.get(one.pk)), own.get(one.pk))]


def maximum(criteria_set: CriteriaSet, criteria: Iterable[Criterion]) -> Decimal:
    """The most a sheet can give: all criteria, and of the bonus no more than the cap."""
    return total((Mark(one.max_points, is_bonus=one.is_bonus) for one in criteria), bonus_cap=criteria_set.bonus_cap)


def given_by(sheet: Sheet) -> tuple[Decimal, Decimal, bool]:
    """What a sheet gives as it stands: its total, its points for the criteria that break ties, whether every condition
    is met.
    """
    criteria, scores = scored_criteria(sheet)
    pairs = [(criterion, mark(criterion, scores.get(criterion.pk))) for criterion in criteria]
    ties = [line.points for criterion, line in pairs if criterion.breaks_ties and line.points is not None]
    return (
        total((line for _, line in pairs), bonus_cap=sheet.nomination.criteria_set.bonus_cap),
        sum(ties, Decimal(0)),
        all(line.passed for _, line in pairs if line.is_gate),
    )
