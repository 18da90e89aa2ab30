"""Hồ sơ đề nghị: chosen for a round, given to reviewers, read with its papers."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import for_roles
from accounts.enums import DESK_ROLES, Role
from common import written
from common.acting import pressed
from common.keys import key_in
from common.paging import page_of
from documents.papers import paper_to_pdf
from documents.responses import pdf_response
from evaluation import blind, council, services
from evaluation.enums import RoundState, SheetState
from evaluation.models import Nomination, Round, Sheet
from evaluation.rights import moderates, runs
from registrations import papers
from registrations.enums import Kind
from registrations.models import Attachment, Inspection, Registration
from registrations.papers import TEMPLATES, printed
from registrations.search import found
from registrations.views.files import file_response
from units.querysets import range_end

JOINED = ("plan", "unit", "level", "collective_set", "individual_set")
READERS = (Role.REGISTRANT, Role.REVIEWER, *DESK_ROLES)


def _with_teams(position, pk):
    return Round.objects.visible_to(position).filter(pk=pk).with_teams().order_by()


def own_round(request, pk) -> Round:
    """A round that this position runs."""
    round = written.record_or_404(Round, _with_teams, request.position, joined=JOINED, about=pk)
    if not runs(request.position, round):
        raise PermissionDenied
    return round


@require_http_methods(["GET", "POST"])
@for_roles(Role.OFFICER)
def choose(request, pk):
    """Chọn hồ sơ: the effective registrations of the round's area and year that are not in it yet."""
    round = own_round(request, pk)
    candidates = _candidates(request.position, round)
    if request.method == "POST":
        keys = [key for one in request.POST.getlist("chon") if (key := key_in(one))][:500]
        return _nominate(request, round, candidates.filter(pk__in=keys))
    text, every_level = request.GET.get("tim", "").strip()[:100], request.GET.get("cap") == "moi"
    shown = candidates if every_level else candidates.filter(levels=round.level)
    matching = found(shown, text).for_list("highest_level__name").order_by("kind", "sort_key", "pk")
    page = page_of(matching, request.GET.get("trang"))
    context = {"round": round, "page": page, "text": text, "every_level": every_level}
    return render(request, "evaluation/choose.html", context)


def _candidates(position, round: Round):
    """Effective registrations of the round's year, movement and area, in no other round of its level that goes on."""
    effective = Registration.objects.visible_to(position).effective()
    inside = effective.filter(scope_path__gte=round.scope_path, scope_path__lt=range_end(round.scope_path))
    elsewhere = Q(round__level=round.level) & ~Q(round__state=RoundState.PUBLISHED)
    there = Nomination.objects.filter(Q(round=round) | elsewhere).values("registration")
    return inside.filter(plan__year=round.plan.year, plan__movement=round.plan.movement_id).exclude(pk__in=there)


def _nominate(request, round, chosen):
    if not chosen:
        messages.error(request, "Chưa chọn hồ sơ nào. Hãy đánh dấu các hồ sơ cần đưa vào đợt đánh giá.")
        return redirect("evaluation:choose", round.pk)
    try:
        added = services.nominate(by=request.position, round=round, registrations=chosen)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
        return redirect("evaluation:choose", round.pk)
    messages.success(request, f"Đã đưa {len(added)} hồ sơ vào đợt đánh giá. Bước tiếp theo: giao phiếu cho thành viên.")
    return redirect("evaluation:round", round.pk)


def nomination_of(request, pk, *joined) -> Nomination:
    """A dossier the position sees, its owner covered where the round says so."""
    nominations = Nomination.objects.visible_to(request.position).select_related("round__plan", "registration", *joined)
    found = get_object_or_404(nominations, pk=pk)
    blind.cover_owners(request.position, [found])
    return found


@require_GET
@for_roles(*READERS)
def nomination(request, pk):
    """One dossier: its papers, its sheets and result, as far as the position may see them."""
    found = nomination_of(
        request, pk, "version", "result_version", "criteria_set", "round__present_unit", "moderation__by__user"
    )
    position, concluded = request.position, found.round.is_concluded
    sheets = list(
        Sheet.objects.filter(nomination=found).with_sight_of(position)
        .select_related("reviewer__user", "reviewer__unit").order_by("pk")
    )  # fmt: skip
    blind.cover_reviewers(position, found.round, sheets)
    sheets = blind.by_number(sheets)
    sent_own = any(one.reviewer_id == position.pk and one.state == SheetState.LOCKED for one in sheets)
    may_see = concluded or (sent_own if position.has_role(Role.REVIEWER) else position.has_role(*DESK_ROLES))
    context = {
        "nomination": found,
        "paper": found.version.paper,
        "report": found.result_version.paper if found.result_version else None,
        "files": files_of(found),
        "sheets": [sheet for sheet in sheets if sheet.shown],
        "result": council.results_for([found], sheets=sheets)[0] if may_see else None,
        "runs": runs(position, found.round),
        "inspections": _inspections(position, found) if position.has_role(*DESK_ROLES) else None,
        "may_moderate": found.round.state == RoundState.MODERATING
        and not found.is_settled
        and moderates(position, found.round),
        "may_remove": runs(position, found.round) and found.round.state == RoundState.PREPARING and not sheets,
    }
    return render(request, "evaluation/nomination.html", context)


def _inspections(position, nomination: Nomination):
    """The inspections that went to look at the model, as far as the position reads them."""
    seen = Inspection.objects.visible_to(position).filter(visits__registration=nomination.registration_id)
    return seen.distinct().order_by("-ends_on", "-pk")[:20]


@require_POST
@for_roles(Role.OFFICER)
def remove(request, pk):
    """Bỏ hồ sơ khỏi đợt đánh giá đang chuẩn bị."""
    found = nomination_of(request, pk)
    told = f"Đã bỏ “{found.title}” khỏi đợt đánh giá."
    pressed(request, lambda: services.remove_nomination(by=request.position, nomination=found), told)
    return redirect("evaluation:round", found.round_id)


def files_of(nomination: Nomination) -> list[Attachment]:
    """The attachments that had been sent when the dossier was nominated; numbered where the owner is covered."""
    files = list(nomination.registration.attachments.filter(version__sent_at__lte=nomination.frozen_at))
    if blind.is_covered(nomination):
        for number, file in enumerate(files, 1):
            file.name = f"Tệp {number}.{file.name.rpartition('.')[2]}"
    return files


@require_GET
@for_roles(*READERS)
def attachment(request, pk, file):
    """A file of a dossier one may read."""
    found = next((one for one in files_of(nomination_of(request, pk)) if one.pk == file), None)
    if found is None:
        raise Http404
    return file_response(found)


@require_GET
@for_roles(*READERS)
def registration_pdf(request, pk):
    """Bản đăng ký as the council saw it."""
    found = nomination_of(request, pk, "version")
    return _paper(request, found, found.version, TEMPLATES[Kind(found.kind)], "bản đăng ký")


@require_GET
@for_roles(*READERS)
def result_pdf(request, pk):
    """Báo cáo kết quả as the council saw it."""
    found = nomination_of(request, pk, "result_version")
    if found.result_version is None:
        raise Http404
    return _paper(request, found, found.result_version, "result_report.html", "báo cáo kết quả")


def _paper(request, found: Nomination, version, template, name):
    if blind.is_covered(found):
        return pdf_response(
            paper_to_pdf(template, printed(version.paper, code=found.title)), f"{found.title} {name}.pdf"
        )
    code = found.registration.code
    address = request.build_absolute_uri(reverse("registrations:record", args=[code]))
    paper = papers.printed_version(version, code=code, address=address)
    return pdf_response(paper_to_pdf(template, paper), f"{code} {name}.pdf")
