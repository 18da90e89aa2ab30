"""Đường đi của hồ sơ: at which desk a registration arrives, which comes next, and which have confirmed it."""

from registrations.models import Registration
from units import desks


def first_desk_id(registration: Registration):
    """The key of the desk where it arrives, or None where nobody collects."""
    desk = desks.first_desk(registration.unit, registration.unit.line)
    return desk.pk if desk else None


def next_desk(registration: Registration):
    """The desk after the present one on the way up, or None at the top."""
    return desks.next_desk(registration.unit, registration.desk, registration.unit.line)


def is_last(registration: Registration) -> bool:
    """The desk of the highest registered level, or the top of the tree."""
    level, highest = registration.desk.level, registration.highest_level
    reached = level and highest and level.rank <= highest.rank
    return bool(reached) or next_desk(registration) is None


def confirming_desks(registration: Registration) -> list:
    """The desks that confirmed, lowest first."""
    receipts = registration.receipts.confirmed().select_related("desk__level", "desk__parent")
    return sorted((receipt.desk for receipt in receipts), key=lambda desk: desk.parent.path, reverse=True)


def next_confirming_desk(registration: Registration):
    """The next desk up that confirmed the registration, or None."""
    above = [
        desk for desk in confirming_desks(registration) if desk.parent.path < registration.desk.parent.path
    ]
    return above[0] if above else None
