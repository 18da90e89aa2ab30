"""Tổ chức thành viên của Mặt trận: who of them works in the Front's room, and who reads there at all."""

from accounts.enums import DESK_ROLES, TYPING_ROLES, Role
from units.enums import Line

# Whose position may open the room; of the registrants those of a member organisation alone.
ROOM_ROLES = (*DESK_ROLES, Role.REGISTRANT)
WRITING_ROLES = (Role.FRONT, Role.REGISTRANT)


def is_member(position) -> bool:
    """Whoever writes for a mass organisation of a level (Hội Nông dân xã, …), in its own name."""
    unit = position.unit
    return position.has_role(Role.REGISTRANT) and unit.line == Line.MASS and unit.level_id is not None


def writes_papers(position) -> bool:
    """Who types for the own body: its officers and clerks; of a member organisation whoever writes for it."""
    return position is not None and (position.has_role(*TYPING_ROLES) or is_member(position))


def reads(position) -> bool:
    """Every desk, of its areas; a member organisation what is its own."""
    return position is not None and (position.has_role(*DESK_ROLES) or is_member(position))
