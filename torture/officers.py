"""Two officers of one desk have the same record before them and decide at the same moment: one of them has decided, the other is told."""

import random
from concurrent.futures import ThreadPoolExecutor
from queue import Queue
from threading import Barrier, Event

from common.workflow import Move
from registrations import workflow
from torture.browser import PATIENCE, Browser, Form
from torture.people import NERVOUS, Acknowledged, Astray, Decided, found, next_of

DECISIONS = (workflow.CONFIRM, workflow.RETURN)
REFUSED = "Không thể "


def both(
    pair: tuple[Browser, Browser], to_decide: Queue, over: Event, told: Acknowledged, chance: random.Random
) -> None:
    """They take every record that was received, until the others have finished."""
    with ThreadPoolExecutor(len(pair)) as at_once:
        while not over.is_set():
            if code := next_of(to_decide):
                gate, chosen = Barrier(len(pair)), [chance.choice(DECISIONS) for _ in pair]
                presses = [chance.random() < NERVOUS for _ in pair]
                told.decided += at_once.map(_decide, pair, [code] * 2, chosen, [gate] * 2, presses)


def _decide(browser: Browser, code: str, move: Move, gate: Barrier, double: bool) -> Decided:
    """Reads the page, waits until the other has it before him too, presses."""
    address = f"/dang-ky/{code}/buoc/{move.slug}/"
    form = _opened(browser, address)
    gate.wait(timeout=PATIENCE + 10)
    answer = browser.post(address, {**form.data, "note": "Đã xem hồ sơ."}, double=double)
    if answer.status != 302:
        raise Astray(f"{move.label} of {code} was answered {answer.status}")
    page = browser.get(f"/dang-ky/{code}/").text
    if (move.done in page) == (REFUSED in page):
        raise Astray(f"{move.label} of {code}: neither done nor refused by what the page says")
    return Decided(code, form.data["token"][0], move.name, move.done in page)


def _opened(browser: Browser, address: str) -> Form:
    return found(browser.get(address).form(holds="note"), f"the form {address}")
