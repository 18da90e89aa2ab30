"""Ý kiến về kết quả đã công khai: who said what while the result was posted, and what was answered."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Position
from common import dates
from evaluation.models.rounds import Nomination, Round
from evaluation.querysets import OpinionQuerySet


class Opinion(models.Model):
    """Một ý kiến nhận được. Kept as it came in; the answer stands beside it, once.

    `upheld_for`: accepted, so the council has to look at this dossier again; `reopened_at`: when it was let to.
    """

    round = models.ForeignKey(Round, verbose_name="đợt đánh giá", on_delete=models.PROTECT, related_name="opinions")
    nomination = models.ForeignKey(
        Nomination, verbose_name="hồ sơ", null=True, blank=True, on_delete=models.PROTECT, related_name="opinions"
    )
    said_by = models.CharField("người có ý kiến", max_length=200)
    received_on = models.DateField("ngày nhận")
    text = models.TextField("nội dung")
    recorded_at = models.DateTimeField("ghi lúc", default=timezone.now)
    recorded_by = models.ForeignKey(Position, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+")
    token = models.UUIDField("dấu một lần", unique=True, editable=False)
    answer = models.TextField("giải trình", blank=True)
    answered_at = models.DateTimeField("giải trình lúc", null=True, editable=False)
    answered_by = models.ForeignKey(
        Position, verbose_name="người giải trình", null=True, blank=True, editable=False, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    upheld_for = models.ForeignKey(
        Nomination, verbose_name="hồ sơ hội đồng phải xem lại", null=True, blank=True, editable=False,
        on_delete=models.PROTECT, related_name="upheld_opinions",
    )  # fmt: skip
    reopened_at = models.DateTimeField("mở lại để xem xét lúc", null=True, editable=False)

    objects = OpinionQuerySet.as_manager()

    class Meta:
        verbose_name = "ý kiến về kết quả"
        ordering = ["received_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True, answered_by__isnull=True)
                | ~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False),
                name="opinion_answer_has_its_author",
            ),
            models.CheckConstraint(
                condition=Q(upheld_for__isnull=True) | ~Q(answer=""), name="opinion_upheld_is_answered"
            ),
            models.CheckConstraint(
                condition=Q(reopened_at__isnull=True) | Q(upheld_for__isnull=False), name="opinion_reopened_was_upheld"
            ),
        ]

    def __str__(self):
        # The log calls it so: who said it is for those alone who read the opinions.
        return f"Ý kiến nhận ngày {dates.day(self.received_on)}: {self.round}"
