"""Công khai số liệu: whether a Front body lets anybody read its sums."""

from django.db import models
from django.utils import timezone

from accounts.models import Position
from front.querysets import DisclosureQuerySet
from units.models import Unit


class Disclosure(models.Model):
    """Trang công khai of one Front body: nothing is shown until it says so, nor after it has taken that back."""

    keeper = models.OneToOneField(
        Unit, verbose_name="cơ quan công khai", on_delete=models.PROTECT, related_name="+", editable=False
    )
    is_open = models.BooleanField("đang công khai", default=False)
    changed_by = models.ForeignKey(
        Position, verbose_name="người bật, tắt", on_delete=models.PROTECT, related_name="+", editable=False
    )
    changed_at = models.DateTimeField("lúc", default=timezone.now, editable=False)

    objects = DisclosureQuerySet.as_manager()

    class Meta:
        verbose_name = "công khai số liệu Mặt trận"
        ordering = ["keeper__path"]

    def __str__(self):
        return f"Công khai số liệu – {self.keeper}"
