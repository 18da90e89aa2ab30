"""Sao lưu ra USB: the stick is found, and a person is told plainly when it is missing, locked or full."""

import errno
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from danvan.backup import archive, making, sticks
from danvan.backup.errors import BackupError

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def media(settings, tmp_path, monkeypatch):
    """A machine whose sticks are shown under this folder; none is plugged in."""
    settings.DANVAN_HOME = tmp_path / "home"
    settings.MEDIA_ROOT = tmp_path / "home" / "files"
    folder = tmp_path / "media"
    folder.mkdir()
    monkeypatch.setattr(sticks, "ROOTS", (folder,))
    monkeypatch.setattr(sticks, "MOUNTS", tmp_path / "mounts")
    plug(tmp_path)
    return folder


def plug(tmp_path, *names):
    """The system's own list of what is mounted."""
    shown = [str(tmp_path / "media" / name).replace(" ", "\\040") for name in names]
    lines = [f"/dev/sdb1 {point} vfat rw 0 0" for point in shown]
    (tmp_path / "mounts").write_text("\n".join(["/dev/sda1 / ext4 rw 0 0", *lines]))
    for name in names:
        (tmp_path / "media" / name).mkdir(exist_ok=True)


@pytest.fixture
def _mounted(monkeypatch):
    """The folders of the test lie on one disk; only whether something is mounted there is played."""
    monkeypatch.setattr(sticks, "refuse_where_nothing_is_mounted", lambda place: None)


@pytest.mark.usefixtures("_mounted")
def test_the_archive_goes_onto_the_only_stick(media, tmp_path, capsys):
    plug(tmp_path, "USB của xã")
    call_command("backup", "--usb", "--keep=2")
    (made,) = (media / "USB của xã" / "sao-luu-danvan").iterdir()
    assert str(made) in capsys.readouterr().out
    assert archive.check(made).total_rows > 0


@pytest.mark.parametrize(
    ("names", "told"), [((), "Không thấy USB nào. Hãy cắm USB"), (("MỘT", "HAI"), "Có nhiều USB đang cắm")]
)
def test_no_stick_or_several_is_said_and_nothing_written(media, tmp_path, names, told):
    plug(tmp_path, *names)
    with pytest.raises(CommandError, match=told):
        call_command("backup", "--usb")
    assert [path for path in media.rglob("*") if path.is_file()] == []


def test_a_mount_deep_below_is_something_else(media, tmp_path):
    (media / "a" / "b").mkdir(parents=True)
    plug(tmp_path, "a/b/c", "a/USB")
    assert sticks.found() == [media / "a" / "USB"]


def test_the_disk_of_the_portal_is_no_stick(settings, media, tmp_path):
    plug(tmp_path, "dữ liệu")
    settings.DANVAN_HOME = media / "dữ liệu" / "danvan"
    assert sticks.found() == []


def test_a_folder_named_like_a_stick_is_not_made_on_the_machines_own_disk(media, monkeypatch):
    monkeypatch.setattr(sticks, "OWN_DISK", media)
    with pytest.raises(BackupError, match="Không thấy USB ở"):
        making.make_backup(media / "usb" / "sao-luu")
    assert list(media.iterdir()) == []


def test_a_folder_and_usb_together_are_refused(media, tmp_path):
    with pytest.raises(CommandError, match="Chỉ chọn một"):
        call_command("backup", str(tmp_path / "nơi khác"), "--usb")


@pytest.mark.usefixtures("_mounted")
@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "không đủ chỗ ở .* chỉ còn [0-9.]+ MB"), (errno.EROFS, "chỉ cho đọc"),
        (errno.EIO, "bị rút ra giữa chừng"), (errno.EFBIG, "FAT32"), (errno.EACCES, "Không được phép ghi"),
        (errno.ENAMETOOLONG, "Không ghi được bản sao lưu"),
    ],
)  # fmt: skip
def test_what_hinders_is_told_in_words_and_leaves_the_older_archives(media, tmp_path, monkeypatch, number, told):
    plug(tmp_path, "USB")
    call_command("backup", "--usb")
    before = sorted(Path(media / "USB").rglob("*"))

    def fail(*arguments):
        raise OSError(number, "as the system says it")

    monkeypatch.setattr(archive, "_add", fail)
    with pytest.raises(CommandError, match=told):
        call_command("backup", "--usb", "--keep=1")
    assert sorted(Path(media / "USB").rglob("*")) == before
