"""Tệp trong kho kiểu S3: the same files by the same names, backed up, restored, read by programs that want a path."""

import importlib.util
from pathlib import Path
from urllib.parse import quote

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from common.files import digest_of, on_disk
from danvan import condition, environment
from danvan.backup import restoring
from danvan.backup.archive import FILES
from danvan.backup.errors import BackupError
from danvan.backup.making import make_backup
from registrations import services
from registrations.models import Attachment
from registrations.scanning.services import is_unbroken
from tests import builders
from tests.danvan.elsewhere import installation
from torture import objectstore

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def store(settings, monkeypatch, tmp_path):
    """Files of this test go into a store of its own; what it keeps."""
    settings.DANVAN_HOME, settings.MEDIA_ROOT = tmp_path / "home", tmp_path / "home" / "files"
    settings.DANVAN_HOME.mkdir()
    with objectstore.running() as (address, kept):
        monkeypatch.setenv("DANVAN_FILES", address)
        settings.STORAGES = settings.STORAGES | {"default": environment.files("DANVAN_FILES")}
        yield kept


@pytest.fixture
def attached(store, cast, tree, plan):
    draft = builders.draft(cast.registrant, plan, levels=[tree.commune_level])
    return services.attach(
        by=cast.registrant, registration=draft, file=SimpleUploadedFile("minh chứng.pdf", b"%PDF-1.4 " + b"1" * 20_000)
    )


def test_an_attachment_lies_in_the_store_and_nowhere_else(attached, store, settings):
    assert list(store) == [attached.file.name]
    assert not settings.MEDIA_ROOT.exists()


def test_it_is_downloaded_under_its_own_name(attached, store, as_position, cast):
    page = reverse("registrations:file", args=[attached.registration.code, attached.pk])
    answer = as_position(cast.registrant).get(page)
    assert b"".join(answer.streaming_content) == store[attached.file.name]
    assert f"filename*=utf-8''{quote('minh chứng.pdf')}" in answer.headers["Content-Disposition"]


def test_it_is_read_again_after_it_was_closed(attached):
    first = Attachment.objects.get(pk=attached.pk)
    for _ in range(2):
        with first.file.open() as stored:
            assert digest_of(stored) == attached.sha256


def test_a_program_is_given_a_copy_that_is_gone_afterwards(attached, store):
    with on_disk(attached.file) as path:
        assert Path(path).read_bytes() == store[attached.file.name]
    assert not Path(path).exists()


def test_a_file_the_store_has_lost_is_told_as_one_the_disk_has_lost(attached, store):
    assert is_unbroken(attached)
    store.clear()
    assert not is_unbroken(Attachment.objects.get(pk=attached.pk))


def test_a_removed_attachment_leaves_the_store(attached, store, cast):
    services.remove_attachment(by=cast.registrant, attachment=attached)
    assert store == {}


def test_a_store_that_is_away_takes_no_machine_out_of_service(settings, monkeypatch):
    with objectstore.running() as (address, _):
        monkeypatch.setenv("DANVAN_FILES", address)
    settings.STORAGES = settings.STORAGES | {"default": environment.files("DANVAN_FILES")}
    assert condition.not_ready() == ""


def test_a_backup_holds_the_files_of_the_store_and_brings_them_into_another(attached, store, tmp_path):
    made = make_backup(tmp_path / "usb")
    name, content = attached.file.name, store[attached.file.name]
    assert made.manifest.parts[f"{FILES}/{name}"].sha256 == attached.sha256
    with objectstore.running() as (address, kept), installation(tmp_path) as place:
        done = place.manage("restore", str(made.path), DANVAN_FILES=address)
        assert done.returncode == 0, done.stderr
        assert kept == {name: content}


def test_what_the_store_has_lost_stands_in_the_backup_as_missing(attached, store, tmp_path):
    store.clear()
    assert make_backup(tmp_path / "usb").manifest.missing == [attached.file.name]


def test_a_silent_store_ends_the_backup_with_a_sentence_and_leaves_nothing(attached, settings, monkeypatch, tmp_path):
    with objectstore.running() as (address, _):
        monkeypatch.setenv("DANVAN_FILES", address)
    settings.STORAGES = settings.STORAGES | {"default": environment.files("DANVAN_FILES")}
    with pytest.raises(BackupError, match=r"Kho tệp .* không trả lời"):
        make_backup(tmp_path / "usb")
    assert list((tmp_path / "usb").iterdir()) == []


def test_another_file_of_the_same_name_in_the_store_stops_the_restore(attached, store, tmp_path):
    made = make_backup(tmp_path / "usb")
    work = tmp_path / "work"
    (work / FILES / attached.file.name).parent.mkdir(parents=True)
    (work / FILES / attached.file.name).write_bytes(store[attached.file.name])
    store[attached.file.name] = b"%PDF-1.4 something else"
    with pytest.raises(BackupError, match="the store holds another file"), restoring.stored(work, made.manifest):
        pytest.fail("the rows were put in place")


@pytest.mark.parametrize(
    "value",
    [
        "s3://a:b@host",
        "s3://host/tep",
        "s3://a@host/tep",
        "http://a:b@host/tep",
        "s3://a:b@host/tep/x",
        "s3://a:b@host/tep?acl=public",
        "s3://a:b@host:99999/tep",
    ],
)
def test_an_address_that_makes_no_sense_stops_the_start(monkeypatch, value):
    monkeypatch.setenv("DANVAN_FILES", value)
    with pytest.raises(ImproperlyConfigured, match="DANVAN_FILES chưa đúng"):
        environment.files("DANVAN_FILES")


def test_the_address_says_where_and_how(monkeypatch):
    monkeypatch.setenv("DANVAN_FILES", "s3://kh%C3%B3a:m%40t@kho.example.vn:9000/tep?region=vn-1")
    told = environment.files("DANVAN_FILES")["OPTIONS"]
    assert [told[name] for name in ("endpoint_url", "bucket_name", "region_name", "access_key", "secret_key")] == [
        "https://kho.example.vn:9000", "tep", "vn-1", "khóa", "m@t",
    ]  # fmt: skip


def test_without_its_library_the_start_says_what_to_install(monkeypatch):
    monkeypatch.setenv("DANVAN_FILES", "s3://a:b@host/tep")
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ImproperlyConfigured, match=r"Chạy pip install -r requirements-s3\.txt"):
        environment.files("DANVAN_FILES")


def test_where_no_store_is_named_files_lie_in_a_folder():
    assert environment.files("DANVAN_FILES") == {"BACKEND": "django.core.files.storage.FileSystemStorage"}
