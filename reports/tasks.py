"""What the background worker does for the reports."""

from collections.abc import Callable
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django_tasks import task

from accounts.models import Position
from common import jobs
from common.replica import from_replica
from documents.errors import PdfUnavailable
from reports import sheets
from reports.dashboards.asked import read_asked
from reports.enums import Format
from reports.frames import open_frame
from reports.models import Compilation, Export, Obligation
from reports.periodic.services.writing import recompute, start_report
from reports.periods import period_of
from reports.questions import read_question
from reports.tidy import files


@task()
def make_export(export_id: int) -> None:
    """Make the file of an export; nothing if it was made or taken already."""
    jobs.sweep(Export)
    jobs.carry_out(Export, export_id, write_export)


@from_replica
def write_export(export: Export, told: Callable[[int], None], file: BinaryIO) -> None:
    """The sheets of the export, cut to what its owner position sees, into `file`. Raises PdfUnavailable."""
    # A replica that broke off may have left half a file.
    file.truncate(file.seek(0))
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


@task()
def compile_report(compilation_id: int) -> None:
    """Lay out a report, or its figures anew; nothing if it was done or taken already."""
    jobs.sweep(Compilation)
    jobs.carry_out(Compilation, compilation_id, write_report)


def write_report(compilation: Compilation, told: Callable[[int], None], _file: BinaryIO) -> None:
    """The report of the obligation as if its owner had pressed and waited; there is no file."""
    owner = Position.objects.for_work().get(pk=compilation.owner_id)
    obligation = Obligation.objects.select_related("unit__parent", "area", "period__type__unit").get(
        pk=compilation.obligation_id
    )
    report = obligation.reports.for_page().order_by("-version").first()
    told(1)
    try:
        if report:
            recompute(by=owner, report=report)
        else:
            start_report(by=owner, obligation=obligation, token=compilation.token)
    except ValidationError as problem:
        raise jobs.Unfinished(problem.messages[0]) from problem
