"""Giao việc lập tệp: asking for a file that is made in the background, and asking again."""

from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from common import audit, jobs
from common.locks import hold
from reports import sheets, tasks
from reports.enums import Format
from reports.frames import Frame
from reports.models import Export


@transaction.atomic
def start_export(*, frame: Frame, sheet: str, form: Format, token: UUID) -> Export:
    """Ask for a file in the background. A repeated token finds the first one."""
    by = frame.position
    # A second press waits here until the first has finished.
    hold(by)
    if first := jobs.begun(Export, token, by):
        return first
    chosen = sheets.find_sheets(sheet)
    name = sheets.file_name(frame, chosen, form)
    export = Export.objects.create(
        owner=by, token=token, period=frame.period.slug, sheet=sheet, form=form, query=frame.question.as_query(),
        title=name.rpartition(".")[0][:200], file_name=name[:150], total=sheets.rows_of_list(frame, chosen),
    )  # fmt: skip
    audit.record(by=by, action="Lập tệp báo cáo", obj=export)
    transaction.on_commit(lambda: tasks.make_export.enqueue(export.pk))
    return export


@transaction.atomic
def restart_export(*, by, export: Export) -> None:
    """Chạy lại: put a failed export back in the queue. Raises ValidationError when it has not failed."""
    if export.owner_id not in by.seats:
        raise PermissionDenied
    jobs.sweep(Export)
    if not jobs.wait_again(export):
        raise ValidationError("Tệp này đang được lập hoặc đã lập xong, không cần chạy lại.")
    audit.record(by=by, action="Lập lại tệp báo cáo", obj=export)
    transaction.on_commit(lambda: tasks.make_export.enqueue(export.pk))
