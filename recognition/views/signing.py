"""Ký và ai làm tiếp: the forms of signing as the leader finds them, and in whose hands a paper is."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from django.utils import timezone

from accounts.enums import DECIDING_ROLES, Role
from accounts.models import Position
from accounts.signing import leaders_of
from accounts.signingforms import ApprovalForm, NumberForm
from common.workflow import Move
from documents.letterhead import Letterhead
from recognition.enums import DecisionState
from recognition.forms import PublishForm
from recognition.models import Correction, Decision
from units.letterheads import head_of_letter, letterhead_of

MOST_NAMED = 3
NOBODY = {
    DecisionState.PROPOSED: "Cơ quan chưa có lãnh đạo nào có tài khoản để ký.",
    DecisionState.SIGNED: "Cơ quan chưa có văn thư, cán bộ nào có tài khoản để ghi số.",
}
WAITS_FOR = {
    DecisionState.PROPOSED: "Chờ lãnh đạo ký: {}.", DecisionState.SIGNED: "Chờ văn thư ghi số, phát hành: {}.",
}  # fmt: skip


def signed_by(table: Iterable[Move], leader, paper: Decision | Correction) -> list[Move]:
    """The moves: those of signing with the leader's name and duty, those of numbering with the symbol of the office."""
    head = _head(paper)
    with_head = {
        ApprovalForm: partial(ApprovalForm, leader=leader, head=head), NumberForm: partial(NumberForm, head=head),
        PublishForm: partial(PublishForm, leader=leader, head=head),
    }  # fmt: skip
    return [replace(step, form=with_head.get(step.form, step.form)) for step in table]


def _head(paper: Decision | Correction) -> Letterhead:
    if isinstance(paper, Correction) and paper.is_letter:
        return head_of_letter(paper.issuer, on=None)
    return letterhead_of(paper.issuer, kind="QĐ")


def next_hands(paper: Decision | Correction) -> str:
    """Ai làm tiếp: who signs, numbers or finishes it, by name; empty where nothing waits."""
    state = DecisionState(paper.state)
    if state == DecisionState.DRAFT:
        return f"Người soạn: {paper.created_by.user} ({paper.created_by.office})."
    if state not in WAITS_FOR:
        return ""
    people = _signers(paper) if state == DecisionState.PROPOSED else _numberers(paper)
    named = [f"{one.user} ({one.office})" for one in people[:MOST_NAMED]]
    return WAITS_FOR[state].format(", ".join(named)) if named else NOBODY[state]


def _signers(paper: Decision | Correction) -> list[Position]:
    """Nobody signs what he or she drew up."""
    return [one for one in leaders_of(paper.unit) if one.user_id != paper.created_by.user_id]


def _numberers(paper: Decision | Correction) -> list[Position]:
    """The clerks of the office, else its officers."""
    held = Position.objects.held_on(timezone.localdate()).filter(unit=paper.unit_id)
    people = held.filter(role__in=[Role.CLERK, *DECIDING_ROLES]).select_related("user", "unit__level")
    people = list(people.order_by("user__sort_key", "pk"))
    return [one for one in people if one.role == Role.CLERK] or people
