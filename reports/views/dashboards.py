"""Biểu đồ: drawings of the figures on screen, printed and as tables."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from accounts.access import for_roles
from accounts.enums import DESK_ROLES
from documents.errors import PdfUnavailable
from documents.responses import pdf_response, xlsx_response
from reports.dashboards import pages
from reports.dashboards.asked import read_asked
from reports.enums import Format
from reports.frames import NoSuchUnit


@require_GET
@for_roles(*DESK_ROLES)
def door(request):
    """Leads to the page chosen in the form, else to the first."""
    chosen = pages.find(request.GET.get("trang", pages.DASHBOARDS[0].slug))
    if len(chosen) != 1:
        raise Http404
    return redirect(read_asked(request.GET).address(reverse("reports:dashboard", args=[chosen[0].slug])))


@require_GET
@for_roles(*DESK_ROLES)
def dashboard(request, view):
    """One page of drawings, each with its table."""
    chosen = pages.find(view)
    if len(chosen) != 1:
        raise Http404
    asked = read_asked(request.GET)
    try:
        frame = pages.frame_of(request.position, asked, chosen[0])
    except NoSuchUnit as problem:
        raise Http404 from problem
    return render(request, "reports/dashboard.html", pages.context(frame, asked, chosen[0]))


@require_GET
@for_roles(*DESK_ROLES)
def pdf(request, view):
    """The drawings of one page, or of all, on A4 landscape."""
    return _file(request, view, Format.PDF)


@require_GET
@for_roles(*DESK_ROLES)
def excel(request, view):
    """Their tables as one workbook."""
    return _file(request, view, Format.EXCEL)


def _file(request, view: str, form: Format):
    chosen, asked = pages.find(view), read_asked(request.GET)
    if not chosen:
        raise Http404
    try:
        data, name = pages.file_of(request.position, asked, chosen, form)
    except NoSuchUnit as problem:
        raise Http404 from problem
    except PdfUnavailable as problem:
        messages.error(request, str(problem))
        return redirect(asked.address(reverse("reports:dashboard", args=[chosen[0].slug])))
    return (xlsx_response if form == Format.EXCEL else pdf_response)(data, name)
