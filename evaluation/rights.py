"""Ai được làm: the predicates of rounds, sheets and criteria. Each reads after “if”."""

from accounts.enums import Role
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
    return round.members.filter(rank=Rank.SECRETARY, position=position).exists()


def calls_back(position, round: Round) -> bool:
    """Who brings a posted result back to the council: its chair; where the chair has no position that sees the round,
    the leader of the office that holds it.
    """
    if position is None:
        return False
    chair = round.members.filter(rank=Rank.CHAIR, position__isnull=False).select_related("position__unit").first()
    if chair and Round.objects.visible_to(chair.position).filter(pk=round.pk).exists():
        return chair.position_id == position.pk
    return leads(position, round.present_unit)


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
