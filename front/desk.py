"""What the Front's room lays on the home page and in the menu."""

from django.urls import reverse
from django.utils import timezone

from common import numbers
from common.desk import Chart, KeyFigure, MenuItem, StartButton, WorkLine
from common.parts import Question
from front import waiting
from front.enums import Resource
from front.members import reads
from front.rights import writes

MILLION, BILLION = 10**6, 10**9


def menu(position) -> list[MenuItem]:
    return [MenuItem("Công tác Mặt trận", reverse("front:activities"))] if reads(position) else []


def questions(position) -> dict[str, Question]:
    """What a Front officer's page is made of: parts of the one question of the home page."""
    return waiting.QUESTIONS if writes(position) else {}


def work(position) -> list[WorkLine]:
    """Việc cần làm: the plan, activities without their result, findings overdue."""
    return waiting.lines(position) if writes(position) else []


def figures(position) -> list[KeyFigure]:
    """The month's activities, and what was mobilised this year beside the same days of the last."""
    return [_held(position), _mobilised(position)] if writes(position) else []


def _held(position) -> KeyFigure:
    today = timezone.localdate()
    row = next(iter(waiting.rows(position, waiting.HELD)), {"count": 0, "within": 0})
    address = f"{reverse('front:activities')}?nam={today.year}&thang={today.month}&tinh-trang=da-to-chuc"
    return KeyFigure(f"Hoạt động Mặt trận tháng {today.month}", numbers.quantity(row["count"]),
                     f"{numbers.quantity(row['within'])} lượt người", address)  # fmt: skip


def _mobilised(position) -> KeyFigure:
    """Money alone: land, days and goods have no common measure with it."""
    today = timezone.localdate()
    sums = {row["of"]: row["within"] for row in waiting.rows(position, waiting.MOBILISED)}
    now, then = sums.get(waiting.THIS_YEAR, 0), sums.get(waiting.LAST_YEAR, 0)
    address = f"{reverse('front:contributions')}?nam={today.year}&loai={Resource.MONEY}"
    return KeyFigure(f"Tiền vận động năm {today.year}", short(now), f"cùng kỳ {today.year - 1}: {short(then)}", address)


def short(amount: int) -> str:
    """“412 triệu”, “1,25 tỷ”: as it is said, to two decimals."""
    for scale, word in ((BILLION, "tỷ"), (MILLION, "triệu")):
        if amount >= scale:
            return f"{numbers.score(amount / scale)}\N{NO-BREAK SPACE}{word}"
    return f"{numbers.amount(amount)}\N{NO-BREAK SPACE}đồng"


def starts(position) -> list[StartButton]:
    if writes(position):
        return [StartButton("Ghi hoạt động Mặt trận", reverse("front:new_activity"))]
    return []


def charts(position) -> list[Chart]:
    """Models of the year by content of the campaign."""
    if not writes(position):
        return []
    found = sorted(waiting.rows(position, waiting.CONTENTS), key=lambda row: row["within"])
    year = timezone.localdate().year
    title = f"Mô hình theo nội dung cuộc vận động, năm {year}"
    return [Chart(title, tuple((row["said"], row["count"]) for row in found))] if found else []
