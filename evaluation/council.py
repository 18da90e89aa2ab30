"""Bảng tổng hợp của hội đồng: what the sent sheets say about each dossier, and in which order they stand."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from accounts.models import Position
from evaluation import scoring
from evaluation.enums import LIVE_SHEETS, SheetState
from evaluation.marks import asked, asks_superior, mark, maximum
from evaluation.models import Criterion, Grade, Nomination, Round, Score, Sheet

NO_SHEET = "Chưa có phiếu nào được gửi"
GATE_FAILED = "Không đủ điều kiện xếp loại"
BELOW_ALL = "Chưa đạt mức xếp loại"
TIE_RULE = "Xếp theo điểm kết luận (điểm thống nhất nếu hội đồng đã thống nhất, nếu không là điểm trung bình); nếu bằng nhau thì xét trung vị, rồi điểm trung bình của tiêu chí về hiệu quả, rồi theo tên."


@dataclass(frozen=True)
class SheetTotal:
    """One sent sheet and its total (tổng điểm)."""

    sheet: Sheet
    total: Decimal


@dataclass(frozen=True)
class Result:
    """Kết quả của một hồ sơ. `why_not` says in words why there is no grade; points are exact, nothing is rounded."""

    nomination: Nomination
    sheets: tuple[SheetTotal, ...]
    aggregate: scoring.Aggregate | None
    grade: str
    why_not: str
    maximum: Decimal
    criteria: tuple[Criterion, ...]
    criterion_means: dict[int, Decimal]
    tie_points: Decimal
    outstanding: int

    @property
    def moderated(self) -> Decimal | None:
        """Điểm thống nhất, where the council agreed on one."""
        return self.nomination.moderation.points if self.nomination.moderation else None

    @property
    def final(self) -> Decimal | None:
        """Điểm kết luận: the agreed total, else the exact mean."""
        if self.moderated is not None:
            return self.moderated
        return self.aggregate.mean if self.aggregate else None

    @property
    def is_gradable(self) -> bool:
        return self.aggregate is not None and self.why_not != GATE_FAILED

    @property
    def verdict(self) -> str:
        """The grade, or why there is none."""
        return self.grade or self.why_not


def results_of(rounds: Iterable[Round]) -> list[Result]:
    """The results of every dossier of these rounds, best first. Five questions, however many dossiers."""
    nominations = Nomination.objects.filter(round__in=[round.pk for round in rounds])
    return results_for(nominations.for_results().order_by("pk"))


def results_for(nominations: Iterable[Nomination], *, sheets: Iterable[Sheet] | None = None) -> list[Result]:
    """The results of these dossiers, best first; they come `for_results`.

    `sheets` are theirs where the caller has them in hand already, with reviewers and scores.
    """
    nominations = list(nominations)
    if sheets is None:
        sheets, scores = _loaded(nominations)
    else:
        sheets = list(sheets)
        scores = {one.pk: {score.criterion_id: score for score in one.scores.all()} for one in sheets}
    sheets = _by_nomination(sheets)
    criteria, bounds = _criteria({nomination.criteria_set_id for nomination in nominations})
    results = []
    for nomination in nominations:
        own = asked(criteria[nomination.criteria_set_id], superior=asks_superior(nomination.round))
        results.append(_result(nomination, own, bounds[nomination.criteria_set_id], sheets[nomination.pk], scores))
    return sorted(results, key=_order)


def results_of_kind(results: Iterable[Result], kind: str) -> list[Result]:
    """Collective and individual dossiers are ranked apart: they are scored by different criteria."""
    return [result for result in results if result.nomination.kind == kind]


@dataclass(frozen=True)
class Strictness:
    """How one reviewer scores beside the others; `apart` None where no dossier is shared."""

    reviewer: Position
    sent: int
    apart: Decimal | None


def strictness(results: Iterable[Result]) -> list[Strictness]:
    """Độ chặt, rộng of everybody who sent a sheet, the strictest first; who shares no dossier stands last."""
    totals = {one.nomination.pk: {sheet.sheet.reviewer: sheet.total for sheet in one.sheets} for one in results}
    sent = Counter(reviewer for given in totals.values() for reviewer in given)
    rows = [Strictness(reviewer, sent[reviewer], apart) for reviewer, apart in scoring.harshness(totals).items()]
    return sorted(
        rows, key=lambda one: (one.apart is None, one.apart or 0, one.reviewer.user.full_name, one.reviewer.pk)
    )


Scores = dict[int, dict[int, scoring.Scored]]


def _loaded(nominations: list[Nomination]) -> tuple[list[Sheet], Scores]:
    """The sheets, and their scores by sheet and criterion."""
    keys = [nomination.pk for nomination in nominations]
    sheets = Sheet.objects.filter(nomination__in=keys).select_related("reviewer__user").defer("comment").order_by("pk")
    scores: Scores = defaultdict(dict)
    given = Score.objects.filter(sheet__nomination__in=keys, sheet__state=SheetState.LOCKED).order_by()
    for sheet, criterion, points, passed in given.values_list("sheet", "criterion", "points", "passed").iterator():
        scores[sheet][criterion] = scoring.Scored(points, passed)
    return list(sheets), scores


def _by_nomination(sheets: Iterable[Sheet]) -> dict[int, list[Sheet]]:
    """The sheets that count, by dossier."""
    found = defaultdict(list)
    for sheet in sheets:
        if sheet.state in LIVE_SHEETS:
            found[sheet.nomination_id].append(sheet)
    return found


def _criteria(keys: set[int]) -> tuple[dict[int, list[Criterion]], dict[int, list[tuple[Decimal, str]]]]:
    """The criteria and the bounds of the grades, by criteria set."""
    criteria, bounds = defaultdict(list), defaultdict(list)
    for criterion in Criterion.objects.filter(criteria_set__in=keys):
        criteria[criterion.criteria_set_id].append(criterion)
    for grade in Grade.objects.filter(criteria_set__in=keys):
        bounds[grade.criteria_set_id].append((grade.lower, grade.name))
    return criteria, bounds


def _result(nomination: Nomination, criteria: list[Criterion], bounds, sheets: list[Sheet], by_sheet) -> Result:
    cap = nomination.criteria_set.bonus_cap
    sent = [sheet for sheet in sheets if sheet.state == SheetState.LOCKED]
    scores = [by_sheet.get(sheet.pk, {}) for sheet in sent]
    marks = [[mark(one, given.get(one.pk)) for one in criteria] for given in scores]
    totals = [scoring.total(lines, bonus_cap=cap) for lines in marks]
    failed = any(line.is_gate and not line.passed for lines in marks for line in lines)
    # One agreed total is graded as it stands; first scores by their exact mean.
    decisive = [nomination.moderation.points] if nomination.moderation and sent else totals
    grade = "" if failed else scoring.grade_of(decisive, bounds)
    means = {one.pk: scoring.mean(points) for one in criteria if (points := _points(one, scores))}
    ties = [means.get(one.pk, Decimal(0)) for one in criteria if one.breaks_ties]
    return Result(
        nomination=nomination,
        sheets=tuple(SheetTotal(sheet, total) for sheet, total in zip(sent, totals, strict=True)),
        aggregate=scoring.aggregate(totals),
        grade=grade,
        why_not="" if grade else NO_SHEET if not sent else GATE_FAILED if failed else BELOW_ALL,
        maximum=maximum(nomination.criteria_set, criteria),
        criteria=tuple(criteria),
        criterion_means=means,
        tie_points=sum(ties, Decimal(0)),
        outstanding=len(sheets) - len(sent),
    )


def _points(criterion: Criterion, scores: list[dict[int, scoring.Scored | Score]]) -> list[Decimal]:
    """What the sent sheets gave for a criterion; a bonus nobody wrote counts as none given."""
    if criterion.is_gate:
        return []
    given = [found.points for one in scores if (found := one.get(criterion.pk)) and found.points is not None]
    return given + [Decimal(0)] * (len(scores) - len(given))


def _order(result: Result) -> tuple:
    """The tie-break rule: the final total (agreed, else the mean), then median, then the effect criterion, then the name. Ungradable ones come last."""
    if not result.is_gradable:
        return (1, 0, 0, 0, result.nomination.sort_key, result.nomination.pk)
    points = result.aggregate
    return (0, -result.final, -points.median, -result.tie_points, result.nomination.sort_key, result.nomination.pk)
