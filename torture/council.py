"""A member of the council: opens every sheet, saves what is half done, sends it."""

import random
import re
from queue import Empty, Queue

from torture.browser import Browser, Form
from torture.people import NERVOUS, Acknowledged, Scored, found

SHEET = re.compile(r"/danh-gia/phieu/[0-9a-f]{32}/")
ROUND = re.compile(r"/danh-gia/dot/\d+/")
CRITERION = re.compile(r"tieu-chi-(\d+)")
# Within the bounds of every criterion of the starters.
POINTS = ("0", "1,5", "4", "7,25", "10")


def member(browser: Browser, tickets: Queue, told: Acknowledged, chance: random.Random) -> None:
    """Scores the own sheets one after the other, as long as there are tickets."""
    for address in own_sheets(browser):
        try:
            tickets.get_nowait()
        except Empty:
            return
        told.scored.append(score(browser, address, chance))


def own_sheets(browser: Browser) -> list[str]:
    """The addresses of all sheets of the round, in the order of its pages."""
    round_page = found(ROUND.search(browser.get("/danh-gia/").text), "the round")[0]
    addresses: list[str] = []
    for number in range(1, 100):
        shown = SHEET.findall(browser.get(f"{round_page}?trang={number}").text)
        if not set(shown) - set(addresses):
            return addresses
        addresses += [one for one in dict.fromkeys(shown) if one not in addresses]
    return addresses


def score(browser: Browser, address: str, chance: random.Random) -> Scored:
    """Saved with the first criterion alone, then filled in and sent: the way through the page."""
    form = _sheet(browser, address)
    criteria = [name for name in form.data if CRITERION.fullmatch(name)]
    points = {name: chance.choice(POINTS) for name in criteria}
    browser.post(address, {**form.data, criteria[0]: points[criteria[0]], "luu": ""}, double=chance.random() < NERVOUS)
    form = _sheet(browser, address)
    browser.post(address, {**form.data, **points, "gui": ""}, double=chance.random() < NERVOUS)
    found(None if browser.get(address).form(name="cham") else address, f"the sent sheet {address}")
    given = {int(CRITERION.fullmatch(name)[1]): text.replace(",", ".") for name, text in points.items()}
    return Scored(address, form.data["token"][0], given)


def _sheet(browser: Browser, address: str) -> Form:
    return found(browser.get(address).form(name="cham"), f"the form of {address}")
