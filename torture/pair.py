"""A primary and its streaming replica, two real servers of PostgreSQL on this machine, gone afterwards."""

import contextlib
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg2

from tests.postgres import DURABLE, Server

# Acknowledged means written to the log, as on a real server; the log is what a replica is sent.
REAL = {**DURABLE, "max_connections": "100"}
SCANS = "SELECT coalesce(sum(seq_scan + coalesce(idx_scan, 0)), 0) FROM pg_stat_user_tables WHERE relname LIKE 'registrations\\_%'"


class Primary(Server):
    def replica(self, folder: Path) -> "Replica":
        """A copy of this server that follows it from then on."""
        copy = Replica(folder)
        copy.run(
            "pg_basebackup", "--dbname", f"{self.url}?application_name=replica", "--checkpoint=fast",
            "--wal-method=stream", "--write-recovery-conf", "--no-sync",
        )  # fmt: skip
        copy.set_up(**REAL)
        copy.start()
        return copy

    def wait_for_replica(self) -> None:
        """From now on nothing is acknowledged that only this server has."""
        ask(self, "ALTER SYSTEM SET synchronous_standby_names = 'replica'")
        ask(self, "SELECT pg_reload_conf()")
        until = time.monotonic() + 30
        while ask(self, "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'") != 1:
            if time.monotonic() > until:
                raise TimeoutError("the replica does not follow")
            time.sleep(0.1)

    def kill(self) -> None:
        """Signal 9 to the whole server."""
        leader = int((self.folder / "data" / "postmaster.pid").read_text().split("\n", 1)[0])
        for process in [leader, *_children(leader)]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)


class Replica(Server):
    def promote(self) -> None:
        self.run("pg_ctl", "promote", "--wait")


def _children(pid: int) -> list[int]:
    return [int(part) for part in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def ask(server: Server, sql: str) -> Any:
    """The one value of the answer; None for a command."""
    with contextlib.closing(psycopg2.connect(server.url)) as opened:
        opened.autocommit = True
        with opened.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchone()[0] if cursor.description else None


def scans(server: Server) -> int:
    """How often registrations were looked through or looked up on that server."""
    time.sleep(1.5)  # a server writes its counts down once a second
    return int(ask(server, SCANS))


@contextmanager
def running() -> Iterator[tuple[Primary, Replica]]:
    folder = Path(tempfile.mkdtemp(prefix="danvan-pair-"))
    folder.chmod(0o755)
    servers: list[Server] = []
    try:
        primary = Primary(folder / "primary")
        primary.lay_out()
        primary.set_up(**REAL)
        primary.start()
        servers.append(primary)
        replica = primary.replica(folder / "replica")
        servers.append(replica)
        yield primary, replica
    finally:
        for server in servers:
            with contextlib.suppress(SystemExit):
                server.stop()
        shutil.rmtree(folder, ignore_errors=True)
