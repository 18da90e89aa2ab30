"""What the background worker does for the reports."""

from collections.abc import Callable
from typing import BinaryIO

from django_tasks import task

from accounts.models import Position
from common import jobs
from documents.errors import PdfUnavailable
from reports import sheets
from reports.dashboards.asked import read_asked
from reports.enums import Format
from reports.frames import open_frame
from reports.models import Export
from reports.periods import period_of
from reports.questions import read_question
from reports.tidy import files


@task()
def make_export(export_id: int) -> None:
    """Make the file of an export; nothing if it was made or taken already."""
    jobs.sweep(Export)
    jobs.carry_out(Export, export_id, write_export)


def write_export(export: Export, told: Callable[[int], None], file: BinaryIO) -> None:
    """The sheets of the export, cut to what its owner position sees, into `file`. Raises PdfUnavailable."""
    owner = Position.objects.for_work().get(pk=export.owner_id)
    if export.sheet == files.SLUG:
        _write_data(owner, export, told, file)
        return
    frame = open_frame(owner, period=period_of(export.period), question=read_question(export.query))
    annexes = sheets.annexes(frame, sheets.find_sheets(export.sheet), told)
    try:
        sheets.write_file(annexes, Format(export.form), file)
    except PdfUnavailable as problem:
        raise jobs.Unfinished(str(problem)) from problem


def _write_data(owner: Position, export: Export, told: Callable[[int], None], file: BinaryIO) -> None:
    asked = read_asked(export.query)
    try:
        files.write(files.frame_of(owner, asked), asked, Format(export.form), file, told)
    except files.TooLong as problem:
        raise jobs.Unfinished(str(problem)) from problem
