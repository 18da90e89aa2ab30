"""Nguồn lực vận động được: money, land, working days, goods; from whom, for what. Counts only, never a household."""

from django.db import models
from django.db.models import Q

from front.enums import Donor, Resource, Source, given_by
from front.models.kept import Kept
from front.querysets import ContributionQuerySet
from registrations.models import Content

LAND, LABOUR = Resource.LAND, Resource.LABOUR


class Helped(models.Model):
    """What came of it, counted: households helped, houses built and repaired."""

    households = models.PositiveIntegerField("số hộ được giúp", null=True, blank=True)
    houses_built = models.PositiveIntegerField("số nhà xây mới", null=True, blank=True)
    houses_repaired = models.PositiveIntegerField("số nhà sửa chữa", null=True, blank=True)

    class Meta:
        abstract = True


class Contribution(Kept, Helped):
    """Một khoản vận động được on a day. `amount` is money in đồng, or what land, days and goods are worth.

    `for_fund`: money promised or given for the fund “Vì người nghèo”; what was paid in stands in the book of the fund.
    """

    on = models.DateField("ngày vận động được", db_index=True)
    kind = models.CharField("loại nguồn lực", max_length=8, choices=Resource)
    amount = models.BigIntegerField("số tiền, giá trị (đồng)", null=True, blank=True)
    quantity = models.DecimalField("số lượng", max_digits=15, decimal_places=3, null=True, blank=True)
    goods = models.CharField("hiện vật", max_length=200, blank=True)
    source = models.CharField("nguồn", max_length=8, choices=Source)
    donor_kind = models.CharField("ai đóng góp", max_length=10, choices=Donor)
    donor = models.CharField("tên tổ chức đóng góp", max_length=200, blank=True)
    purpose = models.CharField("dùng vào việc", max_length=300)
    content = models.ForeignKey(
        Content,
        verbose_name="nội dung cuộc vận động",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    for_fund = models.BooleanField("vận động cho Quỹ “Vì người nghèo”", default=False)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = "nguồn lực vận động được"
        ordering = ["-on", "-pk"]
        constraints = [
            *Kept.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind=Resource.MONEY, amount__isnull=False, amount__gt=0, quantity__isnull=True)
                | Q(kind__in=[LAND, LABOUR], quantity__isnull=False, quantity__gt=0)
                | Q(kind=Resource.GOODS) & ~Q(goods=""),
                name="contribution_has_its_measure",
                violation_error_message="Tiền thì ghi số tiền; đất, ngày công thì ghi số lượng; hiện vật thì ghi là gì.",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gt=0),
                name="contribution_amount_above_zero",
                violation_error_message="Số tiền, giá trị phải lớn hơn 0; chưa quy ra tiền thì để trống.",
            ),
            models.CheckConstraint(
                condition=~Q(donor_kind=Donor.HOUSEHOLD) | Q(donor=""),
                name="contribution_names_no_household",
                violation_error_message="Không ghi tên hộ gia đình, cá nhân đóng góp.",
            ),
            models.CheckConstraint(
                condition=Q(for_fund=False) | Q(kind=Resource.MONEY, source=Source.SOCIAL),
                name="contribution_for_the_fund_is_given_money",
                violation_error_message="Vận động cho Quỹ chỉ ghi tiền, nguồn xã hội hóa.",
            ),
            models.CheckConstraint(condition=Q(source__in=Source.values), name="contribution_source_is_known"),
            models.CheckConstraint(condition=Q(donor_kind__in=Donor.values), name="contribution_donor_is_known"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.purpose}"[:150]

    @property
    def measure(self) -> str:
        """“m² đất”, “ngày công”; nothing for money and goods."""
        return {Resource.LAND: "m² đất", Resource.LABOUR: "ngày công"}.get(Resource(self.kind), "")

    @property
    def from_whom(self) -> str:
        return given_by(self.donor_kind, self.donor)
