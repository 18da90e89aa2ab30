"""Thay đổi từ bản đã xem: the text the council saw beside the one that was sent since."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.access import for_roles
from evaluation import blind
from evaluation.models import Nomination
from evaluation.views.dossiers import READERS, nomination_of
from registrations.comparing import compare
from registrations.enums import Purpose
from registrations.models import RegistrationVersion


@require_GET
@for_roles(*READERS)
def changes_since(request, pk):
    """What the owner has sent since the dossier was nominated; scores stay with the text that was seen."""
    found = nomination_of(request, pk, "version", "result_version")
    newest = _newest(found)
    for version in newest.values():
        blind.cover_version(found, version)
    papers = [_paper(Purpose.REGISTRATION, found.version, newest), _paper(Purpose.RESULT, found.result_version, newest)]
    context = {"nomination": found, "round": found.round, "papers": [one for one in papers if one]}
    return render(request, "evaluation/changes.html", context)


def _newest(nomination: Nomination) -> dict[str, RegistrationVersion]:
    """Purpose → the version sent last since the nomination."""
    sent = RegistrationVersion.objects.filter(registration=nomination.registration_id, sent_at__gt=nomination.frozen_at)
    return {one.purpose: one for one in sent.order_by("number")}


def _paper(purpose: str, seen: RegistrationVersion | None, newest) -> dict | None:
    now = newest.get(purpose)
    if now is None or seen is None:
        return None
    return {"label": Purpose(purpose).label, "seen": seen, "now": now, "parts": compare(purpose, seen.paper, now.paper)}
