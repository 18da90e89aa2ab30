"""What hangs on a registration: drafts, versions, receipts, results, attachments, history."""

from django.db import models
from django.utils import timezone

from accounts.models import Position
from common.models import Attachment as AttachmentBase
from common.models import Event
from registrations.enums import Purpose
from registrations.models.registration import Registration
from registrations.querysets import ReceiptQuerySet
from units.models import Unit


class Draft(models.Model):
    """Bản đang soạn: exactly what was typed, valid or not, so that nothing typed is ever lost.

    `revision` grows with every save; a save made from an older revision is refused and both texts are shown.
    """

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="drafts")
    purpose = models.CharField("của", max_length=12, choices=Purpose)
    data = models.JSONField("nội dung đã gõ", default=dict)
    revision = models.PositiveIntegerField("lần lưu", default=1)
    saved_at = models.DateTimeField("lưu lúc", default=timezone.now)
    saved_by = models.ForeignKey(Position, verbose_name="người lưu", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "bản đang soạn"
        constraints = [models.UniqueConstraint(fields=["registration", "purpose"], name="draft_once")]

    def __str__(self):
        return f"{self.get_purpose_display()} {self.registration.code}, lần lưu {self.revision}"


class RegistrationVersion(models.Model):
    """Bản đã nộp: the paper as it was sent. A print, a score and a scan point to the version they saw."""

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="versions")
    purpose = models.CharField("của", max_length=12, choices=Purpose)
    number = models.PositiveIntegerField("lần")
    paper = models.JSONField("nội dung trên giấy")
    sent_at = models.DateTimeField("nộp lúc")
    sent_by = models.ForeignKey(Position, verbose_name="người nộp", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "bản đã nộp"
        ordering = ["purpose", "number"]
        constraints = [
            models.UniqueConstraint(fields=["registration", "purpose", "number"], name="version_number_once")
        ]

    def __str__(self):
        return f"{self.registration.code}, {self.get_purpose_display()} lần {self.number}"


class Receipt(models.Model):
    """Tiếp nhận, sổ đăng ký: one row per registration and desk; the dated facts that figures count."""

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="receipts")
    desk = models.ForeignKey(Unit, verbose_name="nơi tiếp nhận", on_delete=models.PROTECT, related_name="receipts")
    received_at = models.DateTimeField("tiếp nhận lúc")
    received_by = models.ForeignKey(
        Position, verbose_name="người tiếp nhận", on_delete=models.PROTECT, related_name="+"
    )
    confirmed_on = models.DateField("xác nhận ngày", null=True)
    register_year = models.PositiveSmallIntegerField("năm của sổ", null=True)
    register_number = models.PositiveIntegerField("số trong sổ", null=True)
    is_first = models.BooleanField("nơi xác nhận đầu tiên", default=False)
    letter = models.ForeignKey(
        "registrations.Letter", verbose_name="gửi theo công văn", null=True, on_delete=models.PROTECT,
        related_name="receipts",
    )  # fmt: skip

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        verbose_name = "tiếp nhận"
        ordering = ["received_at", "pk"]
        indexes = [models.Index(fields=["confirmed_on", "is_first"], name="receipt_confirmed")]
        constraints = [
            models.UniqueConstraint(fields=["registration", "desk"], name="receipt_once_per_desk"),
            models.UniqueConstraint(
                fields=["desk", "register_year", "register_number"],
                condition=models.Q(register_number__isnull=False),
                name="register_number_once",
            ),
            models.UniqueConstraint(
                fields=["registration"], condition=models.Q(is_first=True), name="receipt_one_first_confirmation"
            ),
        ]

    def __str__(self):
        return f"{self.desk}: {self.registration.code}"

    @property
    def register_text(self) -> str:
        """“05/2026”, or nothing before the registration is confirmed."""
        return f"{self.register_number:02d}/{self.register_year}" if self.register_number else ""


class Result(models.Model):
    """Báo cáo kết quả mô hình: what was done and achieved, as last sent."""

    registration = models.OneToOneField(Registration, on_delete=models.PROTECT, related_name="result")
    how = models.TextField("cách làm")
    forces = models.TextField("lực lượng tham gia")
    outcome = models.TextField("kết quả đạt được")
    benefit_amount = models.BigIntegerField("giá trị làm lợi thực tế (đồng)", null=True)
    upkeep = models.TextField("khả năng duy trì, nhân rộng", blank=True)
    proposals = models.TextField("kiến nghị, đề xuất", blank=True)
    sent_at = models.DateTimeField("gửi lúc")

    class Meta:
        verbose_name = "báo cáo kết quả"

    def __str__(self):
        return f"Báo cáo kết quả {self.registration.code}"


class Attachment(AttachmentBase):
    """Tệp đính kèm, minh chứng. Without a version it has not been sent yet and only its owner sees it."""

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="attachments")
    version = models.ForeignKey(
        RegistrationVersion,
        verbose_name="gửi cùng bản",
        null=True,
        on_delete=models.PROTECT,
        related_name="attachments",
    )
    added_by = models.ForeignKey(Position, verbose_name="người thêm", on_delete=models.PROTECT, related_name="+")

    class Meta(AttachmentBase.Meta):
        abstract = False
        verbose_name = "tệp đính kèm"


class RegistrationEvent(Event):
    """Quá trình: who moved the registration, at which desk, when and why."""

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="events")
    by = models.ForeignKey(Position, verbose_name="người thực hiện", on_delete=models.PROTECT, related_name="+")

    class Meta(Event.Meta):
        abstract = False
        verbose_name = "dòng quá trình"
        indexes = [models.Index(fields=["move", "at"], name="event_move_at")]
