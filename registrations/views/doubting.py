"""Nghĩ lại trước khi nộp: what a registrant is asked once more about before a paper goes up."""

from typing import Any

from common.keys import key_in
from registrations import comparing, drafts, likeness
from registrations.enums import Purpose, State
from registrations.likeness import Likely
from registrations.models import Registration
from registrations.rights import owns, writes
from registrations.workflow import SUBMIT

THOUGHT_OVER = "da-xem"


def doubts_of(request, registration: Registration, step) -> dict[str, Any] | None:
    """What to show before a first press hands in a model that seems to be registered already, or a returned paper in
    which nothing was changed; None where there is no doubt, or the person has seen it and presses again.
    """
    asked = request.method == "POST" and step is SUBMIT and THOUGHT_OVER not in request.POST
    if not (asked and owns(request.position, registration) and registration.state in SUBMIT.sources):
        return None
    likely, unchanged = likely_in_hand(request.position, registration), _is_unchanged(registration)
    if not (likely or unchanged):
        return None
    revision = key_in(request.POST.get("revision", ""))
    return {"registration": registration, "move": step, "likely": likely, "unchanged": unchanged, "revision": revision}


def likely_in_hand(position, registration: Registration) -> list[Likely]:
    """The models that may be the same as what is being written, else as what was sent."""
    writing = writes(position, registration, Purpose.REGISTRATION)
    form = drafts.form_in_hand(registration, Purpose.REGISTRATION) if writing else None
    return likeness.likely_same(position, registration, **_said(registration, form))


def _said(registration: Registration, form) -> dict[str, Any]:
    if form is None:
        sent = registration
        return {"title": sent.title, "person": sent.person_name, "continues": sent.continues_id}
    typed = form.typed()
    continues = key_in(typed["continues"])
    return {"title": typed["title"], "person": typed.get("person_name", ""), "continues": continues}


def _is_unchanged(registration: Registration) -> bool:
    """Whether a returned paper reads as it did when it was handed in, and no file came with it."""
    if registration.state != State.RETURNED or registration.attachments.filter(version__isnull=True).exists():
        return False
    last = registration.versions.filter(purpose=Purpose.REGISTRATION).order_by("-number").first()
    form = drafts.form_in_hand(registration, Purpose.REGISTRATION)
    if last is None or form is None:
        return False
    parts = comparing.compare(Purpose.REGISTRATION, last.paper, drafts.paper_of(form, place=""))
    return not any(part.is_changed for part in parts)
