"""Đơn vị còn đó không: asked again behind the gate, by whatever is about to hang on a unit."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from common.dates import day
from units.models import Unit


def still_standing(unit: Unit) -> Unit:
    """The unit read again: what a page had in hand may have been rearranged meanwhile.

    Raises ValidationError when it has ended.
    """
    fresh = Unit.objects.select_related("level", "parent__level").filter(pk=unit.pk).first()
    if fresh is None:
        raise ValidationError(f"{unit} không còn trong sơ đồ tổ chức. Hãy mở lại trang.")
    if not fresh.exists_on(timezone.localdate()) and fresh.valid_to:
        raise ValidationError(f"{fresh} đã kết thúc hoạt động từ ngày {day(fresh.valid_to)}.", code="ended")
    return fresh
