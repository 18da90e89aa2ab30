"""The moves of rounds and sheets: each asks what it needs, once more before what cannot be undone, then performs."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import for_roles
from accounts.enums import DESK_ROLES, Role
from common.moving import move_page
from evaluation import blind
from evaluation.models import Round, Sheet
from evaluation.workflow import ROUND_MOVES, SHEET_MOVES


@require_http_methods(["GET", "POST"])
@for_roles(Role.REVIEWER, *DESK_ROLES)
def round_move(request, pk, slug):
    """One move of a round."""
    rounds = Round.objects.visible_to(request.position).select_related("unit", "present_unit", "plan")
    return _move(request, get_object_or_404(rounds, pk=pk), ROUND_MOVES, slug)


@require_http_methods(["GET", "POST"])
@for_roles(Role.REVIEWER, *DESK_ROLES)
def sheet_move(request, pk, slug):
    """One move of a sheet but for the sending, which is done on the sheet itself."""
    joined = ("nomination__round__plan", "nomination__criteria_set", "reviewer__user")
    sheet = get_object_or_404(Sheet.objects.visible_to(request.position).select_related(*joined), pk=pk)
    blind.cover_owners(request.position, [sheet.nomination])
    blind.cover_reviewers(request.position, sheet.nomination.round, [sheet])
    return _move(request, sheet, SHEET_MOVES, slug)


def _move(request, obj, table, slug):
    round = obj.nomination.round if isinstance(obj, Sheet) else obj

    def onward() -> str:
        # Whoever declares a conflict over the only sheet has nothing left in the round.
        still_seen = Round.objects.visible_to(request.position).filter(pk=round.pk).exists()
        return _place_of(round) if still_seen else reverse("evaluation:rounds")

    room = ("Đánh giá", reverse("evaluation:rounds"))
    return move_page(request, obj, table, slug, back=_place_of(obj), room=room, onward=onward)


def _place_of(obj) -> str:
    return reverse("evaluation:sheet" if isinstance(obj, Sheet) else "evaluation:round", args=[obj.pk])
