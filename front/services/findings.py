"""Kiến nghị qua kiểm tra, giám sát: added, followed, settled."""

from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from common import audit
from common.locks import among_others, locked_row
from front.enums import ActivityKind
from front.models import Activity, Finding, FollowUp
from front.rights import keeps
from front.services.keeping import held

MOST_FINDINGS = 30


@transaction.atomic
def add_finding(*, by, activity: Activity, text: str, addressee: str, due_on: date, token: UUID) -> Finding:
    """Thêm kiến nghị of an inspection that took place. Raises ValidationError, PermissionDenied."""
    among_others()
    locked = held(activity, by)
    if same := Finding.objects.filter(token=token, activity=locked).first():
        return same
    if locked.kind != ActivityKind.SUPERVISION or not locked.is_held:
        raise ValidationError("Chỉ ghi kiến nghị cho cuộc kiểm tra, giám sát đã tổ chức.")
    if due_on < locked.starts_on:
        raise ValidationError({"due_on": "Hạn giải quyết không được trước ngày kiểm tra, giám sát."})
    if locked.findings.count() >= MOST_FINDINGS:
        raise ValidationError(f"Mỗi cuộc ghi nhiều nhất {MOST_FINDINGS} kiến nghị.")
    finding = Finding(activity=locked, text=text, addressee=addressee, due_on=due_on, token=token)
    finding.full_clean(exclude=["token"])
    finding.save()
    audit.record(by=by, action="Thêm kiến nghị", obj=finding, after=audit.facts(finding))
    return finding


@transaction.atomic
def follow_up(*, by, finding: Finding, on: date, text: str, settles: bool, token: UUID) -> FollowUp:
    """Ghi tình hình giải quyết; `settles` ends the following. Raises ValidationError, PermissionDenied."""
    among_others()
    locked = locked_row(Finding, finding.pk, "activity__keeper")
    if not keeps(by, locked.activity):
        raise PermissionDenied
    if same := FollowUp.objects.filter(token=token, finding=locked).first():
        return same
    if locked.is_settled:
        raise ValidationError("Kiến nghị này đã ghi giải quyết xong.")
    if not locked.activity.starts_on <= on <= timezone.localdate():
        raise ValidationError({"on": "Ngày ghi từ ngày kiểm tra, giám sát đến hôm nay."})
    step = FollowUp(finding=locked, on=on, text=text, settles=settles, by=by, token=token)
    step.full_clean(exclude=["token", "by"])
    step.save()
    if settles:
        locked.settled_on = on
        locked.save(update_fields=["settled_on"])
    action = "Ghi kiến nghị đã giải quyết" if settles else "Theo dõi kiến nghị"
    audit.record(by=by, action=action, obj=locked, after=audit.facts(step))
    return step
