"""The small programs behind script/setup and script/server."""

import fcntl
import os
import socket
import subprocess
import sys

import pytest

from tests.building.sources import ROOT


def ask(*arguments, **environment):
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_this_machine_lacks_no_package():
    assert ask("script/missing_packages.py", "test").stdout == "\n"


def test_a_free_port_is_free():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert ask("script/serving.py", "free", "127.0.0.1", str(port)).returncode == 0


def test_a_busy_port_is_told_in_one_clear_sentence():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        answer = ask("script/serving.py", "free", "127.0.0.1", str(port))
    assert answer.returncode == 1
    assert answer.stdout.splitlines()[0] == (
        f"Cổng {port} đang bận, có thể cổng thông tin đã chạy sẵn: http://127.0.0.1:{port}/"
    )


@pytest.mark.parametrize("port", ["0", "65536", "tám"])
def test_an_impossible_port_is_refused(port):
    answer = ask("script/serving.py", "free", "127.0.0.1", port)
    assert (answer.returncode, answer.stdout) == (
        1,
        f"“{port}” không phải số cổng (a port is a number from 1 to 65535).\n",
    )


@pytest.mark.parametrize("script", ["setup", "server", "test"])
def test_an_unknown_option_is_answered_with_the_usage(script):
    if script == "test":
        answer = subprocess.run([ROOT / "script/test", "--help"], capture_output=True, text=True, check=False)
        assert "usage: script/test" in answer.stdout
    else:
        answer = subprocess.run([ROOT / "script" / script, "--no-such"], capture_output=True, text=True, check=False)
        assert (answer.returncode, f"usage: script/{script}" in answer.stderr) == (2, True)


def test_nonsense_in_the_environment_stops_the_start_with_a_sentence():
    answer = ask("script/prepare.py", DANVAN_DEBUG="vâng", DJANGO_SETTINGS_MODULE="danvan.settings")
    assert (answer.returncode, answer.stderr) == (1, "DANVAN_DEBUG phải là 0 hoặc 1, không phải “vâng”.\n")


def test_who_starts_the_portal_beside_another_start_is_told(tmp_path):
    with (tmp_path / "starting.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        answer = subprocess.run(
            [ROOT / "script" / "server"],
            env={**os.environ, "DANVAN_HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
    assert (answer.returncode, answer.stdout) == (1, "")
    assert "đang được khởi động ở một cửa sổ khác" in answer.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["starting.lock"]
