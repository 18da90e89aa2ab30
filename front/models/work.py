"""Kế hoạch năm của Mặt trận as work: what is to be done until when, by which bodies, and what became of it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Position
from front.enums import Work
from front.models.kept import Marked, Struck
from front.querysets import WorkItemQuerySet, WorkTaskQuerySet
from units.models import Unit


class WorkItem(Struck):
    """Một việc of the yearly plan of one Front body, given to itself or to bodies below."""

    issuer = models.ForeignKey(
        Unit, verbose_name="kế hoạch của", on_delete=models.PROTECT, related_name="+", editable=False
    )
    year = models.PositiveSmallIntegerField("năm")
    kind = models.CharField("loại việc", max_length=12, choices=Work)
    title = models.CharField("việc", max_length=300)
    due_on = models.DateField("hạn")
    note = models.CharField("yêu cầu, ghi chú", max_length=500, blank=True)
    written_by = models.ForeignKey(
        Position, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+", editable=False
    )
    token = models.UUIDField("dấu một lần", unique=True, editable=False)

    objects = WorkItemQuerySet.as_manager()

    class Meta:
        verbose_name = "việc trong kế hoạch Mặt trận"
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["year", "issuer"], name="front_work_of_year")]
        constraints = [
            *Struck.Meta.constraints,
            models.CheckConstraint(condition=Q(kind__in=Work.values), name="work_kind_is_known"),
        ]

    def __str__(self):
        return self.title


class WorkTask(Marked, models.Model):
    """Việc giao cho một nơi, and that it told it done."""

    item = models.ForeignKey(WorkItem, verbose_name="việc", on_delete=models.PROTECT, related_name="tasks")
    unit = models.ForeignKey(Unit, verbose_name="giao cho", on_delete=models.PROTECT, related_name="+")
    done_on = models.DateField("làm xong ngày", null=True, editable=False)
    told = models.CharField("kết quả", max_length=500, blank=True, editable=False)
    told_by = models.ForeignKey(
        Position, verbose_name="người báo", null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )

    objects = WorkTaskQuerySet.as_manager()

    class Meta:
        verbose_name = "việc Mặt trận giao"
        ordering = ["unit__path"]
        constraints = [
            models.UniqueConstraint(fields=["item", "unit"], name="work_task_once_per_unit"),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, told_by__isnull=True, told="")
                | Q(done_on__isnull=False, told_by__isnull=False),
                name="work_task_done_is_told_by_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.item}: {self.unit}"

    @property
    def is_done(self) -> bool:
        return self.done_on is not None

    @property
    def is_overdue(self) -> bool:
        return not self.is_done and self.item.due_on < timezone.localdate()

    @property
    def mark(self) -> tuple[str, str]:
        if self.is_done:
            return "ok", "Đã làm"
        return ("back", "Quá hạn") if self.is_overdue else ("wait", "Chưa làm")
