"""Phiếu chấm: the reviewer scores, saves, sends; others read what has been sent."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import for_roles
from accounts.enums import DESK_ROLES, Role
from common.tokens import posted_token
from common.workflow import open_moves
from documents.papers import paper_to_pdf
from documents.responses import pdf_response
from evaluation import blind, scoring, services, workflow
from evaluation.enums import RoundState, SheetState
from evaluation.marks import criteria_of, mark, maximum
from evaluation.models import Sheet
from evaluation.papers import score_sheet_paper
from evaluation.rights import reviews
from evaluation.sheetforms import SheetForm, missing_text
from evaluation.takeover import what_binds
from evaluation.views.dossiers import files_of
from registrations.papers import printed

JOINED = (
    "nomination__round__plan", "nomination__criteria_set", "nomination__registration__sector", "nomination__version",
    "nomination__result_version", "reviewer__user", "reviewer__unit",
)  # fmt: skip


def _sheet(request, pk, *joined) -> Sheet:
    sheets = Sheet.objects.visible_to(request.position).with_pile()
    found = get_object_or_404(sheets.select_related(*JOINED, *joined), pk=pk)
    blind.cover_owners(request.position, [found.nomination])
    blind.cover_reviewers(request.position, found.nomination.round, [found])
    return found


@require_http_methods(["GET", "POST"])
@for_roles(Role.REVIEWER, *DESK_ROLES)
def sheet(request, pk):
    """The sheet: to be scored by its reviewer while the round is open, else to be read."""
    found = _sheet(request, pk)
    mine = reviews(request.position, found)
    if request.method == "POST" and not mine:
        raise PermissionDenied
    open_to_me = mine and found.state == SheetState.ASSIGNED and found.nomination.round.state == RoundState.SCORING
    if open_to_me and request.method == "GET":
        open_to_me = not what_binds(request.position, found)
    criteria = criteria_of(found)
    scores = {score.criterion_id: score for score in found.scores.all()}
    if not open_to_me and request.method == "GET":
        return _read(request, found, criteria, scores)
    form = SheetForm(request.POST or None, criteria=criteria, scores=scores, comment=found.comment)
    if request.method == "POST" and form.is_valid():
        done = _send(request, found, form) if "gui" in request.POST else _save(request, found, form)
        if done:
            return done
    return _write(request, found, form, criteria)


def _save(request, found: Sheet, form: SheetForm):
    """Keep what has been scored so far; nothing need be complete."""
    try:
        services.save_scores(
            by=request.position, sheet=found, answers=form.answers(), comment=form.cleaned_data["comment"]
        )
    except ValidationError as problem:
        form.add_error(None, problem)
        return None
    messages.success(request, f"Đã lưu lúc {timezone.localtime():%H:%M}. Phiếu chưa gửi, còn sửa được.")
    return redirect("evaluation:sheet", found.pk)


def _send(request, found: Sheet, form: SheetForm):
    """Save and send, then on to the next sheet that waits."""
    try:
        services.send_sheet(
            by=request.position, sheet=found, answers=form.answers(), comment=form.cleaned_data["comment"],
            token=posted_token(request),
        )  # fmt: skip
    except ValidationError as problem:
        form.add_error(None, problem)
        return None
    waiting = Sheet.objects.to_score_by(request.position).filter(nomination__round=found.nomination.round).in_order()
    following = waiting.first()
    if following:
        messages.success(request, f"Đã gửi phiếu “{found.nomination.title}”. Đây là hồ sơ tiếp theo.")
        return redirect("evaluation:sheet", following.pk)
    messages.success(request, "Đã gửi phiếu cuối cùng của đợt này. Cảm ơn đồng chí.")
    return redirect("evaluation:round", found.nomination.round_id)


def _write(request, found: Sheet, form: SheetForm, criteria):
    marks = form.marks()
    context = {
        "form": form,
        "rows": form.rows(),
        "total": scoring.total(marks, bonus_cap=found.nomination.criteria_set.bonus_cap),
        "missing": missing_text(marks),
        "decline": workflow.DECLINE,
        **_beside(found, criteria),
    }
    return render(request, "evaluation/sheet.html", context)


def _read(request, found: Sheet, criteria, scores):
    """What was sent. What is still being scored is nobody's business but the reviewer's."""
    marks = [mark(criterion, scores.get(criterion.pk)) for criterion in criteria]
    sent = found.state == SheetState.LOCKED
    context = {
        "rows": list(zip(criteria, marks, strict=True)) if sent else [],
        "total": scoring.total(marks, bonus_cap=found.nomination.criteria_set.bonus_cap) if sent else None,
        "sent": sent,
        "moves": open_moves(workflow.SHEET_MOVES, request.position, found),
        "sheet_history": blind.history_of(request.position, found),
        **_beside(found, criteria),
    }
    return render(request, "evaluation/sheet_read.html", context)


def _beside(found: Sheet, criteria) -> dict:
    """What stands beside the criteria: the registration as the council saw it, its files and its history."""
    nomination = found.nomination
    return {
        "sheet": found,
        "nomination": nomination,
        "round": nomination.round,
        "maximum": maximum(nomination.criteria_set, criteria),
        "paper": nomination.version.paper,
        "report": nomination.result_version.paper if nomination.result_version else None,
        "files": files_of(nomination),
        "history": blind.record_history(nomination),
    }


@require_GET
@for_roles(Role.REVIEWER, *DESK_ROLES)
def sheet_pdf(request, pk):
    """Phiếu chấm điểm: as sent, or blank to be filled in by hand."""
    found = _sheet(request, pk, "nomination__round__plan__movement", "nomination__round__unit")
    scores = {score.criterion_id: score for score in found.scores.all()}
    paper = score_sheet_paper(found, criteria_of(found), scores)
    code = blind.code_of(found.nomination)
    pdf = paper_to_pdf("score_sheet.html", printed(paper, code=code))
    return pdf_response(pdf, f"{code} phiếu chấm điểm.pdf")
