"""Bộ tiêu chí: what a council scores by, issued as a document. Once published it never changes, it gets a new version."""

from datetime import timedelta
from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Position
from common.models import Event
from common.numbers import score
from evaluation.enums import CRITERIA_TONES, CriteriaState
from evaluation.querysets import CriteriaSetQuerySet
from registrations.enums import Kind
from registrations.models import Plan
from units.models import Level, Unit


class CriteriaSet(models.Model):
    """Bộ tiêu chí của một kế hoạch cho một loại (tập thể, cá nhân), as a document of whoever issued it.

    Written as a draft, frozen for ever once published. No level: for every level. Validity from included, to excluded.
    """

    called = "bộ tiêu chí"

    plan = models.ForeignKey(Plan, verbose_name="kế hoạch", on_delete=models.PROTECT, related_name="criteria_sets")
    kind = models.CharField("loại", max_length=12, choices=Kind)
    version = models.PositiveSmallIntegerField("phiên bản")
    name = models.CharField("tên bộ tiêu chí", max_length=200)
    note = models.CharField("ghi chú", max_length=300, blank=True)
    bonus_cap = models.DecimalField("điểm thưởng tối đa", max_digits=5, decimal_places=2, default=Decimal(0))
    issuer = models.ForeignKey(
        Unit, verbose_name="nơi ban hành", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    number = models.CharField("số, ký hiệu văn bản", max_length=60, blank=True)
    issued_on = models.DateField("ngày văn bản", null=True, blank=True)
    level = models.ForeignKey(
        Level, verbose_name="dùng cho cấp", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    valid_from = models.DateField("có hiệu lực từ ngày", null=True, blank=True)
    valid_to = models.DateField("hết hiệu lực từ ngày", null=True, blank=True)
    self_scored = models.BooleanField("đơn vị tự chấm", default=False)
    state = models.CharField(
        "trạng thái", max_length=12, choices=CriteriaState, default=CriteriaState.DRAFT, editable=False
    )
    published_at = models.DateTimeField("ban hành lúc", null=True, blank=True, editable=False)
    token = models.UUIDField("dấu một lần", unique=True, editable=False)
    created_at = models.DateTimeField("lúc lập", default=timezone.now)
    created_by = models.ForeignKey(
        Position, verbose_name="người lập", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = CriteriaSetQuerySet.as_manager()

    class Meta:
        verbose_name = "bộ tiêu chí"
        ordering = ["plan", "kind", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "kind", "version"], name="criteria_set_version_once"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="criteria_set_kind_is_known"),
            models.CheckConstraint(
                condition=Q(bonus_cap__gte=0),
                name="criteria_set_bonus_not_negative",
                violation_error_message="Điểm thưởng tối đa không được âm.",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="criteria_set_ends_after_start",
                violation_error_message="Ngày hết hiệu lực không được trước ngày có hiệu lực.",
            ),
            models.CheckConstraint(
                condition=Q(state=CriteriaState.PUBLISHED, published_at__isnull=False)
                | Q(state=CriteriaState.DRAFT, published_at__isnull=True),
                name="criteria_set_published_has_a_date",
            ),
        ]

    def __str__(self):
        return f"{self.name}, phiên bản {self.version}"

    @property
    def tone(self) -> str:
        return CRITERIA_TONES[CriteriaState(self.state)]

    @property
    def is_draft(self) -> bool:
        return self.state == CriteriaState.DRAFT

    @property
    def last_day(self):
        """The last day of its validity."""
        return self.valid_to - timedelta(days=1) if self.valid_to else None


class CriteriaSetEvent(Event):
    """Quá trình của bộ tiêu chí."""

    criteria_set = models.ForeignKey(CriteriaSet, on_delete=models.PROTECT, related_name="events")
    by = models.ForeignKey(Position, verbose_name="người thực hiện", on_delete=models.PROTECT, related_name="+")

    class Meta(Event.Meta):
        abstract = False
        verbose_name = "dòng quá trình bộ tiêu chí"


class CriterionGroup(models.Model):
    """Nhóm tiêu chí: a heading over several criteria, where an office wants one."""

    criteria_set = models.ForeignKey(CriteriaSet, on_delete=models.CASCADE, related_name="groups")
    number = models.PositiveSmallIntegerField("thứ tự")
    name = models.CharField("tên nhóm", max_length=200)

    class Meta:
        verbose_name = "nhóm tiêu chí"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["criteria_set", "number"], name="criterion_group_number_once")]

    def __str__(self):
        return self.name


class Criterion(models.Model):
    """Tiêu chí: scored from 0 to `max_points`, or a yes/no condition (gate) without which nothing is graded."""

    criteria_set = models.ForeignKey(CriteriaSet, on_delete=models.CASCADE, related_name="criteria")
    group = models.ForeignKey(
        CriterionGroup, verbose_name="nhóm", null=True, blank=True, on_delete=models.CASCADE, related_name="criteria"
    )
    number = models.PositiveSmallIntegerField("số thứ tự")
    name = models.CharField("tên tiêu chí", max_length=300)
    guidance = models.TextField("hướng dẫn chấm", blank=True)
    max_points = models.DecimalField("điểm tối đa", max_digits=5, decimal_places=2)
    is_bonus = models.BooleanField("điểm thưởng", default=False)
    needs_evidence = models.BooleanField("cần minh chứng riêng", default=False)
    is_gate = models.BooleanField("điều kiện đạt hay không đạt", default=False)
    superior_only = models.BooleanField("chỉ cấp ban hành kế hoạch trở lên chấm", default=False)
    breaks_ties = models.BooleanField("xét khi bằng điểm", default=False)

    class Meta:
        verbose_name = "tiêu chí"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["criteria_set", "number"], name="criterion_number_once"),
            models.UniqueConstraint(
                fields=["criteria_set"],
                condition=Q(breaks_ties=True),
                name="criterion_one_breaks_ties",
                violation_error_message="Chỉ một tiêu chí được xét khi bằng điểm.",
            ),
            models.CheckConstraint(
                condition=Q(is_gate=True, max_points=0, is_bonus=False, breaks_ties=False)
                | Q(is_gate=False, max_points__gt=0),
                name="criterion_points_or_gate",
                violation_error_message="Tiêu chí chấm điểm cần điểm tối đa lớn hơn 0; điều kiện đạt hay không đạt thì không có điểm.",
            ),
            models.CheckConstraint(
                condition=Q(needs_evidence=False) | Q(is_bonus=True),
                name="criterion_evidence_of_bonus",
                violation_error_message="Chỉ điểm thưởng mới cần minh chứng riêng.",
            ),
        ]

    def __str__(self):
        return f"{self.number}. {self.name}"


class Band(models.Model):
    """Mức điểm: what earns from `lower` points (included) up to `upper` (excluded, unless it is the maximum)."""

    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="bands")
    lower = models.DecimalField("từ", max_digits=5, decimal_places=2)
    upper = models.DecimalField("đến", max_digits=5, decimal_places=2)
    text = models.CharField("mô tả", max_length=300)

    class Meta:
        verbose_name = "mức điểm"
        ordering = ["-lower"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lower__gte=0) & Q(upper__gte=F("lower")),
                name="band_upper_not_below_lower",
                violation_error_message="Mức điểm phải ghi từ điểm thấp đến điểm cao.",
            )
        ]

    def __str__(self):
        return self.text

    @property
    def span(self) -> str:
        """“Từ 10 đến dưới 13” where the next band begins at 13, else “Từ 13 đến 15”."""
        goes_on = any(band.lower == self.upper for band in self.criterion.bands.all() if band != self)
        to = "đến dưới" if goes_on else "đến"
        return f"Từ {score(self.lower)} {to} {score(self.upper)}"


class Grade(models.Model):
    """Xếp loại: reached from `lower` points on, the bound included (79,99 is not 80,00)."""

    criteria_set = models.ForeignKey(CriteriaSet, on_delete=models.CASCADE, related_name="grades")
    name = models.CharField("xếp loại", max_length=60)
    lower = models.DecimalField("từ điểm", max_digits=5, decimal_places=2)

    class Meta:
        verbose_name = "xếp loại"
        ordering = ["-lower"]
        constraints = [
            models.UniqueConstraint(
                fields=["criteria_set", "lower"],
                name="grade_bound_once",
                violation_error_message="Hai mức xếp loại không được cùng một điểm.",
            ),
            models.CheckConstraint(
                condition=Q(lower__gte=0),
                name="grade_bound_not_negative",
                violation_error_message="Mức điểm xếp loại không được âm.",
            ),
        ]

    def __str__(self):
        return self.name
