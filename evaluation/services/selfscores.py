"""Writing self-scores: saved while they are written, sent once complete; what was sent never changes."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from common import audit, numbers
from common.locks import hold, locked_rows
from common.workflow import perform
from evaluation import workflow
from evaluation.enums import SelfState
from evaluation.models import Criterion, SelfScore, SelfSheet
from evaluation.selfrules import NO_SET, asked_of_owner, closed, set_for
from registrations.models import Attachment, Registration
from registrations.rights import owns


@dataclass(frozen=True)
class Given:
    """What the owner gives one criterion: points, whether a condition is met, the evidence and files of the record."""

    answer: Decimal | bool | None = None
    evidence: str = ""
    files: tuple[Attachment, ...] = ()


class SelfConflict(Exception):
    """The draft was saved elsewhere meanwhile; carries it as it stands now."""

    def __init__(self, self_sheet: SelfSheet):
        super().__init__(f"revision {self_sheet.revision}")
        self.self_sheet = self_sheet


@transaction.atomic
def save_self_score(
    *, by, registration: Registration, given: dict[int, Given], revision: int | None = None, token: UUID | None = None,
    at: datetime | None = None,
) -> SelfSheet:  # fmt: skip
    """Keep what the owner has scored so far, in the one draft of the registration; begun where there is none.

    Only the criteria named are touched. `revision` is the one that was in hand, 0 for none: where the draft has been
    saved since, SelfConflict is raised. `token` is that of the sending that follows: when it has been done already,
    what was sent is found and nothing is written. Raises ValidationError where nothing is scored by the owner now.
    """
    hold(registration)
    registration.refresh_from_db(fields=["state"])
    if not owns(by, registration):
        raise PermissionDenied
    # Sending does not wait for us: the draft is held first, so that one that is gone was sent before we look for the token.
    held = _held_draft(registration)
    if token and (first := registration.self_sheets.filter(events__token=token).first()):
        return first
    if why := closed(registration):
        raise ValidationError(why, code="state")
    draft = held or _begun(by, registration)
    criteria = {one.pk: one for one in asked_of_owner(draft.criteria_set)}
    changed = _changed(draft, criteria, given)
    if changed and revision is not None and revision != draft.revision:
        raise SelfConflict(draft)
    _write(draft, changed, given)
    draft.saved_at, draft.saved_by, draft.revision = at or timezone.now(), by, draft.revision + bool(changed)
    draft.save(update_fields=["saved_at", "saved_by", "revision"])
    if changed:
        # As with the council's sheets: the log knows what was written on, not what.
        touched = ", ".join(f"tiêu chí {criteria[one.criterion_id].number}" for one in changed)
        audit.record(by=by, action="Ghi điểm tự chấm", obj=draft, after={"đã ghi": touched})
    return draft


def _held_draft(registration: Registration) -> SelfSheet | None:
    drafts = registration.self_sheets.filter(state=SelfState.DRAFT).select_related("criteria_set")
    return locked_rows(drafts).first()


def _begun(by, registration: Registration) -> SelfSheet:
    criteria_set = set_for(registration)
    if criteria_set is None:
        raise ValidationError(NO_SET)
    return SelfSheet.objects.create(registration=registration, criteria_set=criteria_set, saved_by=by)


def _write(draft: SelfSheet, changed: list[SelfScore], given: dict[int, Given]) -> None:
    """The changed lines, each with its files as named now."""
    SelfScore.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["self_sheet", "criterion"],
        update_fields=["points", "passed", "evidence"],
    )  # fmt: skip
    criteria = [one.criterion_id for one in changed]
    keys = dict(draft.scores.filter(criterion__in=criteria).values_list("criterion", "pk"))
    named = SelfScore.files.through
    named.objects.filter(selfscore__in=keys.values()).delete()
    named.objects.bulk_create(
        named(selfscore_id=keys[one], attachment_id=file) for one in criteria for file in sorted(_keys(given[one]))
    )


def _changed(draft: SelfSheet, criteria: dict[int, Criterion], given: dict[int, Given]) -> list[SelfScore]:
    before = {one.criterion_id: one for one in draft.scores.prefetch_related("files")}
    named = {key for one in given.values() for key in _keys(one)}
    if named - set(draft.registration.attachments.filter(pk__in=named).values_list("pk", flat=True)):
        raise ValidationError("Tệp minh chứng phải là tệp của chính hồ sơ này.")
    found = []
    for key, one in given.items():
        new, old = _score(draft, criteria.get(key), one), before.get(key)
        files = {file.pk for file in old.files.all()} if old else set()
        if _told(new) != _told(old or SelfScore()) or files != _keys(one):
            found.append(new)
    return found


def _keys(one: Given) -> set[int]:
    return {file.pk for file in one.files}


def _told(one: SelfScore) -> tuple:
    return one.points, one.passed, one.evidence


def _score(draft: SelfSheet, criterion: Criterion | None, one: Given) -> SelfScore:
    if criterion is None:
        raise ValidationError("Tiêu chí này không có trong bản tự chấm.")
    points, passed = (None, one.answer) if criterion.is_gate else (one.answer, None)
    if points is not None and not 0 <= points <= criterion.max_points:
        raise ValidationError(f"Tiêu chí {criterion.number}: điểm từ 0 đến {numbers.score(criterion.max_points)}.")
    return SelfScore(self_sheet=draft, criterion=criterion, points=points, passed=passed, evidence=one.evidence)


def send_self_score(
    *, by, registration: Registration, given: dict[int, Given], token: UUID, revision: int | None = None,
    at: datetime | None = None,
):  # fmt: skip
    """Save, then send; what was saved stays saved when it cannot be sent yet. A repeated token sends once."""
    draft = save_self_score(by=by, registration=registration, given=given, revision=revision, token=token, at=at)
    perform(workflow.SEND_SELF, draft, by=by, data={}, token=token, at=at)
    return draft
