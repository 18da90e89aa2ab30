"""Tình trạng hệ thống: version, database, disk, background work, last backup, as a person and as Prometheus read them."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import django
from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Count, Min, Q
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from prometheus_client.core import GaugeMetricFamily

from common import replica
from common.jobs import BROKEN
from common.models import Job
from danvan import rooms
from danvan.backup import drill, making, places

# From when on a person should look into it.
LITTLE_ROOM, BACKUP_AGE, WAITS_LONG = 0.1, timedelta(days=2), timedelta(minutes=5)
FAILED_SINCE = timedelta(days=7)


@dataclass(frozen=True)
class Disk:
    """Bytes where the data lie."""

    total: int
    free: int

    @property
    def is_short(self) -> bool:
        return self.free < self.total * LITTLE_ROOM


@dataclass(frozen=True)
class Queue:
    """Việc chạy nền: how many wait and since when, how many run, how many failed in the last seven days."""

    waiting: int
    running: int
    failed: int
    oldest: datetime | None

    @property
    def stands_still(self) -> bool:
        """The worker takes a job within a second; one that waits minutes has none, or one that is stuck."""
        return self.oldest is not None and timezone.now() - self.oldest > WAITS_LONG


@dataclass(frozen=True)
class Backup:
    """The last archive that was written and read again."""

    at: datetime
    path: str

    @property
    def is_old(self) -> bool:
        return timezone.now() - self.at > BACKUP_AGE


@dataclass(frozen=True)
class Condition:
    """The whole machine at this moment."""

    version: str
    framework: str
    database: str
    database_bytes: int
    disk: Disk
    queue: Queue
    backup: Backup | None
    drill: Backup | None
    replica: replica.Lag | None


def now() -> Condition:
    """Three questions to the database, whatever lies in it, and two about its replica where there is one."""
    engine, size = _database()
    return Condition(
        version=places.version(), framework=django.get_version(), database=engine, database_bytes=size, disk=disk(),
        queue=queue(), backup=last_backup(), drill=last_drill(), replica=replica.lag(),
    )  # fmt: skip


def disk() -> Disk:
    found = shutil.disk_usage(places.home())
    return Disk(found.total, found.free)


def queue() -> Queue:
    waits = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    counted = waits.aggregate(waiting=Count("pk"), oldest=Min("enqueued_at"))
    begun = _begun()
    alive = timezone.now() - Job.DEAD_AFTER
    running = sum(state == Job.State.RUNNING and heartbeat_at >= alive for state, heartbeat_at in begun)
    return Queue(running=running, failed=len(begun) - running, **counted)


def _begun() -> list[tuple[str, datetime]]:
    """Jobs of every room that run, or ended by an error of ours, not by what the person gave them; in one question.

    A killed worker leaves its job and the task it had taken running for ever: the job alone has a sign of life.
    """
    broke = Q(state=Job.State.FAILED, problem__in=(BROKEN, Job.DIED))
    since = timezone.now() - FAILED_SINCE
    first, *others = (
        model._default_manager.filter(broke | Q(state=Job.State.RUNNING), heartbeat_at__gte=since)
        .order_by()
        .values_list("state", "heartbeat_at")
        for model in rooms.job_models()
    )
    return list(first.union(*others, all=True))


def last_backup() -> Backup | None:
    """What the last backup of this installation wrote down of itself, wherever its archive was put."""
    return _written_down(making.LAST)


def last_drill() -> Backup | None:
    """When a restore was last tried out, and of which archive."""
    return _written_down(drill.LAST)


def _written_down(name: str) -> Backup | None:
    try:
        told = json.loads((places.home() / name).read_text(encoding="utf-8"))
        return Backup(datetime.fromisoformat(told["at"]), told["path"])
    except (OSError, ValueError, KeyError):
        return None


def not_ready() -> str:
    """Why this process should get no requests yet: one English word for the proxy's log, or nothing."""
    if _not_migrated():
        return "migrations"
    # An object store that is away takes no other machine's place: pages without files go on.
    if isinstance(default_storage, FileSystemStorage) and not _can_write(Path(default_storage.location)):
        return "files"
    return ""


def _not_migrated() -> bool:
    """Whether this program has a migration that the database has not had: itself, or all that it replaces."""
    recorder = MigrationRecorder(connection)
    applied = set(recorder.migration_qs.values_list("app", "name")) if recorder.has_table() else set()
    return not all(key in applied or (replaced and replaced <= applied) for key, replaced in _migrations().items())


@cache
def _migrations() -> dict[tuple[str, str], frozenset[tuple[str, str]]]:
    """Each migration of this program with what it replaces. A process keeps its program, so its files are read once."""
    graph = MigrationLoader(None).graph
    return {key: frozenset(graph.nodes[key].replaces) for key in graph.nodes}


def _can_write(folder: Path) -> bool:
    probe = folder / ".ready"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _database() -> tuple[str, int]:
    """Its name with version, and its size in bytes."""
    if connection.vendor == "sqlite":
        path = Path(settings.DATABASES["default"]["NAME"])
        version = connection.Database.sqlite_version
        return f"SQLite {version}", path.stat().st_size if path.is_file() else 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version'), pg_database_size(current_database())")
        version, size = cursor.fetchone()
    return f"PostgreSQL {version}", size


class Gauges:
    """What Prometheus is told beside the counted requests, looked up when it asks."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        condition = now()
        told = {
            "danvan_database_bytes": ("Size of the database", condition.database_bytes),
            "danvan_disk_free_bytes": ("Room left where the data lie", condition.disk.free),
            "danvan_jobs_waiting": ("Background jobs that wait", condition.queue.waiting),
            "danvan_jobs_running": ("Background jobs at work", condition.queue.running),
            "danvan_jobs_failed_7d": ("Background jobs that failed in seven days", condition.queue.failed),
            "danvan_jobs_oldest_wait_seconds": (
                "How long the oldest waiting job has waited",
                _age(condition.queue.oldest),
            ),
        }
        if condition.backup:
            told["danvan_backup_age_seconds"] = ("Since the last verified backup", _age(condition.backup.at))
        if condition.drill:
            told["danvan_drill_age_seconds"] = ("Since a restore was last tried out", _age(condition.drill.at))
        if condition.replica and condition.replica.behind is not None:
            told["danvan_replica_behind_bytes"] = ("Of the log, what the replica lacks", condition.replica.behind)
        for name, (what, value) in told.items():
            yield GaugeMetricFamily(name, what, value=value)


def _age(at: datetime | None) -> float:
    return (timezone.now() - at).total_seconds() if at else 0
