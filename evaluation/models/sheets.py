"""Phiếu chấm: what one reviewer thinks of one dossier. An empty score is not 0, and 0 is a score."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Position
from common.fields import HundredthsField
from common.models import Event
from evaluation.enums import SENT_SHEETS, SHEET_TONES, SheetState
from evaluation.models.criteria import Criterion
from evaluation.models.rounds import Nomination
from evaluation.querysets import SheetQuerySet


class Sheet(models.Model):
    """Phiếu chấm của một thành viên cho một hồ sơ. Once sent (locked) it never changes."""

    nomination = models.ForeignKey(Nomination, verbose_name="hồ sơ", on_delete=models.PROTECT, related_name="sheets")
    reviewer = models.ForeignKey(
        Position, verbose_name="thành viên chấm", on_delete=models.PROTECT, related_name="sheets"
    )
    state = models.CharField(
        "trạng thái", max_length=12, choices=SheetState, default=SheetState.ASSIGNED, editable=False
    )
    comment = models.TextField("nhận xét chung", blank=True)
    assigned_at = models.DateTimeField("giao lúc", default=timezone.now)
    assigned_by = models.ForeignKey(Position, verbose_name="người giao", on_delete=models.PROTECT, related_name="+")
    cleared_at = models.DateTimeField("khẳng định không liên quan lúc", null=True, editable=False)
    revision = models.PositiveIntegerField("lần lưu", default=0, editable=False)
    saved_at = models.DateTimeField("lưu lúc", null=True)
    locked_at = models.DateTimeField("gửi lúc", null=True, editable=False)
    # What it gave when it was sent, by the criteria asked that day; None until then.
    total = HundredthsField("tổng điểm", null=True, editable=False)
    tie_points = HundredthsField("điểm xét khi bằng nhau", null=True, editable=False)
    gates_met = models.BooleanField("đạt mọi điều kiện", null=True, editable=False)

    objects = SheetQuerySet.as_manager()

    class Meta:
        verbose_name = "phiếu chấm"
        ordering = ["nomination", "pk"]
        indexes = [models.Index(fields=["reviewer", "state"], name="sheet_reviewer_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["nomination", "reviewer"],
                name="sheet_once_per_reviewer",
                violation_error_message="Hồ sơ này đã giao cho thành viên đó.",
            ),
            models.CheckConstraint(condition=Q(state__in=SheetState.values), name="sheet_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state=SheetState.DECLINED) | Q(cleared_at__isnull=True),
                name="sheet_declined_is_not_cleared",
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(SENT_SHEETS), locked_at__isnull=False)
                | ~Q(state__in=sorted(SENT_SHEETS)) & Q(locked_at__isnull=True),
                name="sheet_locked_has_a_date",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=sorted(SENT_SHEETS),
                    total__isnull=False,
                    tie_points__isnull=False,
                    gates_met__isnull=False,
                )
                | ~Q(state__in=sorted(SENT_SHEETS))
                & Q(total__isnull=True, tie_points__isnull=True, gates_met__isnull=True),
                name="sheet_sent_keeps_what_it_gave",
            ),
        ]

    def __str__(self):
        return f"Phiếu chấm của {self.reviewer.user}: {self.nomination.title}"

    def is_cleared_by(self, position) -> bool:
        """Whether the position has said that nothing binds it to the dossier; another's word does not count for it."""
        return self.cleared_at is not None and self.reviewer_id == position.pk

    @property
    def tone(self) -> str:
        return SHEET_TONES[SheetState(self.state)]


class Score(models.Model):
    """Điểm một tiêu chí, 0 to the criterion's maximum; for a condition, whether it is met.

    `note`: the evidence of a bonus, or why the points differ from those the owner gave.
    """

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="scores")
    points = models.DecimalField("điểm", max_digits=5, decimal_places=2, null=True)
    passed = models.BooleanField("đạt điều kiện", null=True)
    note = models.CharField("minh chứng, lý do", max_length=300, blank=True)

    class Meta:
        verbose_name = "điểm"
        ordering = ["criterion__number"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "criterion"], name="score_once_per_criterion"),
            models.CheckConstraint(
                condition=Q(points__isnull=True) | Q(points__gte=0),
                name="score_not_negative",
                violation_error_message="Điểm không được âm.",
            ),
            models.CheckConstraint(
                condition=Q(points__isnull=True) | Q(passed__isnull=True), name="score_is_points_or_answer"
            ),
        ]

    def __str__(self):
        return f"{self.criterion.name}: {self.points}"


class SheetEvent(Event):
    """Quá trình của phiếu chấm."""

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="events")
    by = models.ForeignKey(Position, verbose_name="người thực hiện", on_delete=models.PROTECT, related_name="+")

    class Meta(Event.Meta):
        abstract = False
        verbose_name = "dòng quá trình phiếu chấm"
