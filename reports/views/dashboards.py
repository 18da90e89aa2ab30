"""Biểu đồ: drawings of the figures on screen, printed and as tables."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import for_roles
from accounts.enums import DECIDING_ROLES, DESK_ROLES
from common.acting import written
from common.replica import from_replica
from documents.errors import PdfUnavailable
from documents.responses import pdf_response, xlsx_response
from reports.dashboards import pages, services, tiles
from reports.dashboards.asked import Asked, read_asked
from reports.dashboards.forms import TilesForm
from reports.enums import Format
from reports.frames import NoSuchUnit
from units.models import Unit


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
@from_replica
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


@require_http_methods(["GET", "POST"])
@for_roles(*DECIDING_ROLES)
def lay_out(request, pk):
    """Xếp ô lược đồ: a row and a column for each unit below."""
    area = get_object_or_404(Unit.objects.visible_to(request.position), pk=pk)
    if not tiles.lays_out(request.position, area.pk):
        raise PermissionDenied
    frame, placed = tiles.frame_to_lay_out(request.position, area), tiles.places_of(area.pk)
    form = TilesForm(request.POST or None, rows=tiles.rows_to_lay_out(frame), places=placed)

    def act(places):
        services.lay_out(by=request.position, area=area, places=places)
        return "Đã xếp lại các ô của lược đồ."

    map_address = Asked(frame.question).address(reverse("reports:dashboard", args=["luoc-do"]))
    if written(request, form, act):
        return redirect(map_address)
    return render(request, "reports/lay_out.html", {"form": form, "area": area, "back": map_address})


@from_replica
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
