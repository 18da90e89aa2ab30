"""Ai được làm gì khi theo dõi thực hiện. Each reads after “if”."""

from accounts.enums import DESK_ROLES, TYPING_ROLES, Role
from registrations.enums import HELD
from registrations.following.enums import InspectionState
from registrations.models import Inspection, Recommendation, Registration, Urging, Visit, VisitPhoto
from registrations.reminding.reminded import units_of
from registrations.rights import has_a_say, owns, works_at_desks
from units import scope
from units.models import Unit

# Those who ask a unit to get on with its work.
URGING_ROLES = (Role.LEADER, Role.OFFICER, Role.FRONT)


def keeps_milestones(position, registration: Registration) -> bool:
    """The owner, from the confirmation on."""
    return registration.state in HELD and owns(position, registration)


def takes_notes(position, registration: Registration) -> bool:
    """The owner; and whoever of the desks over it went to look, to decide or to type."""
    went_to_look = works_at_desks(position, registration) and position.has_role(*TYPING_ROLES)
    return registration.state in HELD and (owns(position, registration) or went_to_look)


def names_original(position, registration: Registration) -> bool:
    """Of which model it is a copy, the same people may say."""
    return takes_notes(position, registration)


def urges(position, unit: Unit, registration: Registration | None = None) -> bool:
    """Leaders and officers over the unit, or over the model that it is about, wherever they sit."""
    over = has_a_say(position, unit) if registration is None else works_at_desks(position, registration)
    return over and position.has_role(*URGING_ROLES)


def answers(position, urging: Urging) -> bool:
    """The unit itself; or those above it, when it answers by telephone."""
    speaks = position is not None and position.has_role(Role.REGISTRANT, Role.LEADER, *TYPING_ROLES)
    return speaks and urging.replied_at is None and scope.covers(position, urging.unit.scope_path)


def inspects(position) -> bool:
    """Officers and Front officers inspect; their clerks type."""
    return position is not None and position.has_role(*TYPING_ROLES)


def inspects_place(position, *, registration: Registration | None = None, unit: Unit | None = None) -> bool:
    """One model or unit; a Front officer as in `has_a_say`."""
    over = has_a_say(position, unit) if registration is None else works_at_desks(position, registration)
    return over and inspects(position)


def keeps_inspection(position, inspection: Inspection) -> bool:
    """Those at the desk that inspects, or at the one that took over from it."""
    return inspects(position) and scope.stands_at(position, inspection.desk)


def reads_inspection(position, inspection: Inspection) -> bool:
    """Whether the page of an inspection opens, as `visible_to` says of many; a reviewer is not asked about here."""
    at_desks = position is not None and position.has_role(*DESK_ROLES)
    return at_desks and (position.unit_id == inspection.desk_id or scope.covers(position, inspection.desk.scope_path))


def writes_findings(position, inspection: Inspection) -> bool:
    """The desk; and of a team sent out by a council those who look, on the spot."""
    if position is None or not inspection.is_open:
        return False
    return keeps_inspection(position, inspection) or inspection.writers.filter(pk__in=position.seats).exists()


def is_aside(position, visit: Visit) -> bool:
    """Whether the person has declared to be bound to the place, at whichever position."""
    return position is not None and any(one["person"] == position.user_id for one in visit.aside)


def takes_back(position, photo: VisitPhoto) -> bool:
    """Who added it, or the desk; until the inspection is concluded."""
    inspection = photo.visit.inspection
    if position is None or not inspection.is_open:
        return False
    return photo.added_by_id in position.seats or keeps_inspection(position, inspection)


def concludes(position, inspection: Inspection) -> bool:
    """A clerk types and decides nothing."""
    return keeps_inspection(position, inspection) and position.has_role(Role.OFFICER, Role.FRONT)


def answers_for(position, recommendation: Recommendation) -> bool:
    """The unit it was asked of, where that is another one; else the owner of the model, or the unit that was visited."""
    visit = recommendation.visit
    if position is None or visit.inspection.state != InspectionState.CONCLUDED:
        return False
    if position.has_role(Role.REGISTRANT, *TYPING_ROLES) and stands_at(position, recommendation):
        return True
    if recommendation.asked_unit_id not in (None, visit.whose.pk):
        return False
    if visit.registration_id:
        return owns(position, visit.registration)
    return position.has_role(Role.REGISTRANT) and scope.covers(position, visit.unit.scope_path)


def stands_at(position, recommendation: Recommendation) -> bool:
    """Whether it was asked of the position's unit, of the area that is its desk's, or of one these took over from."""
    asked = recommendation.asked_unit
    return asked is not None and asked.scope_path in {unit.path for unit in units_of(position)}


def sees_model(position, registration: Registration) -> bool:
    """Whether the page of a confirmed model opens: its owner's, and that of everybody at the desks over it."""
    return owns(position, registration) or (
        not position.has_role(Role.REGISTRANT) and scope.covers(position, registration.scope_path)
    )


def settles(position, recommendation: Recommendation) -> bool:
    """The desk that inspected says whether it is mended."""
    inspection = recommendation.visit.inspection
    return inspection.state == InspectionState.CONCLUDED and concludes(position, inspection)
