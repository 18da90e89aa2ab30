"""Ai được làm: the predicates of rounds, sheets and criteria. Each reads after “if”."""

from django.utils import timezone

from accounts.enums import Role
from accounts.models import Position
from evaluation.enums import Rank, SheetState
from evaluation.models import CriteriaSet, Round, Sheet
from registrations.rights import leads
from units import scope


def runs(position, round: Round) -> bool:
    """The officers of the unit that holds the round."""
    return position is not None and position.has_role(Role.OFFICER) and position.unit_id == round.present_unit_id


def moderates(position, round: Round) -> bool:
    """Who writes down what the council agrees on: the office that holds the round, and the council's secretary."""
    if position is None or runs(position, round):
        return position is not None
    return round.members.filter(rank=Rank.SECRETARY, position__in=position.seats).exists()


def calls_back(position, round: Round) -> bool:
    """Who brings a posted result back to the council: its chair; where nobody holds a position of the chair's that sees
    the round, the leader of the office that holds it.
    """
    if position is None:
        return False
    chair = round.members.filter(rank=Rank.CHAIR, position__isnull=False).select_related("position__unit").first()
    if chair and _is_reached(round, chair.position):
        return chair.position_id in position.seats
    return leads(position, round.present_unit)


def _is_reached(round: Round, seat: Position) -> bool:
    """Whether somebody holds the position today, or carries on from it, and sees the round there."""
    held = Position.objects.for_work().held_on(timezone.localdate()).filter(unit=seat.unit_id, role=seat.role)
    return any(
        seat.pk in one.seats and Round.objects.visible_to(one).filter(pk=round.pk).exists() for one in held
    )  # fmt: skip


def runs_its_round(position, sheet: Sheet) -> bool:
    return runs(position, sheet.nomination.round)


def reviews(position, sheet: Sheet) -> bool:
    """The position to which the sheet was given, and no other of the same person; until it is sent, also the position
    that carries on from it.
    """
    if position is None or not position.has_role(Role.REVIEWER):
        return False
    return sheet.reviewer_id == position.pk or (
        sheet.state == SheetState.ASSIGNED and sheet.reviewer_id in position.seats
    )


def sets_criteria(position, plan) -> bool:
    """Officers in whose area the plan was issued."""
    return position is not None and position.has_role(Role.OFFICER) and scope.covers(position, plan.scope_path)


def sets_these(position, criteria_set: CriteriaSet) -> bool:
    return sets_criteria(position, criteria_set.plan)


def ends_these(position, criteria_set: CriteriaSet) -> bool:
    """Officers of the very area the plan is for: those above help to write its criteria, but put none out of use."""
    own = any(area.path == criteria_set.plan.scope_path for area in position.all_areas()) if position else False
    return own and sets_these(position, criteria_set)
