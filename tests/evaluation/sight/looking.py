"""What a reader reads on a page, by kinds."""

from types import SimpleNamespace

from django.test import Client

from tests.access import asking
from tests.evaluation.sight import scene
from tests.evaluation.sight.pages import Page
from tests.evaluation.sight.table import PAGES

ANONYMOUS = "anonymous"


def looking_on(c) -> SimpleNamespace:
    """The round with the people who look at it signed in."""
    w = SimpleNamespace(people=scene.readers(c), names=scene.names_of(c), marks=scene.told_apart(c), browser=Client())
    w.cookies = {name: asking.signed_in(one) for name, one in w.people.items()} | {ANONYMOUS: ""}
    asking.fill(w)
    return w


def asked_in(w, phase: str) -> list[tuple[Page, str]]:
    """Page by page who is asked for in this phase."""
    pages = [page for page in PAGES if page.once in ("", phase)]
    signed_in = [(page, name) for page in pages for name, one in w.people.items() if page.admits(one.role)]
    return signed_in + [(page, ANONYMOUS) for page in pages]


def texts(w, pairs) -> dict[tuple[Page, str], str]:
    return {(page, name): asking.ask(w, name, page.address).text for page, name in pairs}


def _kinds_in(w, text: str) -> set[str]:
    return {kind for kind, marks in w.marks.items() if any(mark in text for mark in marks)}


def read_in(w, said: dict) -> dict[tuple[Page, str], set[str]]:
    return {pair: _kinds_in(w, text) for pair, text in said.items()}


def differing(before: dict, after: dict) -> set:
    """The pairs whose page is not the same any more."""
    return {pair for pair in before if asking.CHANGING.sub("", before[pair]) != asking.CHANGING.sub("", after[pair])}
