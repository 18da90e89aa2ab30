"""Đợt đánh giá: the list, one round with its progress, opening and correcting one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, F, Max, Q
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import for_roles
from accounts.enums import DESK_ROLES, Role
from common import formerrors, written
from common.paging import page_of, page_of_written
from common.tokens import posted_token
from common.workflow import open_moves
from evaluation import blind, council, services
from evaluation.enums import GIVING_STATES, SheetState
from evaluation.forms import RoundForm
from evaluation.models import Nomination, Round, RoundEvent, Sheet
from evaluation.phases import phases_of
from evaluation.querysets import COUNCIL_READERS, LISTED
from evaluation.rights import runs
from evaluation.services.rounds import SETTINGS
from evaluation.views.ownsheets import reviewer_page
from evaluation.workflow import ROUND_MOVES
from registrations.models import Plan

READERS = (Role.REVIEWER, *DESK_ROLES)
JOINED = ("plan__issuer", "unit", "present_unit", "level", "collective_set", "individual_set")


@require_GET
@for_roles(Role.REGISTRANT, *READERS)
def round_list(request):
    """The rounds one may see; a registrant reads the results told to the own unit."""
    position = request.position
    if position.has_role(Role.REGISTRANT):
        own = (
            Nomination.objects.visible_to(position).select_related("round__plan").order_by("-round__concluded_at", "pk")
        )
        page = page_of(own, request.GET.get("trang"))
        rounds = {nomination.round_id: nomination.round for nomination in page}
        results = {one.nomination.pk: one for one in council.results_of(rounds.values())} if rounds else {}
        context = {"page": page, "results": [results[nomination.pk] for nomination in page], "rounds": rounds}
        return render(request, "evaluation/own_results.html", context)
    rounds = Round.objects.visible_to(position).for_list()
    rounds = rounds.with_work_of(position) if position.has_role(Role.REVIEWER) else rounds.with_progress(position)
    page = page_of(rounds, request.GET.get("trang"))
    return render(request, "evaluation/rounds.html", {"page": page})


def round_of(request, pk) -> Round:
    """A round the position sees, with what its page says."""
    return written.record_or_404(Round, _seen_round, request.position, joined=JOINED, about=pk)


@written.often
def _seen_round(position, pk):
    return Round.objects.visible_to(position).filter(pk=pk).order_by()


@require_GET
@for_roles(*READERS)
def round_page(request, pk):
    """One round: a reviewer's own sheets, or the dossiers and the progress of every reviewer."""
    round = round_of(request, pk)
    if request.position.has_role(Role.REVIEWER):
        return reviewer_page(request, round)
    history = written.ask_related(RoundEvent, round=round.pk, joined=("by__user", "by__unit"))
    context = {
        "round": round,
        "phases": phases_of(round, history),
        "page": page_of_written(
            Nomination, _dossiers, _seen, request.position, asked=request.GET.get("trang"), only=LISTED, about=round.pk
        ),
        "progress": _progress(round, request.position),
        "moves": open_moves(ROUND_MOVES, request.position, round),
        "history": history,
        "runs": runs(request.position, round),
        "is_giving": round.state in GIVING_STATES,
        "reads_council": request.position.has_role(*COUNCIL_READERS),
    }
    return render(request, "evaluation/round.html", context)


def _dossiers(position, round: int):
    """Each with the progress of its sheets."""
    return _seen(position, round).for_list().with_progress()


def _seen(position, round: int):
    return Nomination.objects.visible_to(position).filter(round=round)


def _progress(round: Round, position):
    """One row per reviewer: how many sheets of the dossiers the position reads were given, sent, declined; one question,
    two where names are covered.
    """
    numbers = blind.reviewer_numbers(round) if blind.hides_reviewers_from(position, round) else None
    rows = written.ask(_sheets_by_reviewer, position, about=round.pk)
    if numbers:
        rows.sort(key=lambda row: numbers[row["reviewer"]])
    return [
        {
            "name": f"Thành viên {numbers[row['reviewer']]}" if numbers else row["name"],
            "place": "" if numbers else row["title"] or row["place"],
            "unanswered": row["unanswered"], "cleared_at": row["cleared_at"],
            "sent": row["sent"], "all": row["sent"] + row["left"], "declined": row["declined"],
            "late": row["left"] > 0 and timezone.localdate() >= round.closes_on,
        }
        for row in rows
    ]  # fmt: skip


def _sheets_by_reviewer(position, round: int):
    def counted(state, **also):
        return Count("pk", filter=Q(state=state, **also))

    named = {"name": F("reviewer__user__full_name"), "title": F("reviewer__title"), "place": F("reviewer__unit__name")}
    sheets = Sheet.objects.visible_to(position).filter(nomination__round=round).order_by().values("reviewer", **named)
    found = sheets.annotate(
        left=counted(SheetState.ASSIGNED),
        sent=counted(SheetState.LOCKED),
        declined=counted(SheetState.DECLINED),
        unanswered=counted(SheetState.ASSIGNED, cleared_at=None),
        cleared_at=Max("cleared_at"),
    )
    return found.order_by("reviewer__user__full_name", "reviewer")


@require_http_methods(["GET", "POST"])
@for_roles(Role.OFFICER)
def new_round(request):
    """Mở đợt đánh giá of the own unit."""
    if obstacle := services.why_not_open(request.position):
        return render(request, "evaluation/round_form.html", {"obstacle": obstacle, "round": None})
    form = RoundForm(
        request.POST or None, plans=_plans(request.position), initial={"name": _default_name(request.position)}
    )
    if request.method == "POST" and form.is_valid():
        try:
            round = services.open_round(by=request.position, token=posted_token(request), **form.cleaned_data)
        except ValidationError as problem:
            formerrors.show(form, problem)
        else:
            messages.success(request, "Đã lập đợt đánh giá. Bước tiếp theo: chọn hồ sơ, rồi giao phiếu cho thành viên.")
            return redirect("evaluation:round", round.pk)
    return render(request, "evaluation/round_form.html", {"form": form, "round": None})


@require_http_methods(["GET", "POST"])
@for_roles(Role.OFFICER)
def edit_round(request, pk):
    """Sửa đợt đánh giá."""
    round = round_of(request, pk)
    if not runs(request.position, round):
        raise PermissionDenied
    initial = {"plan": round.plan_id, "name": round.name, "opens_on": round.opens_on, "last_day": round.last_day}
    initial |= {name: getattr(round, name) for name in SETTINGS}
    plans = _plans(request.position) | Plan.objects.filter(pk=round.plan_id)
    form = RoundForm(request.POST or None, plans=plans, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.correct_round(by=request.position, round=round, **form.cleaned_data)
        except ValidationError as problem:
            formerrors.show(form, problem)
        else:
            messages.success(request, "Đã lưu đợt đánh giá.")
            return redirect("evaluation:round", round.pk)
    return render(request, "evaluation/round_form.html", {"form": form, "round": round})


def _plans(position):
    return Plan.objects.visible_to(position).select_related("issuer").order_by("-year", "-issued_on", "-pk")


def _default_name(position) -> str:
    level = position.unit.level.name.lower() if position.unit.level else ""
    return f"Đánh giá mô hình năm {timezone.localdate().year}{', ' if level else ''}{level}"
