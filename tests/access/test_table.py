"""Every route × everybody × GET and POST: exactly what the table says, and nothing is written where one is refused."""

import pytest

from evaluation.workflow import CRITERIA_MOVES, ROUND_MOVES, SHEET_MOVES
from recognition.corrections.workflow import CORRECTION_MOVES
from recognition.dossiers.workflow import MERIT_MOVES
from recognition.workflow import DECISION_MOVES
from registrations.following.workflow import INSPECTION_MOVES, RECOMMENDATION_MOVES
from registrations.submittals.workflow import LIST_MOVES
from registrations.workflow import MOVES
from reorganisation.workflow import MOVES as OPERATION_MOVES
from reports.periodic.workflow import REPORT_MOVES
from tests.access import people
from tests.access.asking import send
from tests.access.people import EVERYBODY
from tests.access.rules import RULES
from tests.access.secrets import leaked
from tests.routes import ROUTES

pytestmark = pytest.mark.django_db

METHODS = [(rule, method) for rule in RULES for method in ("get", "post")]
# A method that a page does not know is refused before anybody is asked for: one person of each role tells.
ONE_OF_EACH_ROLE = {
    "registrant", "commune_officer", "commune_front", "reviewer", "commune_leader", "commune_clerk", "admin", "nobody"
}  # fmt: skip
HOW = """
Every route needs a rule that says who may do what where: one line in tests/access/rules/<room>.py, for instance
    page("room:name", "/dia-chi/{record}/", roles=DESKS, inside=OVER_VILLAGE)
page: only GET; form: GET and POST; button: only POST. `roles` may open such a page at all (others 403), to `inside`
the record exists (others 404), `may` says who of them may do it (others 403). Records come from tests/access/world.py.
"""


def test_every_route_has_a_rule():
    known = {rule.route for rule in RULES}
    without = [f"{name}  {path}" for name, path in ROUTES if name not in known]

    assert without == [], HOW


def test_every_rule_has_a_route():
    known = {name for name, _ in ROUTES}

    assert sorted({rule.route for rule in RULES} - known) == [], "these rules name a route that is not there any more"


@pytest.mark.parametrize(
    "moves",
    [
        MOVES,
        LIST_MOVES,
        INSPECTION_MOVES,
        RECOMMENDATION_MOVES,
        CRITERIA_MOVES,
        ROUND_MOVES,
        SHEET_MOVES,
        DECISION_MOVES,
        MERIT_MOVES,
        CORRECTION_MOVES,
        OPERATION_MOVES,
        REPORT_MOVES,
    ],
    ids=[
        "registration",
        "list",
        "inspection",
        "recommendation",
        "criteria",
        "round",
        "sheet",
        "decision",
        "merit",
        "correction",
        "operation",
        "report",
    ],
)
def test_every_move_has_a_rule(moves):
    addresses = [rule.address for rule in RULES]
    without = [move.name for move in moves if not any(f"/{move.slug}/" in address for address in addresses)]

    assert without == [], "say in MADE_BY of tests/access/rules/ from which record the move starts and who may make it"


def test_everybody_stands_in_the_table(w):
    assert set(w.people) == EVERYBODY
    roles = {name: position.role for name, position in w.people.items() if name not in people.NOBODIES}
    sets = {
        "registrant": people.REGISTRANTS, "officer": people.OFFICERS, "front": people.FRONTS, "leader": people.LEADERS,
        "clerk": people.CLERKS, "reviewer": people.REVIEWERS, "admin": people.ADMINS,
    }  # fmt: skip
    assert {role: {name for name, held in roles.items() if held == role} for role in sets} == sets


@pytest.mark.parametrize(("rule", "method"), METHODS, ids=[f"{method} {rule}" for rule, method in METHODS])
def test_who_is_answered_what(w, rule, method):
    # Of a role that may not open such a page at all, one stands for all.
    asked = sorted(ONE_OF_EACH_ROLE if rule.answer("nobody", method) == 405 else rule.roles | ONE_OF_EACH_ROLE)
    answers = {name: send(w, rule, name, method) for name in asked}
    status = {name: (answer.status, rule.answer(name, method)) for name, answer in answers.items()}
    wrote = {name: (sorted(answer.written), rule.changes(name, method)) for name, answer in answers.items()}

    assert {name: pair for name, pair in status.items() if pair[0] != pair[1]} == {}, (
        "answered, and what the table says"
    )
    assert {name: pair for name, pair in wrote.items() if bool(pair[0]) != pair[1]} == {}, "written, and whether it may"
    assert {name: words for name, answer in answers.items() if (words := leaked(name, answer.text))} == {}, (
        "read outside"
    )
