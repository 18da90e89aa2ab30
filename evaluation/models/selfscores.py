"""Tự chấm: what the owner of a model gives it, criterion by criterion, each with the evidence for it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Position
from common.models import Event
from evaluation.enums import SELF_TONES, SelfState
from evaluation.models.criteria import CriteriaSet, Criterion
from evaluation.querysets import SelfSheetQuerySet
from registrations.models import Attachment, Registration


class SelfSheet(models.Model):
    """Bản tự chấm của một đăng ký. One draft at a time; once sent it never changes, the next one stands beside it.

    A nomination comes with the last one sent before it: `evaluation.selfscores.came_with`.
    """

    called = "bản tự chấm"

    registration = models.ForeignKey(
        Registration, verbose_name="đăng ký", on_delete=models.PROTECT, related_name="self_sheets"
    )
    criteria_set = models.ForeignKey(
        CriteriaSet, verbose_name="bộ tiêu chí", on_delete=models.PROTECT, related_name="self_sheets"
    )
    state = models.CharField("trạng thái", max_length=12, choices=SelfState, default=SelfState.DRAFT, editable=False)
    revision = models.PositiveIntegerField("lần lưu", default=0, editable=False)
    saved_at = models.DateTimeField("lưu lúc", default=timezone.now)
    saved_by = models.ForeignKey(Position, verbose_name="người lưu", on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField("gửi lúc", null=True, editable=False)

    objects = SelfSheetQuerySet.as_manager()

    class Meta:
        verbose_name = "bản tự chấm"
        ordering = ["registration", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration"], condition=Q(state=SelfState.DRAFT), name="self_sheet_one_draft"
            ),
            models.CheckConstraint(
                condition=Q(state=SelfState.SENT, sent_at__isnull=False)
                | Q(state=SelfState.DRAFT, sent_at__isnull=True),
                name="self_sheet_sent_has_a_date",
            ),
        ]

    def __str__(self):
        return f"Bản tự chấm {self.registration.code}"

    @property
    def tone(self) -> str:
        return SELF_TONES[SelfState(self.state)]


class SelfScore(models.Model):
    """Điểm tự chấm một tiêu chí và minh chứng. Empty is not 0."""

    self_sheet = models.ForeignKey(SelfSheet, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="self_scores")
    points = models.DecimalField("điểm tự chấm", max_digits=5, decimal_places=2, null=True)
    passed = models.BooleanField("đạt điều kiện", null=True)
    evidence = models.CharField("minh chứng", max_length=500, blank=True)
    files = models.ManyToManyField(Attachment, verbose_name="tệp minh chứng", blank=True, related_name="+")

    class Meta:
        verbose_name = "điểm tự chấm"
        ordering = ["criterion__number"]
        constraints = [
            models.UniqueConstraint(fields=["self_sheet", "criterion"], name="self_score_once_per_criterion"),
            models.CheckConstraint(
                condition=Q(points__isnull=True) | Q(points__gte=0),
                name="self_score_not_negative",
                violation_error_message="Điểm không được âm.",
            ),
            models.CheckConstraint(
                condition=Q(points__isnull=True) | Q(passed__isnull=True), name="self_score_is_points_or_answer"
            ),
        ]

    def __str__(self):
        return f"{self.criterion.name}: {self.points}"


class SelfSheetEvent(Event):
    """Quá trình của bản tự chấm."""

    self_sheet = models.ForeignKey(SelfSheet, on_delete=models.PROTECT, related_name="events")
    by = models.ForeignKey(Position, verbose_name="người thực hiện", on_delete=models.PROTECT, related_name="+")

    class Meta(Event.Meta):
        abstract = False
        verbose_name = "dòng quá trình bản tự chấm"
