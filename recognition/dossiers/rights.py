"""Ai được làm với báo cáo thành tích và hiệp y. Each reads after “if”."""

from recognition import rights
from recognition.enums import DecisionState, MeritState
from recognition.models import Decision, MeritReport
from registrations.enums import State
from registrations.models import Registration
from registrations.rights import at_the_desk, owns, receives

_OPEN = frozenset({DecisionState.DRAFT, DecisionState.PROPOSED, DecisionState.SIGNED})


def writes(position, registration: Registration, report: MeritReport | None) -> bool:
    """The owner of an effective model; or the desk that types from paper, as long as the owner has not begun."""
    if registration.state != State.EFFECTIVE or (report and report.state != MeritState.DRAFT):
        return False
    if owns(position, registration):
        return True
    begun_here = report is None or report.written_by_id in position.seats
    return receives(position, registration) and begun_here


def hands_in(position, report: MeritReport) -> bool:
    """Whoever may write it."""
    begun_here = position is not None and report.written_by_id in position.seats
    return owns(position, report.registration) or (begun_here and receives(position, report.registration))


def confirms(position, report: MeritReport) -> bool:
    """The officers of the desk that confirmed the effect of the model: it is the body above."""
    return at_the_desk(position, report.registration)


def consults(position, decision: Decision) -> bool:
    """The officers and the clerk of the office, until a reward is published."""
    return decision.rewards and decision.state in _OPEN and rights.numbers(position, decision)
