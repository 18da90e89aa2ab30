"""Eight people writing at once: how long it takes them, and whether anything is lost."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Barrier, Thread

from django.db import connection, connections

from bench.council import Council
from bench.measure import Act, percentile
from bench.pages import WRITE, World, drafts_of, inserting, saving_draft, saving_scores

PEOPLE, TIMES, TURNS = 8, 12, 3


@dataclass(frozen=True)
class Together:
    """Times in milliseconds of one save among eight people; `lost` acknowledged saves that are not there."""

    name: str
    size: int
    p50: float
    p95: float
    bare_p50: float
    ratio: float
    lost: int
    failed: int

    @property
    def is_within(self) -> bool:
        return self.ratio <= WRITE and not self.lost and not self.failed


def at_once(acts: list[Act], times: int = TIMES) -> tuple[list[float], int]:
    """Each act in a thread of its own, over and over: the times in milliseconds, and how many failed."""
    taken: list[float] = []
    failed: list[Exception] = []
    start = Barrier(len(acts))

    def work(act: Act) -> None:
        try:
            start.wait()
            for _ in range(times):
                begun = time.perf_counter()
                act()
                taken.append((time.perf_counter() - begun) * 1000)
        except Exception as problem:  # whatever it is, it counts as a failed save and the others go on
            failed.append(problem)
        finally:
            connections.close_all()

    threads = [Thread(target=work, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken, len(failed)


def writing_together(world: World, size: int) -> list[Together]:
    """Eight registrants saving drafts, eight reviewers saving scores."""
    registrants = [world.registrant(place) for place in range(PEOPLE)]
    drafts = drafts_of(world, registrants)
    saves = [saving_draft(browser, draft) for browser, draft in zip(registrants, drafts, strict=True)]
    bare = [inserting(browser) for browser in registrants]
    made = [_together("draft saved", size, saves, bare, lambda: _missing_saves(drafts))]
    if world.council:
        made.append(_scores(world, world.council, size))
    return made


def _together(name: str, size: int, acts: list[Act], bare: list[Act], lost: Callable[[], int]) -> Together:
    """In turns with the yardstick: the machine may be busier at one moment than at the next."""
    bare_taken: list[float] = []
    taken: list[float] = []
    failed = 0
    for _ in range(TURNS):
        bare_taken += at_once(bare)[0]
        times, failures = at_once(acts)
        taken, failed = taken + times, failed + failures
    p50, bare_p50 = percentile(taken, 0.5), percentile(bare_taken, 0.5)
    return Together(name, size, p50, percentile(taken, 0.95), bare_p50, p50 / bare_p50, lost(), failed)


def _missing_saves(drafts) -> int:
    """Every save makes the next revision."""
    revisions = [registration.drafts.get().revision for registration in drafts]
    return sum(1 + TURNS * TIMES - revision for revision in revisions)


def _scores(world: World, council: Council, size: int) -> Together:
    browsers = [world.browser(reviewer) for reviewer in council.reviewers]
    acts = [saving_scores(browser, sheet) for browser, sheet in zip(browsers, council.open_sheets, strict=True)]
    bare = [inserting(browser) for browser in browsers]

    def lost() -> int:
        for sheet in council.open_sheets:
            sheet.refresh_from_db()
        return sum(sheet.comment != f"Lần {TURNS * TIMES}" for sheet in council.open_sheets)

    return _together("score saved", size, acts, bare, lost)


def database() -> str:
    """The database of this run, as people call it."""
    return {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.vendor]


def keep_house() -> None:
    """Statistics, and what lets an index answer alone: the server's own housekeeping would have done so by now."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
