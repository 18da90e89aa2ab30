"""The files of deploy/: units that name what exists, one place for what a service may not do, a proxy that adds what it must."""

import os
import re
import shutil
import subprocess
import sys

import pytest
import yaml

from tests.building.sources import ROOT

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("danvan-*.*"))
SCRIPTS = [DEPLOY / "install", DEPLOY / "danvan", DEPLOY / "lib.sh"]
INSTALLED = "/opt/danvan/current/"


def read(unit):
    """A unit as {section: [(key, value), …]}; keys may come more than once."""
    found, section = {}, ""
    for line in unit.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            key, _, value = line.partition("=")
            found.setdefault(section, []).append((key, value))
    return found


def commands(unit):
    return [value for key, value in read(unit).get("Service", []) if key.startswith("Exec")]


def named(unit):
    """What of ours a unit starts, seen from the folder of a release."""
    for command in commands(unit):
        for word in command.split():
            if word.startswith(INSTALLED):
                yield word.removeprefix(INSTALLED)
            elif word in ("manage.py",) or word.startswith("deploy/"):
                yield word


def test_what_the_units_start_exists():
    found = {name for unit in UNITS for name in named(unit)}
    assert found >= {"manage.py", "deploy/gunicorn.conf.py", "script/backup", "script/drill", "script/remind"}
    assert [name for name in sorted(found) if not (ROOT / name).is_file()] == []


def test_every_timer_has_its_service_and_every_service_is_wanted_by_something():
    services = {unit.stem for unit in UNITS if unit.suffix == ".service"}
    timers = {unit.stem for unit in UNITS if unit.suffix == ".timer"}
    started = {unit.stem for unit in UNITS if unit.suffix == ".service" and "Install" in read(unit)}
    assert timers <= services
    assert services == timers | started


def test_what_may_not_be_done_under_a_running_portal_waits_for_its_lock():
    """danvan/backup/restoring.py takes it for itself; the gate is what deploy/danvan closes while it changes things."""
    for name in ("danvan-web", "danvan-worker"):
        gate, *_, start = commands(DEPLOY / "systemd" / f"{name}.service")
        assert gate == "/usr/bin/flock --shared /var/lib/danvan/starting.lock true"
        assert start.startswith("/usr/bin/flock --shared --no-fork /var/lib/danvan/in-use.lock .venv/bin/")


@pytest.mark.parametrize(
    "line",
    [
        "User=danvan", "NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes", "PrivateTmp=yes",
        "PrivateDevices=yes", "CapabilityBoundingSet=", "RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6",
        "SystemCallFilter=@system-service", "StateDirectory=danvan", "IPAddressDeny=any",
    ],
)  # fmt: skip
def test_every_service_is_fenced_in_by_the_shared_settings(line):
    assert line in (DEPLOY / "systemd" / "danvan-.service.conf").read_text().splitlines()


def test_systemd_finds_no_fault_and_judges_the_fence_as_safe(tmp_path):
    """The judgement of systemd itself, without running anything: 10 is the worst, 0 the best."""
    shutil.copytree(DEPLOY / "systemd", tmp_path, dirs_exist_ok=True)
    (tmp_path / "danvan-.service.d").mkdir()
    (tmp_path / "danvan-.service.conf").rename(tmp_path / "danvan-.service.d" / "10-danvan.conf")
    for unit in tmp_path.glob("danvan-*.service"):
        told = subprocess.run(
            ["systemd-analyze", "security", "--offline=true", "--threshold=15", "--no-pager", str(unit)],
            env={"SYSTEMD_UNIT_PATH": f"{tmp_path}:", "PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert told.returncode == 0, told.stdout[-300:] + told.stderr


def test_the_settings_of_a_server_are_those_the_portal_reads():
    """A name with an error in it would be silently ignored."""
    names = re.findall(r"^(\w+)=", (DEPLOY / "danvan.env").read_text(), re.MULTILINE)
    read_by_us = (ROOT / "danvan" / "settings.py").read_text() + (ROOT / "danvan" / "environment.py").read_text()
    assert "DANVAN_PRODUCTION" in names
    assert [name for name in names if f'"{name}"' not in read_by_us] == []


def test_the_proxy_tells_the_portal_who_asks_and_nothing_a_client_claims():
    proxy = (DEPLOY / "nginx" / "danvan.conf").read_text()
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in proxy
    assert "proxy_set_header X-Forwarded-Proto https;" in proxy
    assert "$proxy_add_x_forwarded_for" not in proxy
    assert "DANVAN_PROXIES=1" in (DEPLOY / "danvan.env").read_text().splitlines()


def test_pages_of_the_proxy_itself_are_there_and_carry_the_security_headers():
    proxy = (DEPLOY / "nginx" / "danvan.conf").read_text()
    own = proxy.partition("location /-/")[2].partition("}")[0]
    for name in ("Content-Security-Policy", "Strict-Transport-Security", "X-Content-Type-Options", "X-Frame-Options"):
        assert re.search(rf"add_header {name} .+ always;", own)
    pages = re.findall(r"error_page [\d ]+/-/(\S+);", proxy)
    assert pages and all((DEPLOY / "nginx" / "pages" / page).is_file() for page in pages)


def test_the_containers_use_what_is_there_and_settings_that_are_read():
    told = yaml.safe_load((DEPLOY / "container" / "compose.yaml").read_text())
    services = told["services"]
    for service in services.values():
        assert set(service.get("depends_on", ())) <= services.keys()
        for source in (volume.partition(":")[0] for volume in service.get("volumes", ())):
            # The certificate is the office's own.
            assert source in {*told["volumes"], "./tls"} or (DEPLOY / "container" / source).exists()
    read_by_us = (ROOT / "danvan" / "settings.py").read_text() + (ROOT / "danvan" / "environment.py").read_text()
    assert [name for name in services["web"]["environment"] if f'"{name}"' not in read_by_us] == []
    proxy = (DEPLOY / "nginx" / "danvan.conf").read_text()
    assert "@NAME@" in proxy and "unix:/run/danvan/web.sock" in proxy


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_the_scripts_are_sound_bash(script):
    assert subprocess.run(["bash", "-n", script], check=False).returncode == 0


@pytest.mark.parametrize("arguments", [[], ["no-such"], ["update"], ["certificate", "one"]])
def test_an_unknown_command_is_answered_with_the_usage(arguments):
    told = subprocess.run([DEPLOY / "danvan", *arguments], capture_output=True, text=True, check=False)
    assert told.returncode != 0
    assert "danvan rollback" in told.stderr or "as root" in told.stderr


# The functions that build and compare releases, run by themselves on folders of the test


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
    packed = subprocess.run(["tar", "-C", tmp_path, "-cz", "source/manage.py", "source"], capture_output=True, check=True)
    (tmp_path / "danvan.tar.gz").write_bytes(packed.stdout[:100_000])
    done = lib(tmp_path, f"build {tmp_path}/danvan.tar.gz")
    assert (done.returncode, "không phải mã nguồn" in done.stderr) == (1, True)
    assert list((tmp_path / "opt" / "releases").iterdir()) == []


# An update whose steps are told to succeed or to fail, and only say that they were reached

STEPS = """
build() { echo "$opt/new"; }
close_gate() { echo gate; }
prepare() { true; }
schema() { echo behind; }
as_danvan() { echo "as_danvan ${*: -2}"; [ "${*: -2:1}" != script/backup ] || printf '  /backups/danvan-1.tar.gz\\n'; }
try_out() { true; }
point_to() { echo "now ${1##*/}"; }
open_gate() { true; }
confirm() { true; }
prune() { true; }
"""


def keeper(tmp_path, *lines):
    """The functions of `danvan` without its dispatch, on folders of the test."""
    shutil.copy(DEPLOY / "lib.sh", tmp_path)
    functions = (DEPLOY / "danvan").read_text().partition("\n[ $# -gt 0 ]")[0]
    places = f"\nopt={tmp_path}/opt; app=$opt; current=$app/current; state={tmp_path}\n"
    (tmp_path / "danvan").write_text("\n".join([functions, places, *lines, ""]))
    return subprocess.run(["bash", tmp_path / "danvan"], capture_output=True, text=True, check=False)


@pytest.fixture
def updated(tmp_path):
    """`danvan update` with some of its steps replaced."""
    for name in ("old", "new/deploy"):
        (tmp_path / "opt" / name).mkdir(parents=True)
    (tmp_path / "opt" / "new" / "deploy" / "install").touch(mode=0o755)
    (tmp_path / "opt" / "current").symlink_to(tmp_path / "opt" / "old")
    return lambda *steps: keeper(tmp_path, STEPS, *steps, "update /source")


def test_an_update_that_migrates_backs_up_before_anything_else(updated, tmp_path):
    done = updated()
    assert (done.returncode, done.stderr.count("danvan-1.tar.gz")) == (0, 1)
    told = [line for line in done.stdout.splitlines() if not line.startswith("·")]
    assert told == ["gate", "as_danvan .venv/bin/python script/prepare.py", "now new"]
    assert (tmp_path / "opt" / "before-update").read_text() == "/backups/danvan-1.tar.gz\n"


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ('as_danvan() { [ "${*: -2:1}" != script/backup ] && echo migrated; }', "Không sao lưu được nên không cập nhật"),
        ("build() { return 1; }", ""),
        ('prepare() { [ "${1##*/}" = old ]; }', "không có gì thay đổi"),
        ("schema() { return 1; }", "không có gì thay đổi"),
        ("schema() { echo; }", "Không rõ cơ sở dữ liệu"),
        ("schema() { echo ahead; }", "mới hơn phiên bản này"),
        ("schema() { echo same; }; try_out() { false; }", "không có gì thay đổi"),
    ],
)
def test_an_update_of_which_a_step_fails_migrates_nothing_and_stays(updated, step, said):
    done = updated(step)
    assert done.returncode == 1 and said in done.stderr
    assert "migrated" not in done.stdout and "now" not in done.stdout.split()


def test_the_last_backup_is_told_by_the_clock_of_viet_nam(tmp_path):
    """As danvan/backup/making.py writes it, and as its archive is called."""
    (tmp_path / "last-backup.json").write_text('{"at": "2026-11-27T20:25:59+00:00", "path": "/b/danvan-2026-11-28.tar.gz"}')
    done = keeper(tmp_path, "last backup; last drill")
    assert done.stdout == "03:25 28/11/2026  /b/danvan-2026-11-28.tar.gz\nnone\n"


def test_timers_run_by_the_clock_of_viet_nam_whatever_the_machine_is_set_to():
    timers = [unit for unit in UNITS if unit.suffix == ".timer"]
    assert len(timers) == 3
    for timer in timers:
        (when,) = [value for key, value in read(timer)["Timer"] if key == "OnCalendar"]
        assert when.endswith(" Asia/Ho_Chi_Minh"), timer
