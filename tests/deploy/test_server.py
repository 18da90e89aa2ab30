"""The files of deploy/: units that name what exists, one place for what a service may not do, a proxy that adds what it must."""

import os
import re
import shutil
import subprocess
import time

import pytest
import yaml

from script import missing_packages
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


@pytest.mark.parametrize("name", ["web.socket", "web.service", "worker.service", "remind.service"])
def test_a_portal_that_deploy_danvan_left_shut_stays_so_after_a_reboot(name):
    assert ("ConditionPathExists", "!/opt/danvan/shut") in read(DEPLOY / "systemd" / f"danvan-{name}")["Unit"]


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


@pytest.mark.parametrize(("hours", "backs_up"), [(None, True), (1, False), (19, False), (21, True)])
def test_containers_back_up_where_there_is_no_archive_of_the_day(tmp_path, hours, backs_up):
    told = yaml.safe_load((DEPLOY / "container" / "compose.yaml").read_text())["services"]["backup"]["command"][2]
    if hours is not None:
        archive = tmp_path / "danvan-2026-11-28-220000.tar.gz"
        archive.touch()
        os.utime(archive, (time.time() - hours * 3600,) * 2)
    once = told.removeprefix("while :; do ").partition("sleep 3600")[0]
    once = once.replace(".venv/bin/python manage.py", "echo").replace("/var/backups/danvan", str(tmp_path))
    done = subprocess.run(["sh", "-c", once], capture_output=True, text=True, check=False)
    assert done.stdout == (f"backup {tmp_path} --keep 30\n" if backs_up else "")


def test_the_logs_of_containers_are_bounded():
    services = yaml.safe_load((DEPLOY / "container" / "compose.yaml").read_text())["services"]
    assert [name for name, service in services.items() if "max-size" not in service["logging"]["options"]] == []


def test_what_runs_in_containers_holds_the_lock_and_finds_its_packages():
    image = (DEPLOY / "container" / "Containerfile").read_text()
    worker = yaml.safe_load((DEPLOY / "container" / "compose.yaml").read_text())["services"]["worker"]["command"]
    assert "exec flock --shared --no-fork $DANVAN_HOME/in-use.lock .venv/bin/gunicorn" in image
    assert worker[:4] == ["flock", "--shared", "--no-fork", "/var/lib/danvan/in-use.lock"]
    assert [name for name in missing_packages.LIBRARIES if name not in image] == []


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_the_scripts_are_sound_bash(script):
    assert subprocess.run(["bash", "-n", script], check=False).returncode == 0


@pytest.mark.parametrize("arguments", [[], ["no-such"], ["update"], ["certificate", "one"]])
def test_an_unknown_command_is_answered_with_the_usage(arguments):
    told = subprocess.run([DEPLOY / "danvan", *arguments], capture_output=True, text=True, check=False)
    assert told.returncode != 0
    assert "danvan rollback" in told.stderr or "as root" in told.stderr


def test_a_second_run_from_an_older_source_lays_the_units_of_the_release_that_runs():
    steps = (DEPLOY / "install").read_text().rpartition("\nfi\n")[2].splitlines()
    assert steps[-2:] == ['"$current/deploy/install" --units-only', "start"]
    assert "units_and_proxy" not in steps and steps.index("first_release") < len(steps) - 2


def test_timers_run_by_the_clock_of_viet_nam_whatever_the_machine_is_set_to():
    timers = [unit for unit in UNITS if unit.suffix == ".timer"]
    assert len(timers) == 3
    for timer in timers:
        (when,) = [value for key, value in read(timer)["Timer"] if key == "OnCalendar"]
        assert when.endswith(" Asia/Ho_Chi_Minh"), timer
