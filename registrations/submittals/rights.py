"""Ai được làm với danh sách trình. Each reads after “if”."""

from accounts.enums import DECIDING_ROLES
from registrations.models import Submittal
from registrations.rights import leads


def prepares(position, submittal: Submittal) -> bool:
    """The officer who draws it up, or who carries on from that position."""
    return position is not None and position.has_role(*DECIDING_ROLES) and submittal.created_by_id in position.seats


def tidies(position, submittal: Submittal) -> bool:
    """Its officer, and the colleagues of the desk: a record must not wait on the list of somebody who is away."""
    at_desk = position is not None and position.has_role(*DECIDING_ROLES) and position.unit_id == submittal.unit_id
    return at_desk or prepares(position, submittal)


def approves(position, submittal: Submittal) -> bool:
    return leads(position, submittal.unit)


def has_proposed(position, submittal: Submittal) -> bool:
    """Whether the same person drew it up or put a record on it, at whatever position."""
    if "_proposers" not in submittal.__dict__:
        people = submittal.items.values_list("added_by__user", flat=True)
        submittal._proposers = {submittal.created_by.user_id, *people}
    return position.user_id in submittal._proposers
