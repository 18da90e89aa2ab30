"""A round as a reviewer works on it: first the question about conflicts of interest, then the own sheets."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.access import for_roles
from accounts.enums import Role
from common.acting import written
from common.paging import page_of
from evaluation import blind, services
from evaluation.clearing import to_clear
from evaluation.forms import ClearingForm
from evaluation.models import Round, Sheet


def reviewer_page(request, round: Round, form: ClearingForm | None = None):
    """The own sheets; those still to be answered for stand in the question alone."""
    form = form or ClearingForm(dossiers=_asked(request.position, round))
    mine = Sheet.objects.filter(nomination__round=round).visible_to(request.position)
    mine = mine.filter(reviewer__in=request.position.seats).exclude(nomination__in=[one.pk for one in form.dossiers])
    ordered = mine.in_order(covered=round.hides_owners).select_related("nomination__round")
    sheets = page_of(ordered, request.GET.get("trang"))
    blind.cover_owners(request.position, [one.nomination for one in sheets])
    sent_out = round.teams.filter(members__in=request.position.seats, inspection__isnull=False).distinct()
    context = {"round": round, "page": sheets, "teams": sent_out, "form": form}
    return render(request, "evaluation/round_reviewer.html", context)


@require_POST
@for_roles(Role.REVIEWER)
def answer_conflicts(request, pk):
    """Trả lời câu hỏi có liên quan; then on to the first sheet that waits."""
    position = request.position
    round = get_object_or_404(Round.objects.visible_to(position).select_related("plan", "unit"), pk=pk)
    form = ClearingForm(request.POST, dossiers=_asked(position, round))

    def act(shown, bound, note):
        free, declined = services.answer_conflicts(by=position, round=round, shown=shown, bound=bound, how=note)
        return _told(len(free), len(declined))

    # Pressed twice: there is nothing left to answer.
    if form.dossiers and not written(request, form, act):
        return reviewer_page(request, round, form)
    return _onward(request, round)


def _asked(position, round: Round):
    """The dossiers the question is about, in the order of the list, as the reviewer may know them."""
    asked = to_clear(position, round).in_order(covered=round.hides_owners).select_related("nomination__round")
    dossiers = [sheet.nomination for sheet in asked]
    blind.cover_owners(position, dossiers)
    return dossiers


def _told(free: int, declined: int) -> str:
    said = [f"không liên quan đến {free} hồ sơ"] if free else []
    said += [f"{declined} hồ sơ có liên quan, không còn trong phần chấm của đồng chí"] if declined else []
    return f"Đã ghi: {'; '.join(said)}."


def _onward(request, round: Round):
    """To the first sheet that waits; whoever declared a conflict over the only one has nothing left in the round."""
    waiting = Sheet.objects.filter(nomination__round=round).to_score_by(request.position)
    if first := waiting.in_order(covered=round.hides_owners).first():
        return redirect("evaluation:sheet", first.pk)
    if Round.objects.visible_to(request.position).filter(pk=round.pk).exists():
        return redirect("evaluation:round", round.pk)
    return redirect("evaluation:rounds")
