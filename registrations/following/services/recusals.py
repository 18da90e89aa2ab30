"""Có liên quan đến nơi kiểm tra: who of a team keeps away from a place."""

from common import audit
from registrations.following.rights import writes_findings
from registrations.models import Visit, VisitRecusal


def stand_aside(*, by, visit: Visit, position) -> None:
    """Whoever of the team is bound to a place writes nothing there from now on. Of others, or twice, nothing is kept.

    Part of what the caller does: a conflict declared, a team sent out.
    """
    if not writes_findings(position, visit.inspection):
        return
    recusal, is_new = VisitRecusal.objects.get_or_create(
        visit=visit, position=position, defaults={"after_writing": visit.is_written}
    )
    if is_new:
        audit.record(by=by, action="Có liên quan, không ghi tại nơi kiểm tra", obj=visit, after={"người": str(recusal)})
