"""Kế hoạch: what is asked for in a year, by whom, until when."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Max, Q
from django.utils import timezone

from accounts.models import Position
from common import dates
from common.fields import BytewiseCharField
from registrations.enums import Asking, FormVersion, Item, Kind, LateRule
from registrations.models.movements import Movement
from registrations.plans.querysets import LatePermitQuerySet, PlanQuerySet
from units.models import Unit


class Sector(models.Model):
    """Lĩnh vực: the four of the paper; a plan may use others."""

    name = models.CharField("tên lĩnh vực", max_length=100, unique=True)
    number = models.PositiveSmallIntegerField("thứ tự", default=1)

    class Meta:
        verbose_name = "lĩnh vực"
        ordering = ["number", "pk"]

    def __str__(self):
        return self.name


class Plan(models.Model):
    """Kế hoạch: number, date, issuer, year, movement, theme and the days on which registrations are taken."""

    number = models.CharField("số, ký hiệu", max_length=60, help_text="Như trên văn bản, ví dụ: 12/KH-UBND.")
    issued_on = models.DateField("ngày ban hành")
    issuer = models.ForeignKey(
        Unit, verbose_name="đơn vị ban hành", on_delete=models.PROTECT, related_name="plans", db_index=False
    )
    issuer_name = models.CharField(
        "cơ quan ban hành ghi trên giấy", max_length=200, help_text="Ví dụ: UBND xã Minh Lạc; Ban Thường vụ Huyện ủy."
    )
    scope_path = BytewiseCharField("phạm vi áp dụng", max_length=120, editable=False)
    year = models.PositiveSmallIntegerField("năm")
    movement = models.ForeignKey(Movement, verbose_name="phong trào", on_delete=models.PROTECT, related_name="plans")
    theme = models.CharField("chủ đề", max_length=300)
    opens_on = models.DateField("nhận đăng ký từ ngày")
    closes_on = models.DateField("nhận đăng ký trước ngày", help_text="Ngày cuối còn nhận là hôm trước ngày này.")
    late_rule = models.CharField("khi quá hạn", max_length=10, choices=LateRule, default=LateRule.PERMIT)
    asked_items = models.JSONField(
        "mục bổ sung trên mẫu", default=dict, blank=True, editable=False, help_text="Mục → có bắt buộc không."
    )
    needs_signed_scan = models.BooleanField(
        "phải có bản quét giấy đã ký mới xác nhận", default=False,
        help_text="Giấy in có mã QR; đơn vị hoặc văn thư tải bản quét lên, hệ thống đối chiếu với lần nộp.",
    )  # fmt: skip
    form_version = models.CharField("mẫu đăng ký", max_length=20, choices=FormVersion, default=FormVersion.FIVE)
    sectors = models.ManyToManyField(Sector, verbose_name="lĩnh vực", related_name="plans")

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "kế hoạch"
        ordering = ["-year", "-issued_on", "-pk"]
        indexes = [models.Index(fields=["scope_path"], name="plan_scope_path")]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gt=F("opens_on")),
                name="plan_closes_after_opening",
                violation_error_message="Ngày hết nhận đăng ký phải sau ngày bắt đầu nhận.",
            ),
            models.CheckConstraint(
                condition=Q(year__gte=2000) & Q(year__lte=2100),
                name="plan_year_is_sane",
                violation_error_message="Năm của kế hoạch phải từ 2000 đến 2100.",
            ),
            models.CheckConstraint(
                condition=Q(form_version=FormVersion.FIVE, asked_items={})
                | Q(form_version=FormVersion.EXTENDED) & ~Q(asked_items={}),
                name="plan_items_on_the_extended_form",
            ),
            models.UniqueConstraint(
                fields=["issuer", "number", "year"],
                name="plan_number_once",
                violation_error_message="Đơn vị này đã có kế hoạch số đó trong năm.",
            ),
        ]

    def __str__(self):
        return f"Kế hoạch số {self.number} của {self.issuer_name}"

    @property
    def cited(self) -> str:
        """As papers rest on it: “Kế hoạch số 12/KH-UBND ngày 03/03/2025 của UBND xã Minh Lạc về “…””."""
        return f"Kế hoạch số {self.number} ngày {dates.day(self.issued_on)} của {self.issuer_name} về “{self.theme}”"

    def form_items(self) -> list[tuple[Item, bool]]:
        """The further items of its form in the order of the paper, each with whether it must be filled in."""
        return [(item, self.asked_items[item]) for item in Item if item in self.asked_items]

    def item_answers(self) -> dict[str, str]:
        """The same as answers of the form that corrects a plan: by the name of the item's field."""
        return {item.field: Asking.NEEDED if needed else Asking.OPEN for item, needed in self.form_items()}

    @property
    def last_day(self) -> date:
        """The last day on which registrations are taken."""
        return self.closes_on - timedelta(days=1)

    def is_open_on(self, day) -> bool:
        """Whether registrations are taken on a day, in the main window or a further one; the closing day is too late."""
        return self.last_day_when(day) is not None

    def last_day_when(self, day) -> date | None:
        """The last day of the window that a day lies in; None where none is open."""
        if self.opens_on <= day < self.closes_on:
            return self.last_day
        further = self.windows.filter(opens_on__lte=day, closes_on__gt=day)
        closes_on = further.aggregate(last=Max("closes_on"))["last"]
        return closes_on - timedelta(days=1) if closes_on else None


class LatePermit(models.Model):
    """Cho phép nộp muộn: one unit, until a day, for so many registrations, with the reason and who granted it."""

    plan = models.ForeignKey(Plan, verbose_name="kế hoạch", on_delete=models.CASCADE, related_name="late_permits")
    unit = models.ForeignKey(Unit, verbose_name="đơn vị", on_delete=models.PROTECT, related_name="late_permits")
    until = models.DateField("được nộp đến hết ngày")
    uses = models.PositiveSmallIntegerField(
        "số đăng ký được nộp", null=True, blank=True, help_text="Để trống: không giới hạn."
    )
    reason = models.CharField("lý do", max_length=300)
    granted_by = models.ForeignKey(
        Position, verbose_name="người cho phép", on_delete=models.PROTECT, related_name="late_permits"
    )
    granted_at = models.DateTimeField("lúc", default=timezone.now)
    withdrawn_at = models.DateTimeField("thu hồi lúc", null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        Position, verbose_name="người thu hồi", null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_reason = models.CharField("lý do thu hồi", max_length=300, blank=True, editable=False)

    objects = LatePermitQuerySet.as_manager()

    class Meta:
        verbose_name = "cho phép nộp muộn"
        ordering = ["-granted_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_reason="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason=""),
                name="late_permit_withdrawn_by_somebody",
            )
        ]

    def __str__(self):
        return f"{self.unit} được nộp đến hết ngày {self.until:%d/%m/%Y}"


class Quota(models.Model):
    """Giao chỉ tiêu: how many models of a kind a plan asks of an area or body.

    `unit` is who was asked; `present_unit` who answers for it after the units were rearranged.
    """

    plan = models.ForeignKey(
        Plan, verbose_name="kế hoạch", on_delete=models.CASCADE, related_name="quotas", db_index=False
    )
    unit = models.ForeignKey(Unit, verbose_name="đơn vị", on_delete=models.PROTECT, related_name="quotas")
    present_unit = models.ForeignKey(
        Unit, verbose_name="đơn vị hiện nay", on_delete=models.PROTECT, related_name="present_quotas"
    )
    kind = models.CharField("loại", max_length=12, choices=Kind)
    models_asked = models.PositiveIntegerField("số mô hình được giao")

    class Meta:
        verbose_name = "chỉ tiêu giao"
        constraints = [models.UniqueConstraint(fields=["plan", "unit", "kind"], name="quota_once")]

    def __str__(self):
        return f"{self.unit}: {self.models_asked} {self.get_kind_display()}"
