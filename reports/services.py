"""Giao việc lập tệp: asking for a file that is made in the background, and asking again."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import Position
from common import audit, jobs
from common.locks import hold
from reports import sheets, tasks
from reports.dashboards.asked import Asked
from reports.enums import Format
from reports.frames import Frame
from reports.models import Export
from reports.tidy import files


def start_export(*, frame: Frame, sheet: str, form: Format, token: UUID) -> Export:
    """Ask for a file in the background. A repeated token finds the first one."""
    chosen = sheets.find_sheets(sheet)
    return _begin(
        by=frame.position, token=token, name=sheets.file_name(frame, chosen, form), period=frame.period.slug,
        sheet=sheet, form=form, query=frame.question.as_query(), total=lambda: sheets.rows_of_list(frame, chosen),
    )  # fmt: skip


def start_data_file(*, frame: Frame, asked: Asked, form: Format, token: UUID) -> Export:
    """The same for the data set."""
    years = f"{frame.period.start.year}-{frame.period.year}"
    query = asked.of_years(frame.period.start.year, frame.period.year).as_query()
    return _begin(
        by=frame.position, token=token, name=files.file_name(frame, form), period=years, sheet=files.SLUG, form=form,
        query=query, total=lambda: files.count(frame, asked),
    )  # fmt: skip


@transaction.atomic
def _begin(*, by: Position, token: UUID, name: str, total: Callable[[], int], **what: Any) -> Export:
    # A second press waits here until the first has finished.
    hold(by)
    if first := jobs.begun(Export, token, by):
        return first
    title = name.rpartition(".")[0][:200]
    export = Export.objects.create(owner=by, token=token, title=title, file_name=name[:150], total=total(), **what)
    audit.record(by=by, action="Lập tệp báo cáo", obj=export)
    tasks.make_export.enqueue(export.pk)
    return export


@transaction.atomic
def restart_export(*, by, export: Export) -> None:
    """Chạy lại: put a failed export back in the queue. Raises ValidationError when it has not failed."""
    jobs.own_again(export, by, "Tệp này đang được lập hoặc đã lập xong, không cần chạy lại.")
    audit.record(by=by, action="Lập lại tệp báo cáo", obj=export)
    tasks.make_export.enqueue(export.pk)
