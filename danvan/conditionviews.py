"""Tình trạng hệ thống: the administrator's page, and what machines ask: ready or not, and the counts."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from prometheus_client import CONTENT_TYPE_LATEST

from danvan import condition, faults, meters
from danvan.rights import for_keepers

SLOWEST, NEWEST = 10, 20


@require_GET
@for_keepers
def condition_page(request):
    """Tình trạng hệ thống."""
    asked = request.GET.get("ma", "").strip()
    context = {
        "condition": condition.now(),
        "pages": meters.slowest(SLOWEST),
        "asked": asked,
        "faults": faults.found(asked)[:NEWEST],
        "newest": NEWEST,
    }
    return render(request, "danvan/condition.html", context)


@require_GET
@login_not_required
@never_cache
def ready(request):
    """Whether a proxy may send requests here: the database answers, is migrated, and files can be written."""
    try:
        problem = condition.not_ready()
    except DatabaseError:
        problem = "database"
    return HttpResponse(problem or "ok", content_type="text/plain", status=503 if problem else 200)


@require_GET
@login_not_required
@never_cache
def metrics(request):
    """The counts in the format of Prometheus, for whoever brings the token of the settings; for others no such page."""
    if not meters.may_read(request.headers.get("Authorization", "")):
        raise Http404
    return HttpResponse(meters.exposition(condition.Gauges()), content_type=CONTENT_TYPE_LATEST)
