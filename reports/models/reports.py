"""Báo cáo: versions of what a unit hands up for a period, with their sections, figures, parts and history."""

import re
from decimal import Decimal

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Position
from common import dates
from common.models import Attachment, Event
from reports.models.calendars import Obligation
from reports.periodic.enums import (
    BALANCES,
    ISSUED,
    OF_CATALOGUE,
    THEN,
    TONES,
    WORKED_OUT,
    Nature,
    ReportState,
    Source,
)
from reports.periodic.querysets import ReportQuerySet
from units.models import Headed, Unit

_ROMAN = re.compile(r"[IVXL]+\. ")


class Report(Headed):
    """Một bản báo cáo. A return and a correction begin the next version; none is written over."""

    obligation = models.ForeignKey(Obligation, on_delete=models.PROTECT, related_name="reports")
    version = models.PositiveSmallIntegerField("bản", default=1)
    corrects = models.ForeignKey(
        "self",
        verbose_name="đính chính bản",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="corrections",
    )
    state = models.CharField(
        "trạng thái", max_length=10, choices=ReportState, default=ReportState.DRAFT, editable=False
    )
    is_nil = models.BooleanField("không phát sinh", default=False)
    statement = models.TextField("cam kết không phát sinh", blank=True)
    computed_at = models.DateTimeField("tính số liệu lúc", null=True, editable=False)
    number = models.CharField("số, ký hiệu", max_length=60, blank=True)
    issued_on = models.DateField("ngày báo cáo", null=True, blank=True)
    signer_name = models.CharField("người ký", max_length=150, blank=True)
    signer_title = models.CharField("chức vụ người ký", max_length=150, blank=True)
    recipients = models.JSONField("nơi nhận", default=list)
    tables = models.JSONField("biểu kèm theo", default=list, encoder=DjangoJSONEncoder)
    sent_at = models.DateTimeField("gửi lúc", null=True, editable=False)
    token = models.UUIDField("dấu một lần", null=True, unique=True, editable=False)
    created_by = models.ForeignKey(Position, verbose_name="người lập", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField("lúc lập", default=timezone.now)

    called = "báo cáo"

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = "báo cáo định kỳ"
        ordering = ["obligation", "-version"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ReportState.values), name="report_state_is_known"),
            models.UniqueConstraint(fields=["obligation", "version"], name="report_version_once"),
            models.CheckConstraint(
                condition=~Q(state__in=ISSUED) | ~Q(number="") & ~Q(signer_name="") & Q(issued_on__isnull=False),
                name="report_issued_is_numbered",
                violation_error_message="Báo cáo đã gửi phải có số, ngày và người ký.",
            ),
        ]

    def __str__(self):
        version = f" (bản {self.version})" if self.version > 1 else ""
        return f"{self.obligation}{version}"

    @property
    def numbered(self) -> str:
        """“Báo cáo số 05/BC-UBND ngày 05/04/2026”."""
        return f"Báo cáo số {self.number} ngày {dates.day(self.issued_on)}" if self.number else "Báo cáo chưa có số"

    @property
    def drawn_up_at(self) -> Unit:
        return self.obligation.unit

    @property
    def tone(self) -> str:
        return TONES[ReportState(self.state)]

    @property
    def is_of_front(self) -> bool:
        return self.obligation.period.type.is_of_front

    @property
    def is_draft(self) -> bool:
        return self.state == ReportState.DRAFT

    @property
    def is_issued(self) -> bool:
        return self.state in ISSUED


class ReportSection(models.Model):
    """Một mục of the narrative. `text` keeps its links to figures; `issued_text` is what was sent."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="sections")
    key = models.SlugField("mã mục", max_length=40)
    place = models.PositiveSmallIntegerField("thứ tự")
    title = models.CharField("mục", max_length=200)
    text = models.TextField("nội dung", blank=True)
    issued_text = models.TextField("nội dung đã gửi", blank=True)
    revision = models.PositiveIntegerField("lần lưu", default=1)
    saved_by = models.ForeignKey(
        Position, verbose_name="người lưu", null=True, on_delete=models.PROTECT, related_name="+"
    )
    saved_at = models.DateTimeField("lưu lúc", null=True)

    class Meta:
        verbose_name = "mục của báo cáo"
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="report_section_once")]

    def __str__(self):
        return self.title

    @property
    def is_chief(self) -> bool:
        """“IV. Phương hướng …” stands beside the heads, “1. Ưu điểm” below one."""
        return bool(_ROMAN.match(self.title))


class ReportFigure(models.Model):
    """Số liệu: one indicator of one version, with its definition of that day.

    `computed` from the records, or added from the reports below; `stated` what the unit says instead; `value` what is
    shown: of a total the sum of its parts, of a rate the first part over the second. `below_missing`: of how many units below no report was there to be added. `ids` are the registrations behind, of the Front the rows of its books, of what is typed the reports it was added from. None is “not written”, not 0.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="figures")
    place = models.PositiveSmallIntegerField("thứ tự")
    key = models.SlugField("mã", max_length=60)
    name = models.CharField("chỉ tiêu", max_length=200)
    definition = models.CharField("định nghĩa", max_length=500)
    measure = models.CharField("đơn vị tính", max_length=40)
    nature = models.CharField("cách cộng", max_length=6, choices=Nature)
    source = models.CharField("nguồn", max_length=10, choices=Source)
    supplier = models.CharField("nơi cung cấp", max_length=200, blank=True)
    depth = models.PositiveSmallIntegerField("mức thụt", default=0)
    parts = models.JSONField("gồm các chỉ tiêu", default=list)
    computed = models.DecimalField("số tính được", max_digits=18, decimal_places=3, null=True)
    stated = models.DecimalField("số đơn vị nêu", max_digits=18, decimal_places=3, null=True)
    value = models.DecimalField("số báo cáo", max_digits=18, decimal_places=3, null=True)
    reason = models.CharField("lý do khác số tính được", max_length=300, blank=True)
    origin = models.CharField("cộng từ đâu", max_length=200, blank=True)
    below_missing = models.PositiveSmallIntegerField("số đơn vị cấp dưới còn thiếu khi cộng", default=0)
    before = models.DecimalField("kỳ trước", max_digits=18, decimal_places=3, null=True)
    last_year = models.DecimalField("cùng kỳ năm trước", max_digits=18, decimal_places=3, null=True)
    ids = models.JSONField("hồ sơ đứng sau", default=list)

    class Meta:
        verbose_name = "số liệu báo cáo"
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["report", "key"], name="report_figure_once"),
            models.CheckConstraint(
                condition=Q(stated__isnull=True) | Q(stated__gte=0) & ~Q(source__in=WORKED_OUT), name="report_figure_stated",
                violation_error_message="Số nêu không âm, và chỉ ghi ở chỉ tiêu thành phần.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.name

    @property
    def is_total(self) -> bool:
        return self.source == Source.TOTAL

    @property
    def is_rate(self) -> bool:
        return self.source == Source.RATE

    @property
    def sign(self) -> str:
        """What stands behind its numbers."""
        return "%" if self.is_rate else ""

    @property
    def is_worked_out(self) -> bool:
        """Whether it follows from other figures, so that nobody states it."""
        return self.source in WORKED_OUT

    @property
    def is_of_catalogue(self) -> bool:
        return self.source in OF_CATALOGUE

    @property
    def leads(self) -> bool:
        """Whether something in the portal stands behind its number, also where the unit states another."""
        if self.source == Source.TYPED:
            return bool(self.ids)
        return self.value is not None if self.is_rate else bool(self.computed) and self.key not in BALANCES

    def then(self, period: str) -> Decimal | None:
        """Its number in the period it is compared with."""
        return getattr(self, THEN[period])

    def leads_then(self, period: str) -> bool:
        """Whether something stands behind that: of nought, a report and the parts of a rate."""
        number = self.then(period)
        return number is not None and bool(number or self.is_of_catalogue) and self.key not in BALANCES

    @property
    def differs(self) -> bool:
        """Whether the unit states another number than the records give."""
        return self.source == Source.COMPUTED and self.stated is not None and self.stated != self.computed


class Part(models.Model):
    """Phần việc: what somebody else of the unit hands in for one section, for the compiler to take over.

    `figures` are numbers for typed indicators, by key, written as plain decimals.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="handed_in")
    section = models.ForeignKey(
        ReportSection, verbose_name="mục", null=True, on_delete=models.PROTECT, related_name="handed_in"
    )
    text = models.TextField("nội dung", blank=True)
    figures = models.JSONField("số liệu", default=dict)
    by = models.ForeignKey(Position, verbose_name="người gửi", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("gửi lúc", default=timezone.now)
    token = models.UUIDField("dấu một lần", unique=True, editable=False)

    class Meta:
        verbose_name = "phần nội dung gửi người tổng hợp"
        ordering = ["pk"]

    def __str__(self):
        return f"{self.section or 'Số liệu'}: {self.by.user}"


class ReportCopy(Attachment):
    """Bản ký, đóng dấu of a report that was sent."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="copies")
    added_by = models.ForeignKey(Position, verbose_name="người thêm", on_delete=models.PROTECT, related_name="+")

    class Meta(Attachment.Meta):
        abstract = False
        verbose_name = "bản ký của báo cáo"


class ReportEvent(Event):
    """Quá trình của báo cáo."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="events")
    by = models.ForeignKey(Position, verbose_name="người thực hiện", on_delete=models.PROTECT, related_name="+")

    class Meta(Event.Meta):
        abstract = False
        verbose_name = "dòng quá trình báo cáo"
