"""Đính chính: what was written wrongly in a published decision, and what is right."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Position
from common import dates, numbers
from common.models import Event
from recognition.enums import OF_A_LINE, OF_THE_DECISION, CorrectionKind, DecisionState, Subject
from recognition.models.awards import Award
from recognition.models.decisions import Decision
from recognition.models.signed import SignedPaper
from recognition.querysets import CorrectionQuerySet


class Correction(SignedPaper):
    """Đính chính of one decision: prepared, signed and numbered as the decision itself.

    The first text stays readable in its items; decision and lines hold what is right once it is published.
    """

    decision = models.ForeignKey(
        Decision, verbose_name="quyết định", on_delete=models.PROTECT, related_name="corrections", editable=False
    )
    kind = models.CharField("loại văn bản", max_length=10, choices=CorrectionKind, default=CorrectionKind.DECISION)
    reason = models.TextField("lý do đính chính")
    issued_on = models.DateField("ngày đính chính", null=True, blank=True)
    created_at = models.DateTimeField("lúc lập", default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        Position, verbose_name="người lập", on_delete=models.PROTECT, related_name="+", editable=False
    )

    called = "đính chính"

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = "đính chính"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=DecisionState.values), name="correction_state_is_known"),
            models.CheckConstraint(condition=Q(kind__in=CorrectionKind.values), name="correction_kind_is_known"),
            models.CheckConstraint(
                condition=~Q(state=DecisionState.PUBLISHED)
                | ~Q(number="") & ~Q(signer_name="") & Q(issued_on__isnull=False, published_at__isnull=False),
                name="correction_published_is_numbered",
                violation_error_message="Đính chính đã phát hành phải có số, ngày và người ký.",
            ),
        ]

    def __str__(self):
        return f"{self.numbered}, đính chính {self.decision.numbered}"

    @property
    def is_letter(self) -> bool:
        return self.kind == CorrectionKind.LETTER

    @property
    def numbered(self) -> str:
        """“Công văn số 12/UBND-VP ngày 20/01/2027”."""
        what = "Công văn" if self.is_letter else "Quyết định"
        return f"{what} số {self.number} ngày {dates.day(self.issued_on)}" if self.number else self.get_kind_display()

    # Who prepares, signs and numbers a decision does the same with what corrects it: the people of its office, or of the
    # one that took over and drew the correction up.
    @property
    def unit(self):
        return self.created_by.unit

    @property
    def unit_id(self) -> int:
        return self.created_by.unit_id


class CorrectionItem(models.Model):
    """Một chỗ đính chính, of the decision or of one line; texts as columns keep them (a day as 2026-12-18)."""

    correction = models.ForeignKey(Correction, on_delete=models.CASCADE, related_name="items")
    subject = models.CharField("chỗ sai", max_length=20, choices=Subject)
    award = models.ForeignKey(
        Award, verbose_name="dòng", null=True, on_delete=models.PROTECT, related_name="corrections"
    )
    was = models.TextField("đã ghi", blank=True)
    becomes = models.TextField("đính chính thành", blank=True)

    class Meta:
        verbose_name = "chỗ đính chính"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["correction", "subject", "award"],
                condition=Q(award__isnull=False),
                name="correction_of_line_once",
            ),
            models.UniqueConstraint(
                fields=["correction", "subject"], condition=Q(award__isnull=True), name="correction_of_decision_once"
            ),
            models.CheckConstraint(
                condition=Q(award__isnull=True, subject__in=OF_THE_DECISION)
                | Q(award__isnull=False, subject__in=OF_A_LINE),
                name="correction_item_stands_where_it_may",
            ),
        ]

    def __str__(self):
        return f"{self.get_subject_display()}: “{self.was_text}” → “{self.becomes_text}”"

    @property
    def value(self):
        """What is right, as the column holds it."""
        return column(self.subject, self.becomes)

    @property
    def was_text(self) -> str:
        return said(self.subject, self.was)

    @property
    def becomes_text(self) -> str:
        return said(self.subject, self.becomes)


class CorrectionEvent(Event):
    """Quá trình của đính chính."""

    correction = models.ForeignKey(Correction, on_delete=models.PROTECT, related_name="events")
    by = models.ForeignKey(Position, verbose_name="người thực hiện", on_delete=models.PROTECT, related_name="+")

    class Meta(Event.Meta):
        abstract = False
        verbose_name = "dòng quá trình đính chính"


def kept(value) -> str:
    """A value of a column as an item keeps it."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def column(subject: str, text: str):
    """The value of the column again."""
    if subject == Subject.ISSUED_ON:
        return date.fromisoformat(text)
    if subject == Subject.MONEY:
        return int(text) if text else None
    return text


def said(subject: str, text: str) -> str:
    """As people write it."""
    if subject == Subject.ISSUED_ON and text:
        return dates.day(date.fromisoformat(text))
    if subject == Subject.MONEY:
        return numbers.amount(int(text)) if text else "không có"
    return text or "(để trống)"
