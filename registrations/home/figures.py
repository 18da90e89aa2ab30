"""Số liệu năm trên bàn làm việc: what was sent, what was confirmed, what became of it; the drawing beside."""

from collections import Counter

from django.urls import reverse
from django.utils import timezone

from accounts.enums import DESK_ROLES, Role
from common import numbers
from common.desk import Chart, KeyFigure
from registrations.enums import Kind, State
from registrations.home.yearly import CONFIRMED, PLACE, SENT, counts
from registrations.lists.filters import CONFIRMED_IN_YEAR

READERS = (Role.REGISTRANT, *DESK_ROLES)
NO_SECTOR = "Chưa ghi lĩnh vực"


def counted(position) -> dict[str, list[dict]]:
    """The year in sight, and where progress is shown by place: one question for all."""
    if "_year" not in position.__dict__:
        asked = (SENT, CONFIRMED, PLACE) if follows_progress(position) else (SENT, CONFIRMED)
        position._year = counts(position, timezone.localdate().year, *asked)
    return position._year


def follows_progress(position) -> bool:
    """A clerk receives, registers and exports; who is behind, those follow who decide."""
    return position.has_role(*DESK_ROLES) and not position.has_role(Role.CLERK)


def figures(position) -> list[KeyFigure]:
    """The year in four numbers, each leading to the records it counts."""
    if not position.has_role(*READERS):
        return []
    year, sent = timezone.localdate().year, counted(position)[SENT]
    by_state, by_kind = _summed(sent, "in_state"), _summed(sent, "of_kind")
    confirmed = sum(row["number"] for row in counted(position)[CONFIRMED])
    kinds = ", ".join(f"{kind.label} {by_kind[kind]}".replace(" ", "\N{NO-BREAK SPACE}") for kind in Kind)
    waiting, effective, returned = (by_state[state] for state in (State.RESULT_SENT, State.EFFECTIVE, State.RETURNED))
    here, (handed_in, taken) = f"{reverse('registrations:list')}?{tab_of(position)}nam={year}", _words(position)
    return [
        KeyFigure(f"{handed_in} năm {year}", numbers.quantity(by_kind.total()), kinds, here),
        KeyFigure(
            f"{taken} năm {year}", numbers.quantity(confirmed), "ngày vào sổ trong năm, như biểu đồ, báo cáo",
            f"{here}&trang-thai={CONFIRMED_IN_YEAR}",
        ),
        KeyFigure(
            "Có hiệu quả", numbers.quantity(effective), f"chờ xác nhận {waiting}", f"{here}&trang-thai=effective"
        ),
        KeyFigure("Đang bổ sung", numbers.quantity(returned), "đã trả lại đơn vị", f"{here}&trang-thai=returned"),
    ]  # fmt: skip


def _summed(rows: list[dict], column: str) -> Counter:
    sums: Counter = Counter()
    for row in rows:
        sums[row[column]] += row["number"]
    return sums


def charts(position) -> list[Chart]:
    """Models confirmed in the year by sector, as the pages of charts count them."""
    if not position.has_role(*DESK_ROLES):
        return []
    rows = sorted(counted(position)[CONFIRMED], key=lambda row: row["sector_number"] or float("inf"))
    shown = tuple(((row["sector_name"] or NO_SECTOR).capitalize(), row["number"]) for row in rows)
    return [Chart(f"Đã xác nhận năm {timezone.localdate().year}, theo lĩnh vực", shown)] if shown else []


def tab_of(position) -> str:
    """The tab of the list that holds what the figures count."""
    return "xem=khoi&" if position.has_role(Role.FRONT) else ""


def _words(position) -> tuple[str, str]:
    """What was sent and what was confirmed; a Front officer's figures are those of its lines."""
    if position.has_role(Role.FRONT):
        return "Khối Mặt trận, đoàn thể nộp", "Khối Mặt trận, đoàn thể được xác nhận"
    return "Đã nộp", "Đã xác nhận"
