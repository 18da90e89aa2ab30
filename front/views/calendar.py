"""Lịch hoạt động theo tuần, tháng; tệp .ics."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from common.dates import parse_date
from front.calendars import MONTH, WEEK, View, as_ics, filled
from front.filters import unit_options
from front.listed import on_days, shown_on_days
from front.models import Activity
from front.rights import writes
from front.rows import calendar_rows
from front.views.opening import chosen_unit, for_readers


def _view(request) -> View:
    try:
        on = parse_date(request.GET.get("ngay", ""))
    except ValueError:
        on = timezone.localdate()
    return View(WEEK if request.GET.get("xem") == WEEK else MONTH, on)


@require_GET
@for_readers
def calendar(request):
    """A week or a month."""
    view = _view(request)
    chosen = chosen_unit(request)
    weeks = filled(view, shown_on_days(request.position, view.first, view.last, chosen))
    return render(request, "front/calendar.html", {
        "view": view, "rows": calendar_rows(weeks), "is_empty": not any(day.shown for week in weeks for day in week if not day.outside),
        "units": unit_options(request.position, chosen), "writes": writes(request.position), "today": timezone.localdate(),
    })  # fmt: skip


@require_GET
@for_readers
def calendar_file(request):
    """The same days for another calendar."""
    view = _view(request)

    def address_of(one: Activity) -> str:
        return request.build_absolute_uri(reverse("front:activity", args=[one.pk]))

    found = on_days(request.position, view.first, view.last, chosen_unit(request))
    content = as_ics(found, host=request.get_host(), address_of=address_of)
    headers = {
        "Content-Disposition": 'attachment; filename="lich-mat-tran.ics"', "X-Content-Type-Options": "nosniff",
    }  # fmt: skip
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
