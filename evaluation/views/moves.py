"""The moves of rounds and sheets: each asks what it needs, once more before what cannot be undone, then performs."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.access import for_roles
from accounts.enums import DESK_ROLES, Role
from common.tokens import posted_token
from common.workflow import find_move, perform, refusal
from evaluation.models import Round, Sheet
from evaluation.workflow import ROUND_MOVES, SHEET_MOVES


@require_http_methods(["GET", "POST"])
@for_roles(Role.REVIEWER, *DESK_ROLES)
def round_move(request, pk, slug):
    """One move of a round."""
    rounds = Round.objects.visible_to(request.position).select_related("unit", "plan")
    return _move(request, get_object_or_404(rounds, pk=pk), ROUND_MOVES, slug)


@require_http_methods(["GET", "POST"])
@for_roles(Role.REVIEWER, *DESK_ROLES)
def sheet_move(request, pk, slug):
    """One move of a sheet but for the sending, which is done on the sheet itself."""
    joined = ("nomination__round__plan", "nomination__criteria_set", "reviewer__user")
    sheet = get_object_or_404(Sheet.objects.visible_to(request.position).select_related(*joined), pk=pk)
    return _move(request, sheet, SHEET_MOVES, slug)


def _move(request, obj, table, slug):
    move = find_move(table, slug)
    if move is None:
        raise Http404
    back = _place_of(obj)
    form = move.form(request.POST or None) if move.form else None
    if request.method == "POST" and (form is None or form.is_valid()):
        # Before any look at the state: the second click of a double click finds the first one's result.
        return _perform(request, obj, move, form.cleaned_data if form else {})
    if obj.state not in move.sources:
        messages.error(request, refusal(move, obj))
        return redirect(back)
    if not move.allowed(request.position, obj):
        raise PermissionDenied
    obstacle = move.obstacle(request.position, obj, timezone.localdate())
    context = {"move": move, "obj": obj, "form": form, "obstacle": obstacle, "back": back}
    return render(request, "evaluation/move.html", context)


def _perform(request, obj, move, data):
    token = posted_token(request)
    try:
        perform(move, obj, by=request.position, data=data, token=token)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
        return redirect(_place_of(obj))
    messages.success(request, move.done)
    round = obj.nomination.round if isinstance(obj, Sheet) else obj
    # Whoever declares a conflict over the only sheet has nothing left in the round.
    still_seen = Round.objects.visible_to(request.position).filter(pk=round.pk).exists()
    return redirect(_place_of(round) if still_seen else "evaluation:rounds")


def _place_of(obj) -> str:
    return reverse("evaluation:sheet" if isinstance(obj, Sheet) else "evaluation:round", args=[obj.pk])
