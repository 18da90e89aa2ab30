"""Báo cáo đang được lập ngầm: how far it is, and on to the report when it is there."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from common.jobpages import Watched, watch
from common.tokens import posted_token
from reports.models import Compilation
from reports.periodic import services
from reports.views.opening import ROOM, for_writers, room


@require_GET
@for_writers
def compilation(request, pk):
    """How far it is; once it is done, the report."""
    found = _of(request, pk)
    if found.is_done:
        return _onward(request, found)
    return watch(request, Watched(
        found, here=reverse("reports:compilation", args=[pk]), download="", made="báo cáo", counted="bước",
        restart=reverse("reports:compile_again", args=[pk]), room=room(), kept_in=ROOM, kept_at=room()[1],
    ))  # fmt: skip


def _of(request, pk) -> Compilation:
    return get_object_or_404(Compilation.objects.visible_to(request.position).select_related("obligation"), pk=pk)


def _onward(request, found: Compilation):
    newest = found.obligation.reports.visible_to(request.position).order_by("-version").first()
    address = reverse("reports:report", args=[newest.pk]) if newest else room()[1]
    return HttpResponse(headers={"HX-Redirect": address}) if request.htmx else redirect(address)


@require_POST
@for_writers
def again(request, pk):
    """Chạy lại."""
    posted_token(request)
    try:
        services.compile_again(by=request.position, compilation=_of(request, pk))
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    return redirect("reports:compilation", pk)
