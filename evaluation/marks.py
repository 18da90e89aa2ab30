"""Which criteria a sheet asks for, and what has been answered."""

from collections.abc import Iterable
from decimal import Decimal

from evaluation.models import CriteriaSet, Criterion, Round, Score, SelfScore, Sheet
from evaluation.scoring import Mark, Scored, total
from evaluation.selfscores import beside, word_wanted


def asks_superior(round: Round) -> bool:
    """Criteria kept for the superior are scored only where the round covers the whole area of the plan."""
    return round.plan.scope_path.startswith(round.scope_path)


def asked(criteria: Iterable[Criterion], *, superior: bool) -> list[Criterion]:
    """The criteria a sheet of a round asks for."""
    return [criterion for criterion in criteria if superior or not criterion.superior_only]


def criteria_of(sheet: Sheet) -> list[Criterion]:
    """The criteria of a sheet in their order, with their bands and groups."""
    criteria = Criterion.objects.filter(criteria_set=sheet.nomination.criteria_set_id).order_by("number")
    criteria = criteria.select_related("group").prefetch_related("bands")
    return asked(criteria, superior=asks_superior(sheet.nomination.round))


def mark(criterion: Criterion, score: Score | SelfScore | Scored | None) -> Mark:
    """One line of a sheet; no score yet is a missing one."""
    points, passed = (score.points, score.passed) if score else (None, None)
    return Mark(points, passed, is_bonus=criterion.is_bonus, is_gate=criterion.is_gate)


def missing_criteria(sheet: Sheet) -> list[Criterion]:
    """What must still be scored before the sheet can be sent; a bonus may stay empty."""
    scores = {score.criterion_id: score for score in sheet.scores.all()}
    return [one for one in criteria_of(sheet) if mark(one, scores.get(one.pk)).is_missing]


def missing_words(sheet: Sheet) -> list[Criterion]:
    """The criteria whose score must not go without a word: the evidence of a bonus, the reason of a difference."""
    scores = {score.criterion_id: score for score in sheet.scores.all()}
    criteria = criteria_of(sheet)
    own = beside(sheet.nomination, criteria)
    silent = [one for one in criteria if not (one.pk in scores and scores[one.pk].note)]
    return [one for one in silent if word_wanted(one, mark(one, scores.get(one.pk)), own.get(one.pk))]


def maximum(criteria_set: CriteriaSet, criteria: Iterable[Criterion]) -> Decimal:
    """The most a sheet can give: all criteria, and of the bonus no more than the cap."""
    return total((Mark(one.max_points, is_bonus=one.is_bonus) for one in criteria), bonus_cap=criteria_set.bonus_cap)
