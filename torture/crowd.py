"""The people at work while machines die: they begin, go on until they are told to end, and remember how they fared."""

import random
import time
from queue import Queue
from threading import Event, Thread

from torture import council, officers, people
from torture.browser import Browser
from torture.people import Acknowledged
from torture.scene import Scene

# More than anybody can write in one run.
TITLES = 5000
# The worker gets so long at the end to finish what it was asked.
LAST_WISH = 4
# Whoever is in the middle of something ends it, whatever dies meanwhile.
LONGEST_LAST_ACT = 150


class Crowd:
    """Registrants who submit, an officer who receives, a clerk who asks for files; two officers who decide the same
    records and members of a council who score, where `scores` are asked for."""

    def __init__(self, scene: Scene, ports: list[int], seed: int, *, submissions: int = TITLES, scores: int = 0):
        self.told, self.over = Acknowledged(), Event()
        self.titles, self.tickets = Queue(), Queue()
        for number in range(1, submissions + 1):
            self.titles.put(f"Mô hình {seed}-{number:04d}")
        for number in range(scores):
            self.tickets.put(number)
        self.browsers: list[Browser] = []
        self.ports, self.chance = ports, random.Random(seed)
        self.busy = self._busy(scene)
        self.others = [*self._others(), *([self._deciding()] if scores else [])]
        for one in [*self.busy, *self.others]:
            one.start()

    def _busy(self, scene: Scene) -> list[Thread]:
        """Those who have finished when their piles are empty."""
        self.received, self.submitted = Queue(), Queue()
        return [
            *(self._begun(people.registrant, self._person(name), self.titles, self.told, self.submitted)
              for name in scene.registrants),
            *(self._begun(council.member, self._person(name), self.tickets, self.told) for name in scene.members),
        ]  # fmt: skip

    def _others(self) -> list[Thread]:
        officer, clerk = self._person("canbo"), self._person("vanthu")
        return [
            self._begun(people.officer, officer, self.submitted, self.received, self.over, self.told),
            self._begun(people.clerk, clerk, self.over, self.told),
        ]

    def _deciding(self) -> Thread:
        pair = self._person("canbo"), self._person("canbo2")
        return self._begun(officers.both, pair, self.received, self.over, self.told)

    def _person(self, name: str) -> Browser:
        self.browsers.append(people.signed_in(name, *self.ports))
        return self.browsers[-1]

    def _begun(self, work, *arguments) -> Thread:
        return guarded(self.told, work, *arguments, random.Random(self.chance.random()))

    @property
    def done(self) -> int:
        """Submissions and scores acknowledged so far."""
        return len(self.told.submitted) + len(self.told.scored)

    @property
    def answered(self) -> int:
        return sum(one.answered for one in self.browsers)

    @property
    def doubled(self) -> int:
        """How often somebody pressed a button twice at once."""
        return sum(one.doubled for one in self.browsers)

    @property
    def unanswered(self) -> int:
        return sum(one.unanswered for one in self.browsers)

    @property
    def refused(self) -> int:
        """How often somebody was shown our page of an error."""
        return sum(one.refused for one in self.browsers)

    @property
    def bare(self) -> list[str]:
        """Answers of 500 and above that said nothing a person understands."""
        return [sentence for one in self.browsers for sentence in one.bare]

    def longest_wait(self) -> float:
        """Since this was asked last."""
        longest = max(one.longest for one in self.browsers)
        for one in self.browsers:
            one.longest = 0.0
        return longest

    def until_next(self, seconds: float = 60) -> float:
        """How long it takes from now until somebody's submission or score is acknowledged."""
        begun, before = time.monotonic(), self.done
        while self.done == before and self.is_busy() and time.monotonic() < begun + seconds:
            time.sleep(0.05)
        return time.monotonic() - begun

    def is_busy(self) -> bool:
        return any(one.is_alive() for one in self.busy)

    def end(self) -> None:
        """What is left on the piles is not begun any more."""
        for pile in (self.titles, self.tickets):
            while not pile.empty():
                pile.get_nowait()
        for one in self.busy:
            self._await(one)
        self.over.set()
        for one in self.others:
            self._await(one)

    def _await(self, one: Thread) -> None:
        one.join(LONGEST_LAST_ACT)
        if one.is_alive():
            self.told.astray.append(f"somebody was still at work {LONGEST_LAST_ACT} seconds after the end")


def guarded(told: Acknowledged, work, *arguments) -> Thread:
    def kept_up():
        try:
            work(*arguments)
        except (Exception, SystemExit) as problem:
            # Whatever it was: somebody's work has ended before its end, and nobody else would hear of it.
            told.astray.append(f"{type(problem).__name__} {problem}")

    return Thread(target=kept_up, daemon=True)
