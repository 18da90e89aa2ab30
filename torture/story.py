"""What becomes of the people when one machine after the other dies, told in figures."""

import time
from argparse import Namespace
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

from django.db import connection, connections

from common import replica as replicas
from common.replica import from_replica
from script.prepare import migrate
from torture import checker, front, pair, people, scene
from torture.crowd import LAST_WISH, Crowd
from torture.home import HOME
from torture.site import Site, free_port
from units.models import Unit

MACHINES = ("A", "B")
PAGES, ROUNDS = 20, 200


class Story:
    """The acts in their order; each says a line of the table."""

    def __init__(self, given: Namespace, say: Callable[[str], None], primary: pair.Primary, replica: pair.Replica):
        self.given, self.say, self.primary, self.replica = given, say, primary, replica
        self.wrong: list[str] = []

    def tell(self) -> bool:
        migrate()
        placed = scene.build()
        with ExitStack() as kept:
            self.machines = [kept.enter_context(self._machine(name)) for name in MACHINES]
            ports, stands = kept.enter_context(front.before([one.port for one in self.machines], HOME))
            self.say(f"Two machines with two web processes and a worker each, before them {stands};")
            self.say(f"PostgreSQL {connection.pg_version // 10000} with a streaming replica; seed {self.given.seed}.\n")
            self.say("| What happened | What people met |\n|---|---|")
            placed.registrants = placed.registrants[: self.given.clients]
            self.crowd = Crowd(placed, ports, self.given.seed)
            self.reader = people.signed_in("vanthu", *ports)
            for act in (
                self.all_well,
                self.a_machine_dies,
                self.just_saved,
                self.the_replica_dies,
                self.the_primary_dies,
            ):
                act()
            self.crowd.end()
            time.sleep(LAST_WISH)
        return self._judged()

    def _machine(self, name: str) -> Site:
        home = HOME / name
        home.mkdir()
        return Site(free_port(), home, {"DANVAN_HOME": str(home)})

    def all_well(self) -> None:
        before, _ = pair.scans(self.replica), self.crowd.longest_wait()
        self._read_reports()
        self._told_as(answering=True)
        self._met("Everything runs for a while", f"replica looked {self._looked(before)} times at registrations")

    def a_machine_dies(self) -> None:
        self.machines[1].lose()
        time.sleep(self.given.pause)
        self._met("Machine B: web and worker killed by signal 9, away", f"for {self.given.pause} s")
        self.machines[1].come_back()
        time.sleep(2)
        self._met("Machine B is back", "")

    def just_saved(self) -> None:
        """Whoever saved something and opens a report at once finds it there."""
        unit, read = Unit.objects.order_by("pk").first(), Counter()

        @from_replica
        def name() -> str:
            read[replicas.alias()] += 1
            return Unit.objects.get(pk=unit.pk).short_name

        for number in range(ROUNDS):
            Unit.objects.filter(pk=unit.pk).update(short_name=f"lần {number}")
            if name() != f"lần {number}":
                self.wrong.append(f"what was saved in round {number} was not read")
        if read["replica"] < ROUNDS / 2:
            self.wrong.append(f"the replica was read {read['replica']} times of {ROUNDS}")
        self._met(
            f"Saved and read at once, {ROUNDS} times",
            f"{read['replica']} times by the replica, {read['default']} by the primary, never an old value",
        )

    def the_replica_dies(self) -> None:
        self.replica.stop()
        self._read_reports()
        self._told_as(answering=False)
        self._met("The replica is stopped", f"{PAGES} reports read from the primary")
        self.replica.start()
        time.sleep(replicas.REST)
        before = pair.scans(self.replica)
        self._read_reports()
        self._met("The replica is back", f"it looked {self._looked(before)} times at registrations")

    def the_primary_dies(self) -> None:
        """Here every commit waits for the replica, as for an office that may lose nothing."""
        self.primary.wait_for_replica()
        time.sleep(self.given.pause)
        self._met("Every commit waits for the replica", "")
        begun = time.monotonic()
        self.primary.kill()
        self.replica.promote()
        promoted = time.monotonic() - begun
        connections.close_all()
        connection.settings_dict["PORT"] = str(self.replica.port)
        with ThreadPoolExecutor() as at_once:
            first = at_once.submit(self.crowd.until_next)
            for machine in self.machines:
                machine.lose()
                at_once.submit(machine.come_back, DATABASE_URL=self.replica.url, DATABASE_REPLICA_URL="")
            away = promoted + first.result()
        time.sleep(self.given.pause)
        self._met(
            "The primary: signal 9; the replica promoted, both machines restarted with its address",
            f"promoted after {promoted:.1f} s, the first submission acknowledged after {away:.1f} s",
        )

    def _read_reports(self) -> None:
        for _ in range(PAGES):
            page = self.reader.get("/bao-cao/")
            answer = self.reader.get(page.location)
            if (page.status, answer.status) != (302, 200):
                self.wrong.append(f"a report was answered {answer.status}")

    def _told_as(self, *, answering: bool) -> None:
        """What “Tình trạng hệ thống” says of the replica."""
        if (replicas.lag().behind is not None) != answering:
            self.wrong.append(f"the replica is told as {replicas.lag()}")

    def _looked(self, before: int) -> int:
        times = pair.scans(self.replica) - before
        if not times:
            self.wrong.append("the replica was asked for nothing")
        return times

    def _met(self, what: str, more: str) -> None:
        crowd, told = self.crowd, self.crowd.told
        parts = [
            *filter(None, [more]), f"{crowd.answered} requests answered, {len(told.submitted)} submissions acknowledged so far",
            f"{crowd.unanswered + crowd.refused} sent again, longest wait {crowd.longest_wait():.1f} s",
        ]  # fmt: skip
        self.say(f"| {what} | {'; '.join(parts)} |")

    def _judged(self) -> bool:
        told = self.crowd.told
        problems = [*self.wrong, *checker.losses(told)]
        self.say(
            f"\nAcknowledged: {len(told.submitted)} submissions, {len(told.received)} receipts, {len(told.exports)} files "
            "asked for. In the database that was promoted: "
            + ", ".join(f"{count} {name}" for name, count in checker.survived().items())
            + "."
        )
        for problem in problems:
            self.say(f"LOSS {problem}")
        self.say("Nothing acknowledged was lost or doubled." if not problems else f"{len(problems)} losses.")
        return not problems and bool(told.submitted)
