"""What people do meanwhile: registrants submit, an officer receives, two officers decide, members score, a clerk asks for files."""

import random
import re
from dataclasses import dataclass, field
from queue import Empty, Queue
from threading import Event

from torture import PASSWORD
from torture.browser import Browser

CODE = re.compile(r"DVK-\d{4}-\d{5,8}")
# How often a button is pressed twice.
NERVOUS = 0.3


class Astray(Exception):
    """A page that should be there is not: what the person sees is not what the procedure says."""


@dataclass(frozen=True)
class Kept:
    """Something the server has acknowledged: the record and the token of the press."""

    code: str
    token: str
    title: str = ""


@dataclass(frozen=True)
class Scored:
    """A sheet the server has acknowledged as sent: where it stands, the token of the press, points by criterion."""

    sheet: str
    token: str
    points: dict[int, str]


@dataclass(frozen=True)
class Decided:
    """What one of two officers was told of a decision: that it is made, or that it cannot be."""

    code: str
    token: str
    move: str
    is_made: bool


@dataclass
class Acknowledged:
    """All that people were told is done. Appending to a list is safe among threads."""

    submitted: list[Kept] = field(default_factory=list)
    received: list[Kept] = field(default_factory=list)
    exports: list[Kept] = field(default_factory=list)
    scored: list[Scored] = field(default_factory=list)
    decided: list[Decided] = field(default_factory=list)
    astray: list[str] = field(default_factory=list)


def signed_in(username: str, *ports: int) -> Browser:
    browser = Browser(*ports)
    browser.sign_in(username, PASSWORD)
    return browser


def registrant(browser: Browser, titles: Queue, told: Acknowledged, to_receive: Queue, chance: random.Random) -> None:
    """Takes titles from the pile until there are none."""
    while True:
        try:
            title = titles.get_nowait()
        except Empty:
            return
        kept = submit(browser, title, chance)
        told.submitted.append(kept)
        to_receive.put(kept.code)


def submit(browser: Browser, title: str, chance: random.Random) -> Kept:
    """Begin, save once more, look at it, submit: the way through the pages."""
    begin = browser.get("/dang-ky/moi/tap-the/").location
    page = browser.get(begin)
    form = found(page.form(name="giay"), "the empty form")
    sector = re.search(r'name="sector" value="(\d+)"', page.text)
    level = re.search(r'name="levels" value="(\d+)"', page.text)
    written = {
        **form.data, "title": title, "sector": found(sector, "a sector")[1], "levels": found(level, "a level")[1],
        "time_text": "cả năm", "origin": "new", "next": "here",
    }  # fmt: skip
    draft = browser.post(begin, written, double=chance.random() < NERVOUS).location
    code = found(CODE.search(draft), "the draft")[0]
    form = found(browser.get(draft).form(name="giay"), "the form of the draft")
    browser.post(draft, {**form.data, "time_text": "từ tháng 1 đến tháng 12"}, double=chance.random() < NERVOUS)
    token = press(browser, code, "nop-dang-ky", double=chance.random() < NERVOUS)
    if "Chờ tiếp nhận" not in browser.get(f"/dang-ky/{code}/").text:
        raise Astray(f"{code} was pressed and is not waiting")
    return Kept(code, token, title)


def press(browser: Browser, code: str, move: str, *, double: bool) -> str:
    """Press the button of a move on the record's page; the token of the press."""
    record = browser.get(f"/dang-ky/{code}/")
    form = found(record.form(action=f"/buoc/{move}/"), f"the button {move} of {code}")
    answer = browser.post(form.action, form.data, double=double)
    if answer.status != 302:
        raise Astray(f"{move} of {code} was answered {answer.status}")
    return form.data["token"][0]


def officer(
    browser: Browser, to_receive: Queue, to_decide: Queue, over: Event, told: Acknowledged, chance: random.Random
) -> None:
    """Receives what has come in, until the others have finished; what is received is to be decided."""
    while not over.is_set():
        if code := next_of(to_receive):
            token = press(browser, code, "tiep-nhan", double=chance.random() < NERVOUS)
            told.received.append(Kept(code, token))
            to_decide.put(code)


def clerk(browser: Browser, over: Event, told: Acknowledged, chance: random.Random) -> None:
    """Asks for a workbook now and then; the worker makes it."""
    while not over.wait(chance.uniform(1, 4)):
        told.exports.append(ask_for_file(browser, "xlsx", double=chance.random() < NERVOUS))


def ask_for_file(browser: Browser, form: str, *, double: bool = False) -> Kept:
    """The report of the last quarter as a file, made in the background."""
    period = browser.get("/bao-cao/").location.split("/")[2]
    # Any page with a form carries what a form of ours carries.
    page = found(browser.get("/dang-ky/ke-hoach/moi/").form(holds="token"), "a form")
    guard = {name: page.data[name] for name in ("csrfmiddlewaretoken", "token", "position")}
    answer = browser.post(f"/bao-cao/{period}/bao-cao.{form}", guard, double=double)
    if answer.status != 302:
        raise Astray(f"a file was asked for and answered {answer.status}")
    return Kept(answer.location, guard["token"][0])


def next_of(pile: Queue) -> str:
    """What lies on top, or nothing within half a second."""
    try:
        return pile.get(timeout=0.5)
    except Empty:
        return ""


def found(thing, name: str):
    if thing is None:
        raise Astray(f"{name} is not on the page")
    return thing
