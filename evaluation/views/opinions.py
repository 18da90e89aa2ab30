"""Công khai, lấy ý kiến: what came in while the result hung out, and what was answered."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import for_roles
from accounts.enums import Role
from common.acting import written
from common.paging import page_of
from common.tokens import posted_token
from documents.annex_files import annex_response
from evaluation import council, services
from evaluation.enums import RoundState
from evaluation.forms import AnswerForm, OpinionForm
from evaluation.models import Nomination, Opinion
from evaluation.posting import posting_list
from evaluation.querysets import COUNCIL_READERS
from evaluation.rights import runs
from evaluation.views.rounds import round_of


@require_http_methods(["GET", "POST"])
@for_roles(*COUNCIL_READERS)
def opinions(request, pk):
    """Ý kiến của đợt: the list, and the form for one more while the result is posted."""
    round = round_of(request, pk)
    writes = runs(request.position, round)
    if request.method == "POST" and not writes:
        raise PermissionDenied
    nominations = Nomination.objects.filter(round=round).order_by("kind", "sort_key", "pk")
    form = OpinionForm(
        request.POST or None, nominations=nominations, initial={"received_on": timezone.localdate()}
    ) if writes else None  # fmt: skip

    def act(**given):
        services.receive_opinion(by=request.position, round=round, token=posted_token(request), **given)
        return "Đã ghi ý kiến. Hãy giải trình trước khi công bố kết quả."

    if form is not None and written(request, form, act):
        return redirect("evaluation:opinions", round.pk)
    seen = Opinion.objects.visible_to(request.position).filter(round=round)
    seen = seen.select_related("nomination", "upheld_for", "answered_by__user", "answered_by__unit")
    context = {
        "round": round, "page": page_of(seen, request.GET.get("trang")), "form": form, "runs": writes,
        "is_posted": round.state == RoundState.CONSULTING,
    }  # fmt: skip
    return render(request, "evaluation/opinions.html", context)


@require_GET
@for_roles(*COUNCIL_READERS)
def posting_file(request, pk, ending):
    """Danh sách niêm yết of a concluded round."""
    round = round_of(request, pk)
    if not round.is_concluded:
        raise Http404
    results = council.results_within(round)
    return annex_response(posting_list(round, results, request.position), f"Danh sách niêm yết {round.pk}", ending)


@require_http_methods(["GET", "POST"])
@for_roles(Role.OFFICER)
def answer(request, pk):
    """Giải trình một ý kiến."""
    seen = Opinion.objects.visible_to(request.position).select_related("round", "nomination")
    opinion = get_object_or_404(seen, pk=pk)
    if not runs(request.position, opinion.round):
        raise PermissionDenied
    nominations = Nomination.objects.filter(round=opinion.round_id).order_by("kind", "sort_key", "pk")
    form = AnswerForm(request.POST or None, nominations=nominations, initial={"dossier": opinion.nomination_id})

    def act(upheld_for, **given):
        services.answer_opinion(by=request.position, opinion=opinion, upheld_for=upheld_for, **given)
        return "Đã chấp nhận ý kiến. Chủ tịch hội đồng mở lại để xem xét." if upheld_for else "Đã ghi giải trình."

    if written(request, form, act):
        return redirect("evaluation:opinions", opinion.round_id)
    if request.method == "GET" and opinion.answer:
        messages.error(request, services.ANSWERED)
        return redirect("evaluation:opinions", opinion.round_id)
    return render(request, "evaluation/opinion_answer.html", {"opinion": opinion, "round": opinion.round, "form": form})
