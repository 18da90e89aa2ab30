"""Trao đổi và ghi chú nội bộ about a registration; the reasons a desk keeps ready."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Position
from registrations.models.registration import Registration
from units.models import Unit

TAKE_BACK_WITHIN = timedelta(minutes=10)


class Comment(models.Model):
    """Lời trao đổi: between the desk and the owner, or (`internal`) among the people of the desks alone.

    Never rewritten; its author may take it back for some minutes, and the log keeps what it said.
    """

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="comments")
    by = models.ForeignKey(Position, verbose_name="người viết", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc", default=timezone.now)
    text = models.TextField("nội dung", blank=True)
    internal = models.BooleanField("ghi chú nội bộ", default=False)
    from_owner = models.BooleanField("của đơn vị đăng ký", default=False)
    token = models.UUIDField("dấu một lần", unique=True, editable=False)
    taken_back_at = models.DateTimeField("rút lại lúc", null=True, editable=False)

    class Meta:
        verbose_name = "lời trao đổi"
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(text="", taken_back_at__isnull=False) | (~Q(text="") & Q(taken_back_at__isnull=True)),
                name="comment_says_something",
            ),
            models.CheckConstraint(condition=~Q(internal=True, from_owner=True), name="comment_internal_is_of_a_desk"),
        ]

    def __str__(self):
        return f"{self.registration.code}, {self.at:%d/%m/%Y}"

    @property
    def is_taken_back(self) -> bool:
        return self.taken_back_at is not None


class ReadyReason(models.Model):
    """Lý do mẫu: what the officers of a unit often write when they return or refuse."""

    unit = models.ForeignKey(Unit, verbose_name="đơn vị", on_delete=models.PROTECT, related_name="ready_reasons")
    text = models.CharField("lý do", max_length=500)
    used = models.PositiveIntegerField("số lần dùng", default=0, editable=False)

    class Meta:
        verbose_name = "lý do mẫu"
        ordering = ["-used", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "text"],
                name="ready_reason_once",
                violation_error_message="Đơn vị đã có lý do mẫu này.",
            )
        ]

    def __str__(self):
        return self.text
