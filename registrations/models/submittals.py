"""Danh sách trình lãnh đạo, and the lists that go out with a công văn."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Position
from common.models import Attachment as AttachmentBase
from common.models import Event
from registrations.enums import LIST_TONES, ItemOutcome, ListState
from registrations.models.records import RegistrationEvent
from registrations.models.registration import Registration
from registrations.querysets import OfRegistrationQuerySet
from registrations.submittals.querysets import LetterQuerySet, SubmittalQuerySet
from units.models import Headed, Unit


class Submittal(Headed):
    """Danh sách trình: what an officer proposes to do with records of a desk, until its leader has approved it."""

    unit = models.ForeignKey(Unit, verbose_name="nơi tiếp nhận", on_delete=models.PROTECT, related_name="submittals")
    title = models.CharField("tên danh sách", max_length=200)
    state = models.CharField("trạng thái", max_length=10, choices=ListState, default=ListState.DRAFT, editable=False)
    token = models.UUIDField("dấu một lần", unique=True, editable=False)
    created_at = models.DateTimeField("lúc lập", default=timezone.now)
    created_by = models.ForeignKey(Position, verbose_name="người lập", on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField("trình lúc", null=True, editable=False)
    approved_at = models.DateTimeField("duyệt lúc", null=True, editable=False)
    approved_by = models.ForeignKey(
        Position, verbose_name="người duyệt", null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    signer_name = models.CharField("người ký", max_length=150, blank=True)
    signer_title = models.CharField("chức vụ người ký", max_length=150, blank=True)
    signed_on = models.DateField("ngày ký", null=True)

    called = "danh sách"

    objects = SubmittalQuerySet.as_manager()

    class Meta:
        verbose_name = "danh sách trình"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ListState.values), name="submittal_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state=ListState.APPROVED) | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="submittal_approved_by_somebody",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def tone(self) -> str:
        return LIST_TONES[ListState(self.state)]


class SubmittalItem(models.Model):
    """Một dòng của danh sách trình: the record, the move the officer proposes with its text, and what became of it."""

    submittal = models.ForeignKey(Submittal, on_delete=models.CASCADE, related_name="items")
    registration = models.ForeignKey(
        Registration, verbose_name="hồ sơ", on_delete=models.PROTECT, related_name="submitted_items"
    )
    move = models.CharField("việc trình", max_length=40)
    note = models.TextField("ý kiến, lý do", blank=True)
    token = models.UUIDField("dấu một lần", unique=True, editable=False)
    added_at = models.DateTimeField("đưa vào lúc", default=timezone.now)
    added_by = models.ForeignKey(Position, verbose_name="người đưa vào", on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField("kết quả", max_length=10, choices=ItemOutcome, default=ItemOutcome.OPEN)
    told = models.CharField("lý do, kết quả", max_length=500, blank=True)
    left_at = models.DateTimeField("ra khỏi danh sách lúc", null=True, editable=False)
    event = models.OneToOneField(
        RegistrationEvent, verbose_name="bước đã đi", null=True, on_delete=models.PROTECT, related_name="approval"
    )

    objects = OfRegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = "dòng danh sách trình"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration"],
                condition=Q(outcome=ItemOutcome.OPEN),
                name="submittal_item_open_once",
                violation_error_message="Hồ sơ này đã nằm trong một danh sách trình.",
            ),
            models.CheckConstraint(condition=Q(outcome__in=ItemOutcome.values), name="submittal_outcome_is_known"),
        ]

    def __str__(self):
        return f"{self.registration.code}: {self.move}"

    @property
    def is_open(self) -> bool:
        return self.outcome == ItemOutcome.OPEN


class SubmittalEvent(Event):
    """Quá trình của một danh sách trình."""

    submittal = models.ForeignKey(Submittal, on_delete=models.PROTECT, related_name="events")
    by = models.ForeignKey(Position, verbose_name="người thực hiện", on_delete=models.PROTECT, related_name="+")

    class Meta(Event.Meta):
        abstract = False
        verbose_name = "dòng quá trình của danh sách trình"


class Letter(Headed):
    """Công văn kèm danh sách: under which number and date the confirmed registrations of a desk went up."""

    unit = models.ForeignKey(Unit, verbose_name="nơi gửi", on_delete=models.PROTECT, related_name="letters")
    number = models.CharField("số, ký hiệu công văn", max_length=60, blank=True)
    issued_on = models.DateField("ngày công văn", null=True, blank=True)
    receiver = models.CharField("gửi đến", max_length=200, blank=True)
    signer_name = models.CharField("người ký", max_length=150, blank=True)
    signer_title = models.CharField("chức vụ người ký", max_length=150, blank=True)
    submittal = models.ForeignKey(
        Submittal, verbose_name="theo danh sách trình", null=True, editable=False, on_delete=models.PROTECT,
        related_name="letters",
    )  # fmt: skip
    token = models.UUIDField("dấu một lần", unique=True, editable=False)
    created_at = models.DateTimeField("lúc lập", default=timezone.now)
    created_by = models.ForeignKey(Position, verbose_name="người lập", on_delete=models.PROTECT, related_name="+")

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = "công văn kèm danh sách"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "number", "issued_on"],
                condition=~Q(number=""),
                name="letter_number_once",
                violation_error_message="Đơn vị đã có công văn số đó, ngày đó.",
            )
        ]

    def __str__(self):
        number = f" số {self.number}" if self.number else " chưa có số"
        return f"Công văn{number}{f' ngày {self.issued_on:%d/%m/%Y}' if self.issued_on else ''}"


class LetterCopy(AttachmentBase):
    """Bản ký: the letter with its list as it was signed and sealed. A later copy stands beside the earlier one."""

    letter = models.ForeignKey(Letter, verbose_name="công văn", on_delete=models.PROTECT, related_name="copies")
    added_by = models.ForeignKey(Position, verbose_name="người thêm", on_delete=models.PROTECT, related_name="+")

    class Meta(AttachmentBase.Meta):
        abstract = False
        verbose_name = "bản ký của công văn kèm danh sách"
