"""Bản ký của báo cáo: kept with what was sent."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from common import audit, copies
from common.locks import locked_row
from reports.models import Report, ReportCopy
from reports.periodic import rights


@transaction.atomic
def attach_copy(*, by, report: Report, file) -> ReportCopy:
    """Lưu bản ký of a report that was sent; the same file is kept once. Raises ValidationError, PermissionDenied."""
    joined = ("obligation__unit", "obligation__area")
    locked = locked_row(Report, report.pk, *joined)
    if not rights.numbers(by, locked):
        raise PermissionDenied
    if not locked.is_issued:
        raise ValidationError({"file": "Chỉ lưu bản ký của báo cáo đã gửi."})
    mine = ReportCopy(report=locked, added_by=by)
    kept = copies.keep_copy(mine, file, beside=locked.copies.all())
    if kept is mine:
        after = {"tệp": kept.name, "SHA-256": kept.sha256}
        audit.record(by=by, action="Lưu bản ký báo cáo", obj=locked, after=after)
    return kept
