"""Theo dõi thực hiện: milestones, progress notes, urgings, what becomes of a model next year, and its copies."""

from django.core.files.base import ContentFile
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Position
from common.models import Attachment as AttachmentBase
from registrations.following.enums import Decision
from registrations.following.querysets import MilestoneQuerySet, OfModelQuerySet, OfUnitQuerySet, UrgingQuerySet
from registrations.models.registration import Registration
from units.models import Unit


class Milestone(models.Model):
    """Mốc thực hiện: what the owner means to have done until a day, and the day on which it was."""

    registration = models.ForeignKey(
        Registration, verbose_name="mô hình", on_delete=models.PROTECT, related_name="milestones"
    )
    text = models.CharField("việc", max_length=300)
    due_on = models.DateField("hạn")
    done_on = models.DateField("xong ngày", null=True, blank=True)
    token = models.UUIDField("dấu một lần", unique=True, editable=False)
    written_by = models.ForeignKey(
        Position, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+", editable=False
    )

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        verbose_name = "mốc thực hiện"
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["done_on", "due_on"], name="milestone_waiting")]

    def __str__(self):
        return self.text

    @property
    def is_overdue(self) -> bool:
        return self.done_on is None and self.due_on < timezone.localdate()


class ProgressNote(models.Model):
    """Ghi nhanh tiến độ: what was seen or done on a day; `benefit_…` is what has been achieved so far in all."""

    registration = models.ForeignKey(
        Registration, verbose_name="mô hình", on_delete=models.PROTECT, related_name="progress_notes"
    )
    on = models.DateField("ngày")
    text = models.CharField("nội dung", max_length=1000)
    benefit_amount = models.BigIntegerField("giá trị làm lợi đến nay (đồng)", null=True, blank=True)
    benefit_text = models.TextField("kết quả khác đến nay", blank=True)
    visited = models.BooleanField("nơi tiếp nhận đến xem", default=False)
    by = models.ForeignKey(
        Position, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+", editable=False
    )
    at = models.DateTimeField("ghi lúc", default=timezone.now, editable=False)
    token = models.UUIDField("dấu một lần", unique=True, editable=False)

    objects = OfModelQuerySet.as_manager()

    class Meta:
        verbose_name = "ghi chép tiến độ"
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(benefit_amount__isnull=True) | Q(benefit_amount__gte=0),
                name="note_benefit_not_negative",
                violation_error_message="Giá trị làm lợi không được âm.",
            )
        ]

    def __str__(self):
        return self.text[:100]

    @property
    def tells_benefit(self) -> bool:
        return self.benefit_amount is not None or bool(self.benefit_text)


class Photo(AttachmentBase):
    """Ảnh, and a small picture of it for the page."""

    preview = models.FileField("ảnh nhỏ", upload_to="attachments/%Y/%m", max_length=200)

    class Meta(AttachmentBase.Meta):
        abstract = True

    def take_with_small(self, file, kind, digest: str, small: bytes) -> None:
        """Both files; the row is written by the service."""
        self.take(file, kind, digest)
        self.preview.save(f"{digest[:16]}.jpg", ContentFile(small), save=False)


class NotePhoto(Photo):
    """Ảnh kèm ghi chép tiến độ."""

    note = models.ForeignKey(ProgressNote, verbose_name="ghi chép", on_delete=models.PROTECT, related_name="photos")

    class Meta(Photo.Meta):
        abstract = False
        verbose_name = "ảnh tiến độ"


class Urging(models.Model):
    """Đôn đốc: what somebody in charge asked of a unit until a day, and what the unit answered."""

    unit = models.ForeignKey(Unit, verbose_name="đơn vị", on_delete=models.PROTECT, related_name="urgings")
    registration = models.ForeignKey(
        Registration, verbose_name="về mô hình", null=True, blank=True, on_delete=models.PROTECT,
        related_name="urgings",
    )  # fmt: skip
    asked = models.CharField("nội dung đôn đốc", max_length=1000)
    due_on = models.DateField("đề nghị xong trước hoặc trong ngày")
    by = models.ForeignKey(
        Position, verbose_name="người đôn đốc", on_delete=models.PROTECT, related_name="+", editable=False
    )
    at = models.DateTimeField("đôn đốc lúc", default=timezone.now, editable=False)
    reply = models.CharField("trả lời", max_length=1000, blank=True)
    replied_name = models.CharField("người trả lời", max_length=150, blank=True)
    replied_at = models.DateTimeField("trả lời lúc", null=True, blank=True, editable=False)
    replied_by = models.ForeignKey(
        Position, verbose_name="người ghi trả lời", null=True, on_delete=models.PROTECT, related_name="+",
        editable=False,
    )  # fmt: skip
    token = models.UUIDField("dấu một lần", unique=True, editable=False)

    objects = UrgingQuerySet.as_manager()

    class Meta:
        verbose_name = "đôn đốc"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(replied_at__isnull=True, reply="") | Q(replied_at__isnull=False) & ~Q(reply=""),
                name="urging_answered_with_words",
            )
        ]

    def __str__(self):
        return f"{self.unit}: {self.asked}"[:200]

    @property
    def is_overdue(self) -> bool:
        return self.replied_at is None and self.due_on < timezone.localdate()


class YearDecision(models.Model):
    """Tiếp tục hoặc dừng: what a unit decided for a year on a model of the year before, and what came of it."""

    earlier = models.ForeignKey(
        Registration, verbose_name="mô hình năm trước", on_delete=models.PROTECT, related_name="year_decisions"
    )
    year = models.PositiveSmallIntegerField("năm")
    decision = models.CharField("quyết định", max_length=10, choices=Decision)
    reason = models.CharField("lý do", max_length=300, blank=True)
    became = models.ForeignKey(
        Registration, verbose_name="đăng ký năm nay", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    told = models.CharField("kết quả", max_length=500, blank=True)
    by = models.ForeignKey(
        Position, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+", editable=False
    )
    at = models.DateTimeField("lúc", default=timezone.now, editable=False)

    # Pressed again as it stood: nothing was written.
    is_unchanged = False

    class Meta:
        verbose_name = "quyết định tiếp tục, dừng"
        ordering = ["year", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["earlier", "year"], name="year_decision_once"),
            models.CheckConstraint(
                condition=~Q(decision=Decision.STOP) | ~Q(reason=""),
                name="year_stop_has_a_reason",
                violation_error_message="Dừng thì ghi lý do.",
            ),
        ]

    def __str__(self):
        return f"{self.earlier.code}, năm {self.year}: {self.get_decision_display()}"


class Replication(models.Model):
    """Nhân rộng: this model was made after another one; `root` is the first of the whole family."""

    registration = models.OneToOneField(
        Registration, verbose_name="mô hình", on_delete=models.CASCADE, related_name="replicates"
    )
    original = models.ForeignKey(
        Registration, verbose_name="nhân rộng từ mô hình", on_delete=models.PROTECT, related_name="copies"
    )
    root = models.ForeignKey(
        Registration, verbose_name="mô hình gốc", on_delete=models.PROTECT, related_name="+", editable=False
    )
    by = models.ForeignKey(
        Position, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+", editable=False
    )
    at = models.DateTimeField("lúc", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "nhân rộng"
        constraints = [
            models.CheckConstraint(
                condition=~Q(registration=F("original")) & ~Q(registration=F("root")),
                name="copy_is_not_its_own_original",
                violation_error_message="Mô hình không nhân rộng từ chính nó.",
            )
        ]

    def __str__(self):
        return f"{self.registration.code} từ {self.original.code}"


class YearListCopy(AttachmentBase):
    """Bản ký of the list by which a unit's models of the year before go on or stop in a year."""

    unit = models.ForeignKey(Unit, verbose_name="đơn vị", on_delete=models.PROTECT, related_name="year_list_copies")
    year = models.PositiveSmallIntegerField("năm")
    added_by = models.ForeignKey(Position, verbose_name="người thêm", on_delete=models.PROTECT, related_name="+")

    objects = OfUnitQuerySet.as_manager()

    class Meta(AttachmentBase.Meta):
        abstract = False
        verbose_name = "bản ký danh sách tiếp tục, dừng"
