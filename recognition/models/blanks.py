"""Phôi in sẵn: where an office prints onto blanks that carry frame and heading already."""

from django.db import models
from django.db.models import Q

from recognition.enums import Place
from units.models import Unit


class Blank(models.Model):
    """Phôi giấy chứng nhận của một đơn vị, A4 nằm ngang; the offsets move everything, as printers differ."""

    unit = models.OneToOneField(Unit, verbose_name="đơn vị", on_delete=models.PROTECT, related_name="blank")
    right_mm = models.DecimalField("dời sang phải (mm)", max_digits=4, decimal_places=1, default=0)
    down_mm = models.DecimalField("dời xuống (mm)", max_digits=4, decimal_places=1, default=0)

    class Meta:
        verbose_name = "phôi giấy chứng nhận"

    def __str__(self):
        return f"Phôi giấy chứng nhận của {self.unit}"


class BlankPlace(models.Model):
    """Chỗ in: from the left and upper edge of the sheet, in mm; the size of the letters in points."""

    blank = models.ForeignKey(Blank, on_delete=models.CASCADE, related_name="places")
    place = models.CharField("chỗ in", max_length=10, choices=Place)
    is_printed = models.BooleanField("in", default=True)
    left_mm = models.DecimalField("cách mép trái (mm)", max_digits=4, decimal_places=1)
    top_mm = models.DecimalField("cách mép trên (mm)", max_digits=4, decimal_places=1)
    width_mm = models.DecimalField("rộng (mm)", max_digits=4, decimal_places=1)
    size_pt = models.DecimalField("cỡ chữ", max_digits=3, decimal_places=1)

    class Meta:
        verbose_name = "chỗ in trên phôi"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["blank", "place"], name="blank_place_once"),
            models.CheckConstraint(condition=Q(place__in=Place.values), name="blank_place_is_known"),
            models.CheckConstraint(
                condition=Q(left_mm__gte=0, left_mm__lte=297, top_mm__gte=0, top_mm__lte=210, width_mm__gte=5),
                name="blank_place_on_the_sheet",
                violation_error_message="Chỗ in phải nằm trong tờ A4 ngang (297 × 210 mm).",
            ),
        ]

    def __str__(self):
        return self.get_place_display()
