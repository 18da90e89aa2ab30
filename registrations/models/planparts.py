"""What hangs on a plan: its legal bases, the further windows of the year, the work it assigns, its signed copy."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Position
from common.models import Attachment as AttachmentBase
from registrations.models.plans import LatePermit, Plan
from registrations.models.registration import Registration
from registrations.plans.querysets import PlanTaskQuerySet
from units.models import Unit


class LegalBasis(models.Model):
    """Căn cứ: one line of what the plan rests on, in the order of the paper."""

    plan = models.ForeignKey(Plan, verbose_name="kế hoạch", on_delete=models.CASCADE, related_name="bases")
    number = models.PositiveSmallIntegerField("thứ tự")
    text = models.CharField("căn cứ", max_length=500)

    class Meta:
        verbose_name = "căn cứ"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="basis_number_once")]

    def __str__(self):
        return self.text


class Window(models.Model):
    """Đợt bổ sung: further days on which a plan takes registrations, from a day (included) to a day (excluded)."""

    plan = models.ForeignKey(Plan, verbose_name="kế hoạch", on_delete=models.CASCADE, related_name="windows")
    opens_on = models.DateField("nhận từ ngày")
    closes_on = models.DateField("nhận trước ngày")
    reason = models.CharField("lý do", max_length=300)
    opened_by = models.ForeignKey(Position, verbose_name="người mở", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField("lúc", default=timezone.now)

    class Meta:
        verbose_name = "đợt bổ sung"
        ordering = ["opens_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gt=F("opens_on")),
                name="window_closes_after_opening",
                violation_error_message="Ngày cuối không được trước ngày bắt đầu nhận.",
            ),
            models.UniqueConstraint(
                fields=["plan", "opens_on"],
                name="window_once",
                violation_error_message="Kế hoạch này đã có đợt bổ sung từ ngày đó.",
            ),
        ]

    def __str__(self):
        return f"Đợt bổ sung từ {self.opens_on:%d/%m/%Y} đến hết {self.last_day:%d/%m/%Y}"

    @property
    def last_day(self) -> date:
        return self.closes_on - timedelta(days=1)


class PlanTask(models.Model):
    """Việc kế hoạch giao: what one unit, or every unit the plan binds (no unit), is to do until a day."""

    plan = models.ForeignKey(Plan, verbose_name="kế hoạch", on_delete=models.CASCADE, related_name="tasks")
    unit = models.ForeignKey(
        Unit, verbose_name="giao cho", null=True, blank=True, on_delete=models.PROTECT, related_name="plan_tasks",
        help_text="Để trống: mọi đơn vị trong phạm vi kế hoạch.",
    )  # fmt: skip
    text = models.CharField("việc", max_length=300)
    due_on = models.DateField("xong trước hoặc trong ngày")

    objects = PlanTaskQuerySet.as_manager()

    class Meta:
        verbose_name = "việc kế hoạch giao"
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "unit", "text"],
                nulls_distinct=False,
                name="plan_task_once",
                violation_error_message="Việc này đã giao cho đơn vị đó.",
            )
        ]

    def __str__(self):
        return self.text


class TaskDone(models.Model):
    """Báo xong việc: one unit says that it has done a task; what was told in error is reopened and stays to be read."""

    task = models.ForeignKey(PlanTask, verbose_name="việc", on_delete=models.PROTECT, related_name="done")
    unit = models.ForeignKey(Unit, verbose_name="đơn vị", on_delete=models.PROTECT, related_name="tasks_done")
    done_on = models.DateField("xong ngày")
    note = models.CharField("ghi chú", max_length=300, blank=True)
    reference = models.CharField(
        "số văn bản", max_length=200, blank=True, help_text="Ghi như trên văn bản: loại, số, ký hiệu, ngày."
    )
    told_by = models.ForeignKey(Position, verbose_name="người báo", on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField("lúc", default=timezone.now)
    undone_at = models.DateTimeField("mở lại lúc", null=True, editable=False)
    undone_by = models.ForeignKey(
        Position, verbose_name="người mở lại", null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    undone_reason = models.CharField("lý do mở lại", max_length=300, blank=True, editable=False)

    class Meta:
        verbose_name = "lần báo xong việc"
        ordering = ["told_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "unit"],
                condition=Q(undone_at__isnull=True),
                name="task_done_once",
                violation_error_message="Việc này đã được báo xong.",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True, undone_reason="")
                | Q(undone_at__isnull=False, undone_by__isnull=False) & ~Q(undone_reason=""),
                name="task_undone_by_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.unit}: {self.task}"

    @property
    def is_late(self) -> bool:
        return self.done_on > self.task.due_on


class PlanCopy(AttachmentBase):
    """Bản ký: the plan as it was signed and sealed. A later copy stands beside the earlier one."""

    plan = models.ForeignKey(Plan, verbose_name="kế hoạch", on_delete=models.PROTECT, related_name="copies")
    added_by = models.ForeignKey(Position, verbose_name="người thêm", on_delete=models.PROTECT, related_name="+")

    class Meta(AttachmentBase.Meta):
        abstract = False
        verbose_name = "bản ký của kế hoạch"


class LateUse(models.Model):
    """Một lần dùng phép nộp muộn: which registration came in by a permit."""

    permit = models.ForeignKey(LatePermit, verbose_name="phép", on_delete=models.PROTECT, related_name="used")
    registration = models.OneToOneField(
        Registration, verbose_name="đăng ký", on_delete=models.PROTECT, related_name="late_use"
    )

    class Meta:
        verbose_name = "lần nộp muộn"

    def __str__(self):
        return f"{self.registration.code}: {self.permit}"
