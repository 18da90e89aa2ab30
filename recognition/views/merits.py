"""Báo cáo thành tích: the list, one report, its form, its moves, its paper."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import for_roles
from accounts.enums import TYPING_ROLES, Role
from common.acting import written
from common.moving import move_page
from common.paging import page_of
from common.tokens import posted_token
from common.workflow import open_moves
from documents.document_files import document_response
from recognition.dossiers import papers, rights, services
from recognition.dossiers.forms import MeritForm
from recognition.dossiers.workflow import MERIT_MOVES
from recognition.enums import MeritState
from recognition.models import MeritReport
from recognition.views.opening import READERS
from registrations.models import Registration

ROOM = "Báo cáo thành tích"
SLUGS = {"cho-xac-nhan": MeritState.SENT, "da-xac-nhan": MeritState.CONFIRMED, "dang-viet": MeritState.DRAFT}
_JOINED = ("desk__parent", "unit", "present_unit", "sector", "plan__movement")


def _model(request, code) -> Registration:
    return get_object_or_404(Registration.objects.open_to(request.position).select_related(*_JOINED), code=code)


def _report(request, model: Registration) -> MeritReport | None:
    found = MeritReport.objects.visible_to(request.position).filter(registration=model)
    report = found.select_related("written_by__user", "confirmed_by__user", "confirmed_by__unit").first()
    if report:
        report.registration = model
    return report


def _opened(request, code) -> MeritReport:
    report = _report(request, _model(request, code))
    if report is None:
        raise Http404
    return report


@require_GET
@for_roles(*READERS)
def merit_list(request):
    """Those of one's own models, or of the models of the area; `?tt=` one state alone."""
    state = SLUGS.get(request.GET.get("tt", ""))
    reports = MeritReport.objects.visible_to(request.position).for_list()
    page = page_of(reports.filter(state=state) if state else reports, request.GET.get("trang"))
    states = [(slug, one.label) for slug, one in SLUGS.items()]
    return render(
        request, "recognition/merits.html", {"page": page, "states": states, "chosen": request.GET.get("tt", "")}
    )


@require_GET
@for_roles(*READERS)
def merit(request, code):
    """One report as it reads, and what may be done with it."""
    model = _model(request, code)
    report = _report(request, model)
    if report is None and rights.writes(request.position, model, _any(model)):
        return redirect("recognition:write_merit", code)
    if report is None:
        raise Http404
    history = list(report.events.select_related("by__user", "by__unit"))
    last = history[-1] if history else None
    context = {
        "report": report, "registration": model, "history": history,
        "moves": open_moves(MERIT_MOVES, request.position, report),
        "writing": rights.writes(request.position, model, report),
        "returned_for": last.note if last and last.move in ("return", "reopen") and report.is_draft else "",
        "first": papers.FIRST[model.kind],
    }  # fmt: skip
    return render(request, "recognition/merit.html", context)


def _any(model: Registration) -> MeritReport | None:
    """The report whoever may see it: a second one is never begun."""
    return MeritReport.objects.filter(registration=model).first()


@require_http_methods(["GET", "POST"])
@for_roles(Role.REGISTRANT, *TYPING_ROLES)
def write_merit(request, code):
    """Viết báo cáo thành tích: begun from the confirmed result."""
    model = _model(request, code)
    report = _any(model)
    if not rights.writes(request.position, model, report):
        if report is None or not _report(request, model):
            raise PermissionDenied
        messages.error(request, services.NOT_OPEN)
        return redirect("recognition:merit", code)
    known = {name: getattr(report, name) for name in services.TEXTS} if report else papers.usual_texts(model)
    form = MeritForm(request.POST or None, initial=known)
    form.fields["about"].label = papers.FIRST[model.kind]

    def act(**texts):
        services.write_merit_report(by=request.position, registration=model, token=posted_token(request), **texts)
        return "Đã lưu báo cáo thành tích. Xem lại rồi gửi."

    if written(request, form, act):
        return redirect("recognition:merit", code)
    return render(
        request, "recognition/write_merit.html", {"form": form, "registration": model, "begun": report is not None}
    )


@require_http_methods(["GET", "POST"])
@for_roles(*READERS)
def merit_move(request, code, slug):
    """Gửi, rút về, xác nhận, trả lại."""
    report = _opened(request, code)
    model = report.registration
    facts = [("Mô hình, điển hình", model.title), ("Tập thể, cá nhân", model.owner_now)]
    return move_page(
        request, report, MERIT_MOVES, slug, back=reverse("recognition:merit", args=[code]),
        room=(ROOM, reverse("recognition:merits")), facts=facts, look=("Đọc báo cáo", reverse("recognition:merit", args=[code])),
    )  # fmt: skip


@require_GET
@for_roles(*READERS)
def merit_file(request, code, ending):
    """Báo cáo thành tích as PDF or Word."""
    return document_response(papers.merit_paper(_opened(request, code)), f"Báo cáo thành tích {code}", ending)
