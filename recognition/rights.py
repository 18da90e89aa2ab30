"""Ai được làm với quyết định. Each reads after “if”."""

from accounts.enums import DECIDING_ROLES, DESK_ROLES, Role
from recognition.models import Award, Decision, Elevation
from registrations.rights import is_of_own_lines, leads
from units import scope


def issues(position) -> bool:
    """Officers whose own office stands at a level: it may recognise, reward, take back."""
    return position is not None and position.has_role(*DECIDING_ROLES) and position.unit.level_id is not None


def prepares(position, decision: Decision) -> bool:
    """The officers of the office, and whoever carries on from the one who drew it up; of what is not published yet also
    those of the office that took over when it ended.
    """
    if position is None or not position.has_role(*DECIDING_ROLES):
        return False
    if position.unit_id == decision.unit_id or decision.created_by_id in position.seats:
        return True
    return not decision.is_published and scope.stands_at(position, decision.unit)


def takes_over(position, decision: Decision) -> bool:
    """The officers of the office that took over: what was being drawn up may become its own."""
    return issues(position) and position.unit_id != decision.unit_id and scope.stands_at(position, decision.unit)


def corrects(position, decision: Decision) -> bool:
    """Whoever prepares it; once its office has ended, the officers of the one that took over."""
    successor = position is not None and position.has_role(*DECIDING_ROLES) and scope.stands_at(position, decision.unit)
    return successor or prepares(position, decision)


def signs(position, decision: Decision) -> bool:
    """Its leader; of what is not published yet also that of the office that took over when it ended."""
    if leads(position, decision.unit):
        return True
    leader = position is not None and position.has_role(Role.LEADER)
    return leader and not decision.is_published and scope.stands_at(position, decision.unit)


def numbers(position, decision: Decision) -> bool:
    """Once it is signed: the clerk of the office, or its officer where there is none."""
    clerk = position is not None and position.has_role(Role.CLERK) and position.unit_id == decision.unit_id
    return clerk or prepares(position, decision)


def keeps(position, decision: Decision) -> bool:
    """Who looks after what follows from a published one: signed copy, certificates, consent."""
    return numbers(position, decision) or signs(position, decision)


def has_proposed(position, decision: Decision) -> bool:
    """Whether the same person drew it up, at whatever position."""
    return position is not None and position.user_id == decision.created_by.user_id


def answers(position, elevation: Elevation) -> bool:
    """The officers of an office at the level asked, over the model and of its line."""
    model = elevation.award.registration
    asked = issues(position) and position.unit.level_id == elevation.level_id
    return asked and scope.covers(position, model.scope_path) and is_of_own_lines(position, model.unit)


def sees_award(position, award: Award) -> bool:
    """The desks over the model, and its owner."""
    if position is None or award.issued_on is None:
        return False
    if position.has_role(Role.REGISTRANT):
        return award.registration.present_unit_id == position.unit_id
    return position.has_role(*DESK_ROLES) and scope.covers(position, award.registration.scope_path)
