"""Điểm thống nhất: what the council agreed on, beside the first scores, which stay as they were sent."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Position
from evaluation.models.rounds import Nomination


class Moderation(models.Model):
    """One agreement on the total of a dossier, or (`points` None) its taking back. Rows are added, never changed."""

    nomination = models.ForeignKey(
        Nomination, verbose_name="hồ sơ", on_delete=models.PROTECT, related_name="moderations"
    )
    points = models.DecimalField("điểm thống nhất", max_digits=6, decimal_places=2, null=True)
    reason = models.TextField("lý do")
    at = models.DateTimeField("lúc", default=timezone.now)
    by = models.ForeignKey(Position, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+")
    token = models.UUIDField("dấu một lần", unique=True, editable=False)

    class Meta:
        verbose_name = "điểm thống nhất"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(points__isnull=True) | Q(points__gte=0),
                name="moderation_not_negative",
                violation_error_message="Điểm không được âm.",
            ),
        ]

    def __str__(self):
        return f"Điểm thống nhất của {self.nomination.title}"
