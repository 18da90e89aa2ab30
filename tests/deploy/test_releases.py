"""deploy/lib.sh: releases beside each other. The functions are run by themselves, on folders of the test."""

import os
import subprocess
import sys

import pytest

from tests.building.sources import ROOT

DEPLOY = ROOT / "deploy"


def lib(tmp_path, line):
    script = f". {DEPLOY}/lib.sh; app={tmp_path}/opt; current=$app/current; environment={tmp_path}/env; {line}"
    return subprocess.run(["bash", "-euc", script], capture_output=True, text=True, check=False)


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "source"
    (folder / ".git").mkdir(parents=True)
    (folder / ".venv").mkdir()
    (folder / "var").mkdir()
    (folder / "static").mkdir()
    for name in ("manage.py", "static/app.css", "var/danvan.sqlite3", ".venv/x"):
        (folder / name).write_text(name)
    return folder


@pytest.mark.parametrize("packed", [False, True])
def test_a_release_is_the_source_without_what_belongs_to_a_machine(source, tmp_path, packed):
    given = source
    if packed:
        given = tmp_path / "danvan.tar.gz"
        subprocess.run(["tar", "-C", tmp_path, "-czf", given, "source"], check=True)
    (tmp_path / "stage").mkdir()
    done = lib(tmp_path, f"unpack {given} {tmp_path}/stage")
    assert (done.returncode, done.stderr) == (0, "")
    kept = {str(path.relative_to(tmp_path / "stage")) for path in (tmp_path / "stage").rglob("*") if path.is_file()}
    assert kept == {"manage.py", "static/app.css"}


def test_a_folder_that_is_not_the_portal_is_refused_and_nothing_stays(tmp_path):
    (tmp_path / "other").mkdir()
    done = lib(tmp_path, f"build {tmp_path}/other")
    assert (done.returncode, "không phải mã nguồn" in done.stderr) == (1, True)
    assert list((tmp_path / "opt" / "releases").iterdir()) == []


def test_the_link_changes_to_another_release_and_never_into_the_old_one(tmp_path):
    for name in ("one", "two"):
        (tmp_path / "opt" / name).mkdir(parents=True)
        assert lib(tmp_path, f"point_to {tmp_path}/opt/{name}").returncode == 0
    assert (tmp_path / "opt" / "current").resolve() == tmp_path / "opt" / "two"
    assert sorted(path.name for path in (tmp_path / "opt").iterdir()) == ["current", "one", "two"]


def test_the_name_of_the_server_is_the_first_of_its_hosts(tmp_path):
    (tmp_path / "env").write_text("DANVAN_HOME=/x\nDANVAN_HOSTS=danvan.xa.vn,10.0.0.5\n")
    assert lib(tmp_path, "host").stdout == "danvan.xa.vn\n"


@pytest.mark.parametrize(
    ("applied", "known", "told"),
    [("ab", "ab", "same"), ("a", "ab", "behind"), ("abc", "ab", "ahead"), ("ac", "ab", "ahead")],
)
def test_how_the_database_stands_to_a_release(applied, known, told):
    asked = f"from deploy.schema import standing; print(standing(set({applied!r}), set({known!r})))"
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == told


def test_libraries_that_do_not_come_leave_no_release_that_passes_for_built(source, tmp_path):
    (source / "pyproject.toml").write_text('version = "1.0"\n')
    done = lib(tmp_path, f'libraries() {{ return 1; }}; made=$(build {source}); echo "made $made"')
    assert (done.returncode, done.stdout) == (1, "")
    assert "Không cài được thư viện Python" in done.stderr
    assert list((tmp_path / "opt" / "releases").glob("*/.built")) == []


def test_an_archive_that_was_cut_off_is_refused(source, tmp_path):
    (source / "static" / "large").write_bytes(os.urandom(200_000))
    packed = subprocess.run(
        ["tar", "-C", tmp_path, "-cz", "source/manage.py", "source"], capture_output=True, check=True
    )
    (tmp_path / "danvan.tar.gz").write_bytes(packed.stdout[:100_000])
    done = lib(tmp_path, f"build {tmp_path}/danvan.tar.gz")
    assert (done.returncode, "không phải mã nguồn" in done.stderr) == (1, True)
    assert list((tmp_path / "opt" / "releases").iterdir()) == []
