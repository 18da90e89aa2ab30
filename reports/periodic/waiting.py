"""Việc báo cáo ở bàn làm việc: owed, to approve, to number, to accept, late below. Rows that join another question."""

from datetime import date

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, JSONObject
from django.urls import reverse
from django.utils import timezone

from accounts.enums import DECIDING_ROLES, Role
from common.desk import WorkLine
from common.vietnamese import lower_first
from front.members import writes_papers
from reports.models import Extension, Obligation, Report
from reports.periodic.enums import STANDS, Relief, ReportState

OWED, BOARD = "owed", "board"
MOST_LINES = 12
RETURNED = "Sửa, gửi lại báo cáo"
# Of what a unit owes, in which states of the newest version something waits for whom; "" is not begun.
WAITS = {
    Role.LEADER: {ReportState.PROPOSED: "Duyệt báo cáo"},
    Role.CLERK: {
        ReportState.APPROVED: "Phát hành báo cáo đã duyệt", "": "Lập báo cáo", ReportState.DRAFT: "Soạn tiếp báo cáo",
    },
    Role.OFFICER: {
        "": "Lập báo cáo", ReportState.DRAFT: "Soạn tiếp báo cáo", ReportState.APPROVED: "Phát hành báo cáo đã duyệt",
    },
}  # fmt: skip


def rows(position) -> QuerySet:
    """(pk, kind, told): duties of the own unit with a state in which something is to be done, and, one row for a period,
    how many reports of units below wait to be accepted or are late."""
    own = _owed(position)
    return own.union(_boards(position), all=True) if position.has_role(*DECIDING_ROLES) else own


def _waits(position) -> dict:
    waits = position.has_role(Role.LEADER) or writes_papers(position)
    return WAITS.get(position.role, WAITS[Role.OFFICER]) if waits else {}


def _owed(position) -> QuerySet:
    newest = Report.objects.filter(obligation=OuterRef("pk")).order_by("-version")
    found = Obligation.objects.owed_by(position).annotate(
        newest=Coalesce(Subquery(newest.values("state")[:1]), Value(""), output_field=CharField()),
        newest_pk=Subquery(newest.values("pk")[:1]),
        newest_version=Subquery(newest.values("version")[:1]),
        has_sent=_stands(),
    )
    found = found.filter(~_relieved(Q(relief=Relief.NONE)), newest__in=list(_waits(position)))
    told = JSONObject(
        state="newest", report="newest_pk", period="period__label", name="period__type__name", due_on="period__due_on",
        unit="unit_name", met="has_sent", version="newest_version",
    )  # fmt: skip
    return found.order_by().annotate(kind=Value(OWED, output_field=CharField()), told=told).values("pk", "kind", "told")


def _boards(position) -> QuerySet:
    """Grouped by period: what has come and waits, what is late since the own days of the period."""
    today = timezone.localdate()
    newest = Report.objects.filter(obligation=OuterRef("pk")).order_by("-version").values("state")[:1]
    found = (
        Obligation.objects.visible_to(position)
        .filter(period__type__unit=position.unit_id)
        .annotate(newest=Subquery(newest))
    )
    waits = Case(When(newest=ReportState.SENT, then=1), output_field=IntegerField())
    is_late = Q(period__due_on__lt=today) & ~_stands() & ~_relieved(Q(relief=Relief.NONE) | Q(until__gte=today))
    late = Case(When(is_late, then=1), output_field=IntegerField())
    found = found.filter(Q(newest=ReportState.SENT) | is_late)
    grouped = found.order_by().values("period").annotate(
        waits=Count(waits), late=Count(late), label=F("period__label"), name=F("period__type__name"),
        due=F("period__due_on"),
    )  # fmt: skip
    told = JSONObject(
        waits="waits", late="late", period="period__label", name="period__type__name", due_on="period__due_on"
    )
    grouped = grouped.annotate(kind=Value(BOARD, output_field=CharField()), told=told)
    return grouped.values(pk=F("period"), kind=F("kind"), told=F("told"))


def _stands() -> Exists:
    """Whether a report came that was not returned: what is written after it is a correction, and late for nobody."""
    return Exists(Report.objects.filter(obligation=OuterRef("pk"), state__in=STANDS))


def _relieved(condition: Q) -> Exists:
    """Whether an exception that stands meets a condition."""
    return Exists(Extension.objects.filter(condition, obligation=OuterRef("pk"), ended_at__isnull=True))


def lines(rows: list[dict], position) -> list[WorkLine]:
    """As lines of the home page, the nearest day first."""
    owed = [_owed_line(row, position) for row in rows if row["kind"] == OWED]
    owed.sort(key=lambda line: (line.due_on or date.max, line.title))
    boards = [line for row in rows if row["kind"] == BOARD for line in _board_lines(row)]
    return [*owed[:MOST_LINES], *boards[:MOST_LINES]]


def _owed_line(row: dict, position) -> WorkLine:
    told = row["told"]
    due, state = date.fromisoformat(told["due_on"]), told["state"]
    begun = told["report"] is not None
    url = reverse("reports:report", args=[told["report"]]) if begun else reverse("reports:obligation", args=[row["pk"]])
    # The next version of what nothing stands of: the unit above gave the one before it back.
    is_returned = state == ReportState.DRAFT and told["version"] > 1 and not told["met"]
    what = RETURNED if is_returned else _waits(position)[state]
    title, note = f"{what} {lower_first(told['period'])}", f"{told['name']} – {told['unit']}"
    if told["met"]:
        return WorkLine(title, url, note=f"bản đính chính; {note}")
    note = f"bị trả lại; {note}" if is_returned else note
    return WorkLine(title, url, note=note, due_on=due, late=due < timezone.localdate())


def _board_lines(row: dict) -> list[WorkLine]:
    told, url = row["told"], reverse("reports:board", args=[row["pk"]])
    period = lower_first(told["period"])
    lines = [WorkLine(f"{told['waits']} báo cáo {period} chờ nhận", url, note=told["name"])] if told["waits"] else []
    if told["late"]:
        title, due = f"{told['late']} đơn vị quá hạn báo cáo {period}", date.fromisoformat(told["due_on"])
        lines.append(WorkLine(title, url, note=told["name"], due_on=due, late=True))
    return lines
