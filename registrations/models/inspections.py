"""Kiểm tra, khảo sát, thẩm định thực địa: the team, the places it went to, what it found and what it asked for."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Position
from common.models import Event
from registrations.following.checklist import lines_for
from registrations.following.enums import (
    INSPECTION_TONES,
    RECOMMENDATION_TONES,
    Answer,
    InspectionState,
    Part,
    RecommendationState,
)
from registrations.following.querysets import InspectionQuerySet, RecommendationQuerySet, VisitQuerySet
from registrations.models.following import Photo
from registrations.models.registration import Registration
from units.models import Unit


class Inspection(models.Model):
    """Cuộc kiểm tra, khảo sát of one desk, by a plan, on one day or several (both included)."""

    desk = models.ForeignKey(
        Unit, verbose_name="nơi kiểm tra", on_delete=models.PROTECT, related_name="inspections", editable=False
    )
    subject = models.CharField("nội dung kiểm tra", max_length=300)
    plan_number = models.CharField("kế hoạch số", max_length=60)
    plan_date = models.DateField("ngày của kế hoạch")
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày")
    place = models.CharField("nơi lập biên bản", max_length=200, blank=True)
    conclusion = models.TextField("kết luận chung", blank=True)
    checklist = models.TextField("nội dung cần xem tại mỗi nơi", blank=True)
    writers = models.ManyToManyField(
        Position, verbose_name="người ghi tại chỗ", blank=True, editable=False, related_name="+"
    )
    state = models.CharField(
        "trạng thái", max_length=10, choices=InspectionState, default=InspectionState.OPEN, editable=False
    )
    created_by = models.ForeignKey(
        Position, verbose_name="người lập", on_delete=models.PROTECT, related_name="+", editable=False
    )
    created_at = models.DateTimeField("lúc lập", default=timezone.now, editable=False)
    token = models.UUIDField("dấu một lần", unique=True, editable=False)

    objects = InspectionQuerySet.as_manager()

    class Meta:
        verbose_name = "cuộc kiểm tra"
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="inspection_ends_after_start",
                violation_error_message="Ngày cuối không được trước ngày đầu.",
            ),
            models.CheckConstraint(condition=Q(state__in=InspectionState.values), name="inspection_state_is_known"),
        ]

    def __str__(self):
        return self.subject

    @property
    def tone(self) -> str:
        return INSPECTION_TONES[InspectionState(self.state)]

    @property
    def is_open(self) -> bool:
        return self.state == InspectionState.OPEN

    @property
    def days(self) -> str:
        if self.starts_on == self.ends_on:
            return f"ngày {self.starts_on:%d/%m/%Y}"
        return f"từ ngày {self.starts_on:%d/%m/%Y} đến ngày {self.ends_on:%d/%m/%Y}"


class InspectionMember(models.Model):
    """Đoàn kiểm tra: one line of the team, as written."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="members")
    number = models.PositiveSmallIntegerField("thứ tự")
    part = models.CharField("trong đoàn là", max_length=10, choices=Part)
    name = models.CharField("họ tên, chức vụ", max_length=200)

    class Meta:
        verbose_name = "thành viên đoàn"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["inspection", "number"], name="inspection_member_number_once")]

    def __str__(self):
        return self.name


class Visit(models.Model):
    """Nơi đoàn đến: one model, or a unit as such, and what was found there."""

    inspection = models.ForeignKey(
        Inspection, verbose_name="cuộc kiểm tra", on_delete=models.PROTECT, related_name="visits"
    )
    registration = models.ForeignKey(
        Registration, verbose_name="mô hình", null=True, blank=True, on_delete=models.PROTECT, related_name="visits"
    )
    unit = models.ForeignKey(
        Unit, verbose_name="đơn vị", null=True, blank=True, on_delete=models.PROTECT, related_name="visits"
    )
    findings = models.TextField("nhận xét", blank=True)
    # One entry a person: {"person": key, "name": as written in the minutes, "after_writing": bool}. Kept with the place,
    # as its team is kept in words.
    aside = models.JSONField("người có liên quan, không ghi tại nơi này", default=list, blank=True, editable=False)

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = "nơi kiểm tra đến"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(registration__isnull=True, unit__isnull=False)
                | Q(registration__isnull=False, unit__isnull=True),
                name="visit_to_a_model_or_a_unit",
            ),
            models.UniqueConstraint(
                fields=["inspection", "registration", "unit"], nulls_distinct=False, name="visit_once",
                violation_error_message="Nơi này đã có trong cuộc kiểm tra.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.heading

    @property
    def heading(self) -> str:
        return self.registration.heading if self.registration_id else str(self.unit)

    @property
    def looked_at(self) -> list[str]:
        """The lines of the checklist that are asked here."""
        return lines_for(self.inspection.checklist, self.registration.kind if self.registration_id else "")

    @property
    def whose(self) -> Unit:
        """The unit that answers for the place today."""
        return self.registration.present_unit if self.registration_id else self.unit

    @property
    def owner(self) -> str:
        """Whom the place is about: the same unit, before it the person of a model that is a person's."""
        return self.registration.owner_in(str(self.whose)) if self.registration_id else str(self.whose)

    @property
    def took_no_part(self) -> list[str]:
        """Who of the team kept away before anything was written there; of others the minutes change nothing."""
        return [one["name"] for one in self.aside if not one["after_writing"]]

    @property
    def is_written(self) -> bool:
        """Whether something stands there that would be lost with the place."""
        return any((self.findings, self.checks.all(), self.photos.all(), self.recommendations.all()))

    @property
    def scope_path(self) -> str:
        """Where the place lies today: who may see it is judged by this, as `visible_to` does of many."""
        return self.registration.scope_path if self.registration_id else self.unit.scope_path


class VisitCheck(models.Model):
    """Một mục đã xem tại một nơi."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="checks")
    number = models.PositiveSmallIntegerField("thứ tự")
    text = models.CharField("nội dung cần xem", max_length=300)
    answer = models.CharField("kết quả", max_length=8, choices=Answer)
    note = models.CharField("ghi chú", max_length=300, blank=True)

    class Meta:
        verbose_name = "mục đã xem"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "number"], name="visit_check_number_once"),
            models.CheckConstraint(condition=Q(answer__in=Answer.values), name="visit_check_answer_is_known"),
        ]

    def __str__(self):
        return f"{self.text}: {self.get_answer_display()}"


class VisitPhoto(Photo):
    """Ảnh chụp tại nơi kiểm tra; `batch`: the press it came with."""

    visit = models.ForeignKey(Visit, verbose_name="nơi", on_delete=models.PROTECT, related_name="photos")
    batch = models.UUIDField("dấu một lần", editable=False)
    # Of the first photos it was not kept who took them.
    added_by = models.ForeignKey(
        Position, verbose_name="người thêm", null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Meta(Photo.Meta):
        abstract = False
        verbose_name = "ảnh kiểm tra"


class Recommendation(models.Model):
    """Kiến nghị: what is to be mended, by whom, until when."""

    visit = models.ForeignKey(Visit, verbose_name="nơi", on_delete=models.PROTECT, related_name="recommendations")
    text = models.CharField("kiến nghị", max_length=1000)
    addressee = models.CharField("kiến nghị với", max_length=200)
    asked_unit = models.ForeignKey(
        Unit, verbose_name="đơn vị được kiến nghị", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    due_on = models.DateField("hạn khắc phục")
    state = models.CharField(
        "trạng thái", max_length=10, choices=RecommendationState, default=RecommendationState.OPEN, editable=False
    )
    token = models.UUIDField("dấu một lần", unique=True, editable=False)

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        verbose_name = "kiến nghị"
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["state", "due_on"], name="recommendation_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=RecommendationState.values), name="recommendation_state_is_known"
            )
        ]

    def __str__(self):
        return self.text[:150]

    @property
    def tone(self) -> str:
        return "back" if self.is_overdue else RECOMMENDATION_TONES[RecommendationState(self.state)]

    @property
    def is_overdue(self) -> bool:
        return self.state != RecommendationState.SETTLED and self.due_on < timezone.localdate()

    @property
    def standing(self) -> str:
        """The state in words, with what is late."""
        return f"{self.get_state_display()}, quá hạn" if self.is_overdue else self.get_state_display()


class InspectionEvent(Event):
    """Quá trình của cuộc kiểm tra."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="events")
    by = models.ForeignKey(Position, verbose_name="người thực hiện", on_delete=models.PROTECT, related_name="+")

    class Meta(Event.Meta):
        abstract = False
        verbose_name = "dòng quá trình kiểm tra"


class RecommendationEvent(Event):
    """Quá trình của kiến nghị: reported as mended, settled, asked for again."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="events")
    by = models.ForeignKey(Position, verbose_name="người thực hiện", on_delete=models.PROTECT, related_name="+")

    class Meta(Event.Meta):
        abstract = False
        verbose_name = "dòng quá trình kiến nghị"
