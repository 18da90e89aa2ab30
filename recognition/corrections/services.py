"""Soạn đính chính: what was wrong and what is right, drawn up by the office until it is put before the leader."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.signing import usually_headed_by
from common import audit
from common.locks import among_others, hold, locked_row
from recognition import rights
from recognition.enums import OF_A_LINE, OF_THE_DECISION, DecisionState
from recognition.models import Award, Correction, CorrectionItem, Decision
from recognition.models.corrections import column, kept

NOT_PUBLISHED = "Chỉ đính chính quyết định đã phát hành; bản đang soạn thì sửa ngay."
CLOSED = "Đính chính đã trình ký hoặc đã bỏ; muốn sửa hãy rút về trước."
NOTHING_NEW = "Chưa sửa chỗ nào khác với đã ghi."


@transaction.atomic
def draft_correction(
    *, by, decision: Decision, kind: str, reason: str, token: UUID, **right: Any
) -> Correction:  # fmt: skip
    """Soạn đính chính; `right` are the decision's own facts as they should read. A repeated token finds the first.

    Raises ValidationError, PermissionDenied.
    """
    among_others()
    hold(decision)
    locked = Decision.objects.select_related("unit").get(pk=decision.pk)
    if not rights.corrects(by, locked):
        raise PermissionDenied
    if already := Correction.objects.filter(token=token, decision=locked).first():
        return already
    if not locked.is_published:
        raise ValidationError(NOT_PUBLISHED)
    correction = Correction(
        decision=locked, kind=kind, reason=reason, token=token, created_by=by, headed_by=usually_headed_by(by.unit)
    )  # fmt: skip
    correction.full_clean(exclude=["token", "created_by"])
    correction.save()
    told = _set_items(correction, None, locked, OF_THE_DECISION, right)
    audit.record(
        by=by, action="Soạn đính chính", obj=correction, after=audit.told({"kind": kind, "reason": reason}) | told
    )
    return correction


@transaction.atomic
def rewrite_correction(*, by, correction: Correction, kind: str, reason: str, **right: Any) -> Correction:
    """Sửa bản soạn. Raises ValidationError, PermissionDenied."""
    locked = _opened(by, correction)
    before = {"kind": locked.kind, "reason": locked.reason}
    locked.kind, locked.reason = kind, reason
    locked.full_clean(exclude=["token", "created_by"])
    locked.save()
    told = _set_items(locked, None, locked.decision, OF_THE_DECISION, right)
    old, new = audit.changes(before, {"kind": kind, "reason": reason})
    audit.record(by=by, action="Sửa đính chính", obj=locked, before=old, after=new | told)
    return locked


@transaction.atomic
def correct_line(*, by, correction: Correction, award: Award, **right: Any) -> Correction:
    """Đính chính một dòng: what differs from the line becomes its items. Raises ValidationError, PermissionDenied."""
    locked = _opened(by, correction)
    line = locked.decision.awards.get(pk=award.pk)
    told = _set_items(locked, line, line, OF_A_LINE, right)
    audit.record(by=by, action="Ghi chỗ đính chính", obj=locked, after={"dòng": str(line)} | told)
    return locked


def _set_items(correction: Correction, line: Award | None, target, subjects, right: dict[str, Any]) -> dict[str, str]:
    """The items of one target anew: what is to read otherwise than it does."""
    correction.items.filter(award=line).delete()
    items = [
        CorrectionItem(
            correction=correction, award=line, subject=subject, was=kept(getattr(target, subject)),
            becomes=kept(right[subject]),
        )
        for subject in subjects
        if subject in right and right[subject] != getattr(target, subject)
    ]  # fmt: skip
    for item in items:
        _check(item, target)
    CorrectionItem.objects.bulk_create(items)
    return {str(item.get_subject_display()): f"{item.was_text} → {item.becomes_text}" for item in items}


def _check(item: CorrectionItem, target) -> None:
    """As long and of such a kind as the column takes."""
    try:
        target._meta.get_field(item.subject).clean(column(item.subject, item.becomes), target)
    except ValidationError as problem:
        raise ValidationError({item.subject: problem.messages}) from problem


def _opened(by, correction: Correction) -> Correction:
    """Locked, and still being drawn up."""
    among_others()
    found = locked_row(Correction, correction.pk, "decision__unit", "created_by__unit")
    if not rights.prepares(by, found):
        raise PermissionDenied
    if found.state != DecisionState.DRAFT:
        raise ValidationError(CLOSED)
    return found
