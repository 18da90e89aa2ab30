"""What is done on purpose, once each: a restart in the middle of an export, a full disk, a database that goes away."""

import time
from dataclasses import dataclass

from django.db import connection

from reports.models import Export
from torture import people
from torture.browser import Browser
from torture.crowd import Crowd
from torture.database import Postgres, Sqlite
from torture.disk import Disk
from torture.site import Site

RUNNING = Export.State.RUNNING
# A file is asked for so often until one is met half made.
TRIES, PATIENCE = 20, 120
# The disk stays full until so many have been told, and for so many seconds more.
TOLD, STAYS_FULL, LONGEST_FULL = 5, 8, 60


@dataclass(frozen=True)
class Met:
    """What the people had met until a moment."""

    answered: int
    unanswered: int
    refused: int


class Acts:
    """Each returns what was done, and how people fared; `wrong` collects what should not have come to pass."""

    def __init__(self, site: Site, crowd: Crowd, database: Sqlite | Postgres, disk: Disk | None, clerk: Browser):
        self.site, self.crowd, self.database, self.disk, self.clerk = site, crowd, database, disk, clerk
        self.wrong: list[str] = []

    def restart_in_mid_export(self) -> tuple[str, str]:
        """Web and worker die together while the worker is at a file: the machine is restarted."""
        before = self._now()
        for _ in range(TRIES):
            kept = people.ask_for_file(self.clerk, "pdf")
            self.crowd.told.exports.append(kept)
            pk = int(kept.code.rstrip("/").rpartition("/")[2])
            self._wait_until_running(pk)
            self.site.lose()
            is_caught = self._state(pk) == RUNNING
            self.site.come_back()
            if is_caught:
                break
        else:
            self.wrong.append(f"{TRIES} files were asked for and none was met half made")
        connection.close()
        return f"The machine restarts in mid-export: web and worker killed while file {pk} was being made", self._met(
            before
        )

    def full_disk(self) -> tuple[str, str]:
        """Nothing can be written: files, temporary files, the database."""
        before, begun = self._now(), time.monotonic()
        with self.disk.full():
            while self.crowd.refused < before.refused + TOLD and time.monotonic() < begun + LONGEST_FULL:
                time.sleep(0.1)
            time.sleep(STAYS_FULL)
        lasted = time.monotonic() - begun
        met = self._met(before)
        if self.crowd.refused == before.refused:
            self.wrong.append("the disk was full and nobody was told")
        return f"The disk is full for {lasted:.0f} s: database, files and temporary files", met

    def database_away(self) -> tuple[str, str]:
        before = self._now()
        self.database.go_away(self.database.AWAY)
        met = self._met(before)
        if self.crowd.refused == before.refused:
            self.wrong.append("the database was away and nobody was told")
        return f"{self.database.lost} ({self.database.AWAY} s)", met

    def _wait_until_running(self, pk: int) -> None:
        until = time.monotonic() + PATIENCE
        while self._state(pk) == Export.State.WAITING and time.monotonic() < until:
            time.sleep(0.005)

    def _state(self, pk: int) -> str:
        return Export.objects.values_list("state", flat=True).get(pk=pk)

    def _now(self) -> Met:
        return Met(self.crowd.answered, self.crowd.unanswered, self.crowd.refused)

    def _met(self, before: Met) -> str:
        """How people fared, once all is well again."""
        helped = self.database.see_to()
        self.site.wait(PATIENCE)
        first, now = self.crowd.until_next(PATIENCE), self._now()
        if first >= PATIENCE:
            self.wrong.append(f"all was well again, and nobody could write anything for {PATIENCE} seconds")
        parts = [
            *filter(None, [helped]), f"{now.answered - before.answered} requests answered",
            f"{now.refused - before.refused} told on our page that nothing was written",
            f"{now.unanswered - before.unanswered} without an answer; all of these sent again",
            f"first write acknowledged {first:.1f} s after all was well",
        ]  # fmt: skip
        return "; ".join(parts)
