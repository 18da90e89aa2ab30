"""Mốc thực hiện: written by the owner, changed until done."""

from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from common import audit
from common.locks import locked_row
from registrations.following.rights import keeps_milestones
from registrations.models import Milestone, Registration

MOST_MILESTONES = 40


@transaction.atomic
def add_milestone(*, by, registration: Registration, text: str, due_on: date, token: UUID) -> Milestone:
    """Thêm mốc. Raises ValidationError, PermissionDenied."""
    held = _held(by, registration)
    if same := Milestone.objects.filter(token=token).first():
        return same
    if held.milestones.count() >= MOST_MILESTONES:
        raise ValidationError(f"Mỗi mô hình ghi nhiều nhất {MOST_MILESTONES} mốc.")
    milestone = Milestone(registration=held, text=text, due_on=due_on, token=token, written_by=by)
    milestone.full_clean(exclude=["token", "written_by"])
    milestone.save()
    audit.record(by=by, action="Thêm mốc thực hiện", obj=milestone, after=audit.facts(milestone))
    return milestone


@transaction.atomic
def change_milestone(*, by, milestone: Milestone, text: str, due_on: date) -> Milestone:
    """Sửa mốc chưa xong."""
    milestone = _fresh(by, milestone)
    if milestone.done_on:
        raise ValidationError("Mốc đã xong thì không sửa; nếu ghi nhầm, hãy bấm “Ghi lại là chưa xong” trước.")
    before = audit.facts(milestone)
    milestone.text, milestone.due_on = text, due_on
    milestone.full_clean(exclude=["token", "written_by"])
    milestone.save()
    old, new = audit.changes(before, audit.facts(milestone))
    if new:
        audit.record(by=by, action="Sửa mốc thực hiện", obj=milestone, before=old, after=new)
    return milestone


@transaction.atomic
def mark_done(*, by, milestone: Milestone, done_on: date | None) -> Milestone:
    """Ghi ngày xong; None takes a day back that was written by mistake. The same pressed twice changes once."""
    milestone = _fresh(by, milestone)
    if done_on and done_on > timezone.localdate():
        raise ValidationError({"done_on": f"Ngày xong mốc “{milestone}” không được sau hôm nay."})
    old, new = audit.changes({"done_on": milestone.done_on}, {"done_on": done_on})
    if new:
        milestone.done_on = done_on
        milestone.save(update_fields=["done_on"])
        action = "Ghi mốc đã xong" if done_on else "Ghi lại mốc là chưa xong"
        audit.record(by=by, action=action, obj=milestone, before=old, after=new)
    return milestone


@transaction.atomic
def drop_milestone(*, by, milestone: Milestone) -> None:
    """Bỏ mốc chưa xong."""
    milestone = _fresh(by, milestone)
    if milestone.done_on:
        raise ValidationError("Mốc đã xong thì không bỏ được.")
    audit.record(by=by, action="Bỏ mốc thực hiện", obj=milestone, before=audit.facts(milestone))
    milestone.delete()


def _held(by, registration: Registration) -> Registration:
    """The model read again and held. Raises PermissionDenied where the position does not own it (any more)."""
    held = locked_row(Registration, registration.pk)
    if not keeps_milestones(by, held):
        raise PermissionDenied
    return held


def _fresh(by, milestone: Milestone) -> Milestone:
    held = _held(by, milestone.registration)
    found = held.milestones.filter(pk=milestone.pk).first()
    if found is None:
        raise ValidationError("Mốc này vừa được bỏ.")
    return found
