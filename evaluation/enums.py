"""Closed lists of evaluation: the states of criteria set, self-score and sheet, the phases of a round, ranks of a council."""

from fractions import Fraction
from math import ceil

from django.db import models


class CriteriaState(models.TextChoices):
    DRAFT = "draft", "Bản soạn"
    PUBLISHED = "published", "Đã ban hành"


CRITERIA_TONES = {CriteriaState.DRAFT: "wait", CriteriaState.PUBLISHED: "ok"}


class SelfState(models.TextChoices):
    DRAFT = "draft", "Đang ghi"
    SENT = "sent", "Đã gửi"


SELF_TONES = {SelfState.DRAFT: "wait", SelfState.SENT: "ok"}


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


class Rank(models.IntegerChoices):
    """Chức danh trong hội đồng, in the order in which members are named."""

    CHAIR = 1, "Chủ tịch Hội đồng"
    DEPUTY = 2, "Phó Chủ tịch Hội đồng"
    SECRETARY = 3, "Thư ký Hội đồng"
    MEMBER = 4, "Ủy viên"


class Quorum(models.TextChoices):
    """How much of a council must be present; the value is the exact fraction."""

    HALF = "1/2", "ít nhất một nửa"
    TWO_THIRDS = "2/3", "ít nhất 2/3"
    THREE_QUARTERS = "3/4", "ít nhất 3/4"
    ALL = "1/1", "tất cả"

    def of(self, members: int) -> int:
        """The fewest that must be present of so many members."""
        return ceil(Fraction(self.value) * members)


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
