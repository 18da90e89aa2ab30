"""Dọn dẹp: what nobody needs any more leaves, and what a killed worker left behind is closed.

Called after every backup: of all that runs at night this is the one thing which every office has.
"""

from datetime import timedelta

from django.core.management import call_command
from django.db import DatabaseError
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
    """Every step may be repeated, is done while people work, and waits for no other. Raises the last DatabaseError; the
    next night goes on."""
    problem = None
    for step in (close_lost_work, sessions.forget_ended, prune_results, draw_together):
        try:
            step()
        except DatabaseError as met:
            problem = met
    if problem:
        raise problem


def prune_results() -> None:
    call_command("prune_db_task_results", queue_name="*", verbosity=0)


def close_lost_work() -> None:
    """A killed worker cannot say that it failed, so its work would count as running, or wait, for ever."""
    before = timezone.now() - LONGEST_WORK
    queue_is_empty = not DBTaskResult.objects.ready().exists()
    for model in rooms.job_models():
        jobs.sweep(model)
        if queue_is_empty:
            jobs.give_up(model, before)
    for lost in DBTaskResult.objects.running().filter(started_at__lt=before):
        lost.set_failed(WorkerLostError())
