"""Mở một hồ sơ: the one way in which the pages of a record begin."""

from accounts.enums import DESK_ROLES, TYPING_ROLES, Role
from common import written
from registrations.models import Registration

READERS = (Role.REGISTRANT, *DESK_ROLES)
WRITERS = (Role.REGISTRANT, *TYPING_ROLES)
# What a paper of the record is drawn from.
PAPER = ("unit__parent", "present_unit", "plan__movement", "desk")


def opened(request, code: str, *joined: str) -> Registration:
    """The record with this code if the position may open it, read along with what is `joined`; else there is none."""
    return written.record_or_404(Registration, _opened, request.position, joined=joined, about=code)


def _opened(position, code: str):
    return Registration.objects.open_to(position).filter(code=code).telling_files().order_by()
