"""Đính chính một quyết định đã phát hành: its page, its text, one line of it, its moves, its paper."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import for_roles
from accounts.enums import DECIDING_ROLES, DESK_ROLES
from common.acting import written
from common.moving import move_page
from common.tokens import posted_token
from common.workflow import open_moves
from documents.document_files import document_response
from recognition import rights
from recognition.corrections import papers, services
from recognition.corrections.forms import CorrectionForm, LineForm, facts_of
from recognition.corrections.steps import items_in
from recognition.corrections.workflow import CORRECTION_MOVES
from recognition.enums import CorrectionKind
from recognition.models import Award, Correction, CorrectionItem
from recognition.views.opening import READERS, awards_of, opened
from recognition.views.signing import next_hands, signed_by

ROOM = "Quyết định"


def _correction(request, pk, correction) -> Correction:
    """One that the position may read, with the decision in hand."""
    decision = opened(request, pk)
    seen = Correction.objects.visible_to(request.position).filter(decision=decision)
    found = get_object_or_404(
        seen.select_related("created_by__user", "created_by__unit__parent", "created_by__unit__level", "headed_by"),
        pk=correction,
    )
    found.decision = decision
    return found


def _items(request, correction: Correction) -> list[CorrectionItem]:
    """Of the decision itself, and of the lines whose models the position sees."""
    lines = {item.award_id for item in items_in(correction) if item.award_id}
    seen = (
        set(Award.objects.seen_by(request.position).filter(pk__in=lines).values_list("pk", flat=True))
        if lines
        else set()
    )
    return [item for item in items_in(correction) if item.award_id is None or item.award_id in seen]


def _prepared(request, pk, correction) -> Correction:
    found = _correction(request, pk, correction)
    if not rights.prepares(request.position, found):
        raise PermissionDenied
    return found


@require_http_methods(["GET", "POST"])
@for_roles(*DECIDING_ROLES)
def new_correction(request, pk):
    """Soạn đính chính of a published decision."""
    decision = opened(request, pk)
    if not rights.corrects(request.position, decision):
        raise PermissionDenied
    if not decision.is_published:
        messages.error(request, services.NOT_PUBLISHED)
        return redirect("recognition:decision", pk)
    form = CorrectionForm(request.POST or None, initial={"kind": CorrectionKind.DECISION} | facts_of(decision))
    made = []

    def act(**facts):
        token = posted_token(request)
        made.append(services.draft_correction(by=request.position, decision=decision, token=token, **facts))
        return "Đã lập bản soạn đính chính. Nếu dòng nào sai, hãy sửa ở dòng đó; xong thì trình ký."

    if written(request, form, act):
        return redirect("recognition:correction", pk, made[0].pk)
    return render(request, "recognition/correction_form.html", {"form": form, "decision": decision})


@require_GET
@for_roles(*READERS)
def correction(request, pk, correction):
    """What was wrong, what is right, why, by which paper."""
    one = _correction(request, pk, correction)
    position = request.position
    office = rights.keeps(position, one)
    writing = one.is_draft and rights.prepares(position, one)
    history = list(one.events.select_related("by__user", "by__unit")) if office else []
    last = history[-1] if history else None
    context = {
        "correction": one, "next_hands": next_hands(one) if office else "", "decision": one.decision, "items": _items(request, one), "history": history,
        "moves": open_moves(CORRECTION_MOVES, position, one), "writing": writing,
        "lines": awards_of(one.decision, position) if writing else [],
        "returned_for": last.note if last and last.move == "send_back" and one.is_draft else "",
    }  # fmt: skip
    return render(request, "recognition/correction.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(*DECIDING_ROLES)
def edit_correction(request, pk, correction):
    """Sửa bản soạn đính chính."""
    one = _prepared(request, pk, correction)
    if not one.is_draft:
        messages.error(request, services.CLOSED)
        return redirect("recognition:correction", pk, one.pk)
    right = {item.subject: item for item in items_in(one) if item.award_id is None}
    known = {"kind": one.kind, "reason": one.reason} | facts_of(one.decision) | _right(right)
    form = CorrectionForm(request.POST or None, initial=known)

    def act(**facts):
        posted_token(request)
        services.rewrite_correction(by=request.position, correction=one, **facts)
        return "Đã lưu đính chính."

    if written(request, form, act):
        return redirect("recognition:correction", pk, one.pk)
    return render(
        request, "recognition/correction_form.html", {"form": form, "decision": one.decision, "correction": one}
    )


def _right(items: dict[str, CorrectionItem]) -> dict:
    return {subject: item.value for subject, item in items.items()}


@require_http_methods(["GET", "POST"])
@for_roles(*DECIDING_ROLES)
def correct_line(request, pk, correction, award):
    """Đính chính một dòng."""
    one = _prepared(request, pk, correction)
    line = get_object_or_404(one.decision.awards.seen_by(request.position), pk=award)
    if not one.is_draft:
        messages.error(request, services.CLOSED)
        return redirect("recognition:correction", pk, one.pk)
    right = {item.subject: item for item in items_in(one) if item.award_id == line.pk}
    form = LineForm(request.POST or None, award=line)
    form.initial = {name: getattr(line, name) for name in form.fields} | _right(right)

    def act(**facts):
        posted_token(request)
        services.correct_line(by=request.position, correction=one, award=line, **facts)
        return f"Đã ghi chỗ đính chính của “{line.title}”."

    if written(request, form, act):
        return redirect("recognition:correction", pk, one.pk)
    context = {"form": form, "decision": one.decision, "correction": one, "award": line}
    return render(request, "recognition/correction_line.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(*DESK_ROLES)
def correction_move(request, pk, correction, slug):
    """Trình ký, ký, phát hành, trả lại, rút về, bỏ."""
    one = _correction(request, pk, correction)
    table = signed_by(CORRECTION_MOVES, request.position, one)
    facts = [("Đính chính", one.decision.numbered), ("Lý do", one.reason)]
    facts += [(papers.where_of(item), f"{item.was_text} → {item.becomes_text}") for item in _items(request, one)]
    here = reverse("recognition:correction", args=[pk, one.pk])
    room = (ROOM, reverse("recognition:decision", args=[pk]))
    return move_page(request, one, table, slug, back=here, room=room, facts=facts)


@require_GET
@for_roles(*READERS)
def correction_file(request, pk, correction, ending):
    """Quyết định hoặc công văn đính chính as PDF or Word."""
    one = _correction(request, pk, correction)
    paper = papers.correction_paper(one, _items(request, one))
    return document_response(paper, f"Đính chính {one.number or 'dự thảo'}", ending)
