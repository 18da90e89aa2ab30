"""Measuring one thing beside its yardstick: in turns, so that whatever else the machine does hits both alike."""

import gc
import math
import time
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from common import installation

ROUNDS, WARM_UP = 60, 3
MOST_QUERIES, MOST_GROWTH = 12, 1.3
NO_QUERIES = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
Act = Callable[[], Any]


@dataclass(frozen=True)
class Case:
    """What is measured. `budget`: the most it may cost in yardsticks; `most_ms`: the most it may take at all.

    Only a page has a budget of queries.
    """

    name: str
    act: Act
    yardstick: str
    bare: Act
    budget: float | None = None
    most_ms: float | None = None
    rounds: int = ROUNDS
    is_page: bool = True


@dataclass(frozen=True)
class Figures:
    """What came out: times in milliseconds, memory in MB, sizes in bytes (None where there is no such thing)."""

    name: str
    size: int
    queries: int | None
    p50: float
    p95: float
    memory: float
    raw: int | None
    packed: int | None
    yardstick: str
    bare_p50: float
    ratio: float
    budget: float | None
    most_ms: float | None
    is_page: bool

    @property
    def is_within(self) -> bool | None:
        """Whether the budgets are kept; None where there is none."""
        queries = MOST_QUERIES if self.is_page else None
        limits = [(self.ratio, self.budget), (self.p50, self.most_ms), (self.queries, queries)]
        kept = [value <= limit for value, limit in limits if limit is not None and value is not None]
        return all(kept) if kept else None


@dataclass(frozen=True)
class Growth:
    """One case at the smallest number of registrations and at the largest: how many times longer it and its yardstick took."""

    name: str
    first_queries: int | None
    last_queries: int | None
    times: float
    bare_times: float
    beyond: float
    is_within: bool | None


def growth(figures: list[Figures]) -> list[Growth]:
    """Of all that was measured at both."""
    sizes = sorted({one.size for one in figures})
    first, last = ({one.name: one for one in figures if one.size == size} for size in (sizes[0], sizes[-1]))
    return [_grown(first[name], last[name]) for name in first if name in last]


def _grown(first: Figures, last: Figures) -> Growth:
    """Judged beyond the growth of the yardstick: the machine may have been busier at one size than at the other. What is
    held to milliseconds, as a search among all records, is held to them at the largest size.
    """
    times, bare = last.p50 / first.p50, last.bare_p50 / first.bare_p50
    kept = times / bare <= MOST_GROWTH and (not first.is_page or (last.queries or 0) <= (first.queries or 0))
    is_within = kept if first.budget else None
    return Growth(first.name, first.queries, last.queries, times, bare, times / bare, is_within)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of all values does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def seconds(act: Act) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def measured(case: Case, size: int) -> Figures:
    """Time in turns with the yardstick, then once more each for queries, memory and bytes."""
    for _ in range(WARM_UP if case.rounds == ROUNDS else min(1, case.rounds - 1)):
        case.bare()
        case.act()
    gc.collect()
    times = [(seconds(case.bare), seconds(case.act)) for _ in range(case.rounds)]
    bare, own = [one * 1000 for one, _ in times], [one * 1000 for _, one in times]
    queries, answer = _with_queries(case.act)
    raw, packed = _bytes(answer)
    bare_p50, p50 = percentile(bare, 0.5), percentile(own, 0.5)
    return Figures(
        name=case.name, size=size, queries=queries, p50=p50, p95=percentile(own, 0.95),
        memory=peak_memory(case.act), raw=raw, packed=packed, yardstick=case.yardstick, bare_p50=bare_p50,
        ratio=p50 / bare_p50, budget=case.budget, most_ms=case.most_ms, is_page=case.is_page,
    )  # fmt: skip


def _with_queries(act: Act) -> tuple[int, Any]:
    """How many, with the look-up that is remembered for half a minute: the most a page may cost; and its answer."""
    installation.forget()
    with CaptureQueriesContext(connection) as captured:
        answer = act()
    told = [query["sql"] for query in captured if not query["sql"].startswith(NO_QUERIES)]
    return len(told), answer


def peak_memory(act: Act) -> float:
    """The most Python memory in use at once beyond what was there before, in MB."""
    gc.collect()
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        tracemalloc.reset_peak()
        act()
        return (tracemalloc.get_traced_memory()[1] - before) / 1_000_000
    finally:
        tracemalloc.stop()


def _bytes(answer: Any) -> tuple[int | None, int | None]:
    """Sizes of what came back: a response says both, a file only its own."""
    if isinstance(answer, int):
        return answer, None
    if getattr(answer, "raw_size", None) is None:
        return None, None
    return answer.raw_size, answer.packed_size
