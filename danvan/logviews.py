"""Nhật ký: read, filtered, taken away as a workbook. Nothing here, or anywhere, changes a line."""

from django.contrib import messages
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.access import for_roles
from common import installation
from common.paging import page_of
from danvan import log, logfile, logtext
from danvan.forms import LogForm


def _asked(request):
    """The form, what it asks for, and the lines that remain. What makes no sense asks for nothing."""
    form = LogForm(request.GET or None, by=request.position)
    asked = form.cleaned_data if form.is_valid() else {}
    return form, asked, log.asked_for(log.visible_to(request.position), asked)


@require_GET
@for_roles(*log.READERS)
def audit_log(request):
    """Nhật ký."""
    form, asked, records = _asked(request)
    page = page_of(records, request.GET.get("trang"))
    context = {
        "form": form,
        "page": page,
        "lines": [logtext.told(one) for one in page.rows],
        "one_thing": log.one_thing(records, asked),
        "narrowed": any(value for value in asked.values()),
        "is_wrong": form.is_bound and not form.is_valid(),
    }
    return render(request, "danvan/log.html", context)


@require_GET
@for_roles(*log.READERS)
def audit_line(request, pk):
    """Một dòng nhật ký, trước và sau cạnh nhau."""
    record = get_object_or_404(log.visible_to(request.position), pk=pk)
    return render(
        request, "danvan/log_line.html", {"line": logtext.told(record), "kind": logtext.kind_name(record.kind)}
    )


@require_GET
@for_roles(*log.READERS)
def audit_log_file(request):
    """The lines of the page as a workbook; a question that makes no sense leads back to the page that explains it."""
    form, asked, records = _asked(request)
    back = f"{reverse('audit_log')}?{request.GET.urlencode()}"
    if form.is_bound and not form.is_valid():
        return redirect(back)
    if logfile.is_too_long(records):
        messages.error(request, logfile.TOO_LONG)
        return redirect(back)
    described = logfile.description(form, asked)
    file = logfile.write(records, described=described, is_demo=installation.is_demo())
    answer = FileResponse(file, as_attachment=True, filename=f"Nhật ký {timezone.localtime():%Y-%m-%d %H%M}.xlsx")
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
