"""Closed lists of evaluation: the phases of a round, the states of a sheet, the ranks of a council."""

from django.db import models


class RoundState(models.TextChoices):
    """The phases of a round, in their order: exactly one is active."""

    PREPARING = "preparing", "Đang chuẩn bị"
    SCORING = "scoring", "Đang chấm điểm"
    MODERATING = "moderating", "Đang thống nhất điểm"
    CONCLUDED = "concluded", "Đã kết luận"
    CONSULTING = "consulting", "Đang công khai, lấy ý kiến"
    PUBLISHED = "published", "Đã công bố"


class SheetState(models.TextChoices):
    ASSIGNED = "assigned", "Chưa gửi"
    LOCKED = "locked", "Đã gửi"
    DECLINED = "declined", "Có liên quan, không chấm"
    WITHDRAWN = "withdrawn", "Đã thôi giao"
    SET_ASIDE = "set_aside", "Không tính vào kết quả"


# The tone of a state on screen: always shown with its word and a shape as well.
ROUND_TONES = {
    RoundState.PREPARING: "quiet",
    RoundState.SCORING: "wait",
    RoundState.MODERATING: "wait",
    RoundState.CONCLUDED: "ok",
    RoundState.CONSULTING: "wait",
    RoundState.PUBLISHED: "ok",
}
SHEET_TONES = {
    SheetState.ASSIGNED: "wait",
    SheetState.LOCKED: "ok",
    SheetState.DECLINED: "back",
    SheetState.WITHDRAWN: "quiet",
    SheetState.SET_ASIDE: "back",
}

# Points and grades are fixed: concluded or later. Whatever asks for “the result” asks for these.
CONCLUDED_STATES = frozenset({RoundState.CONCLUDED, RoundState.CONSULTING, RoundState.PUBLISHED})
# The result is told outside the council: to the owner and to the desks below.
TOLD_STATES = frozenset({RoundState.CONSULTING, RoundState.PUBLISHED})
# Sheets may still be given, taken back, declined.
GIVING_STATES = frozenset({RoundState.PREPARING, RoundState.SCORING})

# The sheets that count as work of a reviewer, done or to do.
LIVE_SHEETS = frozenset({SheetState.ASSIGNED, SheetState.LOCKED})
# Once sent, a sheet keeps its day, also when it is set aside.
SENT_SHEETS = frozenset({SheetState.LOCKED, SheetState.SET_ASIDE})
