"""Công nhận, khen thưởng: what a decision gives to one model or person, with the names of that day."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Position
from common.fields import BytewiseCharField
from recognition.enums import GIVING, Act
from recognition.models.decisions import Decision
from recognition.querysets import AwardQuerySet
from registrations.enums import Kind
from registrations.models import Registration
from units.models import Level


class Award(models.Model):
    """One line of a decision. Published when `issued_on` is set; `act`, `level` and `year` are the decision's own.

    Title, owner, unit and path are frozen on the day of publication: the paper prints as it was.
    """

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="awards")
    act = models.CharField("loại", max_length=12, choices=Act)
    level = models.ForeignKey(Level, verbose_name="cấp", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("năm")
    registration = models.ForeignKey(
        Registration, verbose_name="đăng ký", on_delete=models.PROTECT, related_name="awards"
    )
    kind = models.CharField("tập thể, cá nhân", max_length=12, choices=Kind)
    name = models.CharField("danh hiệu, nội dung", max_length=300)
    form = models.CharField("hình thức khen thưởng", max_length=100, blank=True)
    money = models.BigIntegerField("tiền thưởng kèm theo (đồng)", null=True, blank=True)
    title = models.CharField("tên mô hình, điển hình", max_length=300)
    owner_name = models.CharField("tập thể, cá nhân", max_length=170)
    unit_name = models.CharField("đơn vị", max_length=420)
    path_then = BytewiseCharField("đường dẫn khi công nhận", max_length=120, editable=False)
    search_text = models.CharField("chữ để tìm", max_length=900, editable=False)
    sort_key = BytewiseCharField("khóa xếp", max_length=900, editable=False)
    issued_on = models.DateField("ngày quyết định", null=True, editable=False)
    serial = models.CharField("số giấy chứng nhận", max_length=40, blank=True, editable=False)
    code = BytewiseCharField("mã xác minh", max_length=20, null=True, unique=True, editable=False)
    revoked_by = models.ForeignKey(
        Decision, verbose_name="quyết định thu hồi", null=True, editable=False, on_delete=models.PROTECT,
        related_name="revoked_awards",
    )  # fmt: skip
    revoked_on = models.DateField("thu hồi ngày", null=True, editable=False)
    lapsed_from = models.PositiveSmallIntegerField("không còn duy trì từ năm", null=True, editable=False)
    consented_at = models.DateTimeField("đồng ý công khai, ghi lúc", null=True, editable=False)
    consented_by = models.ForeignKey(
        Position, verbose_name="người ghi việc đồng ý", null=True, editable=False, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    consented_how = models.CharField("đồng ý bằng gì", max_length=200, blank=True, editable=False)

    objects = AwardQuerySet.as_manager()

    class Meta:
        verbose_name = "dòng công nhận, khen thưởng"
        ordering = ["kind", "sort_key", "pk"]
        indexes = [
            models.Index(fields=["issued_on", "act"], name="award_issued"),
            models.Index(fields=["act", "sort_key", "id"], name="award_by_title"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "registration"],
                name="award_once_per_decision",
                violation_error_message="Mô hình này đã có trong quyết định.",
            ),
            models.UniqueConstraint(
                fields=["registration", "level", "year"],
                condition=Q(act=Act.RECOGNITION, issued_on__isnull=False, revoked_on__isnull=True),
                name="award_recognised_once_per_level_and_year",
                violation_error_message="Mô hình này đã được công nhận ở cấp đó trong năm.",
            ),
            models.CheckConstraint(condition=Q(act__in=GIVING), name="award_act_gives"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="award_kind_is_known"),
            models.CheckConstraint(
                condition=Q(money__isnull=True) | Q(money__gte=0),
                name="award_money_not_negative",
                violation_error_message="Tiền thưởng không được âm.",
            ),
            models.CheckConstraint(
                condition=Q(revoked_on__isnull=True, revoked_by__isnull=True)
                | Q(revoked_on__isnull=False, revoked_by__isnull=False, issued_on__isnull=False),
                name="award_revoked_by_a_decision",
            ),
            models.CheckConstraint(
                condition=Q(consented_at__isnull=True, consented_by__isnull=True)
                | Q(consented_at__isnull=False, consented_by__isnull=False),
                name="award_consent_recorded_by_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.owner_name}: {self.title}"

    @property
    def name_in_log(self) -> str:
        """Before publication the readers of the log learn nothing of who is to get what."""
        return str(self) if self.issued_on else f"dòng của quyết định chưa phát hành ({self.registration_id})"

    @property
    def is_standing(self) -> bool:
        return self.issued_on is not None and self.revoked_on is None

    @property
    def is_maintained(self) -> bool:
        """Standing, and not said to have lapsed."""
        return self.is_standing and self.lapsed_from is None

    @property
    def is_individual(self) -> bool:
        return self.kind == Kind.INDIVIDUAL

    @property
    def whom(self) -> str:
        """“Ông Phạm Đức Cần, thôn Đoài, xã Minh Lạc”, or the unit alone."""
        return f"{self.owner_name}, {self.unit_name}" if self.is_individual else self.unit_name

    @property
    def paper_name(self) -> str:
        """What the sheet is called that goes with it."""
        return self.form or "Giấy chứng nhận"


class Revocation(models.Model):
    """Dòng thu hồi: an award a later decision takes back, and why. It stands until that decision is published."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="revocations")
    award = models.ForeignKey(
        Award, verbose_name="danh hiệu thu hồi", on_delete=models.PROTECT, related_name="revocations"
    )
    reason = models.CharField("lý do", max_length=400)

    class Meta:
        verbose_name = "dòng thu hồi"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "award"],
                name="revocation_once_per_decision",
                violation_error_message="Danh hiệu này đã có trong quyết định thu hồi.",
            )
        ]

    def __str__(self):
        return f"Thu hồi: {self.award}"


class CertificatePrint(models.Model):
    """Lần in giấy chứng nhận: who printed the sheet of an award, when, for which time, and why once more."""

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="prints")
    number = models.PositiveSmallIntegerField("lần in")
    reason = models.CharField("lý do in lại", max_length=300, blank=True)
    on_blank = models.BooleanField("in lên phôi", default=False)
    at = models.DateTimeField("in lúc", default=timezone.now)
    by = models.ForeignKey(Position, verbose_name="người in", on_delete=models.PROTECT, related_name="+")
    run = models.UUIDField("lượt in", db_index=True, editable=False)

    class Meta:
        verbose_name = "lần in giấy chứng nhận"
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["award", "number"], name="certificate_print_number_once"),
            models.UniqueConstraint(fields=["award", "run"], name="certificate_print_once_per_run"),
            models.CheckConstraint(
                condition=Q(number=1, reason="") | Q(number__gt=1) & ~Q(reason=""),
                name="certificate_reprint_has_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.award.serial}, lần {self.number}"

    @property
    def is_again(self) -> bool:
        """The first print is no reprint."""
        return self.number > 1

    @property
    def again(self) -> str:
        """“In lại lần 2”."""
        return f"In lại lần {self.number}" if self.is_again else ""
