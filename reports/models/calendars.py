"""Lịch báo cáo: which reports are owed, for which days, until when, by whom; and the indicators that are typed."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Position
from common import dates
from common.vietnamese import lower_first
from reports.periodic.enums import CutOff, Nature, Relief, Rhythm, Subject
from reports.periodic.querysets import IndicatorQuerySet, ObligationQuerySet, PeriodQuerySet, TypeQuerySet
from units.models import Unit


class ReportType(models.Model):
    """Loại báo cáo of the unit that accepts it: its rhythm, what it carries out, who is sent a copy."""

    unit = models.ForeignKey(Unit, verbose_name="nơi nhận", on_delete=models.PROTECT, related_name="report_types")
    name = models.CharField("tên báo cáo", max_length=200)
    subject = models.CharField("nội dung báo cáo", max_length=10, choices=Subject, default=Subject.MODELS)
    rhythm = models.CharField("nhịp", max_length=10, choices=Rhythm)
    cut_off = models.CharField("chốt số liệu", max_length=10, choices=CutOff, default=CutOff.CALENDAR)
    basis = models.CharField("căn cứ thực hiện", max_length=400, blank=True)
    receiver = models.CharField("kính gửi", max_length=200, blank=True)
    copied = models.ManyToManyField(Unit, verbose_name="đồng gửi", related_name="copied_reports", blank=True)
    other_copies = models.TextField("nơi nhận khác", blank=True)
    is_open = models.BooleanField("đang dùng", default=True)
    token = models.UUIDField("dấu một lần", unique=True, editable=False)
    created_by = models.ForeignKey(Position, verbose_name="người lập", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField("lúc lập", default=timezone.now)

    objects = TypeQuerySet.as_manager()

    class Meta:
        verbose_name = "loại báo cáo"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"], name="report_type_named_once",
                violation_error_message="Đơn vị đã có loại báo cáo tên này.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.name

    @property
    def is_of_front(self) -> bool:
        return self.subject == Subject.FRONT


class ReportPeriod(models.Model):
    """Kỳ báo cáo: figures from `data_from` (included) to `data_to` (excluded), due and locked on a day.

    On time is what was sent on the due day or before; from the day it locks only who was granted more time sends.
    """

    type = models.ForeignKey(ReportType, verbose_name="loại", on_delete=models.PROTECT, related_name="periods")
    year = models.PositiveSmallIntegerField("năm")
    label = models.CharField("kỳ", max_length=120)
    data_from = models.DateField("số liệu từ ngày")
    data_to = models.DateField("đến trước ngày")
    due_on = models.DateField("hạn gửi")
    locks_on = models.DateField("khóa từ ngày", null=True, blank=True)
    opened_at = models.DateTimeField("mở lúc", null=True, editable=False)
    open_token = models.UUIDField("dấu khi mở", null=True, unique=True, editable=False)
    added_token = models.UUIDField("dấu khi thêm", editable=False)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "kỳ báo cáo"
        ordering = ["-data_to", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["type", "data_from", "data_to"], name="report_period_once",
                violation_error_message="Loại báo cáo này đã có kỳ với các ngày đó.",
            ),
            models.CheckConstraint(
                condition=Q(data_to__gt=F("data_from")), name="report_period_ends_after_start",
                violation_error_message="Ngày cuối của số liệu không được trước ngày đầu.",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("data_to")), name="report_period_due_after_data",
                violation_error_message="Hạn gửi phải sau ngày chốt số liệu.",
            ),
            models.CheckConstraint(
                condition=Q(locks_on__isnull=True) | Q(locks_on__gt=F("due_on")), name="report_period_locks_after_due",
                violation_error_message="Ngày khóa phải sau hạn gửi.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.type.name} {self.in_sentence}"

    @property
    def in_sentence(self) -> str:
        """The label in the middle of a sentence: “quý I năm 2026”."""
        return lower_first(self.label)

    @property
    def last_day(self):
        """The last day whose figures count."""
        return self.data_to.fromordinal(self.data_to.toordinal() - 1)

    @property
    def days(self) -> str:
        return f"từ ngày {dates.day(self.data_from)} đến hết ngày {dates.day(self.last_day)}"

    @property
    def is_open(self) -> bool:
        return self.opened_at is not None


class Obligation(models.Model):
    """Nghĩa vụ báo cáo: one unit owes one report; frozen when the period is opened, with the unit's name of that day."""

    period = models.ForeignKey(ReportPeriod, verbose_name="kỳ", on_delete=models.PROTECT, related_name="obligations")
    unit = models.ForeignKey(Unit, verbose_name="đơn vị", on_delete=models.PROTECT, related_name="obligations")
    area = models.ForeignKey(Unit, verbose_name="địa bàn số liệu", on_delete=models.PROTECT, related_name="+")
    unit_name = models.CharField("tên đơn vị khi mở kỳ", max_length=420)
    place = models.PositiveSmallIntegerField("thứ tự")

    objects = ObligationQuerySet.as_manager()

    class Meta:
        verbose_name = "nghĩa vụ báo cáo"
        ordering = ["place", "pk"]
        constraints = [models.UniqueConstraint(fields=["period", "unit"], name="obligation_once")]

    def __str__(self):
        return f"{self.period} – {self.unit_name}"

    @property
    def receiver(self) -> str:
        """Nơi nhận chính: the accepting unit; of who accepts its own, whom it reports to outside the portal, if anybody."""
        type = self.period.type
        return type.receiver if type.unit_id == self.unit_id else str(type.unit)


class Extension(models.Model):
    """Ngoại lệ: more time (until the day, included), or none owed; granted with a reason, and may be taken back."""

    obligation = models.ForeignKey(Obligation, on_delete=models.PROTECT, related_name="extensions")
    relief = models.CharField("ngoại lệ", max_length=6, choices=Relief)
    until = models.DateField("đến hết ngày", null=True, blank=True)
    reason = models.CharField("lý do", max_length=300)
    granted_by = models.ForeignKey(Position, verbose_name="người cho phép", on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField("lúc", default=timezone.now)
    ended_at = models.DateTimeField("bỏ lúc", null=True, editable=False)
    token = models.UUIDField("dấu một lần", unique=True, editable=False)

    class Meta:
        verbose_name = "ngoại lệ báo cáo"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(relief=Relief.NONE) | Q(until__isnull=False), name="extension_has_a_day",
                violation_error_message="Gia hạn phải ghi đến ngày nào.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.get_relief_display()}: {self.obligation}"


class Indicator(models.Model):
    """Chỉ tiêu ghi tay of the catalogue of a unit: units below write it down, those above add it up by its key.

    A rate is not written: it is the figure with the key `numerator` over the one with the key `denominator`.
    """

    unit = models.ForeignKey(Unit, verbose_name="nơi nhận", on_delete=models.PROTECT, related_name="indicators")
    subject = models.CharField("của báo cáo về", max_length=10, choices=Subject, default=Subject.MODELS)
    key = models.SlugField("mã", max_length=60)
    name = models.CharField("chỉ tiêu", max_length=200)
    definition = models.CharField("định nghĩa", max_length=500)
    measure = models.CharField("đơn vị tính", max_length=40)
    nature = models.CharField("cách cộng", max_length=6, choices=Nature, default=Nature.FLOW)
    numerator = models.SlugField("tử số", max_length=60, blank=True)
    denominator = models.SlugField("mẫu số", max_length=60, blank=True)
    supplier = models.CharField("nơi cung cấp", max_length=200, blank=True)
    place = models.PositiveSmallIntegerField("thứ tự")
    is_used = models.BooleanField("đang dùng", default=True)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = "chỉ tiêu ghi tay"
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "key"], name="indicator_once", violation_error_message="Đã có chỉ tiêu tên này."
            ),
            models.CheckConstraint(
                condition=Q(nature=Nature.RATE) & ~Q(numerator="") & ~Q(denominator="") & ~Q(numerator=F("denominator"))
                | ~Q(nature=Nature.RATE) & Q(numerator="", denominator=""),
                name="indicator_rate_of_two",
                violation_error_message="Tỷ lệ cần tử số và mẫu số khác nhau; chỉ tiêu khác thì không ghi.",
            ),
        ]

    def __str__(self):
        return self.name
