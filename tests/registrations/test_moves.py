"""The role × state matrix is the specification of the table of moves; every other press of a button is refused."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from common.workflow import open_moves, perform, refusal
from registrations import workflow
from registrations.enums import State
from registrations.workflow import MOVES
from tests import builders
from tests.registrations.stories import in_state, opened, standing

DECIDE = {"confirm", "return", "reject"}
DECIDE_LOW = {"forward", "confirm_lower", "return", "reject"}
JUDGE = {"confirm_effect", "deny_effect", "return_result"}

# A model of the commune's women's union (đoàn thể), registered at commune level: who finds what in which state.
# Whoever is not named here finds nothing.
AT_ONE_DESK = {
    State.DRAFT: {"women_registrant": {"submit"}},
    State.SUBMITTED: {
        "women_registrant": {"take_back", "withdraw"},
        "commune_officer": {"receive"},
        "commune_front": {"receive"},
        "commune_clerk": {"receive"},
    },
    State.RECEIVED: {"commune_officer": DECIDE, "commune_front": DECIDE},
    State.RETURNED: {"women_registrant": {"submit", "withdraw"}},
    State.CONFIRMED: {
        "women_registrant": {"send_result", "amend"},
        "commune_officer": {"stop"},
        "commune_front": {"stop"},
    },
    State.REJECTED: {},
    State.WITHDRAWN: {},
    State.STOPPED: {},
    State.RESULT_SENT: {"commune_officer": JUDGE, "commune_front": JUDGE},
    State.EFFECTIVE: {"commune_officer": {"stop"}, "commune_front": {"stop"}},
    State.INEFFECTIVE: {"commune_officer": {"report_again"}, "commune_front": {"report_again"}},
}
SOURCES = {
    "submit": {State.DRAFT, State.RETURNED},
    "take_back": {State.SUBMITTED},
    "receive": {State.SUBMITTED},
    "confirm": {State.RECEIVED},
    "forward": {State.RECEIVED},
    "confirm_lower": {State.RECEIVED},
    "return": {State.RECEIVED},
    "reject": {State.RECEIVED},
    "send_result": {State.CONFIRMED},
    "pass_result_up": {State.RESULT_SENT},
    "confirm_effect": {State.RESULT_SENT},
    "deny_effect": {State.RESULT_SENT},
    "return_result": {State.RESULT_SENT},
    "report_again": {State.INEFFECTIVE},
    "stop": {State.CONFIRMED, State.EFFECTIVE},
    "withdraw": {State.RETURNED, State.SUBMITTED},
    "amend": {State.CONFIRMED},
    "withdraw_amendment": {State.CONFIRMED},
    "approve_amendment": {State.CONFIRMED},
    "decline_amendment": {State.CONFIRMED},
}


@pytest.fixture
def everybody(cast):
    return dict(vars(cast))


@pytest.fixture
def in_one_desk(tree, cast, plan):
    def build(state, **changes):
        return in_state(
            state,
            owner=cast.women_registrant,
            officer=cast.commune_officer,
            plan=plan,
            levels=[tree.commune_level],
            **changes,
        )

    return build


def found(registration, everybody) -> dict[str, set[str]]:
    """Who finds which moves, the empty-handed left out."""
    return {name: moves for name, position in everybody.items() if (moves := opened(registration, position))}


def test_the_table_holds_these_moves_from_these_states():
    assert {move.name: set(move.sources) for move in MOVES} == SOURCES


def test_the_matrix_knows_every_state():
    assert set(AT_ONE_DESK) == set(State)


@pytest.mark.parametrize("state", State)
def test_each_role_finds_exactly_its_moves_in_each_state(in_one_desk, everybody, state):
    registration = in_one_desk(state)

    assert (registration.state, found(registration, everybody)) == (state, AT_ONE_DESK[state])


def test_a_front_officer_finds_nothing_on_models_of_other_lines(tree, cast, plan, everybody):
    registration = in_state(
        State.RECEIVED, owner=cast.registrant, officer=cast.commune_officer, plan=plan, levels=[tree.commune_level]
    )

    assert found(registration, everybody) == {"commune_officer": DECIDE}


def test_nobody_at_all_finds_nothing(in_one_desk):
    assert opened(in_one_desk(State.SUBMITTED), None) == set()


def test_the_way_over_two_desks_opens_to_each_in_turn(tree, cast, plan, everybody):
    """Registered at commune and district level: the lower desk passes on, the upper one decides."""
    owner, commune, district = cast.women_registrant, cast.commune_officer, cast.district_officer
    levels = [tree.commune_level, tree.district_level]
    registration = builders.submitted(owner, plan, levels=levels)
    seen = []

    def after(step, by, **data):
        builders.move(registration, step, by, **data)
        seen.append((step.name, found(registration, everybody)))

    after(workflow.RECEIVE, commune)
    after(workflow.FORWARD, commune)
    after(workflow.RECEIVE, district)
    after(workflow.CONFIRM, district)
    builders.write_result(registration, owner)
    after(workflow.SEND_RESULT, owner)
    after(workflow.PASS_RESULT_UP, commune, note="Đúng thực tế.")
    after(workflow.CONFIRM_EFFECT, district, note="Nhất trí.")

    lower = {"pass_result_up", "return_result"}
    assert seen == [
        ("receive", {"commune_officer": DECIDE_LOW, "commune_front": DECIDE_LOW}),
        ("forward", {"district_officer": {"receive"}, "district_clerk": {"receive"}}),
        ("receive", {"district_officer": DECIDE}),
        ("confirm", {"women_registrant": {"send_result", "amend"}, "district_officer": {"stop"}}),
        ("send_result", {"commune_officer": lower, "commune_front": lower}),
        ("pass_result_up", {"district_officer": JUDGE}),
        ("confirm_effect", {"district_officer": {"stop"}}),
    ]


@pytest.mark.parametrize("state", State)
def test_a_move_from_a_wrong_state_is_refused_with_a_sentence_and_changes_nothing(in_one_desk, cast, state):
    registration = in_one_desk(state)
    before = standing(registration)
    told = {}
    for move in MOVES:
        if state not in move.sources:
            for by in (cast.women_registrant, cast.commune_officer):
                with pytest.raises(ValidationError) as refused:
                    perform(move, registration, by=by, data={"note": "x"}, token=uuid4())
                told[move] = refused.value.messages

    assert told == {move: [refusal(move, registration)] for move in told}
    assert len(told) == sum(state not in move.sources for move in MOVES)
    assert standing(registration) == before


@pytest.mark.parametrize("state", [state for state in State if any(state in move.sources for move in MOVES)])
def test_a_move_without_the_right_is_refused_and_changes_nothing(in_one_desk, everybody, state):
    registration = in_one_desk(state)
    before = standing(registration)
    for name, position in everybody.items():
        for move in MOVES:
            if state in move.sources and move.name not in AT_ONE_DESK[state].get(name, set()):
                with pytest.raises(PermissionDenied):
                    perform(move, registration, by=position, data={"note": "x"}, token=uuid4())

    assert standing(registration) == before


def test_the_refusal_names_the_move_and_the_state(in_one_desk):
    registration = in_one_desk(State.CONFIRMED)

    assert refusal(workflow.TAKE_BACK, registration) == "Không thể rút về để sửa khi hồ sơ “Đã xác nhận đăng ký”."


def test_every_move_that_cannot_be_undone_warns():
    assert {move.name for move in MOVES if move.warning} == {"reject", "withdraw", "stop"}


def test_every_move_against_the_unit_says_why():
    asking = {move.name for move in MOVES if move.form and move.form().fields["note"].required}

    assert asking == {
        "confirm_lower", "return", "reject", "pass_result_up", "confirm_effect", "deny_effect", "return_result",
        "report_again", "stop", "withdraw", "decline_amendment",
    }  # fmt: skip


def test_who_typed_it_for_the_unit_hands_it_in_and_takes_it_back(tree, cast, plan):
    registration = builders.draft(cast.commune_clerk, plan, levels=[tree.commune_level], unit=tree.other_village)

    assert opened(registration, cast.commune_clerk) == {"submit"}
    assert opened(registration, cast.other_registrant) == {"submit"}
    assert opened(registration, cast.registrant) == set()

    builders.move(registration, workflow.SUBMIT, cast.commune_clerk)

    assert opened(registration, cast.commune_clerk) == {"receive", "take_back", "withdraw"}
    first, *_ = open_moves(MOVES, cast.commune_clerk, registration)
    assert first.move is workflow.RECEIVE
