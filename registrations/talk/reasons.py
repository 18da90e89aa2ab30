"""Lý do mẫu: the reasons a unit keeps ready, and how they come into the forms that ask for one."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.enums import DECIDING_ROLES
from common import audit
from common.locks import hold
from registrations.forms import DeskReasonForm
from registrations.models import ReadyReason

MOST_REASONS = 50
STARTERS = (
    "Chưa ghi rõ cách làm và lực lượng tham gia.",
    "Thời gian thực hiện và hoàn thành ghi chưa cụ thể.",
    "Giá trị dự kiến làm lợi chưa có căn cứ tính.",
    "Tên mô hình chưa nêu được việc làm cụ thể.",
    "Trùng mô hình đơn vị đã đăng ký.",
    "Thiếu chữ ký của lãnh đạo đơn vị trên bản giấy.",
    "Báo cáo kết quả chưa có số liệu so với đăng ký.",
    "Thiếu minh chứng (ảnh, biên bản, danh sách).",
)


def offer_reasons(form, position):
    """Lay the unit's ready reasons before the box, where the form takes them; the form is given back."""
    if isinstance(form, DeskReasonForm) and position is not None and position.has_role(*DECIDING_ROLES):
        form.offer_reasons(list(ReadyReason.objects.filter(unit=position.unit_id)[:MOST_REASONS]))
    return form


@transaction.atomic
def keep_reason(*, by, text: str) -> ReadyReason:
    """Add one; the same text pressed twice is kept once. Raises ValidationError, PermissionDenied."""
    _keeps(by)
    there = ReadyReason.objects.filter(unit=by.unit_id)
    if same := there.filter(text=text).first():
        return same
    if there.count() >= MOST_REASONS:
        raise ValidationError(f"Mỗi đơn vị giữ nhiều nhất {MOST_REASONS} lý do mẫu; hãy bỏ bớt lý do ít dùng.")
    reason = ReadyReason.objects.create(unit_id=by.unit_id, text=text)
    audit.record(by=by, action="Thêm lý do mẫu", obj=reason)
    return reason


@transaction.atomic
def correct_reason(*, by, reason: ReadyReason, text: str) -> None:
    """Raises ValidationError where the unit has that text already."""
    reason = _kept(by, reason)
    before, reason.text = reason.text, text
    reason.full_clean()
    reason.save(update_fields=["text"])
    old, new = audit.changes({"text": before}, {"text": text})
    if new:
        audit.record(by=by, action="Sửa lý do mẫu", obj=reason, before=old, after=new)


@transaction.atomic
def drop_reason(*, by, reason: ReadyReason) -> None:
    """It is offered no more; what was written with it stays as written."""
    reason = _kept(by, reason)
    audit.record(by=by, action="Bỏ lý do mẫu", obj=reason)
    reason.delete()


@transaction.atomic
def add_starter_reasons(*, by) -> int:
    """The usual ones that the unit does not have yet; how many were added."""
    _keeps(by)
    there = set(ReadyReason.objects.filter(unit=by.unit_id).values_list("text", flat=True))
    made = ReadyReason.objects.bulk_create(
        ReadyReason(unit_id=by.unit_id, text=text) for text in STARTERS if text not in there
    )
    audit.record_many(by=by, action="Thêm lý do mẫu", objs=made)
    return len(made)


def _kept(by, reason: ReadyReason) -> ReadyReason:
    """The reason as it stands now."""
    _keeps(by)
    now = ReadyReason.objects.filter(pk=reason.pk, unit=by.unit_id).first()
    if now is None:
        raise ValidationError("Lý do mẫu này vừa được bỏ.")
    return now


def _keeps(by) -> None:
    if by is None or not by.has_role(*DECIDING_ROLES):
        raise PermissionDenied
    hold(by.unit)
