"""Hồ sơ lưu trữ năm: those that were made, starting one, downloading it; for who keeps the whole portal."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from common.acting import pressed, written
from common.jobpages import Watched, finished_file, watch
from common.paging import page_of
from common.tokens import posted_token
from danvan.dossier import asking
from danvan.forms import DossierForm
from danvan.models import YearDossier
from danvan.rights import for_keepers

TITLE = "Hồ sơ lưu trữ năm"


@require_http_methods(["GET", "POST"])
@for_keepers
def dossiers(request):
    """The dossiers that were made; a POST starts one."""
    form = DossierForm(request.POST or None, years=asking.years())

    def act(year):
        asking.start_dossier(by=request.position, year=year, token=posted_token(request))
        return f"Đang lập hồ sơ lưu trữ năm {year}; xong thì tải ở đây."

    if written(request, form, act):
        return redirect("dossiers")
    return render(request, "danvan/dossiers.html", {
        "page": page_of(YearDossier.objects.all(), request.GET.get("trang")), "form": form, "heading": TITLE,
        "room": _room(), "here": reverse("dossiers"), "empty": "Chưa lập hồ sơ năm nào trên trang này.",
    })  # fmt: skip


@require_GET
@for_keepers
def dossier(request, pk):
    """How far one is; asks again by itself until it is over."""
    return watch(request, Watched(
        get_object_or_404(YearDossier, pk=pk), here=reverse("dossier", args=[pk]),
        download=reverse("dossier_file", args=[pk]), restart=reverse("restart_dossier", args=[pk]), counted="mục",
        kept_in=TITLE, room=_room(), kept_at=reverse("dossiers"), made="hồ sơ",
    ))  # fmt: skip


@require_POST
@for_keepers
def restart_dossier(request, pk):
    """Chạy lại."""
    posted_token(request)
    found = get_object_or_404(YearDossier, pk=pk)
    pressed(request, lambda: asking.restart_dossier(by=request.position, dossier=found), "Đang lập lại hồ sơ.")
    return redirect("dossier", pk)


@require_GET
@for_keepers
def dossier_file(request, pk):
    """The finished file; who takes it is written down."""
    found = get_object_or_404(YearDossier, pk=pk)
    answer = finished_file(found)
    asking.note_download(by=request.position, dossier=found)
    return answer


def _room() -> tuple[str, str]:
    return "Tình trạng hệ thống", reverse("condition")
