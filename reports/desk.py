"""What the reports lay on the home page and in the menu."""

from datetime import UTC, datetime, timedelta

from django.db.models import CharField, Value
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import timezone

from accounts.enums import DESK_ROLES, Role
from accounts.handover import PendingWork
from common import written
from common.dates import start_of
from common.desk import Chart, Deadline, KeyFigure, MenuItem, Panel, StartButton, WorkLine
from front.members import reads
from registrations.models import ListFile
from reports.models import Compilation, Export
from reports.periodic import waiting
from reports.periods import quarter_of

# A finished file stays among the work of the day so that nobody has to look for it.
SHOWN_FOR = timedelta(hours=12)
MOST_FILES = 3
MODELS = {"export": Export, "list_file": ListFile, "compilation": Compilation}
FILE_READY = "đã lập xong, có thể tải về"
FILES = {
    "export": ("Tệp báo cáo", "reports:export", FILE_READY),
    "list_file": ("Tệp từ danh sách", "registrations:list_file", FILE_READY),
    "compilation": ("Lập báo cáo", "reports:compilation", "đã lập xong"),
}


def menu(position) -> list[MenuItem]:
    periodic = MenuItem("Báo cáo định kỳ", reverse("reports:periods"))
    if position and position.has_role(*DESK_ROLES):
        return [
            MenuItem("Báo cáo", reverse("reports:choose")), periodic,
            MenuItem("Biểu đồ", reverse("reports:dashboards")),
        ]  # fmt: skip
    return [periodic] if reads(position) else []


def work(position) -> list[WorkLine]:
    """The reports that wait for this position, and the files it asked for lately: one question."""
    if not reads(position):
        return []
    rows = written.ask(_question, position)
    since = timezone.now() - SHOWN_FOR
    files = [row for row in rows if row["kind"] in FILES and _instant(row["told"]["created_at"]) >= since]
    files.sort(key=lambda row: row["told"]["created_at"], reverse=True)
    return [*waiting.lines(rows, position), *(_file_line(row) for row in files[:MOST_FILES])]


@written.often
def _question(position):
    return _files(position).union(waiting.rows(position), all=True)


def _files(position):
    """What the position asked to be made lately: files of reports and of lists, and reports compiled in the background."""
    yesterday = start_of(timezone.localdate() - timedelta(days=1))
    told = JSONObject(title="title", state="state", heartbeat_at="heartbeat_at", created_at="created_at")
    files, *others = (
        model.objects.visible_to(position)
        .since(yesterday)
        .order_by()
        .annotate(kind=Value(kind, output_field=CharField()), told=told)
        .values("pk", "kind", "told")
        for kind, model in MODELS.items()
    )
    return files.union(*others, all=True)


def _file_line(row: dict) -> WorkLine:
    label, page, ready = FILES[row["kind"]]
    return WorkLine(f"{label}: {row['told']['title']}", reverse(page, args=[row["pk"]]), _standing(row["told"], ready))


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


def _standing(told: dict, ready: str) -> str:
    job = Export(state=told["state"], heartbeat_at=_instant(told["heartbeat_at"]))
    if job.is_done:
        return ready
    return "không lập được, cần chạy lại" if job.has_failed else "đang lập"


def _instant(text: str) -> datetime:
    """As the database writes an instant into JSON; without a zone it is in Greenwich's."""
    told = datetime.fromisoformat(text)
    return told if told.tzinfo else told.replace(tzinfo=UTC)
