"""Quyết định: prepared quietly with its lines and legal bases, then published under its number and date."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Position
from common import dates
from common.models import Attachment, Event
from evaluation.models import Round
from recognition.enums import GIVING, Act, DecisionState
from recognition.models.signed import SignedPaper
from recognition.querysets import DecisionQuerySet
from registrations.models import Plan
from units.models import Level, Unit


class Decision(SignedPaper):
    """Quyết định công nhận, khen thưởng hoặc thu hồi of one office. `unit` and `level` are those of the day it was drawn up."""

    act = models.CharField("loại quyết định", max_length=12, choices=Act)
    unit = models.ForeignKey(Unit, verbose_name="cơ quan ban hành", on_delete=models.PROTECT, related_name="decisions")
    level = models.ForeignKey(Level, verbose_name="cấp", on_delete=models.PROTECT, related_name="decisions")
    plan = models.ForeignKey(Plan, verbose_name="kế hoạch", on_delete=models.PROTECT, related_name="decisions")
    year = models.PositiveSmallIntegerField("năm")
    round = models.ForeignKey(
        Round, verbose_name="theo đợt đánh giá", null=True, blank=True, on_delete=models.PROTECT,
        related_name="decisions",
    )  # fmt: skip
    about = models.CharField("về việc", max_length=300, help_text="Phần chữ sau “Về việc”.")
    proposer = models.CharField(
        "theo đề nghị của", max_length=200, blank=True, help_text="Ví dụ: Văn phòng HĐND và UBND xã."
    )
    addressee = models.CharField("tờ trình gửi", max_length=200, blank=True, help_text="Ví dụ: Chủ tịch UBND xã.")
    carried_out_by = models.CharField(
        "chịu trách nhiệm thi hành",
        max_length=400,
        blank=True,
        help_text="Ví dụ: Văn phòng HĐND và UBND xã, Công chức Tài chính – Kế toán.",
    )
    needs_merit_reports = models.BooleanField("bắt buộc có báo cáo thành tích", default=False)
    no_consultation = models.BooleanField("không phải lấy ý kiến hiệp y", default=False)
    issued_on = models.DateField("ngày quyết định", null=True, blank=True)
    created_at = models.DateTimeField("lúc lập", default=timezone.now)
    created_by = models.ForeignKey(Position, verbose_name="người lập", on_delete=models.PROTECT, related_name="+")

    called = "quyết định"

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "quyết định"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=DecisionState.values), name="decision_state_is_known"),
            models.CheckConstraint(condition=Q(act__in=Act.values), name="decision_act_is_known"),
            models.CheckConstraint(
                condition=~Q(state=DecisionState.PUBLISHED)
                | ~Q(number="") & ~Q(signer_name="") & Q(issued_on__isnull=False, published_at__isnull=False),
                name="decision_published_is_numbered",
                violation_error_message="Quyết định đã phát hành phải có số, ngày và người ký.",
            ),
            models.UniqueConstraint(
                fields=["unit", "number", "issued_on"],
                condition=~Q(number=""),
                name="decision_number_once",
                violation_error_message="Đơn vị đã có quyết định số đó, ngày đó.",
            ),
        ]

    def __str__(self):
        return f"{self.numbered}: {self.about}"

    @property
    def numbered(self) -> str:
        """“Quyết định số 45/QĐ-UBND ngày 12/11/2026”, as other papers cite it."""
        if not self.number:
            return "Quyết định chưa có số"
        return f"Quyết định số {self.number} ngày {dates.day(self.issued_on)}"

    @property
    def name_in_log(self) -> str:
        """Before it is published the readers of the log do not know what it is about."""
        return str(self) if self.published_at else f"Quyết định chưa phát hành ({self.get_act_display().lower()})"

    @property
    def gives(self) -> bool:
        """Recognition or reward, against taking one back."""
        return self.act in GIVING

    @property
    def rewards(self) -> bool:
        """A reward has a dossier: merit reports, money, what other offices say."""
        return self.act == Act.REWARD


class LegalBasis(models.Model):
    """Căn cứ: one line of the decision's preamble, as it is printed."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="bases")
    place = models.PositiveSmallIntegerField("thứ tự")
    text = models.CharField("căn cứ", max_length=500)

    class Meta:
        verbose_name = "căn cứ"
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["decision", "place"], name="basis_place_once")]

    def __str__(self):
        return self.text


class DecisionEvent(Event):
    """Quá trình của quyết định."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="events")
    by = models.ForeignKey(Position, verbose_name="người thực hiện", on_delete=models.PROTECT, related_name="+")

    class Meta(Event.Meta):
        abstract = False
        verbose_name = "dòng quá trình quyết định"


class SignedCopy(Attachment):
    """Bản ký, đóng dấu của quyết định đã phát hành."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="copies")
    added_by = models.ForeignKey(Position, verbose_name="người thêm", on_delete=models.PROTECT, related_name="+")
    token = models.UUIDField("dấu một lần", unique=True, editable=False)

    class Meta(Attachment.Meta):
        abstract = False
        verbose_name = "bản ký quyết định"
