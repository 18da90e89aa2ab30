"""One run: a throw-away installation, people at work, deaths at random moments, and the look into the database."""

import random
import shutil
import time
from argparse import Namespace
from collections.abc import Callable
from queue import Queue
from threading import Event, Thread

import django

from torture.home import HOME

django.setup()

from django.db import connection, connections  # noqa: E402

from script.prepare import migrate  # noqa: E402
from torture import checker, people, scene  # noqa: E402
from torture.browser import Browser, NoAnswer  # noqa: E402
from torture.people import Acknowledged, Astray  # noqa: E402
from torture.site import VICTIMS, Site, free_port  # noqa: E402

# The worker gets so long at the end to finish what it was asked.
LAST_WISH = 4
# Whoever is in the middle of something ends it, whatever dies meanwhile.
LONGEST_LAST_ACT = 120


def run(given: Namespace, say: Callable[[str], None]) -> bool:
    """Whether nothing was lost, and all that was asked for was done in time."""
    try:
        return _run(given, say)
    finally:
        connections.close_all()
        shutil.rmtree(HOME, ignore_errors=True)


def _run(given: Namespace, say: Callable[[str], None]) -> bool:
    chance = random.Random(given.seed)
    random.seed(given.seed)
    migrate()
    names = scene.build()
    # From here on the processes have the database to themselves.
    connections.close_all()
    say(f"{connection.vendor}, seed {given.seed}: {given.submissions} submissions by {given.clients} people")
    told = Acknowledged()
    with Site(free_port(), HOME) as site:
        browsers = [people.signed_in(name, site.port) for name in names[: given.clients]]
        # What came before takes a busy machine minutes, and is nobody's work.
        start = time.monotonic()
        unanswered = _work(given, site, browsers, told, chance, start + given.seconds)
        time.sleep(LAST_WISH)
    problems = checker.losses(told)
    _tell(say, site, told, unanswered, time.monotonic() - start)
    for problem in problems:
        say(f"LOSS {problem}")
    complete = len(told.submitted) == given.submissions
    if not complete:
        say(f"Only {len(told.submitted)} of {given.submissions} were done within {given.seconds} seconds.")
    say("Nothing acknowledged was lost or doubled." if not problems else f"{len(problems)} losses.")
    return complete and not problems


def _work(given, site: Site, browsers: list[Browser], told: Acknowledged, chance: random.Random, until: float) -> int:
    """All at once: people, and death. Returns how many requests were never answered."""
    titles, to_receive, over = Queue(), Queue(), Event()
    for number in range(1, given.submissions + 1):
        titles.put(f"Mô hình {given.seed}-{number:04d}")
    officer, clerk = people.signed_in("canbo", site.port), people.signed_in("vanthu", site.port)
    writing = [
        guarded(told, people.registrant, browser, titles, told, to_receive, random.Random(chance.random()))
        for browser in browsers
    ]
    others = [
        guarded(told, people.officer, officer, to_receive, over, told, random.Random(chance.random())),
        guarded(told, people.clerk, clerk, over, told, random.Random(chance.random())),
    ]
    death = Thread(target=_kill, args=[given, site, told, over, chance], daemon=True)
    for thread in [*writing, *others, death]:
        thread.start()
    for thread in writing:
        thread.join(max(0, until - time.monotonic()))
    # Out of time: what is left on the pile is not begun any more.
    while not titles.empty():
        titles.get_nowait()
    over.set()
    for thread in [*writing, *others, death]:
        thread.join(LONGEST_LAST_ACT)
        if thread.is_alive():
            told.astray.append(f"somebody was still at work {LONGEST_LAST_ACT} seconds after the end")
    return sum(browser.unanswered for browser in [*browsers, officer, clerk])


def guarded(told: Acknowledged, work, *arguments) -> Thread:
    def kept_up():
        try:
            work(*arguments)
        except (Astray, NoAnswer, RuntimeError) as problem:
            told.astray.append(str(problem))

    return Thread(target=kept_up, daemon=True)


def _kill(given, site: Site, told: Acknowledged, over: Event, chance: random.Random) -> None:
    """Spread over the work: after so many submissions, at a random moment, somebody dies."""
    moments = sorted(chance.uniform(0, given.submissions * 0.95) for _ in range(given.kills))
    for number, moment in enumerate(moments):
        while len(told.submitted) < moment and not over.is_set():
            time.sleep(0.02)
        time.sleep(chance.uniform(0, 0.3))
        # Each kind of death comes in turn, so that even a short run has seen them.
        site.kill(VICTIMS[number % len(VICTIMS)])
        site.wait()


def _tell(say, site: Site, told: Acknowledged, unanswered: int, seconds: float) -> None:
    deaths = ", ".join(f"{victim} {count}×" for victim, count in sorted(site.deaths.items()))
    say(f"Killed with signal 9: {deaths or 'nobody'}; {unanswered} requests got no answer and were sent again.")
    say(
        f"Acknowledged: {len(told.submitted)} submissions, {len(told.received)} receipts, {len(told.exports)} files; "
        f"in {seconds:.0f} s."
    )
    say("In the database: " + ", ".join(f"{count} {name}" for name, count in checker.survived().items()) + ".")
