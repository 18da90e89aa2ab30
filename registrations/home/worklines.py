"""Dòng việc cần làm: how one thing that waits reads on the home page."""

from datetime import date, datetime

from django.db.models import Case, When
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from accounts.enums import Role
from common.desk import WorkLine
from registrations.enums import ListState, State
from registrations.following.workflow import REPORT_FIXED
from registrations.home.waiting import (
    asked_count,
    lists_waiting,
    recommended_here,
    reported_fixed,
    struck_off,
    tasks_here,
    urged_here,
)
from registrations.models import Registration

OWNER_TITLES = {
    State.DRAFT: "Viết tiếp và nộp",
    State.RETURNED: "Bổ sung và nộp lại",
    State.CONFIRMED: "Báo cáo kết quả khi làm xong",
}
LIST_TITLES = {
    ListState.DRAFT: "Trình lãnh đạo",
    ListState.RETURNED: "Lãnh đạo trả lại, sửa và trình lại",
}


def due(position, since: date) -> dict:
    """Where the desk has set itself a number of days: until when, and whether that is over."""
    due_on = position.unit.handled_by(since)
    return {"due_on": due_on, "late": due_on < timezone.localdate()} if due_on else {}


def waiting_note(row: dict) -> str:
    """Since when it waits, and what of it the desk can only wait for: it lies before the leader."""
    told = f"sớm nhất nộp ngày {timezone.localdate(row['since']):%d/%m/%Y}"
    if not row["listed"]:
        return told
    which = "" if row["listed"] == row["number"] else f"{row['listed']} hồ sơ "
    return f"{told}; {which}đã trình lãnh đạo, chờ duyệt"


def of_lists(position) -> list[WorkLine]:
    """The lists to decide on, or to be finished and sent."""
    leads = position.has_role(Role.LEADER)
    return [
        WorkLine(
            f"{'Duyệt' if leads else LIST_TITLES[row['stands']]}: {row['said']}",
            reverse("registrations:submittal", args=[row["key"]]),
            note=f"{row['count']} hồ sơ"
            + (f", trình ngày {timezone.localdate(row['since']):%d/%m/%Y}" if leads and row["since"] else ""),
        )
        for row in lists_waiting(position)
    ]


def of_struck(position) -> list[WorkLine]:
    """What the leader struck off a list and the officer has to look at again."""
    return [
        WorkLine(
            f"{row['count']} hồ sơ lãnh đạo gạch khỏi danh sách, cần xem lại",
            reverse("registrations:submittal", args=[row["key"]]), note=row["said"],
        )
        for row in struck_off(position)
    ]  # fmt: skip


def of_questions(position) -> list[WorkLine]:
    """What owners have said to the desk and nobody has read yet."""
    number, since = asked_count(position)
    if not number:
        return []
    address = f"{reverse('registrations:list')}?trang-thai=hoi"
    title = f"{number} hồ sơ có trao đổi mới của đơn vị"
    return [WorkLine(title, address, note=f"sớm nhất từ ngày {since:%d/%m/%Y}")]


def of_urgings(position) -> list[WorkLine]:
    """What a desk was urged to."""
    return [urged(row["key"], row["said"], row["since"], row["due"]) for row in urged_here(position)]


def of_recommendations(position) -> list[WorkLine]:
    """What inspections asked of the desk itself; what the inspected say is mended, and the office has to look at."""
    asked = [recommended(row["key"], row["said"], row["due"], again=row["again"]) for row in recommended_here(position)]
    return asked + [
        WorkLine(
            f"{row['count']} kiến nghị đã báo khắc phục, chờ xác nhận",
            reverse("registrations:inspection", args=[row["key"]]), note=row["said"], due_on=row["due"],
        )
        for row in reported_fixed(position)
    ]  # fmt: skip


def urged(key: int, said: str, at: datetime, due_on: date, code: str = "") -> WorkLine:
    """Somebody in charge asks for something and waits for an answer."""
    return WorkLine(
        f"Trả lời đôn đốc: {_short(said)}", reverse("registrations:answer_urging", args=[key]),
        note=f"{code + ', ' if code else ''}đôn đốc ngày {timezone.localdate(at):%d/%m/%Y}",
        due_on=due_on, late=due_on < timezone.localdate(),
    )  # fmt: skip


def of_tasks(position) -> list[WorkLine]:
    """What plans ask of the desk, or of the area it works for."""
    return [
        task(row["key"], row["within"], row["of"], row["said"], row["due"], row["again"])
        for row in tasks_here(position)
    ]


def task(key: int, plan: int, number: str, said: str, due_on: date, reopened: str) -> WorkLine:
    """A plan asks for something, and the unit has not told it done, or what it told was opened again."""
    given = f"kế hoạch số {number} giao"
    note = f"Mở lại: {_short(reopened)} ({given})" if reopened else f"việc {given}"
    address = reverse("registrations:plan_task", args=[plan, key])
    return WorkLine(_short(said), address, note=note, due_on=due_on, late=due_on < timezone.localdate())


def recommended(key: int, said: str, due_on: date, code: str = "", again: str = "") -> WorkLine:
    """An inspection asked for something, and nobody has reported it as done; `again`: what still has to be done."""
    note = ", ".join(part for part in (code, f"yêu cầu khắc phục tiếp: {_short(again)}" if again else "") if part)
    address = reverse("registrations:move_recommendation", args=[key, REPORT_FIXED.slug])
    late = due_on < timezone.localdate()
    return WorkLine(f"Khắc phục kiến nghị: {_short(said)}", address, note=note, due_on=due_on, late=late)


def _short(said: str) -> str:
    return Truncator(" ".join(said.split())).chars(100, truncate="…")


def asked(one: Registration) -> WorkLine:
    """The desk has said something that nobody of the unit has read yet."""
    address = f"{reverse('registrations:record', args=[one.code])}#trao-doi"
    at = timezone.localdate(one.asks_owner_at)
    return WorkLine(f"Có trao đổi mới: {one.heading}", address, note=f"{one.code}, từ ngày {at:%d/%m/%Y}")


def amending(one: Registration) -> WorkLine:
    """What the owner wishes to change is written, and the desk does not see it yet."""
    address = f"{reverse('registrations:record', args=[one.code])}#dieu-chinh"
    return WorkLine(f"Gửi hoặc bỏ đề nghị điều chỉnh đang soạn: {one.heading}", address, note=one.code)


def of_owner(one: Registration) -> WorkLine:
    """One's own record that waits for its owner, due on the day asked for, or when the work was to be done."""
    if one.is_being_amended:
        return amending(one)
    due_on = one.due_on or (one.ends_on if one.state == State.CONFIRMED else None)
    return WorkLine(
        f"{OWNER_TITLES[State(one.state)]}: {one.heading}", reverse("registrations:record", args=[one.code]), note=one.code,
        due_on=due_on, late=bool(due_on and due_on <= timezone.localdate()),
    )  # fmt: skip


def urgency():
    """What came back first, then what the desk asks, then what is being written, then what is being done."""
    return Case(
        When(state=State.RETURNED, then=0), When(asks_owner_at__isnull=False, then=1), When(state=State.DRAFT, then=2),
        When(Registration.objects.being_amended(), then=2), default=3,
    )  # fmt: skip
