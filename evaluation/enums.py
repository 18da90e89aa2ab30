"""Closed lists of evaluation: the states of a criteria set, a self-score, a round and a sheet."""

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
    PREPARING = "preparing", "Đang chuẩn bị"
    SCORING = "scoring", "Đang chấm điểm"
    CONCLUDED = "concluded", "Đã kết luận"


class SheetState(models.TextChoices):
    ASSIGNED = "assigned", "Chưa gửi"
    LOCKED = "locked", "Đã gửi"
    DECLINED = "declined", "Có liên quan, không chấm"
    WITHDRAWN = "withdrawn", "Đã thôi giao"


# The tone of a state on screen: always shown with its word and a shape as well.
ROUND_TONES = {RoundState.PREPARING: "quiet", RoundState.SCORING: "wait", RoundState.CONCLUDED: "ok"}
SHEET_TONES = {
    SheetState.ASSIGNED: "wait",
    SheetState.LOCKED: "ok",
    SheetState.DECLINED: "back",
    SheetState.WITHDRAWN: "quiet",
}

# The sheets that count as work of a reviewer, done or to do.
LIVE_SHEETS = frozenset({SheetState.ASSIGNED, SheetState.LOCKED})
