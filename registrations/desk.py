"""What registration lays on the home page and in the menu."""

from django.db.models import Case, Count, Min, Q, When
from django.urls import reverse
from django.utils import timezone

from accounts.enums import DESK_ROLES, TYPING_ROLES, Role
from common import numbers
from common.desk import Chart, KeyFigure, MenuItem, StartButton, WorkLine
from registrations.enums import Kind, State
from registrations.models import Registration

READERS = (Role.REGISTRANT, *DESK_ROLES)


def menu(position) -> list[MenuItem]:
    """The list with what waits there, and the plans."""
    if position is None or not position.has_role(*READERS, Role.REVIEWER):
        return []
    plans = MenuItem("Kế hoạch", reverse("registrations:plans"))
    if not position.has_role(*READERS):
        return [plans]
    return [MenuItem("Đăng ký mô hình", reverse("registrations:list"), count=_waiting(position).count()), plans]


def _waiting(position):
    """What this position is to act on: the desk's files, or one's own that came back."""
    if position.has_role(*TYPING_ROLES):
        return Registration.objects.visible_to(position).waiting_at(position.unit)
    if position.has_role(Role.REGISTRANT):
        return Registration.objects.drafts_of(position).filter(state=State.RETURNED)
    return Registration.objects.none()


def work(position) -> list[WorkLine]:
    """Việc cần làm of one position, each line leading to the place where it is done."""
    if position.has_role(*TYPING_ROLES):
        return _desk_work(position)
    return _owner_work(position) if position.has_role(Role.REGISTRANT) else []


def _desk_work(position) -> list[WorkLine]:
    waiting = Registration.objects.visible_to(position).waiting_at(position.unit)
    rows = {row["state"]: row for row in waiting.values("state").annotate(number=Count("pk"), since=Min("sent_at")).order_by()}
    titles = {
        State.SUBMITTED: "hồ sơ chờ tiếp nhận",
        State.RECEIVED: "hồ sơ đã tiếp nhận, chờ xác nhận hoặc trả lại",
        State.RESULT_SENT: "báo cáo kết quả chờ xác nhận hiệu quả",
    }
    here = reverse("registrations:list")
    return [
        WorkLine(
            f"{rows[state]['number']} {title}", f"{here}?xem=cho&trang-thai={state}",
            note=f"sớm nhất nộp ngày {timezone.localdate(rows[state]['since']):%d/%m/%Y}",
        )
        for state, title in titles.items()
        if state in rows
    ]  # fmt: skip


def _owner_work(position) -> list[WorkLine]:
    mine = Registration.objects.filter(unit=position.unit, state__in=[State.DRAFT, State.RETURNED, State.CONFIRMED])
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


def figures(position) -> list[KeyFigure]:
    """The year in four numbers, over what the position may see."""
    if not position.has_role(*READERS):
        return []
    year = timezone.localdate().year
    held = {State.CONFIRMED, State.RESULT_SENT, State.EFFECTIVE, State.INEFFECTIVE}
    total = Registration.objects.visible_to(position).of_year(year).aggregate(
        all=Count("pk"),
        individual=Count("pk", filter=Q(kind=Kind.INDIVIDUAL)),
        confirmed=Count("pk", filter=Q(state__in=held)),
        effective=Count("pk", filter=Q(state=State.EFFECTIVE)),
        reported=Count("pk", filter=Q(state=State.RESULT_SENT)),
        returned=Count("pk", filter=Q(state=State.RETURNED)),
    )
    here = f"{reverse('registrations:list')}?nam={year}"
    collective = total["all"] - total["individual"]
    return [
        KeyFigure(f"Đã nộp năm {year}", numbers.quantity(total["all"]), f"tập thể {collective} · cá nhân {total['individual']}", here),
        KeyFigure("Đã xác nhận", numbers.quantity(total["confirmed"]), _share(total["confirmed"], total["all"]), here),
        KeyFigure("Có hiệu quả", numbers.quantity(total["effective"]), f"chờ xác nhận {total['reported']}", f"{here}&trang-thai=effective"),
        KeyFigure("Đang bổ sung", numbers.quantity(total["returned"]), "đã trả lại đơn vị", f"{here}&trang-thai=returned"),
    ]


def _share(part: int, whole: int) -> str:
    return f"{round(100 * part / whole)} % số đã nộp" if whole else ""


def starts(position) -> list[StartButton]:
    """What a registrant or typist most often comes to do."""
    if position.has_role(Role.REGISTRANT, *TYPING_ROLES):
        return [
            StartButton("Đăng ký mô hình tập thể", reverse("registrations:new", args=[Kind.COLLECTIVE.slug])),
            StartButton("Đăng ký cá nhân", reverse("registrations:new", args=[Kind.INDIVIDUAL.slug])),
        ]
    return []


def charts(position) -> list[Chart]:
    """Models of the year by sector."""
    if not position.has_role(*DESK_ROLES):
        return []
    year = timezone.localdate().year
    seen = Registration.objects.visible_to(position).of_year(year).filter(sector__isnull=False)
    rows = seen.values_list("sector__name").annotate(number=Count("pk")).order_by("sector__number")
    return [Chart(f"Theo lĩnh vực, năm {year}", tuple((name.capitalize(), number) for name, number in rows))] if rows else []


