"""Hội đồng của đợt: who sits on it, the decision that sets it up, what it will speak about."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import for_roles
from accounts.enums import Role
from common.acting import pressed, written
from common.keys import key_in
from common.paging import page_of_list
from common.tokens import posted_token
from documents.document_files import document_response
from evaluation import council, services
from evaluation.agenda import ORDER, agenda_of
from evaluation.councilpapers import council_name, founding_decision
from evaluation.councilrows import agenda_rows
from evaluation.memberforms import MemberForm
from evaluation.models import CouncilMember
from evaluation.querysets import COUNCIL_READERS
from evaluation.rights import runs
from evaluation.views.dossiers import own_round
from evaluation.views.rounds import round_of


@require_http_methods(["GET", "POST"])
@for_roles(*COUNCIL_READERS)
def members(request, pk):
    """Hội đồng: the list, and the form for one more until the conclusion."""
    round = round_of(request, pk)
    writes = runs(request.position, round)
    if request.method == "POST" and not writes:
        raise PermissionDenied
    form = (
        MemberForm(request.POST or None, round=round, by=request.position)
        if writes and not round.is_concluded
        else None
    )

    def act(seat, **given):
        token = posted_token(request)
        member = services.name_member(by=request.position, round=round, token=token, position=seat, **given)
        return f"Đã cử {member.name} vào hội đồng: {member.get_rank_display()}."

    if form is not None and written(request, form, act):
        return redirect("evaluation:members", round.pk)
    context = {
        "round": round, "runs": writes, "form": form,
        "members": round.members.all(), "council_name": council_name(round),
        "meetings": round.meetings.with_present(),
    }  # fmt: skip
    return render(request, "evaluation/members.html", context)


@require_POST
@for_roles(Role.OFFICER)
def enlist(request, pk):
    """Đưa các thành viên đang chấm vào hội đồng."""
    round = own_round(request, pk)
    try:
        added = services.enlist_reviewers(by=request.position, round=round)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    else:
        messages.success(request, f"Đã đưa {len(added)} thành viên đang chấm vào hội đồng.")
    return redirect("evaluation:members", round.pk)


@require_POST
@for_roles(Role.OFFICER)
def dismiss(request, pk, member):
    """Bỏ một thành viên khỏi hội đồng."""
    round = own_round(request, pk)
    found = get_object_or_404(CouncilMember, round=round, pk=member)
    told = f"Đã bỏ {found.name} khỏi hội đồng."
    pressed(request, lambda: services.dismiss_member(by=request.position, member=found), told)
    return redirect("evaluation:members", round.pk)


@require_GET
@for_roles(*COUNCIL_READERS)
def decision_file(request, pk, ending):
    """Quyết định thành lập hội đồng, PDF or Word."""
    round = round_of(request, pk)
    paper = founding_decision(round, list(round.members.all()))
    return document_response(paper, f"Quyết định thành lập hội đồng {round.pk}", ending)


@require_http_methods(["GET", "POST"])
@for_roles(Role.OFFICER)
def agenda(request, pk):
    """Chương trình họp: what stands on it by itself, and what the officer adds."""
    round = own_round(request, pk)
    if request.method == "POST":
        chosen, shown = (
            [key for one in request.POST.getlist(name) if (key := key_in(one))] for name in ("chon", "hien")
        )

        def act():
            services.set_agenda(by=request.position, round=round, chosen=chosen, shown=shown)

        pressed(request, act, "Đã ghi chương trình họp.")
        return redirect(request.get_full_path())
    results = council.results_within(round)
    items = agenda_of(round, results)
    page = page_of_list(results, request.GET.get("trang"))
    flagged = {one.result.nomination.pk for one in items if not one.is_added}
    rows = agenda_rows(page, flagged)
    context = {"round": round, "items": items, "rows": rows, "order": ORDER, "page": page}
    return render(request, "evaluation/agenda.html", context)
