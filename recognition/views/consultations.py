"""Ý kiến hiệp y: the offices asked about a reward, what they answered, the letter that asks them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import for_roles
from accounts.enums import DESK_ROLES
from common.acting import pressed, written
from common.tokens import posted_token
from documents.document_files import document_response
from recognition import rights as of_decisions
from recognition.corrections.steps import as_first_issued
from recognition.dossiers import papers, rights, services
from recognition.dossiers.forms import ConsultationForm
from recognition.models import ConsultationFile, Decision
from recognition.views.opening import awards_of, opened
from registrations.views.files import file_response

FACTS = ("body", "asked_number", "asked_on", "verdict", "answered_on", "text")


def _kept(request, pk) -> Decision:
    """A decision whose dossier the position's office keeps."""
    one = opened(request, pk)
    if not of_decisions.keeps(request.position, one):
        raise PermissionDenied
    return one


def _consulting(request, pk) -> Decision:
    one = opened(request, pk)
    if not of_decisions.numbers(request.position, one):
        raise PermissionDenied
    return one


@require_http_methods(["GET", "POST"])
@for_roles(*DESK_ROLES)
def consult(request, pk, row=None):
    """Ghi cơ quan được hỏi, or its answer."""
    decision = _consulting(request, pk)
    found = get_object_or_404(decision.consultations, pk=row) if row else None
    if not rights.consults(request.position, decision):
        messages.error(request, services.IS_FIXED)
        return redirect("recognition:decision", pk)
    known = {name: getattr(found, name) for name in FACTS} if found else {}
    form = ConsultationForm(request.POST or None, request.FILES or None, initial=known)

    def act(**facts):
        token = posted_token(request)
        services.write_consultation(by=request.position, decision=decision, token=token, consultation=found, **facts)
        return f"Đã lưu ý kiến hiệp y của {facts['body']}."

    if written(request, form, act):
        return redirect("recognition:decision", pk)
    return render(request, "recognition/consult.html", {"form": form, "decision": decision, "row": found})


@require_POST
@for_roles(*DESK_ROLES)
def drop_consultation(request, pk, row):
    """Bỏ một cơ quan chưa trả lời; pressed twice, the second finds it gone."""
    decision = _consulting(request, pk)
    found = decision.consultations.filter(pk=row).first()
    if found:
        found.decision = decision
        told = f"Đã bỏ {found.body}."
        pressed(request, lambda: services.drop_consultation(by=request.position, consultation=found), told)
    return redirect("recognition:decision", pk)


@require_GET
@for_roles(*DESK_ROLES)
def consultation_file(request, pk, file):
    """Tải văn bản trả lời."""
    files = ConsultationFile.objects.filter(consultation__decision=_kept(request, pk))
    return file_response(get_object_or_404(files, pk=file))


@require_GET
@for_roles(*DESK_ROLES)
def consultation_letter(request, pk, ending):
    """Công văn lấy ý kiến hiệp y."""
    decision = _kept(request, pk)
    asked, awards = list(decision.consultations.all()), awards_of(decision)
    as_first_issued(decision, awards)
    paper = papers.consultation_letter(decision, asked, awards)
    return document_response(paper, "Công văn lấy ý kiến hiệp y", ending)
