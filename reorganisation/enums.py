"""Closed lists of the rearranging of units."""

from django.db import models


class State(models.TextChoices):
    DRAFT = "draft", "đang lập"
    PROPOSED = "proposed", "chờ duyệt"
    APPROVED = "approved", "đã duyệt, chờ thực hiện"
    DONE = "done", "đã thực hiện"
    UNDONE = "undone", "đã hoàn tác"
    DROPPED = "dropped", "đã bỏ"


class StepKind(models.TextChoices):
    """What one line of an operation does with a unit."""

    PASS = "pass", "nhập, tách vào"
    END = "end", "kết thúc hoạt động, hồ sơ giao cho"
    MOVE = "move", "chuyển về trực thuộc"
    RENAME = "rename", "đổi tên thành"


class Content(models.TextChoices):
    """The rows that hang on a unit and go along with it; in a split each is assigned."""

    REGISTRATION = "registration", "đăng ký mô hình"
    QUOTA = "quota", "chỉ tiêu giao"
    PLAN = "plan", "kế hoạch"
    ROUND = "round", "đợt đánh giá"
    POSITION = "position", "vị trí công tác"


TONES = {
    State.DRAFT: "quiet", State.PROPOSED: "wait", State.APPROVED: "info", State.DONE: "ok", State.UNDONE: "back",
    State.DROPPED: "quiet",
}  # fmt: skip
