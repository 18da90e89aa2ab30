"""Quỹ “Vì người nghèo”: one book for each Front body, in and out; its board; what is planned and settled by source."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Position
from common import dates
from common.fields import BytewiseCharField
from front.enums import Donor, Flow, Seat, Source, Use, given_by
from front.models.contributions import Helped
from front.models.kept import Struck
from front.querysets import FundBoardQuerySet, FundEntryQuerySet, OfKeeperQuerySet
from units.models import Unit


class Fund(models.Model):
    """Sổ quỹ of one Front body: from a day on, with what was in it then."""

    keeper = models.OneToOneField(
        Unit, verbose_name="nơi giữ quỹ", on_delete=models.PROTECT, related_name="+", editable=False
    )
    path_then = BytewiseCharField("đường dẫn khi mở", max_length=120, editable=False)
    opened_on = models.DateField("mở sổ từ ngày")
    opening = models.BigIntegerField("số dư khi mở sổ (đồng)", default=0)
    written_by = models.ForeignKey(
        Position, verbose_name="người mở sổ", on_delete=models.PROTECT, related_name="+", editable=False
    )
    written_at = models.DateTimeField("mở lúc", default=timezone.now, editable=False)

    objects = OfKeeperQuerySet.as_manager()

    class Meta:
        verbose_name = "sổ Quỹ “Vì người nghèo”"
        ordering = ["keeper__path"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opening__gte=0),
                name="fund_opens_not_below_zero",
                violation_error_message="Số dư khi mở sổ không được âm.",
            )
        ]

    def __str__(self):
        return f"Quỹ “Vì người nghèo” – {self.keeper}"


class FundEntry(Struck, Helped):
    """Một lần thu hoặc chi. Never altered: a wrong one is struck out for a reason, the right one written beside it."""

    fund = models.ForeignKey(Fund, verbose_name="sổ quỹ", on_delete=models.PROTECT, related_name="entries")
    path_then = BytewiseCharField("đường dẫn khi ghi", max_length=120, editable=False)
    on = models.DateField("ngày", db_index=True)
    flow = models.CharField("thu, chi", max_length=3, choices=Flow, editable=False)
    amount = models.BigIntegerField("số tiền (đồng)")
    voucher = models.CharField("số chứng từ", max_length=40, blank=True)
    source = models.CharField("nguồn", max_length=8, choices=Source, blank=True)
    donor_kind = models.CharField("thu của ai", max_length=10, choices=Donor, blank=True)
    donor = models.CharField("tên tổ chức đóng góp", max_length=200, blank=True)
    use = models.CharField("chi cho việc", max_length=10, choices=Use, blank=True)
    note = models.CharField("diễn giải", max_length=300, blank=True)
    written_by = models.ForeignKey(
        Position, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+", editable=False
    )
    written_at = models.DateTimeField("ghi lúc", default=timezone.now, editable=False)
    token = models.UUIDField("dấu một lần", unique=True, editable=False)

    objects = FundEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "bút toán Quỹ “Vì người nghèo”"
        ordering = ["on", "pk"]
        constraints = [
            *Struck.Meta.constraints,
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="fund_entry_amount_above_zero",
                violation_error_message="Số tiền phải lớn hơn 0.",
            ),
            models.CheckConstraint(
                condition=Q(flow=Flow.IN, use="") & ~Q(source="") & ~Q(donor_kind="")
                | Q(flow=Flow.OUT, source="", donor_kind="", donor="") & ~Q(use=""),
                name="fund_entry_says_whence_or_what_for",
                violation_error_message="Khoản thu ghi nguồn và ai đóng góp; khoản chi ghi chi cho việc gì.",
            ),
            models.CheckConstraint(
                condition=~Q(donor_kind=Donor.HOUSEHOLD) | Q(donor=""),
                name="fund_entry_names_no_household",
                violation_error_message="Không ghi tên hộ gia đình, cá nhân đóng góp.",
            ),
        ]

    def __str__(self):
        return f"{self.get_flow_display()} {dates.day(self.on)}"

    @property
    def about(self) -> str:
        """From whom, or what for."""
        return Use(self.use).label if self.flow == Flow.OUT else given_by(self.donor_kind, self.donor)


class FundBoard(models.Model):
    """Ban vận động Quỹ by one decision; the latest is in office, those before stay to be read."""

    keeper = models.ForeignKey(Unit, verbose_name="của", on_delete=models.PROTECT, related_name="+", editable=False)
    number = models.CharField("quyết định số", max_length=60)
    decided_on = models.DateField("ngày quyết định")
    note = models.CharField("lý do kiện toàn", max_length=300, blank=True)
    written_by = models.ForeignKey(
        Position, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+", editable=False
    )
    token = models.UUIDField("dấu một lần", unique=True, editable=False)

    objects = FundBoardQuerySet.as_manager()

    class Meta:
        verbose_name = "Ban vận động Quỹ “Vì người nghèo”"
        ordering = ["-decided_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["keeper", "number", "decided_on"],
                name="fund_board_once_by_a_decision",
                violation_error_message="Quyết định này đã ghi.",
            )
        ]

    def __str__(self):
        return f"Quyết định số {self.number} ngày {dates.day(self.decided_on)}"


class BoardMember(models.Model):
    """Thành viên of the board."""

    board = models.ForeignKey(FundBoard, on_delete=models.CASCADE, related_name="members")
    number = models.PositiveSmallIntegerField("thứ tự")
    seat = models.CharField("trong Ban", max_length=10, choices=Seat)
    name = models.CharField("họ tên, chức vụ", max_length=200)

    class Meta:
        verbose_name = "thành viên Ban vận động Quỹ"
        ordering = ["number"]

    def __str__(self):
        return f"{self.name}, {self.get_seat_display()}"


class Estimate(models.Model):
    """Dự toán, quyết toán: one item of a year's money, by source; the second is known when the year is settled."""

    keeper = models.ForeignKey(Unit, verbose_name="của", on_delete=models.PROTECT, related_name="+", editable=False)
    year = models.PositiveSmallIntegerField("năm")
    source = models.CharField("nguồn", max_length=8, choices=Source)
    item = models.CharField("nội dung chi", max_length=200)
    planned = models.BigIntegerField("dự toán (đồng)")
    settled = models.BigIntegerField("quyết toán (đồng)", null=True, blank=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)
    written_by = models.ForeignKey(
        Position, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+", editable=False
    )
    token = models.UUIDField("dấu một lần", unique=True, editable=False)

    objects = OfKeeperQuerySet.as_manager()

    class Meta:
        verbose_name = "khoản dự toán, quyết toán"
        ordering = ["source", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(planned__gte=0) & (Q(settled__isnull=True) | Q(settled__gte=0)),
                name="estimate_not_below_zero",
                violation_error_message="Dự toán, quyết toán không được âm.",
            ),
            models.CheckConstraint(condition=Q(source__in=Source.values), name="estimate_source_is_known"),
            models.UniqueConstraint(
                fields=["keeper", "year", "source", "item"],
                name="estimate_once_a_year",
                violation_error_message="Khoản này của năm đã ghi.",
            ),
        ]

    def __str__(self):
        return f"{self.item}, năm {self.year}"
