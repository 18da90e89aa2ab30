"""Sao lưu và khôi phục: every row and every file comes back, also when people wrote meanwhile; nothing damaged gets in."""

import gzip
import io
import json
import os
import stat
import subprocess
import tarfile
import time
from hashlib import sha256
from threading import Event, Thread
from types import SimpleNamespace

import pytest
from django.core.cache.backends.filebased import FileBasedCache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection, connections

from danvan.backup import archive, making, places, restoring
from danvan.backup.errors import BackupError
from danvan.backup.making import make_backup
from danvan.backup.restoring import restore
from registrations import services, workflow
from registrations.models import Attachment, Registration
from tests import builders
from tests.building.sources import ROOT
from tests.danvan.elsewhere import files_under, installation, rows_here

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _home(settings, tmp_path, monkeypatch):
    """An installation of this test alone, with a key of its own in a file."""
    settings.DANVAN_HOME = tmp_path / "home"
    settings.MEDIA_ROOT = tmp_path / "home" / "files"
    settings.MEDIA_ROOT.mkdir(parents=True)
    (settings.DANVAN_HOME / "secret-key").write_text("a-key-of-this-place-0123456789-abcdefghij")
    monkeypatch.delenv("DANVAN_SECRET_KEY")


@pytest.fixture
def elsewhere(tmp_path):
    with installation(tmp_path) as place:
        yield place


def pdf(number):
    return SimpleUploadedFile(f"minh chứng {number}.pdf", b"%PDF-1.4 " + str(number).encode() * 2000)


@pytest.fixture
def written(cast, tree, plan):
    """A registration that went its way, with an attachment sent and one not sent yet."""
    registration = builders.draft(cast.registrant, plan, levels=[tree.commune_level])
    services.attach(by=cast.registrant, registration=registration, file=pdf(1))
    builders.move(registration, workflow.SUBMIT, cast.registrant)
    other = builders.draft(cast.registrant, plan, levels=[tree.commune_level], title="Bản đang soạn")
    services.attach(by=cast.registrant, registration=other, file=pdf(2))
    return registration


def without_restore_line(rows):
    """The restore itself is on the record of the other place."""
    lines = [line for line in rows["common_auditrecord"] if "Khôi phục dữ liệu từ bản sao lưu" not in line]
    return {**rows, "common_auditrecord": lines}


def test_every_row_and_every_file_comes_back(written, settings, tmp_path, elsewhere):
    made = make_backup(tmp_path / "usb")
    before, files = rows_here(), files_under(settings.MEDIA_ROOT)
    done = elsewhere.manage("restore", str(made.path))

    assert (done.returncode, done.stderr) == (0, "")
    after = elsewhere.rows()
    assert without_restore_line(after) == before
    assert len(after["common_auditrecord"]) == len(before["common_auditrecord"]) + 1
    assert elsewhere.files() == files and len(files) == 2
    assert (elsewhere.home / "secret-key").read_text() == "a-key-of-this-place-0123456789-abcdefghij"


def test_sign_ins_do_not_come_back(client, cast, written, tmp_path, elsewhere):
    client.force_login(cast.registrant.user)
    key = client.session.session_key
    made = make_backup(tmp_path / "usb")
    assert elsewhere.manage("restore", str(made.path)).returncode == 0
    assert "django_session" not in made.manifest.rows
    with gzip.open(made.path) as plain:
        assert key.encode() not in plain.read()


def test_a_place_with_data_is_left_alone_unless_asked_and_then_kept_aside(written, tmp_path, elsewhere):
    first = make_backup(tmp_path / "usb")
    assert elsewhere.manage("restore", str(first.path)).returncode == 0
    kept, kept_files = elsewhere.rows(), elsewhere.files()
    Registration.objects.filter(pk=written.pk).update(title="Tên mới sau này")
    second = make_backup(tmp_path / "usb")

    refused = elsewhere.manage("restore", str(second.path))
    assert (refused.returncode, "Nơi này đã có dữ liệu" in refused.stderr) == (1, True)
    assert (elsewhere.rows(), elsewhere.files()) == (kept, kept_files)

    done = elsewhere.manage("restore", str(second.path), "--replace")
    assert (done.returncode, done.stderr) == (0, "")
    assert without_restore_line(elsewhere.rows()) == rows_here()
    (aside,) = elsewhere.home.glob("aside-*")
    assert files_under(aside / "files") == kept_files
    if connection.vendor == "sqlite":
        assert (aside / "danvan.sqlite3").stat().st_size > 0
    else:
        assert f"danvan_aside_{aside.name.removeprefix('aside-')}" in done.stdout
    # What is kept aside is not packed again.
    assert elsewhere.manage("backup", str(tmp_path / "again")).returncode == 0
    (again,) = (tmp_path / "again").iterdir()
    assert archive.manifest_of(again).rows.keys() == second.manifest.rows.keys()


def test_what_was_counted_of_the_earlier_data_is_forgotten(written, tmp_path, elsewhere):
    """The figures remembered there stand for ten minutes; after a restore they would be those of other records."""
    made = make_backup(tmp_path / "usb")
    assert elsewhere.manage("restore", str(made.path)).returncode == 0
    figures = FileBasedCache(str(elsewhere.home / "figures"), {})
    figures.set("counted", 41, 600)
    assert elsewhere.manage("restore", str(made.path)).returncode == 1
    assert figures.get("counted") == 41
    assert elsewhere.manage("restore", str(made.path), "--replace").returncode == 0
    assert figures.get("counted") is None
    assert files_under(elsewhere.home / "figures") == {}


def test_an_older_schema_is_brought_forward(written, tmp_path, elsewhere):
    """As made by a program that did not yet know the last migration of the log."""
    assert elsewhere.manage("migrate", "common", "0001", "-v0").returncode == 0
    assert elsewhere.manage("backup", str(tmp_path / "old")).returncode == 0
    (old,) = (tmp_path / "old").iterdir()
    assert "common.0002_audit" not in archive.manifest_of(old).migrations
    with installation(tmp_path) as newer:
        done = newer.manage("restore", str(old))
        assert (done.returncode, done.stderr, "Đã nâng cơ sở dữ liệu" in done.stdout) == (0, "", True)
        assert newer.manage("migrate", "--check").returncode == 0


# While people write


class Writer(Thread):
    """One person who writes, attaches and removes without a pause."""

    def __init__(self, number, position, plan, levels, stop):
        super().__init__()
        self.number, self.position, self.plan, self.levels, self.stop = number, position, plan, levels, stop
        self.rounds, self.problem = 0, None

    def run(self):
        try:
            while not self.stop.is_set():
                self.rounds += 1
                title = f"Mô hình {self.number}-{self.rounds}"
                registration = builders.draft(self.position, self.plan, levels=self.levels, title=title)
                one = services.attach(by=self.position, registration=registration, file=pdf(f"{title} a"))
                services.attach(by=self.position, registration=registration, file=pdf(f"{title} b"))
                services.remove_attachment(by=self.position, attachment=one)
                if self.rounds % 2:
                    builders.move(registration, workflow.SUBMIT, self.position)
                else:
                    services.discard_draft(by=self.position, registration=registration)
        except Exception as problem:  # told by the test, whatever it is
            self.problem = problem
        finally:
            connections.close_all()


def backup_amid(writers, at_least, folder):
    """A backup once every writer is in the midst of so many rounds."""
    until = time.monotonic() + 60
    while min(writer.rounds for writer in writers) < at_least and time.monotonic() < until:
        time.sleep(0.01)
    return make_backup(folder)


def test_database_and_files_fit_together_while_people_write(cast, tree, plan, tmp_path):
    stop = Event()
    people = [cast.registrant, cast.women_registrant, cast.other_registrant]
    writers = [Writer(number, one, plan, [tree.commune_level], stop) for number, one in enumerate(people)]
    for writer in writers:
        writer.start()
    try:
        made = [backup_amid(writers, at_least, tmp_path / "usb") for at_least in (2, 4, 6)]
    finally:
        stop.set()
        for writer in writers:
            writer.join()

    assert [writer.problem for writer in writers] == [None] * 3
    assert [one.manifest.missing for one in made] == [[], [], []]
    for one in made:
        with installation(tmp_path) as place:
            done = place.manage("restore", str(one.path))
            assert (done.returncode, done.stderr) == (0, "")
            columns = [field.column for field in Attachment._meta.concrete_fields]
            rows = [dict(zip(columns, row, strict=True)) for row in place.rows()["registrations_attachment"]]
            files = place.files()
            assert {row["file"]: row["sha256"] for row in rows} == {
                name: sha256(content).hexdigest() for name, content in files.items()
            }
            assert len(place.rows()["registrations_registration"]) == one.manifest.rows["registrations_registration"]


def test_a_file_that_leaves_between_copy_and_files_makes_it_copy_again(written, tmp_path, monkeypatch, cast):
    hold, left = making._hold, []

    def removed_just_before(name, target):
        if not left:
            left.append(Attachment.objects.get(version__isnull=True))
            services.remove_attachment(by=cast.registrant, attachment=left[0])
        return hold(name, target)

    monkeypatch.setattr(making, "_hold", removed_just_before)
    made = make_backup(tmp_path / "usb")

    assert (made.manifest.missing, made.manifest.rows["registrations_attachment"]) == ([], 1)
    assert len(made.manifest.file_parts) == 1


def test_a_file_lost_before_does_not_stop_the_backup_but_is_told(written, settings, tmp_path):
    lost = Attachment.objects.order_by("pk").first()
    os.unlink(settings.MEDIA_ROOT / lost.file.name)
    with pytest.raises(CommandError, match="1 tệp vốn đã mất trên đĩa"):
        call_command("backup", str(tmp_path / "usb"))
    (path,) = (tmp_path / "usb").iterdir()

    assert archive.manifest_of(path).missing == [lost.file.name]


# The archive


@pytest.fixture
def made(written, tmp_path):
    return make_backup(tmp_path / "usb")


def test_only_the_owner_may_read_it_and_nothing_is_left_beside_it(made, settings):
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.path.parent.stat().st_mode) == 0o700
    assert list(made.path.parent.iterdir()) == [made.path]
    assert list(settings.DANVAN_HOME.glob("backup-work-*")) == []


def test_the_manifest_tells_what_it_holds(made):
    manifest = archive.check(made.path)
    assert (manifest.database, manifest.version) == (connection.vendor, places.version())
    assert manifest.rows["registrations_registration"] == 2
    assert "common.0002_audit" in manifest.migrations
    assert sorted(manifest.parts) == sorted([manifest.database_part, "secret-key", *manifest.file_parts])


def test_a_key_from_the_environment_is_not_packed(written, tmp_path, monkeypatch):
    monkeypatch.setenv("DANVAN_SECRET_KEY", "x" * 50)
    assert "secret-key" not in make_backup(tmp_path / "usb").manifest.parts


def test_so_many_are_kept_and_nothing_else_is_touched(written, tmp_path):
    folder = tmp_path / "usb"
    folder.mkdir()
    (folder / "danvan-2020-01-01-000000.tar.gz").write_text("cũ nhất")
    (folder / "ảnh gia đình.tar.gz").write_text("của người khác")
    (folder / "danvan-2020-01-01-000000.tar.gz.bak").write_text("của người khác")
    made = [make_backup(folder, keep=2) for _ in range(3)]
    assert [path.name for path in made[1].removed] == ["danvan-2020-01-01-000000.tar.gz"]
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        [made[1].path.name, made[2].path.name, "ảnh gia đình.tar.gz", "danvan-2020-01-01-000000.tar.gz.bak"]
    )


def test_two_at_once_do_not_mix(written, tmp_path):
    with places.workplace(), pytest.raises(BackupError, match="Đang có một lần sao lưu"):
        make_backup(tmp_path / "usb")


def repacked(path, change):
    """The archive with its parts changed by hand."""
    with tarfile.open(path) as tar:
        parts = {entry.name: tar.extractfile(entry).read() for entry in tar}
    change(parts)
    with tarfile.open(path, "w:gz") as tar:
        for name, content in parts.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))


def flip(parts, name):
    parts[name] = parts[name][:-1] + bytes([parts[name][-1] ^ 1])


def manifest_with(**changes):
    def change(parts):
        parts["manifest.json"] = json.dumps(json.loads(parts["manifest.json"]) | changes).encode()

    return change


def a_file(parts):
    return next(name for name in parts if name.startswith("files/"))


def climb_out(parts):
    told = json.loads(parts["manifest.json"])
    told["parts"]["files/../../out"] = {"size": 1, "sha256": sha256(b"x").hexdigest()}
    parts["manifest.json"], parts["files/../../out"] = json.dumps(told).encode(), b"x"


DAMAGES = {
    "a file differs": lambda parts: flip(parts, a_file(parts)),
    "the database differs": lambda parts: flip(parts, next(name for name in parts if name.startswith("database."))),
    "a file is missing": lambda parts: parts.pop(a_file(parts)),
    "something was added": lambda parts: parts.update({"files/khac.pdf": b"x"}),
    "no manifest": lambda parts: parts.pop("manifest.json"),
    "a manifest that is none": lambda parts: parts.update({"manifest.json": b"[]"}),
    "a way out of the folder": climb_out,
    "another format": manifest_with(format=2),
    "rows that do not add up": manifest_with(rows={"units_unit": 1}),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_archive_is_refused_and_nothing_changes(made, settings, damage):
    repacked(made.path, damage)
    before, files = rows_here(), files_under(settings.MEDIA_ROOT)
    with pytest.raises(BackupError):
        restore(made.path, replace=True)

    assert (rows_here(), files_under(settings.MEDIA_ROOT)) == (before, files)


@pytest.mark.parametrize("left", [0, 10, 1000, -1, -9])
def test_an_archive_cut_short_is_refused(made, left):
    made.path.write_bytes(made.path.read_bytes()[:left])
    with pytest.raises(BackupError):
        restore(made.path, replace=True)


def test_one_wrong_byte_anywhere_is_noticed(made):
    whole = made.path.read_bytes()
    # The first ten bytes are the head of gzip (time, system), which carry nothing of ours.
    places = [10 + (len(whole) - 11) * place // 19 for place in range(20)]

    assert [at for at in places if not _is_noticed(made.path, whole, at)] == []


def _is_noticed(path, whole, at) -> bool:
    """Or it does not matter, as a few bits of the compression: then every byte inside is as it was."""
    content = bytearray(whole)
    content[at] ^= 0x40
    path.write_bytes(content)
    try:
        archive.check(path)
    except BackupError:
        return True
    return gzip.decompress(content) == gzip.decompress(whole)


def test_an_archive_of_a_newer_program_is_refused(made):
    repacked(made.path, manifest_with(migrations=["registrations.9999_next_year"], version="9.0"))
    with pytest.raises(BackupError, match=r"phiên bản mới hơn của cổng thông tin tạo ra \(9.0\)"):
        restore(made.path, replace=True)


def test_an_archive_of_the_other_database_is_refused_with_a_sentence(made):
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]
    repacked(made.path, manifest_with(database=other))
    with pytest.raises(BackupError, match="Hãy đặt DATABASE_URL"):
        restore(made.path, replace=True)


def test_nothing_is_restored_under_a_running_portal(made, settings):
    with places.held("in-use.lock", "bận"), pytest.raises(BackupError, match="Cổng thông tin đang chạy"):
        restore(made.path, replace=True)


@pytest.mark.parametrize("kept_aside", [True, False])
def test_where_the_rows_cannot_be_put_the_files_are_as_they_were(settings, tmp_path, kept_aside):
    files, kept, work = settings.MEDIA_ROOT, tmp_path / "aside" if kept_aside else None, tmp_path / "work"
    (work / "files").mkdir(parents=True)
    (work / "files" / "of-the-archive").write_text("mới")
    if kept:
        kept.mkdir()
        (files / "of-this-place").write_text("cũ")
    before = files_under(files)
    with pytest.raises(BackupError, match="đầy"), restoring.files_put(work, SimpleNamespace(file_parts={}), kept):
        assert files_under(files) == {"of-the-archive": "mới".encode()}
        raise BackupError("Ổ đĩa đầy.")
    assert files_under(files) == before


# Wrong words on the command line


@pytest.mark.parametrize(
    ("script", "arguments"),
    [
        ("backup", ["--keep"]), ("backup", ["--keep", "hai"]), ("backup", ["a", "b"]), ("backup", ["--no-such"]),
        ("restore", []), ("restore", ["a", "b"]), ("restore", ["--no-such"]),
    ],
)  # fmt: skip
def test_wrong_arguments_are_answered_with_the_usage(script, arguments):
    answer = subprocess.run([ROOT / "script" / script, *arguments], capture_output=True, text=True, check=False)
    assert (answer.returncode, f"usage: script/{script}" in answer.stderr) == (2, True)


def test_nothing_can_be_kept_of_none(tmp_path):
    with pytest.raises(CommandError, match="--keep cần số từ 1 trở lên"):
        call_command("backup", str(tmp_path), "--keep=0")


@pytest.mark.parametrize(("path", "sentence"), [("khong-co.tar.gz", "Không có tệp"), (".", "là thư mục")])
def test_what_is_no_archive_is_told(tmp_path, path, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("restore", str(tmp_path / path))


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "tep").write_text("")
    with pytest.raises(BackupError, match="Không ghi được bản sao lưu"):
        make_backup(tmp_path / "tep" / "usb")


def test_files_that_keep_leaving_end_with_a_sentence(written, tmp_path, monkeypatch):
    monkeypatch.setattr(making, "_hold", lambda name, target: False)
    monkeypatch.setattr(making, "_named_now", set)
    with pytest.raises(BackupError, match="thay đổi liên tục"):
        make_backup(tmp_path / "usb")
