"""Where the time of one page goes."""

import cProfile
import io
import pstats

from bench.measure import Case, Figures

TIMES, LINES = 20, 15


def profile_of_slowest(cases: list[Case], figures: list[Figures]) -> str:
    """The page that costs most yardsticks: what takes the time itself, and which of our functions it goes through."""
    pages = {case.name: case for case in cases if case.is_page}
    slowest = max((one for one in figures if one.name in pages), key=lambda one: one.ratio)
    profiler = cProfile.Profile()
    for _ in range(TIMES):
        profiler.runcall(pages[slowest.name].act)
    out = io.StringIO()
    stats = pstats.Stats(profiler, stream=out).strip_dirs()
    stats.sort_stats("tottime").print_stats(LINES)
    stats.sort_stats("cumulative").print_stats(3 * LINES)
    return f"### Profile of the slowest page: {slowest.name}, {TIMES} requests\n\n```\n{out.getvalue().strip()}\n```"
