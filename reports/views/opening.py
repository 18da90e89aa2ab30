"""Mở lịch và báo cáo: the one way in which their pages begin."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.access import only_where
from accounts.enums import TYPING_ROLES, Role
from front.members import ROOM_ROLES, reads, writes_papers
from reports.models import Obligation, Report, ReportPeriod, ReportType

ROOM = "Báo cáo định kỳ"
# What a unit owes is read and written also by a member organisation of the Front.
for_readers = only_where(ROOM_ROLES, reads)
for_writers = only_where((*TYPING_ROLES, Role.REGISTRANT), writes_papers)


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
