"""Phong trào, cuộc vận động: what a plan and its models are of, in which words, with which contents."""

from django.db import models

from accounts.models import Position
from registrations.movements.querysets import ContentQuerySet, MovementQuerySet


class Movement(models.Model):
    """Phong trào, cuộc vận động: gives the papers their headings.

    One that an office has added is offered in that office's area; those the portal begins with, everywhere.
    """

    name = models.CharField(
        "tên phong trào, cuộc vận động", max_length=200, unique=True,
        error_messages={"unique": "Đã có phong trào, cuộc vận động tên này."},
    )  # fmt: skip
    heading = models.CharField(
        "tiêu đề trên giấy đăng ký",
        max_length=200,
        help_text="Ví dụ: Xây dựng mô hình “Dân vận khéo”; giấy in chữ hoa.",
    )
    model_phrase = models.CharField(
        "cách gọi mô hình trong câu", max_length=200, help_text="Ví dụ: mô hình “Dân vận khéo”."
    )
    item_phrase = models.CharField(
        "cách gọi ở mục 1", max_length=200, help_text="Ví dụ: mô hình, điển hình “Dân vận khéo”."
    )
    is_offered = models.BooleanField(
        "đang dùng", default=True, help_text="Bỏ chọn thì kế hoạch và đăng ký mới không chọn được nữa."
    )
    added_by = models.ForeignKey(
        Position, verbose_name="người thêm", null=True, editable=False, on_delete=models.PROTECT,
        related_name="movements", help_text="Trống: có sẵn khi cài đặt, dùng chung.",
    )  # fmt: skip

    objects = MovementQuerySet.as_manager()

    class Meta:
        verbose_name = "phong trào, cuộc vận động"
        ordering = ["pk"]

    def __str__(self):
        return self.name


class Content(models.Model):
    """Nội dung: one of the contents of a campaign, such as the five of “Toàn dân đoàn kết…”.

    What has been used is never taken away: one that counts no more is only offered no more.
    """

    movement = models.ForeignKey(
        Movement, verbose_name="phong trào, cuộc vận động", on_delete=models.PROTECT, related_name="contents"
    )
    number = models.PositiveSmallIntegerField("số thứ tự")
    name = models.CharField("nội dung", max_length=300)
    short_name = models.CharField("tên ngắn", max_length=60)
    is_offered = models.BooleanField("đang dùng", default=True)

    objects = ContentQuerySet.as_manager()

    class Meta:
        verbose_name = "nội dung cuộc vận động"
        ordering = ["movement", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["movement", "number"], name="content_number_once",
                violation_error_message="Số thứ tự này đã có trong phong trào, cuộc vận động.",
            )
        ]  # fmt: skip

    def __str__(self):
        return f"{self.number}. {self.short_name}"

    def told_among(self, others: dict[str, "Content"]) -> str:
        """In full; with its campaign where contents of several are offered together."""
        campaigns = {other.movement_id for other in others.values()}
        return self.name if len(campaigns) == 1 else f"{self.name} ({self.movement})"
