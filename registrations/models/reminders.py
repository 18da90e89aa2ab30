"""Đôn đốc: which units were reminded of registering under a plan, by whom, when, and how they then stood."""

from django.db import models
from django.utils import timezone

from accounts.models import Position
from registrations.models.plans import Plan
from registrations.reminding.querysets import ReminderQuerySet
from units.models import Headed, Unit


class Reminder(Headed):
    """Lần đôn đốc: one letter to the units that have not registered enough under a plan.

    `cites`: whoever reminds under a plan of below does so by the plan of the own level, where there is one.
    """

    plan = models.ForeignKey(Plan, verbose_name="kế hoạch", on_delete=models.PROTECT, related_name="reminders")
    by = models.ForeignKey(Position, verbose_name="người đôn đốc", on_delete=models.PROTECT, related_name="reminders")
    at = models.DateTimeField("đôn đốc lúc", default=timezone.now)
    sent_on = models.DateField("ngày đôn đốc", default=timezone.localdate)
    until = models.DateField("đề nghị đăng ký xong trước hoặc trong ngày")
    note = models.TextField("nội dung thêm", blank=True)
    cites = models.ForeignKey(
        Plan,
        verbose_name="kế hoạch công văn dẫn",
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    signer_name = models.CharField("người ký", max_length=150, blank=True)
    signer_title = models.CharField("chức vụ người ký", max_length=150, blank=True)
    token = models.UUIDField("dấu một lần", unique=True, editable=False)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = "lần đôn đốc"
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"Đôn đốc ngày {self.sent_on:%d/%m/%Y}, kế hoạch số {self.plan.number}"

    @property
    def drawn_up_at(self) -> Unit:
        return self.by.unit


class RemindedUnit(models.Model):
    """Đơn vị được đôn đốc: what was asked of it and what it had registered on that day. Nothing asked is 0."""

    reminder = models.ForeignKey(Reminder, on_delete=models.CASCADE, related_name="reminded")
    unit = models.ForeignKey(Unit, verbose_name="đơn vị", on_delete=models.PROTECT, related_name="reminded")
    unit_name = models.CharField("tên đơn vị khi đôn đốc", max_length=420)
    collective_asked = models.PositiveIntegerField("tập thể được giao", default=0)
    collective_registered = models.PositiveIntegerField("tập thể đã đăng ký", default=0)
    individual_asked = models.PositiveIntegerField("cá nhân được giao", default=0)
    individual_registered = models.PositiveIntegerField("cá nhân đã đăng ký", default=0)

    class Meta:
        verbose_name = "đơn vị được đôn đốc"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["reminder", "unit"], name="reminded_once")]

    def __str__(self):
        return self.unit_name

    @property
    def collective_missing(self) -> int:
        return max(0, self.collective_asked - self.collective_registered)

    @property
    def individual_missing(self) -> int:
        return max(0, self.individual_asked - self.individual_registered)
