"""Có liên quan đến nơi kiểm tra: who of a team keeps away from a place."""

from common import audit
from common.locks import locked_row
from registrations.following.rights import is_aside, writes_findings
from registrations.models import Visit


def stand_aside(*, by, visit: Visit, position) -> None:
    """Whoever of the team is bound to a place writes nothing there from now on. Of others, or twice, nothing is kept.

    Part of what the caller does in one transaction: a conflict declared, a team sent out.
    """
    locked = locked_row(Visit, visit.pk, "inspection__desk")
    if is_aside(position, locked) or not writes_findings(position, locked.inspection):
        return
    name = position.user.full_name
    locked.aside.append({"person": position.user_id, "name": name, "after_writing": locked.is_written})
    locked.save(update_fields=["aside"])
    audit.record(by=by, action="Có liên quan, không ghi tại nơi kiểm tra", obj=locked, after={"người": name})
