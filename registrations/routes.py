"""Đường đi của hồ sơ: at which desk a registration arrives, which comes next, and which have confirmed it.

What was looked up is remembered on the record in hand: several moves ask the same question of one page.
"""

from django.db.models import Prefetch, prefetch_related_objects

from common import written
from registrations.models import Receipt, Registration
from units import desks

_JOINED = ("desk__level", "desk__parent", "letter")


def route(registration: Registration) -> list:
    """The collecting desks on the way up, lowest first."""
    if "_route" not in registration.__dict__:
        registration._route = desks.desks_above(registration.unit_now, registration.unit.line)
    return registration._route


def look_up_ways(registrations: list[Registration]) -> None:
    """The ways and the receipts of many, in two questions: what may be done with each then asks nothing more."""
    collecting = desks.collecting_in({key for one in registrations for key in one.unit_now.path_ids()})
    for one in registrations:
        one._route = desks.climb(one.unit_now, one.unit.line, one.unit_now.path_ids(), collecting)
    prefetch_related_objects(
        registrations, Prefetch("receipts", Receipt.objects.select_related(*_JOINED), to_attr="_receipts")
    )


def first_desk(registration: Registration):
    """The desk where it arrives, or None where nobody collects."""
    return next(iter(route(registration)), None)


def is_at_first_desk(registration: Registration) -> bool:
    """Nobody but the first desk has it in hand."""
    first = first_desk(registration)
    return registration.desk_id is None or (first is not None and first.pk == registration.desk_id)


def next_desk(registration: Registration):
    """The desk after the present one on the way up, or None at the top."""
    here = registration.desk.parent.path
    return next((desk for desk in route(registration) if desk.parent.path < here), None)


def is_last(registration: Registration) -> bool:
    """The desk of the highest registered level, or the top of the tree."""
    level, highest = registration.desk.level, registration.highest_level
    reached = level and highest and level.rank <= highest.rank
    return bool(reached) or next_desk(registration) is None


def receipts_in_hand(registration: Registration) -> list:
    """Its receipts, with the letters they went out with: asked once for the page and for every right."""
    if "_receipts" not in registration.__dict__:
        registration._receipts = written.ask_related(Receipt, registration=registration.pk, joined=_JOINED)
    return registration._receipts


def confirming_desks(registration: Registration) -> list:
    """The desks that confirmed, lowest first; one that is gone is followed by whoever answers for its level now."""
    if "_confirming" not in registration.__dict__:
        receipts = [receipt for receipt in receipts_in_hand(registration) if receipt.confirmed_on]
        found = [_desk_today(registration, receipt.desk) for receipt in receipts]
        if found and not any(found):
            found = [first_desk(registration)]
        registration._confirming = sorted(
            {desk for desk in found if desk}, key=lambda desk: desk.parent.path, reverse=True
        )
    return registration._confirming


def _desk_today(registration: Registration, desk):
    """The desk itself while it exists over the registration; else the desk of its level, else who took over from it.

    None where its level has gone and nobody on the way has taken over.
    """
    if desk.valid_to is None and registration.scope_path.startswith(desk.parent.path):
        return desk
    way = route(registration)
    same_level = next((one for one in way if one.level_id == desk.level_id), None)
    # A unit that ended is seen from where its successor lies.
    return same_level or next((one for one in way if one.path == desk.scope_path), None)


def next_confirming_desk(registration: Registration):
    """The next desk up that confirmed the registration, or None."""
    here = registration.desk.parent.path
    return next((desk for desk in confirming_desks(registration) if desk.parent.path < here), None)
