"""Writing sheets: given to reviewers, filled, sent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import Position
from common import audit, numbers, written
from common.locks import hold, locked_row
from common.workflow import perform
from evaluation import workflow
from evaluation.conflicts import by_holder, conflicts, eligible_reviewers
from evaluation.enums import GIVING_STATES, RoundState, SheetState
from evaluation.marks import scored_criteria
from evaluation.models import Criterion, Nomination, Round, Score, Sheet
from evaluation.rights import reviews, runs
from evaluation.takeover import take_over

# Criterion key → points, True or False for a condition, None for an empty answer.
Answers = dict[int, Decimal | bool | None]


@dataclass(frozen=True)
class Assignment:
    """What became of an assignment: the sheets given, and (dossier, reviewer, why not) for each one refused."""

    given: list[Sheet]
    refused: list[tuple[Nomination, Position, str]]


@transaction.atomic
def assign(*, by, round: Round, pairs: Iterable[tuple[Nomination, Position]], at: datetime | None = None) -> Assignment:
    """Give sheets out. Who is bound to a dossier is refused with the reason; a sheet already given is left alone.

    Raises ValidationError once the scoring has ended, or for somebody who is not a reviewer of its area.
    """
    locked = locked_row(Round, round.pk)
    if not runs(by, locked):
        raise PermissionDenied
    if locked.state not in GIVING_STATES:
        ended = "kết luận" if locked.is_concluded else "kết thúc chấm"
        raise ValidationError(f"Đợt đánh giá đã {ended} nên không giao phiếu nữa.")
    wanted = {(nomination.pk, reviewer.pk) for nomination, reviewer in pairs}
    nominations = _nominations(locked, {nomination for nomination, _ in wanted})
    reviewers = {one.pk: one for one in eligible_reviewers(locked)}
    if any(reviewer not in reviewers for _, reviewer in wanted):
        raise ValidationError("Chỉ giao phiếu cho thành viên tổ thẩm định phụ trách địa bàn của đợt đánh giá.")
    sheets = Sheet.objects.filter(nomination__round=locked).order_by("pk")
    there = by_holder(((one.nomination_id, one.reviewer_id, one) for one in sheets), reviewers.values())
    asked = sorted(pair for pair in wanted if pair[0] in nominations and not _is_kept(there.get(pair)))
    bound = conflicts(locked, reviewers.values(), nominations.values())
    refused = [(nominations[n], reviewers[r], bound[n, r]) for n, r in asked if (n, r) in bound]
    free = [(nominations[n], reviewers[r], there.get((n, r))) for n, r in asked if (n, r) not in bound]
    return Assignment(_give(by, locked, free, at or timezone.now()), refused)


@transaction.atomic
def replace_reviewer(*, by, sheet: Sheet, to: Position, reason: str, token: UUID) -> Sheet:
    """Take an unfinished sheet back and give the dossier to somebody else; nothing scored so far goes along.

    A repeated token finds the sheet given first. Raises ValidationError where the other is bound to the dossier.
    """
    nomination = sheet.nomination
    if to.pk == sheet.reviewer_id:
        raise ValidationError("Hãy chọn một thành viên khác.")
    perform(workflow.WITHDRAW, sheet, by=by, data={"note": reason}, token=token)
    done = assign(by=by, round=nomination.round, pairs=[(nomination, to)])
    if done.refused:
        raise ValidationError(f"{to.user} {done.refused[0][2]} nên không chấm hồ sơ này.")
    return Sheet.objects.get(nomination=nomination, reviewer=to)


def _give(by, round: Round, free, at: datetime) -> list[Sheet]:
    """New sheets for new pairs; one that was taken back is given again."""
    again = [sheet for _, _, sheet in free if sheet]
    for sheet in again:
        perform(workflow.ASSIGN_AGAIN, sheet, by=by, data={}, token=uuid4(), at=at)
    new = [
        Sheet(nomination=nomination, reviewer=reviewer, assigned_by=by, assigned_at=at)
        for nomination, reviewer, sheet in free
        if sheet is None
    ]
    Sheet.objects.bulk_create(new)
    audit.record_many(by=by, action="Giao phiếu chấm", objs=new)
    return new + again


def _nominations(round: Round, keys: set[int]) -> dict[int, Nomination]:
    joined = (
        "registration__unit", "registration__present_unit", "registration__created_by", "registration__typed_by",
    )  # fmt: skip
    found = Nomination.objects.filter(round=round, pk__in=keys).select_related(*joined)
    return {nomination.pk: nomination for nomination in found}


def _is_kept(sheet: Sheet | None) -> bool:
    """Whether a sheet may not be given again: only one that was taken back may."""
    return sheet is not None and sheet.state != SheetState.WITHDRAWN


class SheetConflict(Exception):
    """The sheet was saved elsewhere meanwhile; carries it as it stands now, so that both can be shown."""

    def __init__(self, sheet: Sheet):
        super().__init__(f"revision {sheet.revision}")
        self.sheet = sheet


@transaction.atomic
def save_scores(
    *, by, sheet: Sheet, answers: Answers, comment: str | None = None, notes: dict[int, str] | None = None,
    revision: int | None = None, token: UUID | None = None, at: datetime | None = None,
) -> Sheet:  # fmt: skip
    """Keep what a reviewer has scored so far.

    Only the criteria named in `answers` and `notes` are touched, so that two windows with different criteria lose
    nothing. `revision` is the one that was in hand: where the sheet has been saved since and this would change it,
    SheetConflict is raised. `token` is that of the sending that follows: when it has been done already, nothing is
    written. Raises ValidationError when the sheet is sent, the round is not open, or points exceed the maximum.
    """
    locked = _locked(sheet)
    if not reviews(by, locked):
        raise PermissionDenied
    if token and locked.events.filter(token=token).exists():
        return locked
    _still_open(locked)
    take_over(by=by, sheet=locked)
    asked, before = scored_criteria(locked)
    criteria = {criterion.pk: criterion for criterion in asked}
    changed = _changed(locked, criteria, before, answers, notes or {})
    touched = [f"tiêu chí {criteria[one.criterion_id].number}" for one in changed]
    if comment is not None and comment != locked.comment:
        touched.append("nhận xét")
        locked.comment = comment
    if touched and revision is not None and revision != locked.revision:
        raise SheetConflict(Sheet.objects.get(pk=locked.pk))
    Score.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["sheet", "criterion"], update_fields=["points", "passed", "note"]
    )
    locked.saved_at, locked.revision = at or timezone.now(), locked.revision + bool(touched)
    locked.save(update_fields=["comment", "saved_at", "revision"])
    if touched:
        # Scores are nobody's business before they are sent, nor afterwards where the dossier is not in sight:
        # the log knows what was written on, not what. Once sent they never change.
        audit.record(by=by, action="Chấm điểm", obj=locked, after={"đã ghi": ", ".join(touched)})
    return locked


def _locked(sheet: Sheet) -> Sheet:
    """Nobody else writes it now; read anew, with what the saving asks of it as it stands when the wait is over."""
    hold(sheet)
    joined = ("nomination__round__plan", "reviewer__user")
    return written.record_or_404(Sheet, _of_key, joined=joined, about=sheet.pk)


def _of_key(pk):
    return Sheet.objects.filter(pk=pk).order_by()


def _still_open(sheet: Sheet) -> None:
    if sheet.state != SheetState.ASSIGNED:
        raise ValidationError(f"Phiếu “{sheet.get_state_display()}” nên không sửa được nữa.", code="state")
    if sheet.nomination.round.state != RoundState.SCORING:
        raise ValidationError("Đợt đánh giá không ở bước chấm điểm.", code="state")


def _changed(
    sheet: Sheet, criteria: dict[int, Criterion], before: dict[int, Score], answers: Answers, notes: dict[int, str]
) -> list[Score]:
    """The scores as they are to be, without those that stay as they are."""
    found = []
    for key in dict.fromkeys([*answers, *notes]):
        old = before.get(key) or Score(sheet=sheet, criterion_id=key)
        new = _score(sheet, criteria, key, answers.get(key, _answer(old)), notes.get(key, old.note))
        if (old.points, old.passed, old.note) != (new.points, new.passed, new.note):
            found.append(new)
    return found


def _answer(score: Score) -> Decimal | bool | None:
    return score.passed if score.passed is not None else score.points


def _score(sheet, criteria: dict[int, Criterion], key: int, value, note: str) -> Score:
    criterion = criteria.get(key)
    if criterion is None:
        raise ValidationError("Tiêu chí này không có trong phiếu chấm.")
    points, passed = (None, value) if criterion.is_gate else (value, None)
    if points is not None and not 0 <= points <= criterion.max_points:
        most = numbers.score(criterion.max_points)
        raise ValidationError(f"Tiêu chí {criterion.number}: điểm từ 0 đến {most}.")
    return Score(sheet=sheet, criterion=criterion, points=points, passed=passed, note=note)


def send_sheet(
    *, by, sheet: Sheet, answers: Answers, comment: str, token: UUID, notes: dict[int, str] | None = None,
    revision: int | None = None, at: datetime | None = None,
):  # fmt: skip
    """Save, then send. What was saved stays saved when the sheet cannot be sent yet. Raises as `save_scores` does."""
    save_scores(
        by=by, sheet=sheet, answers=answers, comment=comment, notes=notes, revision=revision, token=token, at=at
    )
    return perform(workflow.LOCK, sheet, by=by, data={}, token=token, at=at)
