"""What the table of tests/evaluation/sight cannot say: a round unknown to strangers, a result brought back, pages that
do not change at all (decision 28).
"""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from evaluation import services, workflow
from evaluation.enums import TOLD_STATES, RoundState
from evaluation.models import Nomination, Sheet
from tests.evaluation import builders as build

pytestmark = pytest.mark.django_db

TITLE, MEAN = "Mật Danh mô hình", "83,33"
OVER = ("district_officer", "district_leader", "district_clerk", "province_officer")
BELOW = ("registrant", "commune_officer", "commune_leader", "commune_clerk")
STRANGERS = ("other_registrant", "other_district_officer", "idle")
NOTHING, NAMES, RESULT = "nothing", "names", "result"
# A result that hung out and was brought back to the council is told no longer, until it hangs out again: what is read of
# a reviewer who has sent, over, below.
BROUGHT_BACK = {
    RoundState.MODERATING: {"sent": RESULT, "over": RESULT, "below": NOTHING},
    RoundState.CONCLUDED: {"sent": RESULT, "over": RESULT, "below": NOTHING},
    RoundState.CONSULTING: {"sent": RESULT, "over": RESULT, "below": RESULT},
    RoundState.PUBLISHED: {"sent": RESULT, "over": RESULT, "below": RESULT},
}  # fmt: skip
POINTS = (("14", "14", "18", "18", "26"), ("12", "12", "16", "16", "24"))


def setting():
    """One effective model, three reviewers and one with nothing to do; the round is empty."""
    c = build.council(dossiers=0)
    c.registrations = [build.effective(c, title=TITLE)]
    c.waiting, c.idle = (build.reviewer_in(c.tree.district_union) for _ in range(2))
    return c


AFTERWARDS = {
    RoundState.MODERATING: [workflow.END_SCORING],
    RoundState.CONCLUDED: [workflow.CONCLUDE],
    RoundState.CONSULTING: [workflow.CONCLUDE],
    RoundState.PUBLISHED: [workflow.CONCLUDE, workflow.PUBLISH_AT_ONCE],
}


def run_to(c, state):
    """While it is scored the third reviewer has not sent. 90, 80 and 80: 83,33."""
    sheets = build.assigned(c, c.reviewer, c.other_reviewer, c.waiting)
    if state == RoundState.PREPARING:
        return c
    build.move(c.round, workflow.OPEN, c.officer)
    sent = sheets[:2] if state == RoundState.SCORING else sheets
    for sheet, points in zip(sent, (POINTS[0], POINTS[1], POINTS[1]), strict=False):
        build.send(sheet, *points)
    for move in AFTERWARDS.get(state, []):
        build.move(c.round, move, c.officer)
    if state == RoundState.CONSULTING:
        build.hang_out(c)
    return c


def brought_to(state):
    return run_to(setting(), state)


def pages_of(c):
    nomination = Nomination.objects.get()
    names = ["rounds", "round", "council", "opinions", "nomination", "moderate"]
    keys = {"nomination": nomination.pk, "moderate": nomination.pk, "rounds": None}
    found = [reverse(f"evaluation:{name}", args=[key] if (key := keys.get(name, c.round.pk)) else []) for name in names]
    sheets = [reverse("evaluation:sheet", args=[sheet.pk]) for sheet in Sheet.objects.all()]
    return [reverse("home"), "/nhat-ky/", *found, *sheets]


def read_by(as_position, c, position) -> str:
    """Everything this position reads in the room and on the home page, refusals left out."""
    client = as_position(position)
    answers = [client.get(address) for address in pages_of(c)]
    return "\n".join(answer.text for answer in answers if answer.status_code == 200)


def people(c, who):
    named = {"sent": [c.reviewer], "over": OVER, "below": BELOW}[who]
    return [getattr(c.cast, one) if isinstance(one, str) else one for one in named]


@pytest.mark.parametrize(("state", "who"), [(state, who) for state, row in BROUGHT_BACK.items() for who in row])
def test_brought_back_by_an_opinion_each_phase_tells_what_the_table_says(as_position, state, who):
    c = brought_to(RoundState.CONSULTING)
    again = list(BROUGHT_BACK)[: list(BROUGHT_BACK).index(state) + 1]
    build.brought_back(c, points=MEAN.replace(",", "."), through=again)
    assert c.round.state == state
    for position in people(c, who):
        text = read_by(as_position, c, position)
        read = RESULT if f"<b>{MEAN}</b>" in text or f">{MEAN}<" in text else NAMES if c.round.name in text else NOTHING
        assert read == BROUGHT_BACK[state][who], (state, position.role)


@pytest.mark.parametrize("state", RoundState)
def test_strangers_read_nothing_in_any_phase(as_position, state):
    c = brought_to(state)
    for name in STRANGERS:
        position = c.idle if name == "idle" else getattr(c.cast, name)
        text = read_by(as_position, c, position)
        assert TITLE not in text and c.round.name not in text and MEAN not in text, (state, name)


@pytest.mark.parametrize("state", [state for state in RoundState if state not in TOLD_STATES])
def test_below_no_page_changes_with_the_round_until_it_is_told(as_position, state):
    """Not even a number of waiting sheets: the pages are the same as if the round were not there."""
    c = setting()
    before = {name: standing(as_position, getattr(c.cast, name)) for name in BELOW}
    run_to(c, state)
    assert {name: standing(as_position, getattr(c.cast, name)) for name in BELOW} == before


CHANGING = re.compile(r'name="(?:csrfmiddlewaretoken|token)" value="[^"]*"|csrf[^"]*"|\d\d:\d\d')


def standing(as_position, position) -> list[str]:
    client = as_position(position)
    return [CHANGING.sub("", client.get(one).text) for one in (reverse("home"), reverse("evaluation:rounds"))]


def test_a_reviewer_who_has_not_sent_learns_nothing_from_colleagues(as_position):
    """The own pages are the same before and after two colleagues have sent."""
    c = setting()
    sheets = build.assigned(c, c.reviewer, c.other_reviewer, c.waiting)
    build.move(c.round, workflow.OPEN, c.officer)
    before = read_by(as_position, c, c.waiting)
    for sheet, points in zip(sheets[:2], POINTS, strict=True):
        build.send(sheet, *points)
    assert CHANGING.sub("", read_by(as_position, c, c.waiting)) == CHANGING.sub("", before)


def test_opinions_are_read_over_the_round_alone(as_position):
    c = brought_to(RoundState.CONSULTING)
    services.receive_opinion(
        by=c.officer,
        round=c.round,
        said_by="Người Góp Ý",
        received_on=c.round.posted_on,
        text="Lời góp ý",
        token=uuid4(),
    )
    for name in OVER:
        assert "Người Góp Ý" in read_by(as_position, c, getattr(c.cast, name)), name
    for position in (c.reviewer, c.waiting, *(getattr(c.cast, name) for name in (*BELOW, "commune_front"))):
        assert "Người Góp Ý" not in read_by(as_position, c, position)
