"""Mở lịch và báo cáo: the one way in which their pages begin."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from reports.models import Obligation, Report, ReportPeriod, ReportType

ROOM = "Báo cáo định kỳ"


def room() -> tuple[str, str]:
    return ROOM, reverse("reports:periods")


def type_of(request, pk: int) -> ReportType:
    return get_object_or_404(ReportType.objects.visible_to(request.position).select_related("unit__parent"), pk=pk)


def period_of(request, pk: int) -> ReportPeriod:
    """The period if the position may see its board; else there is none."""
    periods = ReportPeriod.objects.visible_to(request.position).select_related(
        "type__unit__parent", "type__unit__level"
    )
    return get_object_or_404(periods, pk=pk)


def obligation_of(request, pk: int) -> Obligation:
    joined = ("unit__parent", "area", "period__type__unit")
    return get_object_or_404(Obligation.objects.visible_to(request.position).select_related(*joined), pk=pk)


def report_of(request, pk: int) -> Report:
    return get_object_or_404(Report.objects.visible_to(request.position).for_page(), pk=pk)
