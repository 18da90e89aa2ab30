"""Lược đồ: where the tile of each unit stands on the scheme of an area."""

from django.db import models
from django.db.models import Q

from units.models import Unit


class TilePlace(models.Model):
    """Chỗ của một ô: row and column, from 1, on the scheme of the area, as its office has laid it out."""

    area = models.ForeignKey(Unit, verbose_name="địa bàn", on_delete=models.PROTECT, related_name="tile_places")
    unit = models.ForeignKey(Unit, verbose_name="đơn vị", on_delete=models.PROTECT, related_name="+")
    row = models.PositiveSmallIntegerField("hàng")
    column = models.PositiveSmallIntegerField("cột")

    class Meta:
        verbose_name, verbose_name_plural = "ô trên lược đồ", "ô trên lược đồ"
        constraints = [
            models.UniqueConstraint(fields=["area", "unit"], name="tile_once"),
            models.UniqueConstraint(fields=["area", "row", "column"], name="tile_alone"),
            models.CheckConstraint(condition=Q(row__gte=1, column__gte=1), name="tile_from_one"),
        ]

    def __str__(self):
        return f"{self.unit}: hàng {self.row}, cột {self.column}"
