"""Lịch hoạt động theo tuần, tháng; tệp .ics."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from common.dates import parse_date
from front.asked import within
from front.calendars import MONTH, MOST_IN_FILE, WEEK, View, as_ics, filled
from front.models import Activity
from front.rights import writes
from front.views.opening import chosen_unit, for_readers, path_of, units_seen


def _view(request) -> View:
    try:
        on = parse_date(request.GET.get("ngay", ""))
    except ValueError:
        on = timezone.localdate()
    return View(WEEK if request.GET.get("xem") == WEEK else MONTH, on)


def _activities(request, view: View) -> list[Activity]:
    """What stands in these days, in the areas or the unit asked for."""
    found = Activity.objects.visible_to(request.position).standing().between(view.first, view.last)
    if path := path_of(request.position, chosen_unit(request)):
        found = found.filter(within(path))
    return list(found.select_related("unit").order_by("starts_on", "starts_at", "pk")[:MOST_IN_FILE])


@require_GET
@for_readers
def calendar(request):
    """A week or a month."""
    view = _view(request)
    weeks = filled(view, _activities(request, view))
    return render(request, "front/calendar.html", {
        "view": view, "weeks": weeks, "is_empty": not any(day.shown for week in weeks for day in week if not day.outside),
        "units": units_seen(request.position),
        "chosen": chosen_unit(request), "writes": writes(request.position), "today": timezone.localdate(),
    })  # fmt: skip


@require_GET
@for_readers
def calendar_file(request):
    """The same days for another calendar."""
    view = _view(request)

    def address_of(one: Activity) -> str:
        return request.build_absolute_uri(reverse("front:activity", args=[one.pk]))

    content = as_ics(_activities(request, view), host=request.get_host(), address_of=address_of)
    headers = {
        "Content-Disposition": 'attachment; filename="lich-mat-tran.ics"', "X-Content-Type-Options": "nosniff",
    }  # fmt: skip
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
