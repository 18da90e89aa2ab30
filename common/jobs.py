"""Việc chạy nền: one worker carries a job out, says how far it is, and keeps the file it ends with.

A killed worker leaves its job running for ever; its heartbeat tells, and the person may start it again. A job and its
place in the queue are written by one transaction: between two of them a server could die, and the job wait for ever.
"""

import io
import logging
import tempfile
from collections.abc import Callable
from datetime import datetime
from typing import Any, BinaryIO
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files import File
from django.db.models import F
from django.utils import timezone

from common.models import Job

BROKEN = "Việc này gặp lỗi khi đang làm. Hãy chạy lại; nếu vẫn lỗi, báo quản trị hệ thống."
WAITING, RUNNING, DONE, FAILED = Job.State.WAITING, Job.State.RUNNING, Job.State.DONE, Job.State.FAILED

logger = logging.getLogger("danvan.jobs")


class Unfinished(Exception):
    """A job cannot be done, for a reason that the person who waits should read (a Vietnamese sentence)."""


def carry_out(model: type[Job], pk: int, work: Callable[[Any, Callable[[int], None], BinaryIO], None]) -> None:
    """Do a waiting job once: `work(job, told, file)` writes the result into `file` and calls `told(done)` on its way.
    Work that writes nothing leaves no file.

    A job that somebody else has taken, or that is over, is left alone.
    """
    taken = model._default_manager.filter(pk=pk, state=WAITING)
    if not taken.update(state=RUNNING, done=0, problem="", heartbeat_at=timezone.now()):
        return
    job = model._default_manager.get(pk=pk)
    try:
        with tempfile.TemporaryFile() as file:
            work(job, lambda done: _tell(job, done), file)
            if file.seek(0, io.SEEK_END):
                file.seek(0)
                job.file.save(f"{job._meta.model_name}-{job.pk}", File(file), save=False)
    except Unfinished as problem:
        _end(job, FAILED, str(problem))
    except Exception:
        logger.exception("Job %s %s failed", job._meta.label, job.pk)
        _end(job, FAILED, BROKEN)
    else:
        _end(job, DONE, "")


def begun(model: Any, token: UUID, by: Any) -> Any:
    """The job that a press with this token began, or None. Raises PermissionDenied where another position pressed.

    The model has added the owner position and the token.
    """
    first = model._default_manager.filter(token=token).first()
    if first and first.owner_id not in by.seats:
        raise PermissionDenied
    return first


def sweep(model: type[Job]) -> int:
    """Mark the dead jobs as failed; how many there were."""
    dead = model._default_manager.filter(state=RUNNING, heartbeat_at__lt=timezone.now() - Job.DEAD_AFTER)
    return dead.update(state=FAILED, problem=Job.DIED)


def give_up(model: type[Job], before: datetime) -> int:
    """Mark as failed what waits since then although nothing is in the queue any more; how many there were."""
    forgotten = model._default_manager.filter(state=WAITING, heartbeat_at__lt=before)
    return forgotten.update(state=FAILED, problem=Job.DIED)


def wait_again(job: Job, otherwise: str) -> None:
    """Put a failed or dead job back in the queue. Raises ValidationError, with `otherwise`, where it has not failed."""
    sweep(type(job))
    failed = type(job)._default_manager.filter(pk=job.pk, state=FAILED)
    if not failed.update(state=WAITING, done=0, problem="", heartbeat_at=timezone.now()):
        raise ValidationError(otherwise)


def own_again(job: Any, by: Any, otherwise: str) -> None:
    """The same, for the position that gave the job alone. Raises PermissionDenied for others."""
    if job.owner_id not in by.seats:
        raise PermissionDenied
    wait_again(job, otherwise)


def _tell(job: Job, done: int) -> None:
    type(job)._default_manager.filter(pk=job.pk, state=RUNNING).update(done=done, heartbeat_at=timezone.now())


def _end(job: Job, state: str, problem: str) -> None:
    """Only a job that is still running ends: one swept meanwhile keeps what the sweep said."""
    still = type(job)._default_manager.filter(pk=job.pk, state=RUNNING)
    done = F("total") if state == DONE else F("done")
    still.update(state=state, problem=problem, file=job.file.name or "", done=done, heartbeat_at=timezone.now())
