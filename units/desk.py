"""What the organisation tree lays in the menu and among the work of those who keep it."""

from django.urls import reverse
from django.utils import timezone

from common.desk import Chart, KeyFigure, MenuItem, StartButton, WorkLine
from units import rights
from units.models import Unit

MOST_NAMED = 3


def menu(position) -> list[MenuItem]:
    return [MenuItem("Sơ đồ tổ chức", reverse("units:tree"))] if position else []


def work(position) -> list[WorkLine]:
    """The administrator hears of areas where a registration could not arrive."""
    if not rights.keeps_units(position):
        return []
    areas = list(
        Unit.objects.visible_to(position)
        .in_force_on(timezone.localdate())
        .without_desk()
        .order_by("path")[: MOST_NAMED + 1]
    )
    if not areas:
        return []
    more = " và các địa bàn khác" if len(areas) > MOST_NAMED else ""
    named = ", ".join(area.name for area in areas[:MOST_NAMED]) + more
    return [WorkLine("Đặt nơi tiếp nhận đăng ký", reverse("units:unit", args=[areas[0].pk]), note=named)]


def figures(position) -> list[KeyFigure]:
    if not rights.keeps_units(position):
        return []
    units = Unit.objects.visible_to(position).in_force_on(timezone.localdate())
    return [KeyFigure("Đơn vị trong sơ đồ", str(units.count()), url=reverse("units:tree"))]


def starts(position) -> list[StartButton]:
    return []


def charts(position) -> list[Chart]:
    return []
