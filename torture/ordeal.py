"""One run: people at work, deaths at random moments, three acts on purpose, and the look into the database."""

import os
import random
import time
from argparse import Namespace
from collections.abc import Callable

from django.db import connection, connections

from common.models import Job
from script.prepare import migrate
from torture import checker, people, scene
from torture.acts import Acts
from torture.crowd import LAST_WISH, Crowd, guarded
from torture.database import Postgres, Sqlite
from torture.disk import Disk
from torture.exports import Owner
from torture.home import HOME, PLACE
from torture.site import VICTIMS, Site, free_port

# What is left of a file that died with its worker is found dead after so long; a busy machine makes the others meanwhile.
LAST_FILES = Job.DEAD_AFTER.total_seconds() + 180
# After which share of the work each act comes.
MID_EXPORT, FULL_DISK, AWAY = 0.1, 0.35, 0.65
LAST_KILL = 0.95


class Ordeal:
    """`wrong`: what did not go as it should, whatever the database says."""

    def __init__(self, given: Namespace, say: Callable[[str], None], database: Sqlite | Postgres, disk: Disk | None):
        self.given, self.say, self.database, self.disk = given, say, database, disk
        self.chance, self.wrong = random.Random(given.seed), []

    def tell(self) -> bool:
        """Whether nothing was lost, and all that was asked for was done in time."""
        random.seed(self.given.seed)
        migrate()
        placed = scene.build(self.given.scores)
        placed.registrants = placed.registrants[: self.given.clients]
        self._heading(placed)
        # From here on the processes have the database to themselves.
        connections.close_all()
        with Site(free_port(), PLACE, {"TMPDIR": str(HOME / "tmp")}) as self.site:
            self._work(placed)
            self.owner = Owner(self.clerk, self.crowd.told.exports)
            self.wrong += self.owner.see_to_the_end(LAST_FILES)
            time.sleep(LAST_WISH)
        return self._judged()

    def _heading(self, placed: scene.Scene) -> None:
        given = self.given
        version = ".".join(str(part) for part in connection.get_database_version())
        self.say(f"## {connection.display_name} {version}, {os.cpu_count()} cores\n")
        self.say(
            f"{given.submissions} submissions by {len(placed.registrants)} people, {given.scores} scores by "
            f"{len(placed.members)} members of a council, two officers who decide the same records; seed {given.seed}.\n"
        )
        self.say("| After | What was done | What people met |\n| --- | --- | --- |")

    def _work(self, placed: scene.Scene) -> None:
        """All at once: people, and fate."""
        given, port = self.given, self.site.port
        self.clerk, self.begun = people.signed_in("vanthu", port), time.monotonic()
        self.crowd = Crowd(placed, [port], given.seed, submissions=given.submissions, scores=given.scores)
        self.acts = Acts(self.site, self.crowd, self.database, self.disk, self.clerk)
        fate = guarded(self.crowd.told, self._fate)
        fate.start()
        while self.crowd.is_busy() and time.monotonic() < self.begun + given.seconds:
            time.sleep(0.2)
        self.crowd.end()
        fate.join()
        self.lasted = time.monotonic() - self.begun

    def _fate(self) -> None:
        """After so much of the work somebody dies, or an act is played."""
        for share, act in sorted([*self._kills(), *self._played()], key=lambda one: one[0]):
            while self.crowd.done < share * self._all and self.crowd.is_busy():
                time.sleep(0.02)
            if not self.crowd.is_busy():
                self.wrong.append("the work was over before everything was done to it that should be")
                return
            act()

    @property
    def _all(self) -> int:
        return self.given.submissions + self.given.scores

    def _kills(self) -> list[tuple[float, Callable[[], None]]]:
        """Each kind of death comes in turn, so that even a short run has seen them."""
        moments = sorted(self.chance.uniform(0, LAST_KILL) for _ in range(self.given.kills))
        return [(moment, self._killing(VICTIMS[number % len(VICTIMS)])) for number, moment in enumerate(moments)]

    def _killing(self, victim: str) -> Callable[[], None]:
        def kill() -> None:
            time.sleep(self.chance.uniform(0, 0.3))
            self.site.kill(victim)
            self.site.wait(120)

        return kill

    def _played(self) -> list[tuple[float, Callable[[], None]]]:
        acts = self.acts
        plan = [(MID_EXPORT, acts.restart_in_mid_export), (AWAY, acts.database_away)]
        plan += [(FULL_DISK, acts.full_disk)] if self.disk else []
        return [(share, self._playing(act)) for share, act in plan]

    def _playing(self, act: Callable[[], tuple[str, str]]) -> Callable[[], None]:
        def play() -> None:
            told = self.crowd.told
            after = f"{len(told.submitted)} submissions, {len(told.scored)} scores"
            self.say(f"| {after} | {' | '.join(act())} |")

        return play

    def _judged(self) -> bool:
        told, given = self.crowd.told, self.given
        problems = [*self.wrong, *self.crowd.bare, *self.acts.wrong, *checker.losses(told)]
        self._tell()
        for problem in problems:
            self.say(f"LOSS {problem}")
        complete = (len(told.submitted), len(told.scored)) == (given.submissions, given.scores)
        if not complete:
            self.say(f"Not all of it was done within {given.seconds} seconds.")
        self.say("Nothing acknowledged was lost or doubled." if not problems else f"{len(problems)} losses.")
        return complete and not problems

    def _tell(self) -> None:
        told, crowd = self.crowd.told, self.crowd
        deaths = ", ".join(f"{victim} {count}×" for victim, count in sorted(self.site.deaths.items()))
        unanswered = f"{crowd.unanswered} requests without an answer, {crowd.refused} refused, all sent again"
        self.say(f"| at random moments | Killed with signal 9: {deaths or 'nobody'} | {unanswered} in the whole run |")
        self.say(
            f"| all the time | Buttons pressed twice at once: {crowd.doubled}× | what came of it is counted below |"
        )
        confirmed = sum(one.is_made and one.move == checker.DECISIONS[0] for one in told.decided)
        made = sum(one.is_made for one in told.decided)
        self.say(
            f"\nAcknowledged in {self.lasted:.0f} s: {len(told.submitted)} submissions, {len(told.received)} receipts, "
            f"{len(told.scored)} scores, {len(told.exports)} files asked for ({self.owner.restarted} died with a worker "
            f"and were begun again by their owner), {made} records decided by two officers at once ({confirmed} "
            f"confirmed, {made - confirmed} returned; {len(told.decided) - made} times the other was told)."
        )
        survived = ", ".join(f"{count} {name}" for name, count in checker.survived().items())
        self.say(f"\nIn the database afterwards: {survived}.\n")
