"""A throw-away PostgreSQL. usage: python -m tests.postgres [--durable] COMMAND ... runs COMMAND with DATABASE_URL pointing
at it; --durable has it write to the disk as a server in an office does, for what is measured or killed.

It lives in a temporary folder on a free port of 127.0.0.1 and is gone afterwards, also when COMMAND fails.
PostgreSQL refuses to run as root, so root lends it an ordinary account.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Nothing here outlives the run, so it need not survive a power cut. Who waits two minutes for a lock waits for ever.
FAST = {
    "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "60",
    "lock_timeout": "120s",
}  # fmt: skip
# As PostgreSQL comes, and as deploy/ leaves it: what is acknowledged lies on the disk, and whoever waits, waits.
DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on", "lock_timeout": "0"}


def newest_binaries() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not found:
        sys.exit("Thiếu PostgreSQL. Cài bằng: apt-get install -y --no-install-recommends postgresql")
    return found[-1].parent


def ordinary_account() -> str:
    names = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in names)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """A PostgreSQL of its own in `folder`, on a free port of 127.0.0.1."""

    def __init__(self, folder: Path):
        self.folder, self.port = folder, free_port()
        self.as_account: list[str] = []
        folder.mkdir(parents=True, exist_ok=True)
        if os.geteuid() == 0:
            account = ordinary_account()
            shutil.chown(folder, account)
            self.as_account = ["runuser", "-u", account, "--"]

    @property
    def url(self) -> str:
        return f"postgresql://danvan@127.0.0.1:{self.port}/postgres"

    def run(self, program: str, *arguments: str) -> None:
        command = [*self.as_account, str(newest_binaries() / program), "-D", str(self.folder / "data"), *arguments]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False)
        if done.returncode:
            log = self.folder / "log"
            sys.exit(f"{program}: {done.stdout}{done.stderr}{log.read_text() if log.exists() else ''}")

    def lay_out(self) -> None:
        """An empty cluster of Vietnamese collation."""
        self.run(
            "initdb", "--encoding=UTF8", "--locale-provider=icu", "--icu-locale=vi", "--locale=C.UTF-8",
            "--username=danvan", "--auth=trust", "--no-sync",
        )  # fmt: skip

    def set_up(self, **changed: str) -> None:
        own = {"port": str(self.port), "listen_addresses": "127.0.0.1", "unix_socket_directories": ""}
        with (self.folder / "data" / "postgresql.conf").open("a") as configuration:
            configuration.writelines(f"{name} = '{value}'\n" for name, value in {**FAST, **own, **changed}.items())

    def start(self) -> None:
        self.run("pg_ctl", "start", "--wait", "--log", str(self.folder / "log"))

    def stop(self) -> None:
        self.run("pg_ctl", "stop", "--mode=immediate")


@contextmanager
def running_postgresql(**changed: str) -> Iterator[str]:
    """Start a cluster, with other settings than the fast ones where given, and give its DATABASE_URL."""
    folder = Path(tempfile.mkdtemp(prefix="danvan-postgresql-"))
    try:
        server = Server(folder)
        server.lay_out()
        server.set_up(**changed)
        server.start()
        try:
            yield server.url
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(command: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    durable = command[:1] == ["--durable"]
    with running_postgresql(**(DURABLE if durable else {})) as url:
        command = command[durable:]
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
