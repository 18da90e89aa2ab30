"""Bàn làm việc: collects menu, work and figures from the rooms. Nothing here knows a rule of any of them."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

import accounts.desk
import evaluation.desk
import front.desk
import recognition.desk
import registrations.desk
import reorganisation.desk
import reports.desk
import units.desk
from accounts.enums import Role
from common import installation
from common.desk import Deadline, MenuItem, Panel, WorkLine
from common.parts import ask_at_once
from danvan import log
from danvan.rights import may_see_machine
from documents.drawings import narrow_bar_chart

ROOMS = (
    registrations.desk,
    evaluation.desk,
    recognition.desk,
    front.desk,
    reports.desk,
    accounts.desk,
    units.desk,
    reorganisation.desk,
)
# What an administrator keeps; who signed in is told by the log itself.
KEPT_BY_ADMIN = ("accounts.user", "accounts.position", "units.unit", "units.level")
LAST_LINES, SIGNED_IN = 6, "Đăng nhập"


@dataclass(frozen=True)
class PositionWork:
    """The work waiting at one of the person's positions."""

    position: object
    lines: list[WorkLine]

    @property
    def title(self) -> str:
        """A leader follows what goes on; everybody else has it to do."""
        return "Cần xem và đang diễn ra" if self.position.has_role(Role.LEADER) else "Việc cần làm"

    @property
    def nothing(self) -> str:
        leads = self.position.has_role(Role.LEADER)
        return (
            "Hiện không có danh sách nào chờ duyệt, đợt đánh giá nào đang chấm điểm."
            if leads
            else "Không có việc nào đang chờ."
        )


def page(request) -> dict:
    """What base.html needs on every page of a signed-in person."""
    position = getattr(request, "position", None)
    return {"menu": lambda: menu(position, request.path), "is_demo": installation.is_demo}


def menu(position, here: str) -> list[dict]:
    """The menu of a position: only what it may do, the active place marked."""
    items = [MenuItem("Bàn làm việc", reverse("home")), *(item for room in ROOMS for item in room.menu(position))]
    if position is not None and position.has_role(*log.READERS):
        items.append(MenuItem("Nhật ký", reverse("audit_log")))
    if may_see_machine(position):
        items.append(MenuItem("Tình trạng hệ thống", reverse("condition")))
    items.append(MenuItem("Trợ giúp", reverse("help")))
    # Every address begins with the home page's, which is therefore active only on itself.
    around = [item.url for item in items if here == item.url or (item.url != "/" and here.startswith(item.url))]
    active = max(around, key=len, default="")
    return [{"item": item, "active": item.url == active} for item in items]


def work(positions) -> list[PositionWork]:
    """All that waits, position by position, what is late first; what waits at several stands at the first."""
    told: set[WorkLine] = set()
    found = []
    for position in positions:
        _ask_at_once(position)
        lines = [line for room in ROOMS for line in room.work(position) if line not in told]
        lines.sort(key=_urgency)
        told.update(lines)
        found.append(PositionWork(position, lines))
    return found


def _urgency(line: WorkLine) -> tuple[bool, date]:
    """What is late first, the longest late before all; else the order of the rooms stands."""
    return not line.late, (line.due_on if line.late else None) or date.max


def _ask_at_once(position) -> None:
    """What the rooms want to know of a position, in one question. A room that asks nothing so has no such function."""
    asking = [room.questions(position) for room in ROOMS if hasattr(room, "questions")]
    ask_at_once(position, {what: question for of_room in asking for what, question in of_room.items()})


def panels(position, record) -> list[Panel]:
    """What the rooms lay beside a record. A room that has nothing to lay has no such function."""
    return [panel for room in (*ROOMS, log) if hasattr(room, "panels") for panel in room.panels(position, record)]


def home(position, positions) -> dict:
    """Everything the home page shows."""
    return {
        "work": work(positions),
        "figures": [figure for room in ROOMS for figure in room.figures(position)],
        "starts": [start for room in ROOMS for start in room.starts(position)],
        "charts": [
            {"title": chart.title, "rows": chart.rows, "counted": chart.counted,
             "svg": narrow_bar_chart(chart.rows, title=chart.title).svg()}
            for room in ROOMS
            for chart in room.charts(position)
        ],
        "panels": [*(panel for room in ROOMS if hasattr(room, "home_panels") for panel in room.home_panels(position)),
                   *_last_lines(position)],
        "deadlines": deadlines(position),
        "today": timezone.localdate(),
    }  # fmt: skip


def deadlines(position) -> list[Deadline]:
    """The days to keep in mind, the nearest first. A room that knows of none has no such function."""
    found = [one for room in ROOMS if hasattr(room, "deadlines") for one in room.deadlines(position)]
    return sorted(found, key=lambda one: (one.on, one.label))


def _last_lines(position) -> list[Panel]:
    """What was changed last of accounts and units, for the administrator."""
    if not position.has_role(Role.ADMIN):
        return []
    changes = log.visible_to(position).filter(kind__in=KEPT_BY_ADMIN).exclude(action=SIGNED_IN)
    return [Panel("danvan/_last_lines.html", {"records": list(changes[:LAST_LINES])})]
