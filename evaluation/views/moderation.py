"""Thống nhất điểm: the council's agreed total of one dossier, with the first scores beside it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import for_roles
from accounts.enums import Role
from common.acting import written
from common.tokens import posted_token
from evaluation import blind, council, services
from evaluation.enums import RoundState
from evaluation.forms import ModerationForm
from evaluation.querysets import COUNCIL_READERS
from evaluation.rights import moderates
from evaluation.steps import NOT_OPEN_AGAIN
from evaluation.views.dossiers import nomination_of


@require_http_methods(["GET", "POST"])
@for_roles(Role.REVIEWER, *COUNCIL_READERS)
def moderate(request, pk):
    """One dossier: every first score, what was agreed so far, the form."""
    found = nomination_of(request, pk, "criteria_set", "moderation__by__user")
    if not moderates(request.position, found.round):
        raise PermissionDenied
    result = council.results_for([found])[0]
    blind.cover_reviewers(request.position, found.round, result.sheets)
    form = ModerationForm(
        request.POST or None, maximum=result.maximum, is_set=found.moderation is not None,
        initial={"points": result.moderated},
    )  # fmt: skip

    def act(**given):
        services.moderate(by=request.position, nomination=found, token=posted_token(request), **given)
        return f"Đã ghi điểm thống nhất của “{found.title}”."

    if written(request, form, act):
        return redirect("evaluation:council", found.round_id)
    if request.method == "GET" and (found.is_settled or found.round.state != RoundState.MODERATING):
        closed = NOT_OPEN_AGAIN if found.round.state == RoundState.MODERATING else services.NOT_MODERATING
        messages.error(request, closed)
        return redirect("evaluation:nomination", found.pk)
    context = {
        "form": form, "nomination": found, "round": found.round, "result": result,
        "sheets": blind.by_number(result.sheets),
        "agreements": found.moderations.select_related("by__user", "by__unit"),
    }  # fmt: skip
    return render(request, "evaluation/moderate.html", context)
