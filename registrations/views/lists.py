"""Danh sách đăng ký: on screen, as Excel and CSV, and the papers of what was ticked."""

import io

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import for_roles
from common.jobpages import Watched, finished_file, watch
from common.paging import page_of
from common.tokens import posted_token
from documents.responses import csv_response, xlsx_response
from registrations.enums import ListForm
from registrations.lists import bulk
from registrations.lists import files as list_files
from registrations.lists.listing import Listing, address_of
from registrations.lists.papers import name_of_list, write_list
from registrations.lists.rows import rows_of
from registrations.models import ListFile
from registrations.views.opening import READERS

# A list longer than this is made into a file in the background.
MOST_ROWS_AT_ONCE = 2000
MY_FILES = "Tệp của tôi"
PILES = "registrations:list_files"


@require_GET
@for_roles(*READERS)
def registration_list(request):
    """What has been sent in my areas; what waits at my desk; my own drafts. A bare address begins with my own view."""
    listing = Listing(request.position, request.GET)
    if not request.GET and listing.options.start:
        return redirect(f"{reverse('registrations:list')}?{listing.options.start.query}")
    page = listing.page(request.GET.get("trang"))
    ticked = request.GET.get("chon") == "1"
    # Who comes back from a move that did not fit finds ticked what was.
    boxes = {one.code for one in page} if ticked else request.GET.getlist("hs")
    context = {
        "page": page, "rows": rows_of(page, listing, ticked=boxes), "listing": listing, "filters": listing.filters, "tab": listing.tab, "tabs": listing.tabs,
        "moves": bulk.moves_for(request.position, page) if listing.tab == "cho" else [],
        "ticked": ticked, "most_papers": list_files.MOST_PAPERS,
    }  # fmt: skip
    template = "registrations/_list.html" if request.htmx else "registrations/list.html"
    return render(request, template, context)


@require_http_methods(["GET", "POST"])
@for_roles(*READERS)
def excel(request):
    """The list as it is shown, every page of it, as a workbook."""
    return _file(request, ListForm.EXCEL)


@require_http_methods(["GET", "POST"])
@for_roles(*READERS)
def csv(request):
    """The same as CSV."""
    return _file(request, ListForm.CSV)


def _file(request, form: ListForm):
    """A short list at once; a long one is asked for by a form and made in the background."""
    listing = Listing(request.position, request.GET)
    rows = listing.chosen().order_by().count()
    if request.method == "POST":
        made = list_files.start_list(
            by=request.position, listing=listing, form=form, rows=rows, token=posted_token(request)
        )
        return redirect("registrations:list_file", made.pk)
    if rows > MOST_ROWS_AT_ONCE:
        back = ("Đăng ký mô hình", f"{reverse('registrations:list')}?{listing.address}")
        return render(
            request, "components/long_file.html", {"rows": rows, "form": form, "back": back, "kept_in": MY_FILES}
        )
    file = io.BytesIO()
    write_list(request.position, listing.table(), form, file)
    answer = xlsx_response if form == ListForm.EXCEL else csv_response
    return answer(file.getvalue(), name_of_list(form, timezone.localdate()))


@require_POST
@for_roles(*READERS)
def print_pile(request):
    """The papers of the ticked records, or of all that the filters leave, as one PDF in the background."""
    token, back = posted_token(request), f"{reverse('registrations:list')}?{address_of(request.GET) or 'xem='}"
    codes = request.POST.getlist("hs")
    if request.POST.get("tat-ca"):
        found = Listing(request.position, request.GET).chosen().filter(first_sent_at__isnull=False)
        codes = list(found.values_list("code", flat=True)[: list_files.MOST_PAPERS + 1])
    site = request.build_absolute_uri("/").rstrip("/")
    try:
        made = list_files.start_pile(by=request.position, codes=codes, site=site, token=token)
    except ValidationError as problem:
        if codes and problem.code == list_files.NOTHING:
            raise Http404 from problem
        messages.error(request, problem.messages[0])
        return redirect(back)
    return redirect("registrations:list_file", made.pk)


@require_GET
@for_roles(*READERS)
def files(request):
    """The files asked for in the background."""
    return render(request, "components/job_files.html", {
        "page": page_of(ListFile.objects.visible_to(request.position), request.GET.get("trang")),
        "heading": MY_FILES, "room": _room(), "here": reverse(PILES),
        "empty": "Chưa có tệp nào. Tập in PDF và danh sách dài hơn 2.000 dòng được lập ngầm và giữ ở đây.",
    })  # fmt: skip


@require_GET
@for_roles(*READERS)
def file(request, pk):
    """How far one file is; asks again by itself until it is over."""
    found = get_object_or_404(ListFile.objects.visible_to(request.position), pk=pk)
    return watch(request, Watched(
        found, here=reverse("registrations:list_file", args=[pk]),
        download=reverse("registrations:list_download", args=[pk]),
        restart=reverse("registrations:restart_list", args=[pk]), counted="hồ sơ", room=_room(), kept_in=MY_FILES,
        kept_at=reverse(PILES),
    ))  # fmt: skip


@require_POST
@for_roles(*READERS)
def restart(request, pk):
    """Chạy lại."""
    found = get_object_or_404(ListFile.objects.visible_to(request.position), pk=pk)
    try:
        list_files.restart(by=request.position, made=found)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    return redirect("registrations:list_file", pk)


@require_GET
@for_roles(*READERS)
def download(request, pk):
    """The finished file, for the position that asked for it."""
    return finished_file(get_object_or_404(ListFile.objects.visible_to(request.position), pk=pk))


def _room() -> tuple[str, str]:
    return "Đăng ký mô hình", f"{reverse('registrations:list')}?xem="
