"""What the background worker does with a register from Excel: judging thousands of rows, writing, undoing."""

from collections.abc import Callable
from typing import BinaryIO

from django_tasks import task

from accounts.models import Position
from common import jobs
from registrations.enums import Task
from registrations.imports import writing as import_writing
from registrations.models import ImportRun

WORK = {
    Task.PREVIEW: import_writing.judge_rows, Task.WRITE: import_writing.write_rows,
    Task.SUBMIT: import_writing.submit_rows, Task.UNDO: import_writing.undo_rows,
}  # fmt: skip


@task()
def work_through(run_id: int) -> None:
    """Do a waiting piece of work; nothing if it was done or taken already."""
    work_at_once(run_id)


def work_at_once(run_id: int) -> None:
    jobs.carry_out(ImportRun, run_id, work)


def work(run: ImportRun, told: Callable[[int], None], file: BinaryIO) -> None:
    """The piece of work in the name of whoever asked for it. It leaves rows, no file."""
    by = Position.objects.for_work().get(pk=run.owner_id)
    batch = run._meta.get_field("batch").related_model.objects.select_related("plan").get(pk=run.batch_id)
    WORK[Task(run.task)](by=by, batch=batch, run=run, told=told)
