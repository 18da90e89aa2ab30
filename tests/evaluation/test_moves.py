"""The two tables of moves: who may do what in which state, and what stands in the way."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from common.workflow import open_moves, perform
from evaluation import services, workflow
from evaluation.enums import RoundState, SheetState
from tests.evaluation import builders as build

pytestmark = pytest.mark.django_db

ROLES = (
    "registrant", "commune_officer", "district_officer", "other_district_officer", "province_officer", "commune_front",
    "district_leader", "district_clerk", "reviewer", "other_reviewer", "admin",
)  # fmt: skip
# (state, move) → the roles that may make it; whatever is not here, nobody may.
ROUND_TABLE = {
    (RoundState.PREPARING, "open"): {"district_officer"},
    (RoundState.SCORING, "conclude"): {"district_officer"},
    (RoundState.SCORING, "end_scoring"): {"district_officer"},
    (RoundState.SCORING, "prepare_again"): {"district_officer"},
    (RoundState.MODERATING, "conclude"): {"district_officer"},
    (RoundState.MODERATING, "score_again"): {"district_officer"},
    (RoundState.CONCLUDED, "post"): {"district_officer"},
    (RoundState.CONCLUDED, "publish_at_once"): {"district_officer"},
    (RoundState.CONSULTING, "publish"): {"district_officer"},
    (RoundState.CONSULTING, "reopen"): {"district_leader"},
}
SHEET_TABLE = {
    (SheetState.ASSIGNED, "lock"): {"reviewer"},
    (SheetState.ASSIGNED, "decline"): {"reviewer"},
    (SheetState.ASSIGNED, "withdraw"): {"district_officer"},
    (SheetState.LOCKED, "set_aside"): {"district_officer"},
    (SheetState.WITHDRAWN, "assign_again"): {"district_officer"},
}


def round_in(state):
    c = build.council()
    brought_to = {
        RoundState.PREPARING: build.assigned, RoundState.SCORING: build.scoring,
        RoundState.MODERATING: build.moderating, RoundState.CONCLUDED: build.concluded,
        RoundState.CONSULTING: build.posted, RoundState.PUBLISHED: build.published,
    }  # fmt: skip
    brought_to[state](c)
    return c, c.round


def sheet_in(state):
    c = build.council()
    (sheet,) = build.scoring(c)
    if state in (SheetState.LOCKED, SheetState.SET_ASIDE):
        build.send(sheet)
    if state == SheetState.SET_ASIDE:
        build.move(sheet, workflow.SET_ASIDE, c.officer, note="Là người thân")
    elif state == SheetState.DECLINED:
        build.move(sheet, workflow.DECLINE, c.reviewer, note="Là người thân")
    elif state == SheetState.WITHDRAWN:
        build.move(sheet, workflow.WITHDRAW, c.officer, note="Đi công tác")
    return c, sheet


def buttons(table, obj, cast):
    """Every (role, move) that is offered on the object as it stands."""
    return {(role, open_move.move.name) for role in ROLES for open_move in open_moves(table, getattr(cast, role), obj)}


def expected(table, state):
    return {(role, move) for (source, move), roles in table.items() if source == state for role in roles}


@pytest.mark.parametrize("state", RoundState)
def test_the_moves_of_a_round(state):
    c, round = round_in(state)
    assert round.state == state
    assert buttons(workflow.ROUND_MOVES, round, c.cast) == expected(ROUND_TABLE, state)


@pytest.mark.parametrize("state", SheetState)
def test_the_moves_of_a_sheet(state):
    c, sheet = sheet_in(state)
    assert sheet.state == state
    assert buttons(workflow.SHEET_MOVES, sheet, c.cast) == expected(SHEET_TABLE, state)


@pytest.mark.parametrize("role", [role for role in ROLES if role != "district_officer"])
def test_who_does_not_run_the_round_may_not_open_it(role):
    c, round = round_in(RoundState.PREPARING)
    with pytest.raises(PermissionDenied):
        perform(workflow.OPEN, round, by=getattr(c.cast, role), data={}, token=uuid4())
    round.refresh_from_db()
    assert round.state == RoundState.PREPARING


@pytest.mark.parametrize(
    ("state", "move"),
    [(state, move) for state in RoundState for move in workflow.ROUND_MOVES if state not in move.sources],
    ids=lambda value: getattr(value, "name", value),
)
def test_a_round_refuses_moves_of_another_state(state, move):
    c, round = round_in(state)
    with pytest.raises(ValidationError) as caught:
        perform(move, round, by=c.officer, data={}, token=uuid4())
    assert caught.value.messages == [
        f"Không thể {move.label[:1].lower()}{move.label[1:]} khi hồ sơ “{round.get_state_display()}”."
    ]
    round.refresh_from_db()
    assert round.state == state


@pytest.mark.parametrize(
    ("state", "move"),
    [(state, move) for state in SheetState for move in workflow.SHEET_MOVES if state not in move.sources],
    ids=lambda value: getattr(value, "name", value),
)
def test_a_sheet_refuses_moves_of_another_state(state, move):
    c, sheet = sheet_in(state)
    by = c.reviewer if move in (workflow.LOCK, workflow.DECLINE) else c.officer
    with pytest.raises(ValidationError):
        perform(move, sheet, by=by, data={"note": "x"}, token=uuid4())
    sheet.refresh_from_db()
    assert sheet.state == state


def refusal(move, obj, by):
    with pytest.raises(ValidationError) as caught:
        perform(move, obj, by=by, data={}, token=uuid4())
    return caught.value.messages[0]


def test_an_empty_round_does_not_open():
    c = build.council(dossiers=0)
    assert refusal(workflow.OPEN, c.round, c.officer) == "Chưa chọn hồ sơ nào vào đợt đánh giá."


def test_a_round_with_a_dossier_nobody_scores_does_not_open():
    c = build.council(dossiers=2)
    build.nominated(c)
    services.assign(by=c.officer, round=c.round, pairs=[(c.nominations[0], c.reviewer)])
    assert refusal(workflow.OPEN, c.round, c.officer) == "Còn 1 hồ sơ chưa giao cho thành viên nào chấm."


def test_a_round_with_open_sheets_is_not_concluded():
    c = build.council(dossiers=2)
    build.scoring(c)
    build.send(c.sheets[0])
    assert refusal(workflow.CONCLUDE, c.round, c.officer) == (
        "Còn 1 phiếu chưa gửi. Hãy đợi thành viên gửi, hoặc thôi giao các phiếu đó."
    )


def test_a_round_already_scored_does_not_go_back():
    c = build.council()
    (sheet,) = build.scoring(c)
    services.save_scores(by=c.reviewer, sheet=sheet, answers=build.answers(sheet, 0))
    assert refusal(workflow.PREPARE_AGAIN, c.round, c.officer) == (
        "Đã có phiếu được chấm, không trở lại bước chuẩn bị được."
    )


def test_a_sheet_waits_for_the_round_to_open():
    c = build.council()
    (sheet,) = build.assigned(c)
    assert refusal(workflow.LOCK, sheet, c.reviewer) == "Đợt đánh giá chưa mở chấm điểm."


def test_the_history_tells_who_and_why():
    c, sheet = sheet_in(SheetState.DECLINED)
    (event,) = sheet.events.all()
    assert (event.by, event.source, event.target, event.note) == (c.reviewer, "assigned", "declined", "Là người thân")


def test_the_conclusion_is_a_dated_fact():
    _, round = round_in(RoundState.CONCLUDED)
    assert round.concluded_at == round.events.last().at
