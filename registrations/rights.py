"""Ai được làm: the predicates of the table of moves. Each reads after “if”."""

from accounts.enums import DECIDING_ROLES, DESK_ROLES, TYPING_ROLES, Role
from registrations.enums import WRITABLE, Purpose
from registrations.models import Plan, Registration
from registrations.routes import confirming_desks, is_at_first_desk, is_last, next_confirming_desk
from units import scope
from units.enums import COLLECTS_ALL, FRONT_LINES
from units.models import Unit


def reminds(position, plan: Plan) -> bool:
    """Those who type, where the plan was issued inside their areas; each the units of the own lines."""
    return position is not None and position.has_role(*TYPING_ROLES) and scope.covers(position, plan.scope_path)


def corrects(position, plan: Plan) -> bool:
    """The same people, where the issuer is of the own lines: as `managed_by` says of many."""
    return reminds(position, plan) and is_of_own_lines(position, plan.issuer)


def is_of_own_lines(position, unit: Unit) -> bool:
    """A Front officer's are the Front's lines and those that the Front collects; everybody else's are all."""
    collects = position.unit.collects
    is_desk = bool(collects) and collects in (COLLECTS_ALL, unit.line)
    return is_desk or unit.line in FRONT_LINES or not position.has_role(Role.FRONT)


def has_a_say(position, unit: Unit) -> bool:
    """Over a unit as such: inside the areas, of the own lines."""
    return position is not None and scope.covers(position, unit.scope_path) and is_of_own_lines(position, unit)


def permits_late(position, unit: Unit) -> bool:
    """Who lets a unit be late, and takes that back."""
    return has_a_say(position, unit) and position.has_role(*DECIDING_ROLES)


def owns(position, registration: Registration) -> bool:
    """The registrants of the unit as it is now, and the position that typed it for them."""
    if position is None:
        return False
    typed = registration.typed_by_id in position.seats
    return typed or (position.has_role(Role.REGISTRANT) and registration.present_unit_id == position.unit_id)


def writes(position, registration: Registration, purpose: str) -> bool:
    """Whether the paper is being written by this position: its own, and open to be written."""
    waits = purpose == Purpose.AMENDMENT and registration.amendment_sent_at is not None
    return registration.state in WRITABLE[Purpose(purpose)] and not waits and owns(position, registration)


def at_the_desk(position, registration: Registration) -> bool:
    """Officers and Front officers of the desk; a Front officer of the same area for the Front's own lines."""
    if position is None or registration.desk_id is None or not scope.covers(position, registration.scope_path):
        return False
    if position.has_role(*DECIDING_ROLES) and position.unit_id == registration.desk_id:
        return True
    same_area = position.has_role(Role.FRONT) and position.unit.parent_id == registration.desk.parent_id
    return same_area and registration.unit.line in FRONT_LINES


def receives(position, registration: Registration) -> bool:
    """Those at the desk, and its clerks."""
    clerk = bool(position) and position.has_role(Role.CLERK) and position.unit_id == registration.desk_id
    return clerk or at_the_desk(position, registration)


def at_the_last_desk(position, registration: Registration) -> bool:
    return at_the_desk(position, registration) and is_last(registration)


def at_a_lower_desk(position, registration: Registration) -> bool:
    return at_the_desk(position, registration) and not is_last(registration)


def at_the_last_confirming_desk(position, registration: Registration) -> bool:
    return at_the_desk(position, registration) and next_confirming_desk(registration) is None


def at_a_lower_confirming_desk(position, registration: Registration) -> bool:
    return at_the_desk(position, registration) and next_confirming_desk(registration) is not None


def in_charge(position, registration: Registration) -> bool:
    """An officer or Front officer of a desk that confirmed this model."""
    return at_the_desk(position, registration) and registration.desk in confirming_desks(registration)


def decides_amendment(position, registration: Registration) -> bool:
    """Of those in charge, while a wish for changes waits."""
    return registration.amendment_sent_at is not None and in_charge(position, registration)


def withdraws_amendment(position, registration: Registration) -> bool:
    return registration.amendment_sent_at is not None and owns(position, registration)


def owner_at_first_desk(position, registration: Registration) -> bool:
    return owns(position, registration) and is_at_first_desk(registration)


def works_at_desks(position, registration: Registration) -> bool:
    """The people of the desks over a record: who decides, receives or leads there; the Front where it has a say."""
    if position is None or not position.has_role(*DESK_ROLES) or not scope.covers(position, registration.scope_path):
        return False
    has_a_say = registration.unit.line in FRONT_LINES or position.unit_id == registration.desk_id
    return has_a_say or not position.has_role(Role.FRONT)


def reads_talk(position, registration: Registration) -> bool:
    """What is said between the desk and the owner: both sides, and no other registrant."""
    if registration.first_sent_at is None:
        return False
    at_desks = position is not None and position.has_role(*DESK_ROLES)
    return owns(position, registration) or (at_desks and scope.covers(position, registration.scope_path))


def joins_talk(position, registration: Registration) -> bool:
    """Who may say something to the other side: the owner, and those of the desks who receive or decide."""
    if registration.first_sent_at is None:
        return False
    at_desks = works_at_desks(position, registration) and position.has_role(*TYPING_ROLES)
    return owns(position, registration) or at_desks


def reads_notes(position, registration: Registration) -> bool:
    """Ghi chú nội bộ: everybody at the desks over it; never the owner."""
    at_desks = position is not None and position.has_role(*DESK_ROLES)
    return bool(registration.first_sent_at) and at_desks and scope.covers(position, registration.scope_path)


def writes_notes(position, registration: Registration) -> bool:
    return bool(registration.first_sent_at) and works_at_desks(position, registration)


def leads(position, unit) -> bool:
    """A leader of the unit itself, or one who may stand in and is in charge of exactly the area it works in; those above
    lead other desks. The same rule for the database is `units.scope.led_by`."""
    if position is None or not position.has_role(Role.LEADER):
        return False
    in_charge = any(area.pk == unit.parent_id for area in position.all_areas())
    return position.unit_id == unit.pk or (in_charge and scope.may_stand_in(position.unit, unit))


def keeps_letters(position, unit) -> bool:
    """The officers and clerks of a desk write down under which công văn its lists go out."""
    return position is not None and position.has_role(*TYPING_ROLES) and position.unit_id == unit.pk


def keeps_scans(position, registration: Registration) -> bool:
    """Who may bring the signed paper of what has been sent: its owner, and officers and clerks of its area.

    A Front officer only for the Front's own lines, and where the Front is the desk.
    """
    if position is None or registration.first_sent_at is None:
        return False
    if owns(position, registration):
        return True
    if not scope.covers(position, registration.scope_path):
        return False
    lines = registration.unit.line in FRONT_LINES or position.unit_id == registration.desk_id
    return position.has_role(Role.OFFICER, Role.CLERK) or (position.has_role(Role.FRONT) and lines)
