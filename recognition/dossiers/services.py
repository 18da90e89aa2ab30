"""Viết báo cáo thành tích, ghi ý kiến hiệp y: what a reward's dossier holds is written here."""

from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from common import audit, files
from common.locks import among_others, hold, locked_row
from recognition.dossiers import rights
from recognition.models import Consultation, ConsultationFile, Decision, MeritReport
from registrations.enums import State
from registrations.models import Registration

TEXTS = ("about", "achieved", "asked", "signer_name", "signer_title")
NOT_OPEN = "Báo cáo thành tích đã gửi hoặc đã xác nhận nên không sửa được nữa."
NOT_EFFECTIVE = "Chỉ viết báo cáo thành tích cho mô hình đã được xác nhận hiệu quả."
IS_FIXED = "Quyết định đã phát hành hoặc đã bỏ nên không ghi thêm ý kiến hiệp y."


@transaction.atomic
def write_merit_report(*, by, registration: Registration, token: UUID, **texts) -> MeritReport:
    """Lưu bản đang viết, begun if there is none. Raises ValidationError, PermissionDenied."""
    among_others()
    joined = ("desk__parent", "unit", "present_unit")
    held = locked_row(Registration, registration.pk, *joined)
    report = MeritReport.objects.filter(registration=held).first()
    if report is not None and not report.is_draft:
        raise ValidationError(NOT_OPEN)
    if held.state != State.EFFECTIVE:
        raise ValidationError(NOT_EFFECTIVE)
    if not rights.writes(by, held, report):
        raise PermissionDenied
    is_new = report is None
    report = report or MeritReport(registration=held, token=token)
    before = {name: getattr(report, name) for name in TEXTS}
    for name in TEXTS:
        setattr(report, name, texts[name])
    _, new = audit.changes(before, {name: texts[name] for name in TEXTS})
    if is_new or new:
        report.written_by, report.written_at = by, timezone.now()
        report.save()
        # What is still being written is nobody's business; that it was begun is told.
        audit.record(by=by, action="Viết báo cáo thành tích" if is_new else "Sửa báo cáo thành tích", obj=report)
    return report


@transaction.atomic
def write_consultation(
    *, by, decision: Decision, token: UUID, consultation: Consultation | None = None, file=None, **facts
) -> Consultation:  # fmt: skip
    """Ghi một cơ quan được hỏi, or what it answered. A repeated token finds the first row.

    Raises ValidationError, PermissionDenied.
    """
    locked = _open(by, decision)
    if already := locked.consultations.filter(token=token).first():
        return already
    row = consultation or Consultation(decision=locked, added_by=by, token=token)
    row.decision = locked
    before = {name: getattr(row, name) for name in facts} if consultation else {}
    for name, value in facts.items():
        setattr(row, name, value)
    row.full_clean(exclude=["token", "added_by"])
    row.save()
    kept = _keep(by, row, file) if file else {}
    old, new = audit.changes(before, facts)
    if new or kept:
        action = "Sửa ý kiến hiệp y" if consultation else "Ghi cơ quan lấy ý kiến hiệp y"
        audit.record(by=by, action=action, obj=row, before=audit.told(old), after=audit.told(new) | kept)
    return row


def _keep(by, row: Consultation, file) -> dict[str, str]:
    digest = files.digest_of(file)
    if row.files.filter(sha256=digest).exists():
        return {}
    kept = ConsultationFile(consultation=row, added_by=by)
    kept.take(file, file.kind, digest)
    kept.save()
    return {"tệp": kept.name, "SHA-256": kept.sha256}


@transaction.atomic
def drop_consultation(*, by, consultation: Consultation) -> None:
    """Bỏ một cơ quan khỏi danh sách lấy ý kiến: only while it has not answered. Raises ValidationError."""
    locked = _open(by, consultation.decision)
    row = locked.consultations.filter(pk=consultation.pk).first()
    if row is None:
        return
    if row.is_answered:
        raise ValidationError("Cơ quan này đã trả lời; ý kiến được giữ trong hồ sơ.")
    audit.record(by=by, action="Bỏ cơ quan lấy ý kiến hiệp y", obj=locked, before={"cơ quan": row.body})
    row.delete()


def _open(by, decision: Decision) -> Decision:
    """The decision, locked, while its dossier may still grow."""
    among_others()
    hold(decision)
    locked = Decision.objects.select_related("unit").get(pk=decision.pk)
    if rights.consults(by, locked):
        return locked
    if locked.is_published or not locked.rewards:
        raise ValidationError(IS_FIXED)
    raise PermissionDenied
