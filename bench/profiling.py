"""Where the time of one page goes."""

import cProfile
import io
import pstats
from dataclasses import dataclass

from bench.measure import Case, Figures

TIMES, LINES = 20, 15


@dataclass(frozen=True)
class Profile:
    """Of so many requests of the page `name`: what takes the time itself, and which of our functions it goes through."""

    name: str
    requests: int
    text: str

    def printed(self) -> str:
        return f"### Profile of the slowest page: {self.name}, {self.requests} requests\n\n```\n{self.text}\n```"


def profile_of_slowest(cases: list[Case], figures: list[Figures]) -> Profile | None:
    """The page that costs most yardsticks; None where no page was measured."""
    pages = {case.name: case for case in cases if case.is_page}
    measured = [one for one in figures if one.name in pages]
    if not measured:
        return None
    slowest = max(measured, key=lambda one: one.ratio)
    profiler = cProfile.Profile()
    for _ in range(TIMES):
        profiler.runcall(pages[slowest.name].act)
    out = io.StringIO()
    stats = pstats.Stats(profiler, stream=out).strip_dirs()
    stats.sort_stats("tottime").print_stats(LINES)
    stats.sort_stats("cumulative").print_stats(3 * LINES)
    return Profile(slowest.name, TIMES, out.getvalue().strip())
