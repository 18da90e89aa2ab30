"""Ai ký: the leaders whose signature a paper of an office carries."""

from typing import Any

from django.db.models import Q
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Position
from units import scope
from units.letterheads import letterhead_of
from units.models import Unit


def leaders_of(unit: Unit):
    """Its own leaders, and those in charge of exactly the area it works in that may stand in: as `rights.signs`."""
    leading = Q(unit=unit)
    if unit.parent_id:
        leading |= Q(areas=unit.parent_id) & scope.standing_in(unit)
    held = Position.objects.held_on(timezone.localdate()).filter(leading, role=Role.LEADER)
    return held.select_related("user", "unit__level").order_by("user__sort_key", "pk").distinct()


def usual_signer(unit: Unit) -> Position | None:
    """The first of its own leaders; where it has none, of those that stand in."""
    signing = list(leaders_of(unit))
    return next((one for one in signing if one.unit == unit), next(iter(signing), None))


def usual_signing(unit: Unit) -> dict[str, Any]:
    """Of `usual_signer`, what a form of signing begins with: the leader, and the head in whose duty they sign."""
    leader = usual_signer(unit)
    return {"leader": leader, "head": letterhead_of(leader.unit)} if leader else {}


def usually_headed_by(unit: Unit) -> Unit | None:
    """The office under whose head the leader signs, where nobody of the office itself does; None: its own."""
    signer = usual_signer(unit)
    return None if signer is None or signer.unit == unit else signer.unit
