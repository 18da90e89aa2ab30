"""Tổ thẩm định thực địa: some reviewers of a round with a leader, and which dossiers are theirs."""

from django.db import models

from accounts.models import Position
from evaluation.models.rounds import Round
from registrations.models import Inspection, Sector
from units.models import Unit


class FieldTeam(models.Model):
    """Tổ thẩm định thực địa. No area: of every area; no sector: of every sector. A dossier is the first team's it fits.

    `inspection`: the team's visit, planned with one press.
    """

    round = models.ForeignKey(Round, verbose_name="đợt đánh giá", on_delete=models.PROTECT, related_name="teams")
    name = models.CharField("tên tổ", max_length=100)
    leader = models.ForeignKey(Position, verbose_name="tổ trưởng", on_delete=models.PROTECT, related_name="+")
    members = models.ManyToManyField(Position, verbose_name="thành viên", related_name="+")
    areas = models.ManyToManyField(Unit, verbose_name="địa bàn", blank=True, related_name="+")
    sectors = models.ManyToManyField(Sector, verbose_name="lĩnh vực", blank=True, related_name="+")
    inspection = models.ForeignKey(
        Inspection, verbose_name="cuộc thẩm định thực địa", null=True, blank=True, editable=False,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    token = models.UUIDField("dấu một lần", unique=True, editable=False)

    class Meta:
        verbose_name = "tổ thẩm định thực địa"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "name"], name="field_team_name_once",
                violation_error_message="Đợt đánh giá đã có tổ tên này.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.name
