"""Reader × page × phase: on every page of a round stands exactly what the table says, with names covered and without."""

import logging

import pytest
from django.http import HttpResponse

from reports.dashboards import remembered
from tests.access import asking
from tests.access.rules import RULES
from tests.evaluation.sight import scene
from tests.evaluation.sight.looking import asked_in, differing, looking_on, read_in, texts
from tests.evaluation.sight.table import COVERS, NOT_HERE, PAGES
from tests.routes import ROUTES

pytestmark = pytest.mark.django_db
# While sheets may be given, one more of them is what every page is asked about a second time.
GIVING = scene.PHASES[:2]
BUTTONS = {rule.route for rule in RULES if rule.look == 405}
HOW = """
Say in tests/evaluation/sight/table.py who may read what on it in which phase, for instance
    Page("evaluation:name", ROUND + "dia-chi/", \"""
        officer leader | O ORA ORA ORA ORA ORA ORA
    \"""),
"""


@pytest.fixture(autouse=True)
def _quick_and_quiet(monkeypatch):
    asking.papers_as_words(monkeypatch)
    asking.people_as_known(monkeypatch)
    # What a refused person is told is the same page everywhere, and nothing to be written down with its trace.
    monkeypatch.setattr("danvan.views._problem", lambda request, status, *_: HttpResponse(status=status))
    monkeypatch.setattr(remembered, "LONG", float("inf"))
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


def test_every_page_of_the_room_has_a_line():
    told = {page.route for page in PAGES} | NOT_HERE.keys() | BUTTONS

    assert [name for name, _ in ROUTES if name.startswith("evaluation:") and name not in told] == [], HOW


def told_apart_from(read: dict, table) -> dict:
    """Where a page says something else than the table: what is read, and what should be."""
    return {
        (str(page), name): ("".join(sorted(kinds)), "".join(sorted(table(page, name))))
        for (page, name), kinds in read.items() if kinds != table(page, name)
    }  # fmt: skip


@pytest.mark.parametrize("phase", scene.PHASES)
def test_each_page_tells_each_reader_what_the_table_says(phase):
    c = scene.brought_to(phase)
    w = looking_on(c)
    said = texts(w, asked_in(w, phase))
    read = read_in(w, said)
    if phase in GIVING:
        scene.one_more_sheet(c)
        there = {pair: text for pair, text in said.items() if text.strip()}
        for pair in differing(there, texts(w, there)):
            read[pair].add("W")

    assert told_apart_from(read, lambda page, name: page.kinds(name, phase)) == {}, "read, and what the table says"


@pytest.mark.parametrize("blind", sorted(COVERS))
@pytest.mark.parametrize("phase", scene.PHASES)
def test_what_is_covered_is_taken_out_of_the_table_and_nothing_else(phase, blind):
    """Covering opens and closes no page: those are asked alone for whom there is something to cover; and the office, from
    which nothing is, in one phase.
    """
    cover = COVERS[blind]
    w = looking_on(scene.brought_to(phase, (blind,)))
    readers = cover.readers | ({"officer"} if phase == "scoring" else set())
    pairs = [
        (page, name) for page, name in asked_in(w, phase) if name in readers and cover.kind in page.kinds(name, phase)
    ]

    def table(page, name):
        return cover.left(page, name, phase) - {"W"}

    assert told_apart_from(read_in(w, texts(w, pairs)), table) == {}, "read, and what the table says"
