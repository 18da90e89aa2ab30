"""Sổ đếm: how many registrations there are of what a home page counts by, so that no record is read for it.

The database itself adds a line with every change of a registration (registrations/tallies.py); nothing else writes here.
Lines are only ever added, so that nobody waits for another's count; a sum of them is the number.
"""

from django.db import models

from common.fields import BytewiseCharField
from registrations.models.plans import Plan, Sector
from registrations.querysets import TallyQuerySet, WaitingTallyQuerySet
from units.models import Unit


def _counted_by(to: type[models.Model], name: str, **options) -> models.ForeignKey:
    """A key the database copies from a registration, which guards it."""
    return models.ForeignKey(
        to, verbose_name=name, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+",
        **options,
    )  # fmt: skip


class Tally(models.Model):
    """So many more (or fewer) that were sent: of one unit, in one place of the tree as it stands."""

    unit = _counted_by(Unit, "đơn vị")
    scope_path = BytewiseCharField("phạm vi", max_length=120)
    more = models.IntegerField("thêm hoặc bớt")

    objects = TallyQuerySet.as_manager()

    class Meta:
        abstract = True


class SentTally(Tally):
    """Sent in answer to a plan, by state and kind."""

    plan = _counted_by(Plan, "kế hoạch")
    state = models.CharField("trạng thái", max_length=12)
    kind = models.CharField("loại", max_length=12)

    class Meta:
        verbose_name = "sổ đếm hồ sơ đã nộp"
        indexes = [
            models.Index(fields=["plan", "scope_path", "state", "kind", "unit", "more"], name="sent_tally_of_plan")
        ]

    def __str__(self):
        return f"{self.plan_id} {self.scope_path} {self.state} {self.kind} {self.more:+}"


class WaitingTally(Tally):
    """To be received or decided, by desk and state."""

    desk = _counted_by(Unit, "nơi tiếp nhận")
    state = models.CharField("trạng thái", max_length=12)

    objects = WaitingTallyQuerySet.as_manager()

    class Meta:
        verbose_name = "sổ đếm hồ sơ đang chờ"
        indexes = [models.Index(fields=["desk", "state", "scope_path", "unit", "more"], name="waiting_tally_at_desk")]

    def __str__(self):
        return f"{self.desk_id} {self.scope_path} {self.state} {self.more:+}"


class ConfirmedTally(Tally):
    """Entered in the register of the first desk in a year, by sector."""

    year = models.PositiveSmallIntegerField("năm")
    sector = _counted_by(Sector, "lĩnh vực", null=True)

    class Meta:
        verbose_name = "sổ đếm hồ sơ đã vào sổ"
        indexes = [
            models.Index(fields=["year", "scope_path", "sector", "unit", "more"], name="confirmed_tally_of_year")
        ]

    def __str__(self):
        return f"{self.year} {self.scope_path} {self.sector_id} {self.more:+}"
