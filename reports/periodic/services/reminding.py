"""Đôn đốc báo cáo: the letter to the units that have not sent is put on the record, with how late each of them was."""

from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.signing import usually_headed_by
from common import audit
from common.locks import among_others, hold
from reports.models import LateReminder, RemindedObligation, ReportPeriod
from reports.periodic import rights
from reports.periodic.board import Line, lines_of


@transaction.atomic
def remind(
    *, by, period: ReportPeriod, obligations: set[int], until: date, token: UUID, note: str = ""
) -> LateReminder:
    """Lập công văn đôn đốc to those of `obligations` (keys) that have not sent. A repeated token finds the first.

    Raises ValidationError, PermissionDenied.
    """
    among_others()
    hold(period)
    if not rights.keeps_period(by, period):
        raise PermissionDenied
    if first := LateReminder.objects.filter(token=token, period=period).first():
        return first
    today = timezone.localdate()
    if until < today:
        raise ValidationError({"until": "Hạn gửi phải từ hôm nay trở đi."})
    owing = [line for line in lines_of(period, by, today) if line.owes and line.obligation.pk in obligations]
    if not owing:
        raise ValidationError("Chưa chọn đơn vị nào, hoặc các đơn vị đã chọn vừa gửi báo cáo.")
    reminder = LateReminder.objects.create(
        period=period, by=by, until=until, note=note, token=token, headed_by=usually_headed_by(by.unit)
    )
    RemindedObligation.objects.bulk_create(_reminded(reminder, line) for line in owing)
    names = "; ".join(line.obligation.unit_name for line in owing)
    audit.record(by=by, action="Lập công văn đôn đốc báo cáo", obj=reminder,
                 after={"các đơn vị": names, **audit.facts(reminder)})  # fmt: skip
    return reminder


def _reminded(reminder: LateReminder, line: Line) -> RemindedObligation:
    return RemindedObligation(
        reminder=reminder, obligation=line.obligation, unit_name=line.obligation.unit_name, due_on=line.due_on,
        days_late=line.days_late,
    )  # fmt: skip
