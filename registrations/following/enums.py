"""Closed lists of following the work."""

from django.db import models

from registrations.enums import HELD, State

# A model is followed from its confirmation on; what was stopped is still read.
FOLLOWED = HELD | {State.STOPPED}


class InspectionState(models.TextChoices):
    OPEN = "open", "Đang kiểm tra"
    CONCLUDED = "concluded", "Đã kết luận"


class Part(models.TextChoices):
    """What a member of an inspection team does in it."""

    HEAD = "head", "trưởng đoàn"
    MEMBER = "member", "thành viên"
    SECRETARY = "secretary", "thư ký"


class Answer(models.TextChoices):
    """What a team found of one line of its checklist."""

    YES = "yes", "Đạt"
    PARTLY = "partly", "Đạt một phần"
    NO = "no", "Chưa đạt"


class RecommendationState(models.TextChoices):
    OPEN = "open", "Chưa khắc phục"
    FIXED = "fixed", "Đã báo khắc phục"
    SETTLED = "settled", "Đã xong"


class Decision(models.TextChoices):
    """What a unit decides on last year's model."""

    CONTINUE = "continue", "tiếp tục"
    STOP = "stop", "dừng"


INSPECTION_TONES = {InspectionState.OPEN: "wait", InspectionState.CONCLUDED: "ok"}
RECOMMENDATION_TONES = {
    RecommendationState.OPEN: "wait",
    RecommendationState.FIXED: "info",
    RecommendationState.SETTLED: "ok",
}
