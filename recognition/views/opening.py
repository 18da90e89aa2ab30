"""Mở một quyết định: the one way in which its pages begin, and its lines as far as the position sees them."""

from django.shortcuts import get_object_or_404

from accounts.enums import DESK_ROLES, Role
from recognition.models import Award, Decision, Revocation

READERS = (Role.REGISTRANT, *DESK_ROLES)
ROOM = "Công nhận, khen thưởng"
# What the papers and pages of a line are drawn from.
_LINE = ("registration__sector", "registration__present_unit", "registration__merit_report")


def opened(request, pk: int) -> Decision:
    """The decision if the position may open it; else there is none."""
    joined = ("unit__parent", "headed_by", "level", "plan__movement", "round", "created_by__user",
              "created_by__unit__level")  # fmt: skip
    seen = Decision.objects.visible_to(request.position).select_related(*joined).with_line_count()
    return get_object_or_404(seen, pk=pk)


def awards_of(decision: Decision, position=None) -> list[Award]:
    """The lines in the order of the list; of models the position sees, or all where none is given."""
    if not decision.gives:
        return []
    awards = decision.awards.select_related(*_LINE, "revoked_by", "consented_by__user").with_copies()
    return list(awards.seen_by(position) if position else awards)


def revocations_of(decision: Decision, position=None) -> list[Revocation]:
    if decision.gives:
        return []
    lines = decision.revocations.select_related(
        "award__registration__sector", "award__registration__present_unit", "award__decision"
    )
    if position:
        lines = lines.filter(award__in=Award.objects.seen_by(position).order_by().values("pk"))
    return list(lines)


def award_of(request, pk: int, award: int) -> Award:
    """One line of a decision the position may open."""
    decision = opened(request, pk)
    lines = decision.awards.seen_by(request.position).select_related("registration")
    found = get_object_or_404(lines, pk=award)
    found.decision = decision
    return found
