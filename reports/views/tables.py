"""Báo cáo: choose a period, read the three tables, take them away as Excel or PDF."""

import io

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import for_roles
from accounts.enums import DESK_ROLES
from common.jobpages import Watched, finished_file, watch
from common.paging import page_of
from common.replica import from_replica
from common.tokens import posted_token
from documents.errors import PdfUnavailable
from documents.responses import pdf_response, xlsx_response
from registrations.models import Registration
from reports import pages, services, sheets
from reports.enums import Format
from reports.frames import Frame, NoSuchUnit, open_frame
from reports.models import Export
from reports.periods import Period, period_of, quarter_of
from reports.questions import read_question

# Above this many lines of the list a file is made in the background.
MOST_ROWS_AT_ONCE = 2000
MY_FILES = "Tệp lập ngầm của tôi"


@require_GET
@for_roles(*DESK_ROLES)
def choose(request):
    """Leads to the period chosen in the form, else to the last quarter in which something was confirmed."""
    wanted = request.GET.get("ky", "")
    period = _period_or_404(f"{request.GET.get('nam', '')}-{wanted}") if wanted else _last_period(request.position)
    sheet = request.GET.get("bieu", "bieu-02")
    if not sheets.find_sheets(sheet):
        raise Http404
    asked = read_question(request.GET)
    question = asked.of_table if sheet in sheets.BY_LEVEL else asked.of_everything
    return redirect(question.address(reverse("reports:sheet", args=[period.slug, sheet])))


@require_GET
@for_roles(*DESK_ROLES)
@from_replica
def sheet(request, period, sheet):
    """One of the tables on screen."""
    frame = frame_or_404(request, period)
    show = pages.CONTEXTS.get(sheet)
    if show is None:
        raise Http404
    return render(request, "reports/sheet.html", pages.common(frame, sheet) | show(frame, request.GET.get("trang")))


@require_http_methods(["GET", "POST"])
@for_roles(*DESK_ROLES)
def excel(request, period, sheet):
    """The workbook of one table, or of all."""
    return _file(request, period, sheet, Format.EXCEL)


@require_http_methods(["GET", "POST"])
@for_roles(*DESK_ROLES)
def pdf(request, period, sheet):
    """The PDF of one table, or of all."""
    return _file(request, period, sheet, Format.PDF)


def _file(request, period: str, slug: str, form: Format):
    """A short file at once; a long one is asked for by a form and made in the background."""
    frame, chosen = frame_or_404(request, period), sheets.find_sheets(slug)
    if not chosen:
        raise Http404
    if request.method == "POST":
        export = services.start_export(frame=frame, sheet=slug, form=form, token=posted_token(request))
        return redirect("reports:export", export.pk)
    return _read(request, frame, slug, chosen, form)


@from_replica
def _read(request, frame: Frame, slug: str, chosen, form: Format):
    rows = sheets.rows_of_list(frame, chosen)
    if rows > MOST_ROWS_AT_ONCE:
        address = reverse("reports:sheet", args=[frame.period.slug, chosen[0].slug])
        back = (f"Báo cáo {frame.period.in_sentence}", address)
        context = {"rows": rows, "form": form, "back": back, "kept_in": MY_FILES}
        return render(request, "components/long_file.html", context)
    return _at_once(request, frame, slug, chosen, form)


def _at_once(request, frame: Frame, slug: str, chosen, form: Format):
    file = io.BytesIO()
    try:
        sheets.write_file(sheets.annexes(frame, chosen), form, file)
    except PdfUnavailable as problem:
        messages.error(request, str(problem))
        return redirect(frame.question.address(reverse("reports:sheet", args=[frame.period.slug, chosen[0].slug])))
    answer = xlsx_response if form == Format.EXCEL else pdf_response
    return answer(file.getvalue(), sheets.file_name(frame, chosen, form))


@require_GET
@for_roles(*DESK_ROLES)
def exports(request):
    """The files asked for in the background."""
    return render(request, "components/job_files.html", {
        "page": page_of(Export.objects.visible_to(request.position), request.GET.get("trang")),
        "heading": MY_FILES, "room": _room(), "here": reverse("reports:exports"),
        "empty": "Chưa có tệp nào. Báo cáo có danh sách dài hơn 2.000 mô hình được lập ngầm và giữ ở đây.",
    })  # fmt: skip


@require_GET
@for_roles(*DESK_ROLES)
def export(request, pk):
    """How far one file is; asks again by itself until it is over."""
    found = get_object_or_404(Export.objects.visible_to(request.position), pk=pk)
    return watch(request, Watched(
        found, here=reverse("reports:export", args=[pk]), download=reverse("reports:download", args=[pk]),
        restart=reverse("reports:restart", args=[pk]), counted="mô hình", room=_room(), kept_in=MY_FILES,
        kept_at=reverse("reports:exports"),
    ))  # fmt: skip


@require_POST
@for_roles(*DESK_ROLES)
def restart(request, pk):
    """Chạy lại."""
    found = get_object_or_404(Export.objects.visible_to(request.position), pk=pk)
    try:
        services.restart_export(by=request.position, export=found)
    except ValidationError as problem:
        messages.error(request, problem.message)
    return redirect("reports:export", pk)


@require_GET
@for_roles(*DESK_ROLES)
def download(request, pk):
    """The finished file, for the position that asked for it."""
    return finished_file(get_object_or_404(Export.objects.visible_to(request.position), pk=pk))


def _room() -> tuple[str, str]:
    return "Báo cáo", reverse("reports:choose")


def _period_or_404(slug: str) -> Period:
    try:
        return period_of(slug)
    except ValueError as problem:
        raise Http404 from problem


def frame_or_404(request, period: str) -> Frame:
    """The frame of an address; nobody learns of a unit outside the own areas."""
    try:
        return open_frame(request.position, period=_period_or_404(period), question=read_question(request.GET))
    except NoSuchUnit as problem:
        raise Http404 from problem


def _last_period(position) -> Period:
    last = Registration.objects.visible_to(position).aggregate(last=Max("confirmed_on"))["last"]
    return quarter_of(last or timezone.localdate())
