"""Dọn dẹp: what nobody needs any more leaves, and what a killed worker left behind is closed.

Called after every backup: of all that runs at night this is the one thing which every office has.
"""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts import sessions
from common import jobs
from danvan import rooms
from registrations.tallies import draw_together

# The longest work of ours, a year's dossier of a province, takes hours.
LONGEST_WORK = timedelta(days=1)


class WorkerLostError(Exception):
    """Nobody works at the task any more: its worker was killed, or its machine went down."""


def tidy_up() -> None:
    """Every step may be repeated, and is done while people work. Raises DatabaseError; the next night goes on."""
    draw_together()
    sessions.forget_ended()
    close_lost_work()
    call_command("prune_db_task_results", queue_name="*", verbosity=0)


def close_lost_work() -> None:
    """A killed worker cannot say that it failed, so its work would count as running for ever."""
    for model in rooms.job_models():
        jobs.sweep(model)
    for lost in DBTaskResult.objects.running().filter(started_at__lt=timezone.now() - LONGEST_WORK):
        lost.set_failed(WorkerLostError())
