"""Writing opinions on a posted result: received, answered."""

from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from common import audit
from common.locks import locked_row
from evaluation.enums import RoundState
from evaluation.models import Nomination, Opinion, Round
from evaluation.rights import runs

ANSWERED = "Ý kiến này đã được giải trình."


@transaction.atomic
def receive_opinion(*, by, round: Round, said_by: str, received_on, text: str, token: UUID, nomination=None) -> Opinion:
    """An opinion on the posted result. A repeated token finds the first one. Raises ValidationError."""
    locked = _posted(by, round)
    if first := Opinion.objects.filter(token=token, round=locked).first():
        return first
    if locked.state != RoundState.CONSULTING:
        raise ValidationError("Chỉ ghi ý kiến khi kết quả đang được công khai, lấy ý kiến.", code="state")
    if received_on < locked.posted_on:
        raise ValidationError({"received_on": "Ngày nhận không được trước ngày đăng."})
    opinion = Opinion(
        round=locked, nomination=nomination, said_by=said_by, received_on=received_on, text=text, token=token,
        recorded_by=by,
    )  # fmt: skip
    opinion.full_clean()
    opinion.save()
    audit.record(by=by, action="Ghi ý kiến về kết quả", obj=opinion)
    return opinion


@transaction.atomic
def answer_opinion(*, by, opinion: Opinion, answer: str, upheld_for: Nomination | None = None) -> Opinion:
    """Giải trình, once: the same answer again changes nothing. `upheld_for`: accepted, the council looks at it again.

    Raises ValidationError where another answer stands there.
    """
    round = _posted(by, opinion.round)
    locked = locked_row(Opinion, opinion.pk)
    if locked.answer == answer and locked.upheld_for == upheld_for:
        return locked
    if locked.answer:
        raise ValidationError(ANSWERED, code="state")
    if upheld_for and upheld_for.round_id != round.pk:
        raise ValidationError({"dossier": "Hồ sơ này không có trong đợt đánh giá."})
    locked.answer, locked.answered_at, locked.answered_by, locked.upheld_for = answer, timezone.now(), by, upheld_for
    locked.save(update_fields=["answer", "answered_at", "answered_by", "upheld_for"])
    audit.record(by=by, action="Chấp nhận ý kiến" if upheld_for else "Giải trình ý kiến", obj=locked)
    return locked


def _posted(by, round: Round) -> Round:
    locked = locked_row(Round, round.pk)
    if not runs(by, locked):
        raise PermissionDenied
    return locked
