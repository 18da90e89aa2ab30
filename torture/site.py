"""The portal as real processes: started, killed with signal 9, started again."""

import contextlib
import http.client
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from threading import Event, Lock, Thread

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
COMMANDS = {
    "web": [
        "granian", "--interface", "wsgi", "--host", HOST, "--port", "{port}", "--workers", "2", "--blocking-threads",
        "1", "--no-ws", "--log-level", "critical", "--respawn-failed-workers", "--respawn-interval", "0.5", "danvan.wsgi:application",
    ],
    "worker": ["manage", "db_worker", "--interval", "0.2", "--no-startup-delay"],
}  # fmt: skip
# What is killed how often: the whole web server, one of its two processes, the background worker.
VICTIMS = ("web", "web", "one web process", "worker")


class Site:
    """Web server and worker; whichever has died is started again at once, as a service manager would."""

    def __init__(self, port: int, folder: Path, settings: dict[str, str] | None = None):
        self.port, self.log, self.settings = port, (folder / "processes.log").open("ab"), settings or {}
        self.running: dict[str, subprocess.Popen] = {}
        self.deaths: Counter = Counter()
        self.stopping, self.away, self.lock = Event(), Event(), Lock()
        self.keeper = Thread(target=self._keep, daemon=True)

    def __enter__(self):
        for name in COMMANDS:
            self._start(name)
        self.wait()
        self.keeper.start()
        return self

    def __exit__(self, *problem):
        self.stopping.set()
        self.keeper.join()
        for process in self.running.values():
            _kill_group(process)
        self.log.close()

    def _start(self, name: str) -> None:
        program, *rest = [part.format(port=self.port) for part in COMMANDS[name]]
        command = [sys.executable, *(["manage.py"] if program == "manage" else ["-m", program]), *rest]
        # A group of its own: its children die with it, and nothing else does.
        self.running[name] = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | self.settings, start_new_session=True, stdout=self.log, stderr=self.log,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip

    def _keep(self) -> None:
        while not self.stopping.wait(0.1):
            with self.lock:
                for name, process in list(self.running.items()):
                    if process.poll() is not None and not self.away.is_set():
                        # Children of a killed leader still hold the port.
                        _kill_group(process)
                        self._start(name)

    def kill(self, victim: str) -> None:
        """Signal 9, without a word before it."""
        with self.lock:
            process = self.running["worker" if victim == "worker" else "web"]
            if victim == "one web process":
                children = _children(process.pid)
                if children:
                    os.kill(random.choice(children), signal.SIGKILL)
            else:
                _kill_group(process)
            self.deaths[victim] += 1

    def lose(self) -> None:
        """The whole machine is gone: everything dies, and nobody starts it again."""
        with self.lock:
            self.away.set()
            for process in self.running.values():
                _kill_group(process)

    def come_back(self, **settings: str) -> None:
        """Everything is started, with what has changed in the settings of the machine."""
        self.settings |= settings
        self.away.clear()
        self.wait()

    def wait(self, seconds: float = 60) -> None:
        """Until a page is answered."""
        until = time.monotonic() + seconds
        while not answers(self.port):
            if time.monotonic() > until:
                raise TimeoutError(f"the server did not answer within {seconds} seconds")
            time.sleep(0.1)


def answers(port: int) -> bool:
    """Whether a portal behind that port is well."""
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    try:
        connection.request("GET", "/suc-khoe/")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _kill_group(process: subprocess.Popen) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _children(pid: int) -> list[int]:
    try:
        return [int(part) for part in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []
