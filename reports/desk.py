"""What the reports lay on the home page and in the menu."""

from datetime import timedelta

from django.db.models import CharField, Value
from django.urls import reverse
from django.utils import timezone

from accounts.enums import DESK_ROLES, Role
from accounts.handover import PendingWork
from common.desk import Chart, Deadline, KeyFigure, MenuItem, Panel, StartButton, WorkLine
from registrations.models import ListFile
from reports.models import Export
from reports.periods import quarter_of

# A finished file stays among the work of the day so that nobody has to look for it.
SHOWN_FOR = timedelta(hours=12)
MOST_FILES = 3


def menu(position) -> list[MenuItem]:
    if position and position.has_role(*DESK_ROLES):
        return [MenuItem("Báo cáo", reverse("reports:choose"))]
    return []


def work(position) -> list[WorkLine]:
    if not (position and position.has_role(*DESK_ROLES)):
        return []
    return [
        WorkLine(f"{row['kind']}: {row['title']}", reverse(row["page"], args=[row["pk"]]), _standing(row))
        for row in _recent_files(position)
    ]


def _recent_files(position):
    """What the position asked to be made lately, reports and lists of registrations together: one question."""
    files, *others = (
        model.objects.visible_to(position)
        .since(timezone.now() - SHOWN_FOR)
        .order_by()
        .annotate(kind=Value(kind, output_field=CharField()), page=Value(page, output_field=CharField()))
        .values("pk", "title", "state", "heartbeat_at", "created_at", "kind", "page")
        for model, kind, page in (
            (Export, "Tệp báo cáo", "reports:export"),
            (ListFile, "Tệp từ danh sách", "registrations:list_file"),
        )
    )
    return files.union(*others, all=True).order_by("-created_at")[:MOST_FILES]


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


def _standing(row: dict) -> str:
    job = Export(state=row["state"], heartbeat_at=row["heartbeat_at"])
    if job.is_done:
        return "đã lập xong, có thể tải về"
    return "không lập được, cần chạy lại" if job.has_failed else "đang lập"
