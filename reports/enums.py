"""Closed lists of the reports. The values stand in addresses."""

from django.db import models

from recognition.enums import Act


class Tree(models.TextChoices):
    """Cây đơn vị: by which tree figures are grouped."""

    PRESENT = "hien-nay", "theo đơn vị hiện nay"
    THEN = "khi-xac-nhan", "theo đơn vị tại thời điểm xác nhận đăng ký"

    @property
    def path_field(self) -> str:
        """The column of the registration that holds its place in this tree."""
        return {"hien-nay": "scope_path", "khi-xac-nhan": "path_then"}[self.value]


class Fact(models.TextChoices):
    """Số liệu: the dated facts that are counted."""

    REGISTERED = "dang-ky", "đăng ký trong kỳ"
    SINCE_NEW_YEAR = "luy-ke", "đăng ký từ đầu năm đến hết kỳ"
    EFFECTIVE = "hieu-qua", "được xác nhận hiệu quả trong kỳ"
    INEFFECTIVE = "chua-dat", "kết luận chưa đạt hiệu quả trong kỳ"
    STOPPED = "dung", "dừng thực hiện trong kỳ"
    RECOGNISED = "cong-nhan", "được công nhận trong kỳ"
    REWARDED = "khen-thuong", "được khen thưởng trong kỳ"


class Format(models.TextChoices):
    EXCEL = "xlsx", "Excel"
    PDF = "pdf", "PDF"
    CSV = "csv", "CSV"


# The moves that decide about the effect of a model, and the fact each of them is.
OUTCOMES = {"confirm_effect": Fact.EFFECTIVE, "deny_effect": Fact.INEFFECTIVE, "stop": Fact.STOPPED}
# What a decision gives, and the fact that it was given.
GIVEN = {Act.RECOGNITION: Fact.RECOGNISED, Act.REWARD: Fact.REWARDED}
