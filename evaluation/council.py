"""Bảng tổng hợp của hội đồng: what the sent sheets say about each dossier, and in which order they stand."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.db.models import QuerySet

from accounts.models import Position
from common import numbers, written
from evaluation import scoring
from evaluation.enums import LIVE_SHEETS, SheetState
from evaluation.marks import asked, asks_superior, maximum
from evaluation.models import CriteriaSet, Criterion, Grade, Nomination, Round, Score, Sheet

NO_SHEET = "Chưa có phiếu nào được gửi"
GATE_FAILED = "Không đủ điều kiện xếp loại"
BELOW_ALL = "Chưa đạt mức xếp loại"
NO_SPREAD = "–"
TIE_RULE = "Xếp theo điểm kết luận (điểm thống nhất nếu hội đồng đã thống nhất, nếu không là điểm trung bình); nếu bằng nhau thì xét trung vị, rồi điểm trung bình của tiêu chí về hiệu quả, rồi theo tên."

# What a result of one round in hand is worked out from and told with.
DOSSIER = (
    "round", "registration", "criteria_set", "number", "kind", "title", "unit_name", "person_name", "sort_key",
    "moderation__points", "agenda_at", "reopened_at",
)  # fmt: skip
SHEET = ("nomination", "state", "pk", "reviewer", "total", "tie_points", "gates_met")


class SentSheet(NamedTuple):
    """One sheet that counts, as it was sent: what it gave is kept with it (Sheet.total), nothing is added up again."""

    pk: int
    reviewer_id: int
    reviewer: Position
    total: Decimal
    tie_points: Decimal
    gates_met: bool


@dataclass(frozen=True)
class Result:
    """Kết quả của một hồ sơ. `why_not` says in words why there is no grade; points are exact, nothing is rounded but the
    mean that is shown.
    """

    nomination: Nomination
    sheets: tuple[SentSheet, ...]
    aggregate: scoring.Aggregate | None
    shown_mean: Decimal | None
    grade: str
    why_not: str
    maximum: Decimal
    criteria: tuple[Criterion, ...]
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
    def shown_final(self) -> Decimal | None:
        """Điểm kết luận for the eye, with the decimals in which it is written."""
        return self.shown_mean if self.moderated is None else self.moderated

    @property
    def spread(self) -> Decimal | str | None:
        """Chênh lệch as a table tells it: a dash for a single sheet, nothing where none has been sent."""
        return self.aggregate and (NO_SPREAD if self.aggregate.spread is None else self.aggregate.spread)

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


def all_of(round: int) -> QuerySet[Nomination]:
    """Every dossier of the round."""
    return Nomination.objects.filter(round=round)


def results_within(round: Round, dossiers: written.Question = all_of, *of) -> list[Result]:
    """As `results_for`, of one round in hand: it and its criteria sets are read once, not beside every dossier.

    `dossiers(*of, round)` says which of it, as a question that is written once.
    """
    found = written.ask_records(Nomination, dossiers, *of, only=DOSSIER, about=round.pk)
    sets = {one.pk: one for one in (round.collective_set, round.individual_set) if one}
    sets |= CriteriaSet.objects.in_bulk({one.criteria_set_id for one in found} - set(sets))
    for one in found:
        one.round, one.criteria_set = round, sets[one.criteria_set_id]
    people = written.ask_records(Position, _who_scores, joined=("user", "unit"), about=round.pk)
    given = written.ask_values(_sheets_of, about=round.pk)
    return _worked_out(found, *_by_dossier(given, {one.pk: one for one in people}))


def _who_scores(round: int) -> QuerySet[Position]:
    return Position.objects.filter(pk__in=Sheet.objects.filter(nomination__round=round).values("reviewer"))


def _sheets_of(round: int) -> QuerySet:
    return _told(Sheet.objects.filter(nomination__round=round))


def _told(sheets: QuerySet[Sheet]) -> QuerySet:
    """Those that count, as plain values: a council has 1,400, and no model is made of each."""
    return sheets.filter(state__in=LIVE_SHEETS).order_by("pk").values_list(*SHEET)


def results_for(
    nominations: Iterable[Nomination], *, sheets: Iterable[Sheet] | None = None, named: bool = True
) -> list[Result]:
    """The results of these dossiers, best first; they come `for_results`.

    `sheets` are theirs where the caller has them in hand already, with reviewers. Not `named`: of the reviewers nothing
    but the key, which saves a question where nobody is told who scored.
    """
    nominations = list(nominations)
    in_hand = _loaded([one.pk for one in nominations], named) if sheets is None else _in_hand(sheets)
    return _worked_out(nominations, *in_hand)


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
    people: dict[int, Position] = {}
    totals: dict[int, dict[int, Decimal]] = {}
    for one in results:
        people |= {sheet.reviewer_id: sheet.reviewer for sheet in one.sheets}
        totals[one.nomination.pk] = {sheet.reviewer_id: sheet.total for sheet in one.sheets}
    sent = Counter(reviewer for given in totals.values() for reviewer in given)
    rows = [Strictness(people[key], sent[key], apart) for key, apart in scoring.harshness(totals).items()]
    return sorted(
        rows, key=lambda one: (one.apart is None, one.apart or 0, one.reviewer.user.full_name, one.reviewer.pk)
    )


def criterion_means(results: Iterable[Result]) -> dict[int, dict[int, Decimal]]:
    """Điểm trung bình từng tiêu chí: nomination → criterion → the mean of the sent sheets; one question.

    A bonus nobody wrote counts as none given. A dossier nobody has scored has no means, a condition (gate) neither.
    """
    results = list(results)
    given = Score.objects.filter(sheet__nomination__in=[one.nomination.pk for one in results])
    given = given.filter(sheet__state=SheetState.LOCKED, points__isnull=False).order_by()
    sums: dict[tuple[int, int], Decimal] = defaultdict(Decimal)
    for nomination, criterion, points in given.values_list("sheet__nomination", "criterion", "points").iterator():
        sums[nomination, criterion] += points
    return {
        one.nomination.pk: {
            criterion.pk: sums[one.nomination.pk, criterion.pk] / len(one.sheets)
            for criterion in one.criteria if one.sheets and not criterion.is_gate
        }
        for one in results
    }  # fmt: skip


Sent = dict[int, list[SentSheet]]


def _loaded(keys: list[int], named: bool) -> tuple[Sent, Counter[int]]:
    """The sheets of these dossiers that count."""
    rows = list(_told(Sheet.objects.filter(nomination__in=keys)))
    reviewers = {reviewer for _, _, _, reviewer, *_ in rows}
    if named:
        return _by_dossier(rows, Position.objects.select_related("user", "unit").in_bulk(reviewers))
    return _by_dossier(rows, {key: Position(pk=key) for key in reviewers})


def _by_dossier(rows: Iterable[tuple], people: dict[int, Position]) -> tuple[Sent, Counter[int]]:
    """The sent sheets by dossier, and how many are still to come."""
    sent, outstanding, locked = defaultdict(list), Counter(), SheetState.LOCKED.value
    for nomination, state, pk, reviewer, total, tie_points, gates_met in rows:
        if state == locked:
            sent[nomination].append(SentSheet(pk, reviewer, people[reviewer], total, tie_points, gates_met))
        else:
            outstanding[nomination] += 1
    return sent, outstanding


def _in_hand(sheets: Iterable[Sheet]) -> tuple[Sent, Counter[int]]:
    sent, outstanding = defaultdict(list), Counter()
    for one in sheets:
        if one.state == SheetState.LOCKED:
            kept = SentSheet(one.pk, one.reviewer_id, one.reviewer, one.total, one.tie_points, one.gates_met)
            sent[one.nomination_id].append(kept)
        elif one.state in LIVE_SHEETS:
            outstanding[one.nomination_id] += 1
    return sent, outstanding


def _of_sets(model, sets: tuple[int, ...]):
    return model.objects.filter(criteria_set__in=sets)


class _Criteria:
    """The criteria asked, the most they give and the bounds of the grades; worked out once a set. Two questions."""

    def __init__(self, keys: set[int]):
        self.criteria, self.bounds = defaultdict(list), defaultdict(list)
        sets = tuple(sorted(keys))
        for criterion in written.ask_records(Criterion, _of_sets, Criterion, sets):
            self.criteria[criterion.criteria_set_id].append(criterion)
        for grade in written.ask_records(Grade, _of_sets, Grade, sets):
            self.bounds[grade.criteria_set_id].append((grade.lower, grade.name))
        self._asked: dict[tuple[int, bool], tuple[tuple[Criterion, ...], Decimal]] = {}

    def of(self, nomination: Nomination) -> tuple[tuple[Criterion, ...], Decimal]:
        key = nomination.criteria_set_id, asks_superior(nomination.round)
        if key not in self._asked:
            own = tuple(asked(self.criteria[key[0]], superior=key[1]))
            self._asked[key] = own, maximum(nomination.criteria_set, own)
        return self._asked[key]


def _worked_out(nominations: list[Nomination], sent: Sent, outstanding: Counter[int]) -> list[Result]:
    """Best first."""
    asked_for = _Criteria({nomination.criteria_set_id for nomination in nominations})
    results = [
        _result(one, asked_for.of(one), asked_for.bounds[one.criteria_set_id], sent[one.pk], outstanding[one.pk])
        for one in nominations
    ]
    return sorted(results, key=_order)


def _result(nomination: Nomination, asked_for, bounds, sent: list[SentSheet], outstanding: int) -> Result:
    criteria, most = asked_for
    totals = [one.total for one in sent]
    failed = not all(one.gates_met for one in sent)
    # One agreed total is graded as it stands; first scores by their exact mean.
    decisive = [nomination.moderation.points] if nomination.moderation and sent else totals
    grade = "" if failed else scoring.grade_of(decisive, bounds)
    aggregate = scoring.aggregate(totals)
    return Result(
        nomination=nomination,
        sheets=tuple(sent),
        aggregate=aggregate,
        shown_mean=shown(aggregate.mean, bounds) if aggregate else None,
        grade=grade,
        why_not="" if grade else NO_SHEET if not sent else GATE_FAILED if failed else BELOW_ALL,
        maximum=most,
        criteria=criteria,
        tie_points=scoring.mean([one.tie_points for one in sent]) if sent else Decimal(0),
        outstanding=outstanding,
    )


def shown(mean: Decimal, bounds: Iterable[tuple[Decimal, str]]) -> Decimal:
    """A mean to two decimals, or to as many more as it takes not to be shown at a grade it does not reach."""
    places, above = numbers.SCORE_PLACES, [lower for lower, _ in bounds if mean < lower]
    while any(lower <= numbers.rounded(mean, places) for lower in above):
        places += 1
    return numbers.rounded(mean, places)


def _order(result: Result) -> tuple:
    """The tie-break rule: the final total (agreed, else the mean), then median, then the effect criterion, then the name. Ungradable ones come last."""
    if not result.is_gradable:
        return (1, 0, 0, 0, result.nomination.sort_key, result.nomination.pk)
    points = result.aggregate
    return (0, -result.final, -points.median, -result.tie_points, result.nomination.sort_key, result.nomination.pk)
