"""Hoạt động của Mặt trận, its pictures, and what an inspection asked for."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Position
from common import dates
from front.enums import ActivityKind, Channel
from front.models.kept import Kept, Marked
from front.querysets import ActivityQuerySet, FindingQuerySet
from registrations.models import Content
from registrations.models.following import Photo


class Activity(Marked, Kept):
    """Một hoạt động, planned or held. It was held when it is told how many took part; only then does it count.

    Without a content it is of the campaign as a whole (“chung”).
    """

    kind = models.CharField("loại hoạt động", max_length=12, choices=ActivityKind)
    name = models.CharField("tên hoạt động", max_length=300)
    starts_on = models.DateField("ngày", db_index=True)
    ends_on = models.DateField("đến hết ngày", null=True, blank=True)
    starts_at = models.TimeField("giờ bắt đầu", null=True, blank=True)
    place = models.CharField("địa điểm", max_length=200, blank=True)
    channel = models.CharField("hình thức tuyên truyền", max_length=8, choices=Channel, blank=True)
    chair = models.CharField("người chủ trì", max_length=150, blank=True)
    participants = models.PositiveIntegerField("số người dự, người nghe", null=True, blank=True)
    contents = models.ManyToManyField(Content, verbose_name="nội dung cuộc vận động", blank=True, related_name="+")
    about = models.TextField("nội dung", blank=True)
    outcome = models.TextField("kết quả", blank=True)
    search_text = models.CharField("chữ để tìm", max_length=600, editable=False, default="")

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = "hoạt động Mặt trận"
        ordering = ["-starts_on", "-pk"]
        constraints = [
            *Kept.Meta.constraints,
            models.CheckConstraint(condition=Q(kind__in=ActivityKind.values), name="activity_kind_is_known"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
                name="activity_ends_after_start",
                violation_error_message="Ngày cuối phải sau ngày đầu; hoạt động trong một ngày thì để trống.",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def last_day(self):
        return self.ends_on or self.starts_on

    @property
    def days(self) -> str:
        """“14/11/2026 – 18/11/2026”."""
        first = dates.day(self.starts_on)
        return f"{first} – {dates.day(self.ends_on)}" if self.ends_on else first

    @property
    def is_held(self) -> bool:
        return self.participants is not None and not self.is_struck

    @property
    def is_to_tell(self) -> bool:
        """The day has passed, and nobody has said how it went."""
        return not self.is_struck and self.participants is None and self.starts_on < timezone.localdate()

    @property
    def mark(self) -> tuple[str, str]:
        if self.is_struck:
            return "back", "Đã hủy"
        if self.is_held:
            return "ok", "Đã tổ chức"
        return ("wait", "Chờ ghi kết quả") if self.is_to_tell else ("info", "Dự kiến")


class ActivityPhoto(Photo):
    """Ảnh của hoạt động; `batch`: the press it came with."""

    activity = models.ForeignKey(Activity, verbose_name="hoạt động", on_delete=models.PROTECT, related_name="photos")
    batch = models.UUIDField("dấu một lần", editable=False)

    class Meta(Photo.Meta):
        abstract = False
        verbose_name = "ảnh hoạt động Mặt trận"


class Finding(Marked, models.Model):
    """Kiến nghị qua kiểm tra, giám sát: what was found, whom it is asked of, until when; followed until it is settled."""

    activity = models.ForeignKey(
        Activity, verbose_name="cuộc kiểm tra, giám sát", on_delete=models.PROTECT, related_name="findings"
    )
    text = models.CharField("phát hiện, kiến nghị", max_length=1000)
    addressee = models.CharField("kiến nghị với", max_length=200)
    due_on = models.DateField("hạn giải quyết")
    settled_on = models.DateField("giải quyết xong ngày", null=True, editable=False)
    token = models.UUIDField("dấu một lần", unique=True, editable=False)

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = "kiến nghị của Mặt trận"
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["settled_on", "due_on"], name="front_finding_waiting")]

    def __str__(self):
        return self.text[:150]

    @property
    def is_settled(self) -> bool:
        return self.settled_on is not None

    @property
    def is_overdue(self) -> bool:
        return not self.is_settled and self.due_on < timezone.localdate()

    @property
    def mark(self) -> tuple[str, str]:
        if self.is_settled:
            return "ok", "Đã giải quyết xong"
        return ("back", "Quá hạn") if self.is_overdue else ("wait", "Đang theo dõi")


class FollowUp(models.Model):
    """Theo dõi kiến nghị: what was heard of it on a day; the last one may settle it."""

    finding = models.ForeignKey(Finding, verbose_name="kiến nghị", on_delete=models.PROTECT, related_name="follow_ups")
    on = models.DateField("ngày")
    text = models.CharField("tình hình, kết quả giải quyết", max_length=1000)
    settles = models.BooleanField("đã giải quyết xong", default=False)
    by = models.ForeignKey(
        Position, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+", editable=False
    )
    at = models.DateTimeField("ghi lúc", default=timezone.now, editable=False)
    token = models.UUIDField("dấu một lần", unique=True, editable=False)

    class Meta:
        verbose_name = "theo dõi kiến nghị"
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["finding"], condition=Q(settles=True), name="front_finding_settled_once",
                violation_error_message="Kiến nghị này đã ghi giải quyết xong.",
            )
        ]  # fmt: skip

    def __str__(self):
        return self.text[:100]
