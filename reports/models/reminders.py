"""Đôn đốc báo cáo: one letter to the units whose report of a period has not come, with how each of them stood."""

from django.db import models
from django.utils import timezone

from accounts.models import Position
from common import dates
from reports.models.calendars import Obligation, ReportPeriod
from units.models import Headed, Unit


class LateReminder(Headed):
    """Lần đôn đốc báo cáo."""

    period = models.ForeignKey(ReportPeriod, verbose_name="kỳ", on_delete=models.PROTECT, related_name="reminders")
    by = models.ForeignKey(Position, verbose_name="người đôn đốc", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("đôn đốc lúc", default=timezone.now)
    sent_on = models.DateField("ngày đôn đốc", default=timezone.localdate)
    until = models.DateField("đề nghị gửi trước hoặc trong ngày")
    note = models.TextField("nội dung thêm", blank=True)
    token = models.UUIDField("dấu một lần", unique=True, editable=False)

    class Meta:
        verbose_name = "lần đôn đốc báo cáo"
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"Đôn đốc báo cáo ngày {dates.day(self.sent_on)}, {self.period}"

    @property
    def drawn_up_at(self) -> Unit:
        return self.by.unit


class RemindedObligation(models.Model):
    """Đơn vị được đôn đốc báo cáo, and for how many days it had been late then (0: not yet due)."""

    reminder = models.ForeignKey(LateReminder, on_delete=models.CASCADE, related_name="reminded")
    obligation = models.ForeignKey(Obligation, on_delete=models.PROTECT, related_name="reminded")
    unit_name = models.CharField("tên đơn vị khi đôn đốc", max_length=420)
    due_on = models.DateField("hạn gửi")
    days_late = models.PositiveIntegerField("số ngày quá hạn")

    class Meta:
        verbose_name = "đơn vị được đôn đốc báo cáo"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["reminder", "obligation"], name="reminded_obligation_once")]

    def __str__(self):
        return self.unit_name
