"""Hồ sơ khen thưởng: báo cáo thành tích of one model or person, and ý kiến hiệp y on a decision."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Position
from common.models import Attachment, Event
from recognition.enums import MERIT_TONES, MeritState, Verdict
from recognition.models.decisions import Decision
from recognition.querysets import MeritReportQuerySet
from registrations.models import Registration


class MeritReport(models.Model):
    """Báo cáo thành tích: one per registration, confirmed by the desk that confirmed its effect.

    `frozen` holds the names and facts around the text as they were on confirmation; the paper prints from there.
    """

    registration = models.OneToOneField(
        Registration, verbose_name="đăng ký", on_delete=models.PROTECT, related_name="merit_report"
    )
    about = models.TextField("sơ lược tập thể, cá nhân")
    achieved = models.TextField("thành tích đạt được")
    asked = models.TextField("đề nghị")
    signer_name = models.CharField("người ký", max_length=150, blank=True)
    signer_title = models.CharField("chức vụ người ký", max_length=150, blank=True)
    state = models.CharField("trạng thái", max_length=10, choices=MeritState, default=MeritState.DRAFT, editable=False)
    frozen = models.JSONField("như khi xác nhận", default=dict, editable=False)
    token = models.UUIDField("dấu một lần", unique=True, editable=False)
    written_at = models.DateTimeField("lưu lúc", default=timezone.now, editable=False)
    written_by = models.ForeignKey(
        Position, verbose_name="người viết", on_delete=models.PROTECT, related_name="+", editable=False
    )
    sent_at = models.DateTimeField("gửi lúc", null=True, editable=False)
    confirmed_at = models.DateTimeField("xác nhận lúc", null=True, editable=False)
    confirmed_by = models.ForeignKey(
        Position, verbose_name="người xác nhận", null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    opinion = models.TextField("ý kiến xác nhận", blank=True, editable=False)

    called = "báo cáo thành tích"

    objects = MeritReportQuerySet.as_manager()

    class Meta:
        verbose_name = "báo cáo thành tích"
        ordering = ["-written_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=MeritState.values), name="merit_state_is_known"),
            models.CheckConstraint(
                condition=Q(state=MeritState.CONFIRMED, confirmed_at__isnull=False, confirmed_by__isnull=False)
                | ~Q(state=MeritState.CONFIRMED) & Q(confirmed_at__isnull=True, confirmed_by__isnull=True),
                name="merit_confirmed_by_somebody",
            ),
        ]

    def __str__(self):
        return f"Báo cáo thành tích {self.registration.code}"

    @property
    def tone(self) -> str:
        return MERIT_TONES[MeritState(self.state)]

    @property
    def is_draft(self) -> bool:
        return self.state == MeritState.DRAFT

    @property
    def is_confirmed(self) -> bool:
        return self.state == MeritState.CONFIRMED


class MeritEvent(Event):
    """Quá trình của báo cáo thành tích."""

    report = models.ForeignKey(MeritReport, on_delete=models.PROTECT, related_name="events")
    by = models.ForeignKey(Position, verbose_name="người thực hiện", on_delete=models.PROTECT, related_name="+")

    class Meta(Event.Meta):
        abstract = False
        verbose_name = "dòng quá trình báo cáo thành tích"


class Consultation(models.Model):
    """Ý kiến hiệp y: one office asked about a reward, and its answer once there is one."""

    decision = models.ForeignKey(
        Decision, verbose_name="quyết định", on_delete=models.PROTECT, related_name="consultations", editable=False
    )
    body = models.CharField("cơ quan được hỏi", max_length=200)
    asked_number = models.CharField("số văn bản hỏi", max_length=60, blank=True)
    asked_on = models.DateField("ngày văn bản hỏi", null=True, blank=True)
    answered_on = models.DateField("ngày trả lời", null=True, blank=True)
    verdict = models.CharField("kết luận", max_length=10, choices=Verdict, blank=True)
    text = models.TextField("nội dung trả lời", blank=True)
    token = models.UUIDField("dấu một lần", unique=True, editable=False)
    added_by = models.ForeignKey(
        Position, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        verbose_name = "ý kiến hiệp y"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "body"],
                name="consultation_body_once",
                violation_error_message="Cơ quan này đã có trong danh sách lấy ý kiến.",
            ),
            models.CheckConstraint(
                condition=Q(verdict="", answered_on__isnull=True) | ~Q(verdict="") & Q(answered_on__isnull=False),
                name="consultation_answer_has_day_and_verdict",
                violation_error_message="Câu trả lời phải có cả ngày trả lời và kết luận.",
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=["", *Verdict.values]), name="consultation_verdict_is_known"
            ),
        ]

    def __str__(self):
        return f"Hiệp y của {self.body}"

    @property
    def name_in_log(self) -> str:
        """Whom the reward is about stays with the office until it is published."""
        return str(self) if self.decision.published_at else "Ý kiến hiệp y của quyết định chưa phát hành"

    @property
    def is_answered(self) -> bool:
        return bool(self.verdict)


class ConsultationFile(Attachment):
    """Văn bản trả lời hiệp y."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="files")
    added_by = models.ForeignKey(Position, verbose_name="người thêm", on_delete=models.PROTECT, related_name="+")

    class Meta(Attachment.Meta):
        abstract = False
        verbose_name = "văn bản trả lời hiệp y"
