"""Sau khi công nhận: what an office puts forward to the level above, and what it says each year of its titles."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Position
from common import dates
from recognition.enums import Ending, Outcome
from recognition.models.awards import Award
from recognition.querysets import ElevationQuerySet
from units.models import Level


class Elevation(models.Model):
    """Đề nghị cấp trên công nhận: one recognised model put forward to a higher level, with the paper it went up with.

    `bundle` is what one press put forward together: one paper with its list.
    """

    award = models.ForeignKey(Award, verbose_name="đã công nhận", on_delete=models.PROTECT, related_name="elevations")
    level = models.ForeignKey(Level, verbose_name="đề nghị cấp", on_delete=models.PROTECT, related_name="+")
    number = models.CharField("số văn bản đề nghị", max_length=60, blank=True)
    sent_on = models.DateField("ngày văn bản đề nghị")
    note = models.TextField("lý do, thành tích nổi bật", blank=True)
    bundle = models.UUIDField("dấu một lần", db_index=True, editable=False)
    at = models.DateTimeField("lúc đề nghị", default=timezone.now, editable=False)
    by = models.ForeignKey(
        Position, verbose_name="người đề nghị", on_delete=models.PROTECT, related_name="+", editable=False
    )
    ended_as = models.CharField("kết thúc", max_length=10, choices=Ending, blank=True, editable=False)
    ended_at = models.DateTimeField("kết thúc lúc", null=True, editable=False)
    ended_by = models.ForeignKey(
        Position, verbose_name="người rút, người trả lời", null=True, on_delete=models.PROTECT, related_name="+",
        editable=False,
    )  # fmt: skip
    ended_for = models.TextField("lý do", blank=True, editable=False)

    objects = ElevationQuerySet.as_manager()

    class Meta:
        verbose_name = "đề nghị cấp trên công nhận"
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["award", "level"],
                condition=Q(ended_at__isnull=True),
                name="elevation_once_per_level",
                violation_error_message="Mô hình này đã được đề nghị cấp đó.",
            ),
            models.CheckConstraint(
                condition=Q(ended_as="", ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_as__in=Ending.values, ended_at__isnull=False, ended_by__isnull=False) & ~Q(ended_for=""),
                name="elevation_ended_for_a_reason",
            ),
        ]

    def __str__(self):
        return f"Đề nghị {self.level.name.lower()} công nhận “{self.award.title}”"

    @property
    def is_open(self) -> bool:
        """Neither taken back nor declined, of a title that still stands."""
        return self.ended_at is None and self.award.revoked_on is None

    @property
    def is_declined(self) -> bool:
        return self.ended_as == Ending.DECLINED

    @property
    def told(self) -> str:
        """“UBND xã Minh Lạc đề nghị, văn bản số 12/TTr-UBND ngày 20/12/2026”."""
        paper = f"văn bản số {self.number}" if self.number else "văn bản"
        return f"{self.award.decision.unit} đề nghị, {paper} ngày {dates.day(self.sent_on)}"


class YearOutcome(models.Model):
    """Giữ vững hằng năm: what the office says of one of its titles for a year."""

    award = models.ForeignKey(Award, verbose_name="danh hiệu", on_delete=models.PROTECT, related_name="outcomes")
    year = models.PositiveSmallIntegerField("năm")
    outcome = models.CharField("kết quả", max_length=10, choices=Outcome)
    reason = models.CharField("lý do", max_length=300, blank=True)
    by = models.ForeignKey(
        Position, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+", editable=False
    )
    at = models.DateTimeField("lúc", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "kết quả giữ vững danh hiệu"
        ordering = ["year", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["award", "year"], name="year_outcome_once"),
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="year_outcome_is_known"),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.LAPSED) | ~Q(reason=""),
                name="year_lapse_has_a_reason",
                violation_error_message="Không còn giữ vững thì ghi lý do.",
            ),
        ]

    def __str__(self):
        return f"{self.award}, năm {self.year}: {self.get_outcome_display()}"
