"""Tình trạng hệ thống: errors under a number, counts of requests, ready or not, and who is told."""

import errno
import json
import logging
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from prometheus_client import values
from prometheus_client.parser import text_string_to_metric_families

from common.jobs import BROKEN
from common.models import Job
from common.replica import Lag
from danvan import condition, faults, meters, views
from danvan.backup.making import LAST
from danvan.models import Fault
from reports.models import Export
from tests import builders

pytestmark = pytest.mark.django_db
WORD = "a-word-between-machines-0123456789"


@pytest.fixture
def broken(monkeypatch):
    """The guide's first page fails."""

    def fail(position):
        raise ArithmeticError("what was typed: 079123456")

    monkeypatch.setattr(views.guide, "topics_for", fail)


@pytest.fixture
def fault_of(client, as_position, broken):
    """The answer to a request of this position that fails, and the fault kept of it."""

    def asked(position):
        as_position(position)
        client.raise_request_exception = False
        return client.get("/tro-giup/"), Fault.objects.get()

    return asked


def test_an_error_of_ours_is_told_under_a_number_and_kept_without_what_was_typed(cast, fault_of, caplog):
    answer, kept = fault_of(cast.registrant)

    assert answer.status_code == 500
    assert f"kèm mã lỗi {kept.number}." in answer.content.decode()
    assert (kept.person, kept.method, kept.page, kept.kind) == (
        cast.registrant.user, "GET", "/tro-giup/", "ArithmeticError",
    )  # fmt: skip
    assert kept.place.startswith("tests/danvan/test_condition.py:") and kept.place.endswith(", fail")
    assert "079123456" not in str(vars(kept))
    assert f"Lỗi {kept.number}: GET /tro-giup/" in caplog.text


def test_a_number_is_found_however_it_is_written_down(cast, fault_of):
    _, kept = fault_of(cast.registrant)
    plain = kept.number.replace("-", "")

    for asked in (kept.number, plain, plain.lower(), f" {plain[:4]} {plain[4:]} ", plain[:4], plain[2:6]):
        assert list(faults.found(asked)) == ([kept] if asked != plain[2:6] else []), asked
    assert list(faults.found("???")) == []


def test_old_faults_leave_when_a_new_one_comes(cast, fault_of):
    long_ago = timezone.now() - faults.KEPT - timedelta(minutes=1)
    Fault.objects.create(number="OLD", at=long_ago, method="GET", page="/", kind="KeyError", place="x")
    _, kept = fault_of(cast.registrant)
    assert kept.number != "OLD"


def test_a_refusal_is_no_fault_and_leaves_no_trace(cast, as_position, caplog):
    with caplog.at_level(logging.WARNING, "django.request"):
        assert as_position(cast.registrant).get("/nhat-ky/").status_code == 403
    assert not Fault.objects.exists()
    assert [one.exc_info for one in caplog.records if one.name == "django.request"] == [None]


def test_the_database_may_be_what_fails(cast, client, as_position, broken, monkeypatch):
    def unreachable(**row):
        raise faults.Error("gone")

    monkeypatch.setattr(Fault.objects, "create", unreachable)
    as_position(cast.registrant)
    client.raise_request_exception = False
    answer = client.get("/tro-giup/")
    assert answer.status_code == 500 and "kèm mã lỗi " in answer.content.decode()
    assert not Fault.objects.exists()


@pytest.mark.parametrize("page", ["/", "/dang-nhap/", "/tro-giup/"])
def test_a_page_asked_for_while_the_database_is_away_is_answered_in_vietnamese(
    cast, client, as_position, monkeypatch, page
):
    as_position(cast.registrant)
    client.raise_request_exception = False

    def away(*_arguments):
        raise OperationalError("connection refused")

    with monkeypatch.context() as while_away:
        while_away.setattr(connection, "cursor", away)
        answer = client.get(page)
    assert answer.status_code == 500
    assert "Việc vừa làm chưa được ghi" in answer.content.decode() and "kèm mã lỗi " in answer.content.decode()


# The page


def test_only_the_administrator_of_the_whole_portal_sees_the_page_and_is_led_to_it(cast, tree, as_position):
    of_commune = builders.position(cast.admin.role, tree.commune_desk, areas=[tree.commune])
    for position, status in ((cast.admin, 200), (of_commune, 403), (cast.commune_leader, 403)):
        client = as_position(position)
        assert client.get("/he-thong/").status_code == status
        assert ('href="/he-thong/"' in client.get("/").content.decode()) == (status == 200)


def test_the_page_tells_of_a_worker_that_stands_still_and_of_jobs_that_broke(cast, as_position):
    DBTaskResult.objects.create(
        status=TaskResultStatus.READY, task_path="x", args_kwargs={}, backend_name="default",
    )  # fmt: skip
    begun = timezone.now() - timedelta(minutes=6)
    DBTaskResult.objects.update(enqueued_at=begun)
    for problem in (BROKEN, "Tệp này có mật khẩu."):
        Export.objects.create(
            owner=cast.commune_officer, token=uuid4(), state=Job.State.FAILED, problem=problem, title="Biểu 01"
        )

    found = condition.queue()
    assert (found.waiting, found.running, found.failed, found.stands_still) == (1, 0, 1, True)
    page = as_position(cast.admin).get("/he-thong/").content.decode()
    assert "1 đang chờ, 0 đang làm, 1 bị lỗi trong bảy ngày qua" in page
    assert "tiến trình nền có thể đã dừng" in page


@pytest.mark.parametrize(("minutes", "told"), [(0, (1, 0)), (4, (0, 1)), (60 * 24 * 8, (0, 0))])
def test_a_job_left_by_a_killed_worker_is_not_at_work_for_ever(cast, minutes, told):
    DBTaskResult.objects.create(
        status=TaskResultStatus.RUNNING, args_kwargs={"args": [], "kwargs": {}}, task_path="x", backend_name="default",
        run_after=timezone.now(), exception_class_path="", traceback="",
    )  # fmt: skip
    Export.objects.create(
        owner=cast.commune_clerk, token=uuid4(), period="2026-quy-1", sheet="bao-cao", form="xlsx", state="running",
        heartbeat_at=timezone.now() - timedelta(minutes=minutes),
    )  # fmt: skip
    found = condition.queue()
    assert (found.running, found.failed) == told


@pytest.mark.parametrize(("days", "is_old"), [(1, False), (3, True)])
def test_the_page_tells_of_the_last_backup(cast, as_position, settings, tmp_path, days, is_old):
    settings.DANVAN_HOME = tmp_path
    page = as_position(cast.admin).get("/he-thong/").content.decode()
    assert "Chưa sao lưu lần nào trên máy này." in page

    made = timezone.now() - timedelta(days=days)
    (tmp_path / LAST).write_text(json.dumps({"at": made.isoformat(), "path": "/media/usb/danvan.tar.gz"}))
    page = as_position(cast.admin).get("/he-thong/").content.decode()
    assert f"{timezone.localtime(made):%H:%M %d/%m/%Y}, tệp /media/usb/danvan.tar.gz" in page
    assert ("Đã hơn hai ngày" in page) == is_old


@pytest.mark.parametrize(
    ("lag", "sentence"),
    [(Lag(0), "theo kịp máy chính"), (Lag(2_097_152), "chậm hơn máy chính 2,0"), (Lag(None), "Không trả lời")],
)
def test_the_page_tells_how_the_replica_stands(cast, as_position, monkeypatch, lag, sentence):
    monkeypatch.setattr(condition.replica, "lag", lambda: lag)
    assert sentence in as_position(cast.admin).get("/he-thong/").content.decode()


def test_without_a_replica_the_page_tells_of_none(cast, as_position):
    assert "Bản sao chỉ đọc" not in as_position(cast.admin).get("/he-thong/").content.decode()


def test_the_machine_is_told_of_the_last_archives_by_the_clock_of_viet_nam(settings, tmp_path, capsys):
    settings.DANVAN_HOME = tmp_path
    (tmp_path / LAST).write_text('{"at": "2026-11-27T20:25:59+00:00", "path": "/b/danvan-2026-11-28.tar.gz"}')
    call_command("last_archives")
    call_command("last_archives", "backup")
    backup, drill = "last backup  03:25 28/11/2026  /b/danvan-2026-11-28.tar.gz", "last drill   none"
    assert capsys.readouterr().out.splitlines() == [backup, drill, backup]


def test_a_disk_nearly_full_is_told():
    assert condition.Disk(total=100, free=9).is_short and not condition.Disk(total=100, free=10).is_short


# Counts


@pytest.fixture
def counted(settings, tmp_path, monkeypatch):
    """A folder of counts of this test's own, and a meter that writes there."""
    settings.DANVAN_METRICS = tmp_path
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))
    monkeypatch.setattr("prometheus_client.metrics.values.ValueClass", values.MultiProcessValue())
    meter = meters.Histogram(meters.NAME, "x", ["route", "method", "status"], buckets=meters.BOUNDS, registry=None)
    monkeypatch.setattr(meters, "seconds", meter)
    return meter


def test_the_slowest_pages_come_first_with_mean_and_bound(counted):
    for _ in range(19):
        counted.labels("quick", "GET", "2xx").observe(0.03)
    counted.labels("quick", "GET", "4xx").observe(4)
    counted.labels("slow", "GET", "2xx").observe(0.6)
    counted.labels("slow", "POST", "3xx").observe(0.8)
    counted.labels("endless", "GET", "2xx").observe(31)

    found = meters.slowest(9)
    assert [(one.route, one.asked, one.most_within) for one in found] == [
        ("endless", 1, float("inf")), ("slow", 2, 1), ("quick", 20, 0.05),
    ]  # fmt: skip
    assert found[0].is_beyond and found[1].mean == pytest.approx(0.7)
    assert [one.route for one in meters.slowest(1)] == ["endless"]


def test_every_answer_is_counted_under_its_route(counted, cast, as_position):
    client = as_position(cast.admin)
    for address in ("/tro-giup/", "/tro-giup/", "/khong-co-gi/"):
        client.get(address)
    found = {one.route: one.asked for one in meters.slowest(9)}
    assert found == {"help": 2, meters.NOWHERE: 1}
    assert '<th scope="row">/tro-giup/</th>' in client.get("/he-thong/").content.decode()


def test_on_a_full_disk_pages_are_answered_and_not_counted(counted, cast, as_position, monkeypatch):
    def no_room(*_of):
        raise OSError(errno.ENOSPC, "No space left on device")

    client = as_position(cast.admin)
    monkeypatch.setattr(meters, "_with_room", set())
    with monkeypatch.context() as patch:
        patch.setattr("os.posix_fallocate", no_room)
        assert client.get("/tro-giup/").status_code == 200
    assert meters.slowest(9) == []
    client.get("/tro-giup/")
    assert [(one.route, one.asked) for one in meters.slowest(9)] == [("help", 1)]


def test_counts_are_written_only_where_room_was_taken(counted, tmp_path):
    for number in range(40):
        meters._count((f"route-{number}", "GET", "2xx"), 0.03)
    kept = next(tmp_path.glob("histogram_*.db")).stat()
    assert (kept.st_size > meters.BEGINS_WITH, kept.st_blocks * 512 >= kept.st_size) == (True, True)
    assert len(meters.slowest(99)) == 40


@pytest.mark.parametrize(
    ("route", "title"),
    [
        ("home", "/"), ("dossier_file", "/he-thong/ho-so-nam/…/tai-ve/"), ("gone", "gone"),
        ("reports:annexes_pdf", "/bao-cao/ky/ban/…/phu-luc.pdf"), ("registrations:list", "/dang-ky/"),
        ("reports:gone", "reports:gone"), ("gone:list", "gone:list"),
        (meters.NOWHERE, "tệp giao diện; địa chỉ không có"),
    ],
)  # fmt: skip
def test_a_slow_page_is_called_by_the_address_people_see(route, title):
    assert meters.Page(route, asked=1, mean=1, most_within=1).title == title


def test_the_counts_are_read_with_the_word_of_the_settings_and_by_nobody_else(counted, client, settings, db):
    for word, brought, status in (
        ("", f"Bearer {WORD}", 404), ("", "Bearer ", 404), (WORD, "", 404), (WORD, f"Bearer {WORD}x", 404),
        (WORD, "Bearer ữ", 404), (WORD, f"Bearer {WORD}", 200),
    ):  # fmt: skip
        settings.DANVAN_METRICS_TOKEN = word
        answer = client.get("/suc-khoe/so-do/", headers={"authorization": brought})
        assert answer.status_code == status, (word, brought)
    told = {one.name: one for one in text_string_to_metric_families(answer.content.decode())}
    assert told["danvan_jobs_waiting"].samples[0].value == 0
    assert told["danvan_disk_free_bytes"].samples[0].value > 0
    refused = [
        one for one in told[meters.NAME].samples if one.name.endswith("_count") and one.labels["status"] == "4xx"
    ]
    assert [(one.labels["route"], one.value) for one in refused] == [("metrics", 5)]


# Ready


def test_ready_means_database_migrations_and_files(client, db, settings, tmp_path, monkeypatch):
    assert (client.get("/suc-khoe/san-sang/").status_code, client.get("/suc-khoe/san-sang/").content) == (200, b"ok")

    monkeypatch.setattr(condition, "_can_write", lambda folder: False)
    assert (client.get("/suc-khoe/san-sang/").status_code, client.get("/suc-khoe/san-sang/").content) == (503, b"files")

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'danvan'")
    assert client.get("/suc-khoe/san-sang/").content == b"migrations"

    def gone():
        raise DatabaseError

    monkeypatch.setattr(condition, "not_ready", gone)
    assert client.get("/suc-khoe/san-sang/").content == b"database"


@pytest.mark.parametrize(
    ("applied", "is_ready"), [("a b", True), ("a old older", True), ("a old", False), ("a", False), ("a b later", True)]
)
def test_a_migration_counts_as_had_when_all_that_it_replaces_was(db, monkeypatch, applied, is_ready):
    replaced = frozenset({("x", "old"), ("x", "older")})
    monkeypatch.setattr(condition, "_migrations", lambda: {("x", "a"): frozenset(), ("x", "b"): replaced})
    MigrationRecorder.Migration.objects.all().delete()
    for name in applied.split():
        MigrationRecorder(connection).record_applied("x", name)
    assert condition.not_ready() == ("" if is_ready else "migrations")


def test_whoever_asks_again_makes_nobody_read_the_migrations_again(client, db, monkeypatch, django_assert_num_queries):
    client.get("/suc-khoe/san-sang/")
    monkeypatch.delattr(condition, "MigrationLoader")
    with django_assert_num_queries(2):
        assert client.get("/suc-khoe/san-sang/").content == b"ok"


def test_a_folder_that_cannot_be_written_is_noticed(tmp_path):
    assert condition._can_write(tmp_path / "files") and not (tmp_path / "files" / ".ready").exists()
    (tmp_path / "file").touch()
    assert not condition._can_write(tmp_path / "file")
