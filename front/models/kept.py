"""What every row of the Front's book carries: whose it is, in whose book it stands, who wrote it, who struck it out."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Position
from common.fields import BytewiseCharField
from units.models import Unit


class Marked:
    """What stands somewhere on a day, told as a `mark`: its tone and its words."""

    mark: tuple[str, str]

    @property
    def tone(self) -> str:
        return self.mark[0]

    @property
    def standing(self) -> str:
        return self.mark[1]


class Struck(models.Model):
    """Nothing is deleted: what was wrong is struck out, for a reason, and stays to be read."""

    struck_at = models.DateTimeField("hủy lúc", null=True, editable=False)
    struck_by = models.ForeignKey(
        Position, verbose_name="người hủy", null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    struck_for = models.CharField("lý do hủy", max_length=300, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(struck_at__isnull=True, struck_by__isnull=True, struck_for="")
                | Q(struck_at__isnull=False, struck_by__isnull=False) & ~Q(struck_for=""),
                name="%(class)s_struck_for_a_reason",
            )
        ]

    @property
    def is_struck(self) -> bool:
        return self.struck_at is not None


class Kept(Struck):
    """A row of one unit (a body of the Front, a village) in the book of the body whose officer writes it.

    `unit` and `path_then` stay as they were; today it is seen where the unit is seen today.
    """

    unit = models.ForeignKey(Unit, verbose_name="đơn vị", on_delete=models.PROTECT, related_name="+")
    keeper = models.ForeignKey(
        Unit, verbose_name="nơi ghi sổ", on_delete=models.PROTECT, related_name="+", editable=False
    )
    path_then = BytewiseCharField("đường dẫn khi ghi", max_length=120, editable=False)
    written_by = models.ForeignKey(
        Position, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+", editable=False
    )
    written_at = models.DateTimeField("ghi lúc", default=timezone.now, editable=False)
    token = models.UUIDField("dấu một lần", unique=True, editable=False)

    class Meta(Struck.Meta):
        abstract = True
