"""Mở một hồ sơ: the one way in which the pages of a record begin."""

from django.shortcuts import get_object_or_404

from accounts.enums import DESK_ROLES, TYPING_ROLES, Role
from registrations.models import Registration

READERS = (Role.REGISTRANT, *DESK_ROLES)
WRITERS = (Role.REGISTRANT, *TYPING_ROLES)
# What a paper of the record is drawn from.
PAPER = ("unit__parent", "present_unit", "plan__movement", "desk")


def opened(request, code: str, *joined: str) -> Registration:
    """The record with this code if the position may open it, read along with what is `joined`; else there is none."""
    seen = Registration.objects.open_to(request.position)
    return get_object_or_404(seen.select_related(*joined) if joined else seen, code=code)
