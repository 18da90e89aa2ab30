"""Dọn dẹp sau sao lưu: ended sessions and old results leave, what a killed worker left is closed, the rest stays."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from common.models import Job
from danvan import housekeeping
from danvan.management.commands import backup
from reports.models import Export

pytestmark = pytest.mark.django_db


def task(status, *, days):
    """A task of so many days ago."""
    at = timezone.now() - timedelta(days=days)
    return DBTaskResult.objects.create(
        status=status, task_path="reports.tasks.make_export", args_kwargs={"args": [0], "kwargs": {}},
        backend_name="default", run_after=at, started_at=at, finished_at=None if status == "RUNNING" else at,
    )  # fmt: skip


@pytest.mark.parametrize("status", [TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED])
def test_results_leave_after_two_weeks(status):
    task(status, days=15)
    young = task(status, days=13)
    housekeeping.tidy_up()
    assert list(DBTaskResult.objects.all()) == [young]


def test_work_of_a_killed_worker_is_closed_as_failed():
    lost, alive = task(TaskResultStatus.RUNNING, days=2), task(TaskResultStatus.RUNNING, days=0)
    housekeeping.tidy_up()

    lost.refresh_from_db()
    assert (lost.status, lost.exception_class_path) == (
        TaskResultStatus.FAILED, "danvan.housekeeping.WorkerLostError",
    )  # fmt: skip
    assert DBTaskResult.objects.running().get() == alive


def test_what_waits_stays_however_long(cast):
    waiting = task(TaskResultStatus.READY, days=40)
    housekeeping.tidy_up()
    assert DBTaskResult.objects.get() == waiting


def test_a_job_without_a_sign_of_life_is_told_as_failed(cast):
    silent = timezone.now() - Job.DEAD_AFTER - timedelta(seconds=1)
    running = Job.State.RUNNING
    for heartbeat in (silent, timezone.now()):
        Export.objects.create(
            owner=cast.commune_officer, token=uuid4(), state=running, title="Biểu 01", heartbeat_at=heartbeat
        )
    housekeeping.tidy_up()
    found = Export.objects.order_by("heartbeat_at").values_list("state", "problem")
    assert list(found) == [(Job.State.FAILED, Job.DIED), (running, "")]


@pytest.mark.parametrize(("in_queue", "state"), [(False, Job.State.FAILED), (True, Job.State.WAITING)])
def test_a_job_that_waits_for_nobody_is_told_as_failed(cast, in_queue, state):
    long_ago = timezone.now() - housekeeping.LONGEST_WORK - timedelta(seconds=1)
    for heartbeat in (long_ago, timezone.now()):
        Export.objects.create(owner=cast.commune_officer, token=uuid4(), title="Biểu 01", heartbeat_at=heartbeat)
    if in_queue:
        task(TaskResultStatus.READY, days=2)
    housekeeping.tidy_up()
    assert list(Export.objects.order_by("heartbeat_at").values_list("state", flat=True)) == [state, Job.State.WAITING]


def test_a_step_that_fails_holds_up_no_other(monkeypatch):
    lost = task(TaskResultStatus.RUNNING, days=2)

    def fail():
        raise OperationalError("database is locked")

    monkeypatch.setattr(housekeeping.sessions, "forget_ended", fail)
    drawn = []
    monkeypatch.setattr(housekeeping, "draw_together", lambda: drawn.append(True))
    with pytest.raises(OperationalError):
        housekeeping.tidy_up()
    lost.refresh_from_db()
    assert (lost.status, drawn) == (TaskResultStatus.FAILED, [True])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("fails", [False, True])
def test_every_backup_tidies_up_and_is_there_whatever_comes_of_it(cast, settings, tmp_path, monkeypatch, capsys, fails):
    settings.DANVAN_HOME = tmp_path
    called = []

    def tidy():
        called.append(True)
        if fails:
            raise OperationalError("database is locked")

    monkeypatch.setattr(backup, "tidy_up", tidy)
    call_command("backup", str(tmp_path / "usb"))
    told = capsys.readouterr()
    assert called == [True] and len(list((tmp_path / "usb").iterdir())) == 1
    assert "Đã sao lưu và kiểm tra lại" in told.out
    assert ("Chưa dọn dẹp được" in told.err) == fails
