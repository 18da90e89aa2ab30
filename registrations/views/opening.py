"""Mở một hồ sơ: the one way in which the pages of a record begin."""

from django.db.models import JSONField, OuterRef, Subquery
from django.db.models.functions import JSONObject

from accounts.enums import DESK_ROLES, TYPING_ROLES, Role
from common import written
from registrations.enums import Purpose, State
from registrations.models import Registration, RegistrationEvent

READERS = (Role.REGISTRANT, *DESK_ROLES)
WRITERS = (Role.REGISTRANT, *TYPING_ROLES)
# What a paper of the record is drawn from.
PAPER = ("unit__parent", "present_unit", "plan__movement", "desk")
# What saving a paper that is being written looks at.
SAVED = ("unit", "present_unit", "plan")
# On which page a paper is written.
WRITTEN_AT = {
    Purpose.REGISTRATION: "registrations:edit",
    Purpose.RESULT: "registrations:result",
    Purpose.AMENDMENT: "registrations:amend",
}
# Where a paper that is written again came back from, and to.
CAME_BACK = {
    Purpose.REGISTRATION: (State.RECEIVED, State.RETURNED),
    Purpose.RESULT: (State.RESULT_SENT, State.CONFIRMED),
}


def opened(request, code: str, *joined: str) -> Registration:
    """The record with this code if the position may open it, read along with what is `joined`; else there is none."""
    return written.record_or_404(Registration, _opened, request.position, joined=joined, about=code)


@written.often
def _opened(position, code: str):
    return Registration.objects.open_to(position).filter(code=code).telling_files().order_by()


def opened_to_write(request, code: str) -> Registration:
    """As `opened`, for its paper to be written, with its last move."""
    return written.record_or_404(Registration, _opened_to_write, request.position, joined=PAPER, about=code)


@written.often
def _opened_to_write(position, code: str):
    moves = RegistrationEvent.objects.filter(registration=OuterRef("pk")).order_by("-pk")
    told = moves.values(told=JSONObject(source="source", target="target", note="note"))
    return _opened(position, code).annotate(last_move=Subquery(told[:1], output_field=JSONField()))


def asked_to_mend(registration: Registration, purpose: Purpose) -> str:
    """Why the desk gave the paper back, of a record opened to be written; empty where it did not."""
    last = registration.last_move or {"source": "", "target": "", "note": ""}
    return last["note"] if (last["source"], last["target"]) == CAME_BACK.get(purpose) else ""
