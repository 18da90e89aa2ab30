"""What registration lays on the home page and in the menu."""

from collections import Counter

from django.db.models import Case, Count, Min, When
from django.urls import reverse
from django.utils import timezone

from accounts.enums import DESK_ROLES, TYPING_ROLES, Role
from accounts.handover import PendingWork
from common import numbers
from common.desk import Chart, KeyFigure, MenuItem, Panel, StartButton, WorkLine
from registrations.enums import Kind, State
from registrations.models import Plan, Registration
from registrations.progress import progress_below

READERS = (Role.REGISTRANT, *DESK_ROLES)


def menu(position) -> list[MenuItem]:
    """The list with what waits there, and the plans."""
    if position is None or not position.has_role(*READERS, Role.REVIEWER):
        return []
    plans = MenuItem("Kế hoạch", reverse("registrations:plans"))
    if not position.has_role(*READERS):
        return [plans]
    return [MenuItem("Đăng ký mô hình", reverse("registrations:list"), count=_waiting_count(position)), plans]


def _waiting_count(position) -> int:
    return sum(row["number"] for row in _waiting_here(position).values()) if position.has_role(*TYPING_ROLES) else 0


def _waiting_here(position) -> dict[str, dict]:
    """What waits for this position by state, with number and oldest day: one query for menu and home page."""
    if "_waiting_here" not in position.__dict__:
        waiting = Registration.objects.visible_to(position).waiting_for(position)
        rows = waiting.values("state").annotate(number=Count("pk"), since=Min("sent_at")).order_by()
        position._waiting_here = {row["state"]: row for row in rows}
    return position._waiting_here


def work(position) -> list[WorkLine]:
    """Việc cần làm of one position, each line leading to the place where it is done."""
    if position.has_role(*TYPING_ROLES):
        return _desk_work(position)
    return _owner_work(position) if position.has_role(Role.REGISTRANT) else []


def _desk_work(position) -> list[WorkLine]:
    rows = _waiting_here(position)
    titles = {
        State.SUBMITTED: "hồ sơ chờ tiếp nhận",
        State.RECEIVED: "hồ sơ đã tiếp nhận, chờ xác nhận hoặc trả lại",
        State.RESULT_SENT: "báo cáo kết quả chờ xác nhận hiệu quả",
    }
    here = reverse("registrations:list")
    lines = [
        WorkLine(
            f"{rows[state]['number']} {title}", f"{here}?xem=cho&trang-thai={state}",
            note=f"sớm nhất nộp ngày {timezone.localdate(rows[state]['since']):%d/%m/%Y}",
        )
        for state, title in titles.items()
        if state in rows
    ]  # fmt: skip
    if typed := Registration.objects.drafts_of(position).count():
        lines.insert(0, WorkLine(f"{typed} bản nhập thay đang soạn hoặc cần bổ sung", f"{here}?xem=nhap"))
    return lines or _plan_work(position)


def _plan_work(position) -> list[WorkLine]:
    """Nothing waits: perhaps because nobody has issued a plan, without which no unit can register."""
    year = timezone.localdate().year
    # Where units have registered there was a plan; the figures of the home page ask for them anyway.
    if _year_rows(position) or Plan.objects.over(position.unit).of_year(year).exists():
        return []
    note = "chưa có kế hoạch nào áp dụng cho đơn vị, nên các đơn vị chưa đăng ký được"
    return [WorkLine(f"Ban hành kế hoạch năm {year}", reverse("registrations:new_plan"), note=note)]


def _owner_work(position) -> list[WorkLine]:
    mine = Registration.objects.filter(
        present_unit=position.unit, state__in=[State.DRAFT, State.RETURNED, State.CONFIRMED]
    )
    today = timezone.localdate()
    titles = {
        State.DRAFT: "Viết tiếp và nộp",
        State.RETURNED: "Bổ sung và nộp lại",
        State.CONFIRMED: "Báo cáo kết quả khi làm xong",
    }
    return [
        WorkLine(
            f"{titles[State(one.state)]}: {one.heading}", reverse("registrations:record", args=[one.code]), note=one.code,
            due_on=one.due_on, late=bool(one.due_on and one.due_on <= today),
        )
        for one in mine.order_by(_urgency(), "-pk")[:10]
    ]  # fmt: skip


def _urgency():
    """What came back first, then what is being written, then what is being done."""
    return Case(When(state=State.RETURNED, then=0), When(state=State.DRAFT, then=1), default=2)


HELD = {State.CONFIRMED, State.RESULT_SENT, State.EFFECTIVE, State.INEFFECTIVE}


def _year_rows(position) -> list[dict]:
    """The year's registrations in sight, counted by sector, state and kind: one query for figures and chart."""
    if "_year_rows" not in position.__dict__:
        seen = Registration.objects.visible_to(position).of_year(timezone.localdate().year)
        groups = seen.values("sector__name", "sector__number", "state", "kind").annotate(number=Count("pk"))
        position._year_rows = list(groups.order_by("sector__number"))
    return position._year_rows


def figures(position) -> list[KeyFigure]:
    """The year in four numbers, over what the position may see."""
    if not position.has_role(*READERS):
        return []
    year, rows = timezone.localdate().year, _year_rows(position)
    total = sum(row["number"] for row in rows)
    individual = sum(row["number"] for row in rows if row["kind"] == Kind.INDIVIDUAL)
    by_state = Counter()
    for row in rows:
        by_state[row["state"]] += row["number"]
    held = sum(by_state[state] for state in HELD)
    here = f"{reverse('registrations:list')}?nam={year}"
    waiting, effective, returned = (by_state[state] for state in (State.RESULT_SENT, State.EFFECTIVE, State.RETURNED))
    return [
        KeyFigure(
            f"Đã nộp năm {year}", numbers.quantity(total), f"tập thể {total - individual} · cá nhân {individual}", here
        ),
        KeyFigure("Đã xác nhận", numbers.quantity(held), f"{round(100 * held / total)} % số đã nộp" if total else ""),
        KeyFigure(
            "Có hiệu quả", numbers.quantity(effective), f"chờ xác nhận {waiting}", f"{here}&trang-thai=effective"
        ),
        KeyFigure("Đang bổ sung", numbers.quantity(returned), "đã trả lại đơn vị", f"{here}&trang-thai=returned"),
    ]


def starts(position) -> list[StartButton]:
    """What a registrant or typist most often comes to do."""
    if not position.has_role(Role.REGISTRANT, *TYPING_ROLES):
        return []
    labels = ("Đăng ký mô hình tập thể", "Đăng ký cá nhân")
    if position.has_role(*TYPING_ROLES):
        labels = ("Nhập đăng ký tập thể", "Nhập đăng ký cá nhân")
    return [
        StartButton(label, reverse("registrations:new", args=[kind.slug]))
        for label, kind in zip(labels, Kind, strict=True)
    ]


def panels(position, record) -> list[Panel]:
    """What goes along when a position is handed over."""
    if not isinstance(record, PendingWork):
        return []
    typed = Registration.objects.typed_at(record.seats)
    context = {"count": typed.count(), "what": "bản đăng ký nhập thay chưa xong", "bound": 0}
    return [Panel("accounts/_pending.html", context)]


def charts(position) -> list[Chart]:
    """Models of the year by sector."""
    if not position.has_role(*DESK_ROLES):
        return []
    by_sector: Counter = Counter()
    for row in _year_rows(position):
        if row["sector__name"]:
            by_sector[row["sector__name"].capitalize()] += row["number"]
    year = timezone.localdate().year
    return [Chart(f"Theo lĩnh vực, năm {year}", tuple(by_sector.items()))] if by_sector else []


def home_panels(position) -> list[Panel]:
    """Who is behind, among the units directly below."""
    if not position.has_role(*DESK_ROLES):
        return []
    year = timezone.localdate().year
    rows = progress_below(position, year)
    if not rows:
        return []
    behind = [row for row in rows if row.is_behind]
    context = {"rows": rows[:8], "more": len(rows) - 8, "behind": len(behind), "year": year}
    return [Panel("registrations/_progress.html", context)]
