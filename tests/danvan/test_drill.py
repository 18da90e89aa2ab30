"""Thử khôi phục: the newest archive comes up in a place of its own; a damaged one fails the drill."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from danvan import condition
from danvan.backup import drill
from danvan.backup.making import make_backup
from tests.danvan.elsewhere import address_of, rows_here

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def home(settings, tmp_path, monkeypatch):
    """An installation of this test alone; its processes find the database of the test by its address."""
    settings.DANVAN_HOME = tmp_path / "home"
    settings.MEDIA_ROOT = tmp_path / "home" / "files"
    settings.MEDIA_ROOT.mkdir(parents=True)
    if connection.vendor == "postgresql":
        monkeypatch.setenv("DATABASE_URL", address_of(connection.settings_dict["NAME"]))
    return settings.DANVAN_HOME


def test_the_newest_archive_is_restored_elsewhere_and_everything_stays_as_it_was(cast, home, tmp_path, capsys):
    make_backup(tmp_path / "usb")
    newest = make_backup(tmp_path / "usb").path
    before = rows_here()
    call_command("restore_drill", str(tmp_path / "usb"))

    assert "tất cả khớp" in capsys.readouterr().out
    assert json.loads((home / drill.LAST).read_text())["path"] == str(newest)
    assert condition.last_drill().path == str(newest)
    assert rows_here() == before
    assert [path.name for path in home.iterdir() if path.is_dir() and path.name != "files"] == []
    assert left_databases() == []


def left_databases():
    if connection.vendor == "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE '%\\_drill'")
        return cursor.fetchall()


def test_a_damaged_archive_fails_the_drill_and_nothing_is_written_down(cast, home, tmp_path):
    made = make_backup(tmp_path / "usb").path
    whole = made.read_bytes()
    made.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(CommandError, match="Thử khôi phục KHÔNG được"):
        call_command("restore_drill", str(tmp_path / "usb"))
    assert not (home / drill.LAST).exists()
    assert left_databases() == []


def test_without_an_archive_there_is_nothing_to_try(home, tmp_path):
    with pytest.raises(CommandError, match="Không có bản sao lưu nào"):
        call_command("restore_drill", str(tmp_path))
