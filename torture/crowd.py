"""The people at work while machines die: they begin, go on until they are told to end, and remember how they fared."""

import random
import time
from queue import Queue
from threading import Event

from torture import people
from torture.browser import Browser
from torture.people import Acknowledged
from torture.run import LONGEST_LAST_ACT, guarded

# More than anybody can write in one run.
TITLES = 5000


class Crowd:
    """Registrants who submit, an officer who receives, a clerk who asks for files."""

    def __init__(self, names: list[str], ports: list[int], seed: int):
        self.told, self.over, self.titles = Acknowledged(), Event(), Queue()
        for number in range(TITLES):
            self.titles.put(f"Mô hình {seed}-{number:04d}")
        self.browsers = [people.signed_in(name, *ports) for name in [*names, "canbo", "vanthu"]]
        self.threads = self._threads(self.browsers, Queue(), seed)
        for one in self.threads:
            one.start()

    def _threads(self, browsers: list[Browser], to_receive: Queue, seed: int):
        *writing, officer, clerk = browsers
        chances = (random.Random(seed + number) for number in range(len(browsers)))
        work = [
            *((people.registrant, one, self.titles, self.told, to_receive) for one in writing),
            (people.officer, officer, to_receive, self.over, self.told), (people.clerk, clerk, self.over, self.told),
        ]  # fmt: skip
        return [guarded(self.told, *one, next(chances)) for one in work]

    @property
    def answered(self) -> int:
        return sum(one.answered for one in self.browsers)

    @property
    def unanswered(self) -> int:
        return sum(one.unanswered for one in self.browsers)

    def longest_wait(self) -> float:
        """Since this was asked last."""
        longest = max(one.longest for one in self.browsers)
        for one in self.browsers:
            one.longest = 0.0
        return longest

    def until_next_submission(self, seconds: float = 60) -> float:
        """How long it takes from now until somebody's submission is acknowledged."""
        begun, before = time.monotonic(), len(self.told.submitted)
        while len(self.told.submitted) == before and time.monotonic() < begun + seconds:
            time.sleep(0.05)
        return time.monotonic() - begun

    def end(self) -> None:
        while not self.titles.empty():
            self.titles.get_nowait()
        self.over.set()
        for one in self.threads:
            one.join(LONGEST_LAST_ACT)
            if one.is_alive():
                self.told.astray.append(f"somebody was still at work {LONGEST_LAST_ACT} seconds after the end")
