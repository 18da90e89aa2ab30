"""Quyết định: the list, a new one, its page, its text, its moves."""

from dataclasses import replace
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Case, When
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import for_roles
from accounts.enums import DECIDING_ROLES, DESK_ROLES
from common import formerrors
from common.acting import written
from common.copies import with_addresses
from common.keys import key_in
from common.moving import move_page, moved_out_of_sight
from common.paging import page_of
from common.tokens import posted_token
from common.workflow import open_moves
from recognition import proposing, rights, services
from recognition.dossiers.rights import consults
from recognition.dossiers.summary import Dossier, dossier_of
from recognition.enums import Act
from recognition.forms import DecisionForm, NewDecisionForm
from recognition.models import Correction, Decision
from recognition.services.decisions import ASKS, CLOSED, TEXTS
from recognition.steps import bases_in, is_open, lines_in
from recognition.views.opening import READERS, ROOM, awards_of, opened, revocations_of
from recognition.views.signing import next_hands, signed_by
from recognition.workflow import DECISION_MOVES, PROPOSE
from registrations.models import Plan


@require_GET
@for_roles(*READERS)
def decision_list(request):
    """The decisions of the office and those published around it, the newest first; `?loai=` one act alone."""
    acts = {act.slug: act for act in Act}
    act = acts.get(request.GET.get("loai", ""))
    decisions = Decision.objects.visible_to(request.position).for_list()
    page = page_of(decisions.filter(act=act) if act else decisions, request.GET.get("trang"))
    context = {"page": page, "acts": acts.items(), "act": act, "issues": rights.issues(request.position),
               "prints": request.position.has_role(*DESK_ROLES)}  # fmt: skip
    return render(request, "recognition/decisions.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(*DECIDING_ROLES)
def new_decision(request):
    """Soạn quyết định; `?dot=` from a concluded round."""
    position = request.position
    rounds = list(proposing.rounds_for(position)[:50])
    form = NewDecisionForm(
        request.POST or None, plans=partial(_plans, position), rounds=rounds, initial=_initial(request, rounds)
    )
    if request.method == "POST" and form.is_valid():
        try:
            decision = services.draft_decision(by=position, token=posted_token(request), **form.cleaned_data)
        except ValidationError as problem:
            formerrors.show(form, problem)
        else:
            messages.success(request, "Đã lập bản soạn. Bước tiếp theo: chọn các dòng của quyết định.")
            return redirect("recognition:add", decision.pk)
    return render(request, "recognition/new_decision.html", {"form": form, "issues": rights.issues(position)})


def _plans(position):
    """The office's own first, then those it works under."""
    own = Case(When(issuer=position.unit_id, then=0), default=1)
    plans = Plan.objects.visible_to(position).select_related("issuer", "movement")
    return plans.order_by(own, "-year", "-issued_on", "-pk")[:100]


def _initial(request, rounds) -> dict:
    asked = key_in(request.GET.get("dot", ""))
    round = next((one for one in rounds if one.pk == asked), None)
    return {"act": Act.RECOGNITION, **({"round": str(round.pk), "plan": str(round.plan_id)} if round else {})}


@require_GET
@for_roles(*READERS)
def decision(request, pk):
    """One decision: its lines, bases, papers, moves, history; an owner reads the own lines of a published one."""
    one = opened(request, pk)
    position, keeps = request.position, False
    awards, revocations = awards_of(one, position), revocations_of(one, position)
    history, office = [], rights.keeps(position, one)
    if office:
        history, keeps = list(one.events.select_related("by__user", "by__unit")), one.is_published
    last = history[-1] if history else None
    corrections = Correction.objects.visible_to(position).filter(decision=one) if one.is_published else ()
    dossier = dossier_of(one, awards) if office else None
    context = {
        "decision": one, "next_hands": next_hands(one) if office else "", "dossier": dossier, "corrections": list(corrections),
        "elevates": one.is_published and one.act == Act.RECOGNITION and one.level.rank > 1
        and rights.prepares(position, one),
        "corrects": one.is_published and rights.corrects(position, one), "consulting": consults(position, one), "awards": awards, "revocations": revocations, "bases": bases_in(one), "office": office,
        "persons": any(award.is_individual for award in awards),
        "moves": open_moves(_table(one, dossier), position, one), "history": history, "keeps": keeps,
        "writing": is_open(one) and rights.prepares(position, one), "copies": with_addresses(one, "recognition:copy") if one.is_published else [],
        "attach": reverse("recognition:attach", args=[pk]) if keeps else "",
        "outside": lines_in(one) - len(awards) - len(revocations),
        "money": sum(award.money or 0 for award in awards), "is_desk": position.has_role(*DESK_ROLES),
        "returned_for": last.note if last and last.move == "send_back" and is_open(one) else "",
    }  # fmt: skip
    return render(request, "recognition/decision.html", context)


def _table(decision: Decision, dossier: Dossier | None) -> list:
    """The moves; one is asked once more before a reward goes to the leader with gaps in its dossier."""
    if dossier is None or not (is_open(decision) and dossier.warnings):
        return list(DECISION_MOVES)
    warning = " ".join(dossier.warnings)
    return [replace(one, warning=warning) if one is PROPOSE else one for one in DECISION_MOVES]


@require_http_methods(["GET", "POST"])
@for_roles(*DECIDING_ROLES)
def edit(request, pk):
    """Sửa nội dung, căn cứ."""
    one = opened(request, pk)
    if not rights.prepares(request.position, one):
        raise PermissionDenied
    if not is_open(one):
        messages.error(request, CLOSED)
        return redirect("recognition:decision", pk)
    known = {name: getattr(one, name) for name in (*TEXTS, *ASKS)}
    known["bases"] = list(one.bases.values_list("text", flat=True))
    form = DecisionForm(request.POST or None, initial=known, act=one.act)

    def act(**facts):
        posted_token(request)
        services.correct_decision(by=request.position, decision=one, **facts)
        return "Đã lưu nội dung quyết định."

    if written(request, form, act):
        return redirect("recognition:decision", pk)
    return render(request, "recognition/edit_decision.html", {"form": form, "decision": one})


@require_http_methods(["GET", "POST"])
@for_roles(*DESK_ROLES)
def move(request, pk, slug):
    """Trình ký, ký duyệt, phát hành, trả lại, rút về, bỏ."""
    if moved_out_of_sight(request, Decision, pk):
        return redirect("recognition:decisions")
    one = opened(request, pk)
    rows = _table(one, dossier_of(one, awards_of(one)) if is_open(one) else None)
    table = signed_by(rows, request.position, one)
    facts = [("Về việc", one.about), ("Số dòng", lines_in(one)), ("Người lập", one.created_by.user)]
    here = reverse("recognition:decision", args=[pk])
    return move_page(request, one, table, slug, back=here, room=(ROOM, reverse("recognition:decisions")), facts=facts)
