"""Soạn quyết định: begun from a plan or a concluded round, corrected until it is put before the leader."""

from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.signing import usually_headed_by
from common import audit
from common.locks import among_others, hold, locked_row
from evaluation.models import Round
from recognition import rights, wording
from recognition.models import Decision, LegalBasis
from recognition.steps import is_open
from registrations.models import Plan
from units.standing import still_standing

NO_LEVEL = "Đơn vị chưa được xếp cấp nên chưa lập quyết định được. Hãy báo quản trị hệ thống."
CLOSED = "Quyết định đã trình ký; hãy rút về trước khi sửa."
TEXTS = ("about", "proposer", "addressee", "carried_out_by")
# What an office says of a reward's dossier; left as they are where nothing is said.
ASKS = ("needs_merit_reports", "no_consultation")


@transaction.atomic
def draft_decision(*, by, act: str, plan: Plan, token: UUID, round: Round | None = None) -> Decision:
    """A draft of the officer's own office, with the words such a decision usually has. A repeated token finds the first.

    Raises ValidationError, PermissionDenied.
    """
    among_others()
    # A second press waits here until the first has finished.
    hold(by.unit)
    if first := Decision.objects.filter(token=token).first():
        if not rights.prepares(by, first):
            raise PermissionDenied
        return first
    if by.unit.level_id is None:
        raise ValidationError(NO_LEVEL)
    if not rights.issues(by):
        raise PermissionDenied
    if round is not None and not round.is_concluded:
        raise ValidationError({"round": "Đợt đánh giá này chưa kết luận."})
    unit = still_standing(by.unit)
    headed_by = usually_headed_by(unit)
    decision = Decision(
        act=act, unit=unit, headed_by=headed_by, level=unit.level, plan=plan, year=plan.year, round=round, token=token,
        created_by=by, **wording.usual_texts(act, unit, plan, signing=headed_by or unit),
    )  # fmt: skip
    decision.full_clean()
    decision.save()
    _write_bases(decision, wording.usual_bases(decision))
    audit.record(by=by, action="Soạn quyết định", obj=decision, after=audit.facts(decision))
    return decision


@transaction.atomic
def correct_decision(*, by, decision: Decision, bases: list[str], **texts) -> Decision:
    """Sửa nội dung và căn cứ, while it is being drawn up. Raises ValidationError, PermissionDenied."""
    locked = opened(by, decision)
    names = [*TEXTS, *(name for name in ASKS if name in texts)]
    before = {name: getattr(locked, name) for name in names} | {"căn cứ": _bases(locked)}
    for name in names:
        setattr(locked, name, texts[name])
    locked.full_clean()
    locked.save()
    _write_bases(locked, bases)
    old, new = audit.changes(before, {name: texts[name] for name in names} | {"căn cứ": "; ".join(bases)})
    if new:
        audit.record(by=by, action="Sửa quyết định", obj=locked, before=old, after=new)
    return locked


def opened(by, decision: Decision) -> Decision:
    """Locked, and still being drawn up by this position. Raises ValidationError, PermissionDenied."""
    locked = locked_row(Decision, decision.pk, "unit", "level", "plan__movement")
    if not rights.prepares(by, locked):
        raise PermissionDenied
    if not is_open(locked):
        raise ValidationError(CLOSED)
    return locked


def _bases(decision: Decision) -> str:
    return "; ".join(decision.bases.values_list("text", flat=True))


def _write_bases(decision: Decision, texts: list[str]) -> None:
    decision.bases.all().delete()
    LegalBasis.objects.bulk_create(LegalBasis(decision=decision, place=n, text=text) for n, text in enumerate(texts, 1))
