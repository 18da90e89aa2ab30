"""Có thể trình gì: for each move that the leader approves, which of the waiting records can take it."""

from dataclasses import dataclass, field

from django.utils import timezone

from common.workflow import Move
from registrations.enums import ItemOutcome, State
from registrations.models import Registration
from registrations.routes import look_up_ways
from registrations.scanning.signed import look_up_signed
from registrations.submittals.steps import PROPOSED

MOST_OFFERED = 200


@dataclass
class Offer:
    """One proposal: the records ready for it, and those that still lack something, each with the sentence."""

    move: Move
    ready: list[Registration] = field(default_factory=list)
    held: list[tuple[Registration, str]] = field(default_factory=list)


def offers(position) -> list[Offer]:
    """Every proposal, also where nothing can take it now."""
    waiting = _waiting(position)
    look_up_ways(waiting)
    look_up_signed([one for one in waiting if one.plan.needs_signed_scan])
    return [_offer(move, position, waiting) for move in PROPOSED.values()]


def _offer(move: Move, position, waiting: list[Registration]) -> Offer:
    offer, today = Offer(move), timezone.localdate()
    for one in waiting:
        if one.state not in move.sources or not move.allowed(position, one):
            continue
        if obstacle := move.obstacle.inner(position, one, today):
            offer.held.append((one, obstacle))
        else:
            offer.ready.append(one)
    return offer


def _waiting(position) -> list[Registration]:
    """Received, or with a result to confirm, at a desk whose leader approves, on no list yet; the longest waiting first."""
    here = Registration.objects.visible_to(position).waiting_for(position)
    decided = here.filter(state__in=[State.RECEIVED, State.RESULT_SENT], desk__leader_approves=True)
    free = decided.exclude(submitted_items__outcome=ItemOutcome.OPEN)
    joined = ("present_unit", "unit", "highest_level", "plan", "desk__level", "desk__parent")
    return list(free.select_related(*joined).order_by("state", "sent_at", "pk")[:MOST_OFFERED])
