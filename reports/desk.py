"""What the reports lay on the home page and in the menu."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from accounts.enums import DESK_ROLES, Role
from accounts.handover import PendingWork
from common.desk import Chart, Deadline, KeyFigure, MenuItem, Panel, StartButton, WorkLine
from reports.models import Export
from reports.periods import quarter_of

# A finished file stays among the work of the day so that nobody has to look for it.
SHOWN_FOR = timedelta(hours=12)


def menu(position) -> list[MenuItem]:
    if position and position.has_role(*DESK_ROLES):
        return [MenuItem("Báo cáo", reverse("reports:choose"))]
    return []


def work(position) -> list[WorkLine]:
    if not (position and position.has_role(*DESK_ROLES)):
        return []
    recent = Export.objects.visible_to(position).since(timezone.now() - SHOWN_FOR)
    return [
        WorkLine(f"Tệp báo cáo: {export.title}", reverse("reports:export", args=[export.pk]), _standing(export))
        for export in recent[:3]
    ]


def deadlines(position) -> list[Deadline]:
    """The last day of the quarter that is running."""
    if not (position and position.has_role(*DESK_ROLES)):
        return []
    quarter = quarter_of(timezone.localdate())
    return [Deadline(f"Hết {quarter.in_sentence}", quarter.end - timedelta(days=1), reverse("reports:choose"))]


def figures(position) -> list[KeyFigure]:
    return []


def starts(position) -> list[StartButton]:
    if position and position.has_role(Role.CLERK):
        return [StartButton("Lập báo cáo", reverse("reports:choose"))]
    return []


def panels(position, record) -> list[Panel]:
    """What goes along when a position is handed over."""
    if not isinstance(record, PendingWork):
        return []
    context = {"count": Export.objects.filter(owner__in=record.seats).count(), "what": "tệp báo cáo đã lập", "bound": 0}
    return [Panel("accounts/_pending.html", context)]


def charts(position) -> list[Chart]:
    return []


def _standing(export: Export) -> str:
    if export.is_done:
        return "đã lập xong, có thể tải về"
    return "không lập được, cần chạy lại" if export.has_failed else "đang lập"
