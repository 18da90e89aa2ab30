"""Phiếu chấm: the reviewer scores, saves, sends; others read what has been sent."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import for_roles
from accounts.enums import DESK_ROLES, Role
from common.workflow import open_moves
from documents.papers import paper_to_pdf
from documents.responses import pdf_response
from evaluation import blind, scoring, workflow
from evaluation.enums import RoundState, SheetState
from evaluation.marks import mark, scored_criteria
from evaluation.models import Sheet
from evaluation.papers import score_sheet_paper
from evaluation.rights import reviews
from evaluation.selfscores import beside, told
from evaluation.takeover import what_binds
from evaluation.views.reading import beside_criteria, sheet_of, sheet_to_write
from evaluation.views.scoring import score_page
from registrations.papers import printed


@require_http_methods(["GET", "POST"])
@for_roles(Role.REVIEWER, *DESK_ROLES)
def sheet(request, pk):
    """The sheet: to be scored by its reviewer while the round is open, once no conflict was declared; else to be read."""
    if request.method == "POST":
        found = sheet_to_write(request, pk)
        if not reviews(request.position, found):
            raise PermissionDenied
        return score_page(request, found, *scored_criteria(found))
    found = sheet_of(request, pk)
    if not _is_open_to(request.position, found):
        return _read(request, found, *scored_criteria(found, bands=True))
    if not found.is_cleared_by(request.position):
        return redirect("evaluation:round", found.nomination.round_id)
    return score_page(request, found, *scored_criteria(found, bands=True))


def _is_open_to(position, found: Sheet) -> bool:
    """Whether the position scores the sheet now."""
    is_scored = found.state == SheetState.ASSIGNED and found.nomination.round.state == RoundState.SCORING
    return is_scored and reviews(position, found) and not what_binds(position, found)


def _read(request, found: Sheet, criteria, scores):
    """What was sent. What is still being scored is nobody's business but the reviewer's."""
    marks = [mark(criterion, scores.get(criterion.pk)) for criterion in criteria]
    sent = found.state == SheetState.LOCKED
    own = beside(found.nomination, criteria) if sent else {}
    blind.cover_own(found.nomination, own.values())
    context = {
        "rows": [_line(*pair, scores, own) for pair in zip(criteria, marks, strict=True)] if sent else [],
        "has_own": bool(own),
        "total": scoring.total(marks, bonus_cap=found.nomination.criteria_set.bonus_cap) if sent else None,
        "sent": sent,
        "tells_hour": not blind.hides_reviewer_of(request.position, found),
        "moves": open_moves(workflow.SHEET_MOVES, request.position, found),
        "sheet_history": blind.history_of(request.position, found),
        **beside_criteria(found, criteria),
    }
    return render(request, "evaluation/sheet_read.html", context)


def _line(criterion, line, scores, own) -> dict:
    """One criterion of a sent sheet: the points, the word beside them, what the owner gave."""
    score, given = scores.get(criterion.pk), own.get(criterion.pk)
    return {
        "criterion": criterion, "mark": line, "note": score.note if score else "",
        "own": given, "own_text": told(given.points, given.passed) if given else "",
    }  # fmt: skip


@require_GET
@for_roles(Role.REVIEWER, *DESK_ROLES)
def sheet_pdf(request, pk):
    """Phiếu chấm điểm: as sent, or blank to be filled in by hand."""
    found = sheet_of(request, pk, "nomination__round__plan__movement", "nomination__round__unit")
    paper = score_sheet_paper(found, *scored_criteria(found))
    code = blind.code_of(found.nomination)
    pdf = paper_to_pdf("score_sheet.html", printed(paper, code=code))
    return pdf_response(pdf, f"{code} phiếu chấm điểm.pdf")
