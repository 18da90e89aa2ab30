"""What registration lays on the home page and in the menu."""

from datetime import date, timedelta

from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from accounts.enums import DESK_ROLES, TYPING_ROLES, Role
from accounts.handover import PendingWork
from common import written
from common.dates import parse_date
from common.desk import Deadline, MenuItem, Panel, StartButton, WorkLine
from common.parts import Question
from common.walking import FoundFirst
from registrations.enums import Kind, State
from registrations.home import worklines
from registrations.home.figures import READERS, charts, counted, figures, follows_progress, tab_of
from registrations.home.owned import owned_by
from registrations.home.progress import progress_below
from registrations.home.waiting import QUESTIONS, number_here, typed_count, waiting_below, waiting_here
from registrations.home.yearly import PLACE, SENT
from registrations.models import Plan, Registration
from registrations.querysets import LISTED
from registrations.receiving import permitted_until
from registrations.reminding.reminded import reminder_work, units_of, with_reminders
from registrations.scanning.certificates import keeps_certificates

__all__ = ["charts", "deadlines", "figures", "home_panels", "menu", "panels", "questions", "starts", "work"]

MOST_SHOWN = 8


def menu(position) -> list[MenuItem]:
    """The list with what waits there, the scans, and the plans; for the administrator the movements and whose signatures are trusted."""
    if position is not None and position.has_role(Role.ADMIN):
        trusted = MenuItem("Chứng thư tin cậy", reverse("registrations:certificates"))
        movements = MenuItem("Phong trào, cuộc vận động", reverse("registrations:movements"))
        return [movements, *([trusted] if keeps_certificates(position) else [])]
    if position is None or not position.has_role(*READERS, Role.REVIEWER):
        return []
    plans = MenuItem("Kế hoạch", reverse("registrations:plans"))
    if not position.has_role(*READERS):
        return [plans]
    scans = [MenuItem("Bản quét", reverse("registrations:piles"))] if position.has_role(*TYPING_ROLES) else []
    listed = MenuItem("Đăng ký mô hình", reverse("registrations:list"), count=_waiting_count(position))
    following = MenuItem("Theo dõi thực hiện", reverse("registrations:following"))
    return [listed, following, *_lists_and_letters(position), *scans, plans]


def _lists_and_letters(position) -> list[MenuItem]:
    """For the people of a desk: the lists put before its leader where it asks for them, and those sent with a công văn."""
    if not position.has_role(*DESK_ROLES):
        return []
    letters = MenuItem("Công văn kèm danh sách", reverse("registrations:letters"))
    if position.has_role(Role.LEADER, Role.FRONT) or position.unit.leader_approves:
        return [MenuItem("Danh sách trình", reverse("registrations:submittals")), letters]
    return [letters]


def _waiting_count(position) -> int:
    return number_here(position) if position.has_role(*TYPING_ROLES) else 0


def questions(position) -> dict[str, Question]:
    """What waits at a desk: parts of the one question of the home page."""
    return QUESTIONS if position.has_role(*DESK_ROLES) else {}


def work(position) -> list[WorkLine]:
    """Việc cần làm of one position, each line leading to the place where it is done; what has a day first, by its day."""
    return sorted(_lines(position), key=lambda line: line.due_on or date.max)


def _lines(position) -> list[WorkLine]:
    reminders = reminder_work(_plans(position), position) if position.has_role(*READERS) else []
    if position.has_role(*TYPING_ROLES):
        return reminders + worklines.of_urgings(position) + worklines.of_tasks(position) + _desk_work(position)
    if position.has_role(Role.LEADER):
        return reminders + worklines.of_urgings(position) + worklines.of_tasks(position) + worklines.of_lists(position)
    # Whoever was reminded need not be told of the open plan as well.
    owned = _owner_work(position, is_reminded=bool(reminders)) if position.has_role(Role.REGISTRANT) else []
    return reminders + owned


def _desk_work(position) -> list[WorkLine]:
    rows = waiting_here(position)
    titles = {
        State.SUBMITTED: "hồ sơ chờ tiếp nhận",
        State.RECEIVED: "hồ sơ đã tiếp nhận, chờ xác nhận hoặc trả lại",
        State.RESULT_SENT: "báo cáo kết quả chờ xác nhận hiệu quả",
        State.CONFIRMED: "đề nghị điều chỉnh chờ duyệt",
    }
    here = reverse("registrations:list")
    lines = [
        WorkLine(
            f"{rows[state]['number']} {title}", f"{here}?xem=cho&trang-thai={state}",
            note=worklines.waiting_note(rows[state]),
            **worklines.due(position, timezone.localdate(rows[state]["since"])),
        )
        for state, title in titles.items()
        if state in rows
    ]  # fmt: skip
    if typed := typed_count(position):
        lines.insert(0, WorkLine(f"{typed} bản nhập thay đang soạn hoặc cần bổ sung", f"{here}?xem=nhap"))
    lines += [*worklines.of_questions(position), *worklines.of_recommendations(position)]
    return [*worklines.of_lists(position), *worklines.of_struck(position), *lines] or _plan_work(position)


def _plans(position) -> list[Plan]:
    """The plans over the unit that count today: one query for work and deadlines."""
    if "_plans" not in position.__dict__:
        position._plans = written.ask_records(Plan, _current, position)
    return position._plans


@written.often
def _current(position):
    today = timezone.localdate()
    plans = Plan.objects.current_for(position.unit, today).with_next_task(units_of(position), today)
    return with_reminders(plans, position).annotate(late_until=permitted_until([position.unit_id], today))


def _last_day(plan: Plan) -> date | None:
    """The last day on which the unit may hand in under it, be it by a permit to be late; None where it may not."""
    return plan.open_until - timedelta(days=1) if plan.open_until else plan.late_until


def _plan_work(position) -> list[WorkLine]:
    """Nothing waits: perhaps because nobody has issued a plan, without which no unit can register."""
    year = timezone.localdate().year
    if counted(position)[SENT] or any(plan.year == year for plan in _plans(position)):
        return []
    note = "chưa có kế hoạch nào áp dụng cho đơn vị, nên các đơn vị chưa đăng ký được"
    return [WorkLine(f"Ban hành kế hoạch năm {year}", reverse("registrations:new_plan"), note=note)]


def deadlines(position) -> list[Deadline]:
    """The last days on which the plans over the unit take registrations, and the next thing each asks to be done."""
    if not position.has_role(*READERS):
        return []
    return [one for plan in _plans(position) for one in _days_of(plan)]


def _days_of(plan: Plan) -> list[Deadline]:
    address, found = reverse("registrations:plan", args=[plan.pk]), []
    if last := _last_day(plan):
        what = "nộp đăng ký" if plan.open_until else "nộp muộn theo phép"
        found.append(Deadline(f"Hết hạn {what}, kế hoạch số {plan.number}", last, address))
    if task := plan.next_task:
        label = f"{task['text']} (kế hoạch số {plan.number} giao)"
        found.append(Deadline(label, parse_date(task["due_on"]), f"{address}#viec-ke-hoach"))
    return found


def _owner_work(position, *, is_reminded: bool = False) -> list[WorkLine]:
    found = owned_by(position)
    wanted = [worklines.urged(one.key, one.said, one.at, one.due_on, one.code) for one in found.urgings]
    wanted += [
        worklines.recommended(one.key, one.said, one.due_on, one.code, one.again) for one in found.recommendations
    ]
    wanted += [worklines.task(one.key, one.of, one.code, one.said, one.due_on, one.again) for one in found.tasks]
    lines = [worklines.asked(one) for one in found.records if one.asks_owner_at]
    lines += [worklines.of_owner(one) for one in found.records if one.state in worklines.OWNER_TITLES]
    wanted += lines or ([] if is_reminded else _register_work(position))
    return wanted or _without_plan(position)


def _register_work(position) -> list[WorkLine]:
    """Nothing registered this year, and a plan is open."""
    year = timezone.localdate().year
    plan = next((plan for plan in _plans(position) if plan.year == year and _last_day(plan)), None)
    if plan is None or counted(position)[SENT]:
        return []
    address = reverse("registrations:new", args=[Kind.COLLECTIVE.slug])
    return [WorkLine(f"Đăng ký mô hình năm {plan.year}", address, note=str(plan), due_on=_last_day(plan))]


def _without_plan(position) -> list[WorkLine]:
    """Nothing waits because no plan has come from above; the page behind the line tells what can be done meanwhile."""
    if _plans(position):
        return []
    title = f"Chưa có kế hoạch năm {timezone.localdate().year} nên chưa đăng ký được"
    note = "cơ quan cấp trên chưa ban hành; mở ra xem làm được gì trong khi chờ"
    return [WorkLine(title, reverse("registrations:new", args=[Kind.COLLECTIVE.slug]), note=note)]


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


def home_panels(position) -> list[Panel]:
    """What waits at the desks below, and who is behind with registering; for a unit, where its own records are."""
    if position.has_role(Role.REGISTRANT):
        rows = written.ask_records(Registration, _own_newest, position, only=LISTED)
        return [Panel("registrations/_own_records.html", {"rows": rows})] if rows else []
    if not position.has_role(*DESK_ROLES):
        return []
    progress = _progress_panel(position) if follows_progress(position) else []
    return [*_below_panel(position), *progress]


def _own_newest(position):
    """Their keys are found in the index of the area alone, and then no more is read than is shown."""
    newest = ("-first_sent_at", "-pk")
    keys = Registration.objects.visible_to(position).order_by(*newest).values("pk")[:MOST_SHOWN]
    return Registration.objects.for_list().filter(FoundFirst(F("pk"), keys.query)).order_by(*newest)


def _below_panel(position) -> list[Panel]:
    desks = waiting_below(position)
    if not desks:
        return []
    # What is overdue at the own desk stands here too.
    with_own = any(desk.pk == position.unit_id for desk in desks)
    title = (
        "Đang chờ ở các nơi tiếp nhận"
        if with_own or position.has_role(Role.LEADER)
        else "Đang chờ ở nơi tiếp nhận khác trong địa bàn"
    )
    context = {"title": title, "desks": desks[:MOST_SHOWN], "more": len(desks) - MOST_SHOWN, "tab": tab_of(position)}
    return [Panel("registrations/_waiting_below.html", context)]


def _progress_panel(position) -> list[Panel]:
    year = timezone.localdate().year
    rows = progress_below(position, year, counted(position)[PLACE])
    if not rows:
        return []
    behind = [row for row in rows if row.is_behind]
    context = {
        "rows": rows[:MOST_SHOWN], "others": rows[MOST_SHOWN:], "behind": len(behind), "year": year,
        "tab": tab_of(position), "is_asked": any(row.asked for row in rows),
        # “Thôn Đông” of which commune is plain only where one commune is looked after.
        "several": len(position.all_areas()) > 1,
    }  # fmt: skip
    return [Panel("registrations/_progress.html", context)]
