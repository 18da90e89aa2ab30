"""Đơn vị nào chọn được: for whom a Front body keeps the book."""

from django.db.models import Q
from django.utils import timezone

from units.enums import FRONT_LINES, Line, Nature
from units.models import Unit


def units_for(position):
    """The own body, the bodies of the Front and of the mass organisations in the areas, the villages and their bodies.

    What lies in an area with a level of its own below has a Front and a book of its own there.
    """
    areas = [area.pk for area in position.all_areas()]
    bodies = Q(parent__in=areas, line__in=FRONT_LINES, nature=Nature.BODY)
    villages = Q(parent__in=areas, nature=Nature.AREA, level__isnull=True)
    in_villages = Q(
        parent__parent__in=areas, parent__level__isnull=True, parent__nature=Nature.AREA, line__in=FRONT_LINES
    )
    found = Unit.objects.in_force_on(timezone.localdate())
    return (
        found.filter(Q(pk=position.unit_id) | bodies | villages | in_villages).select_related("parent").order_by("path")
    )


def bodies_below(position) -> list[Unit]:
    """To whom work may be given: the own body, the Front's bodies of every level in the areas, the mass organisations
    beside the own body."""
    found = _bodies(position)
    areas = [area.pk for area in position.all_areas()]
    beside = found.filter(Q(line=Line.MASS, parent__in=areas) | Q(pk=position.unit_id))
    return list((fronts_below(position) | beside).select_related("parent").order_by("path"))


def fronts_below(position):
    """Mặt trận của các cấp in the areas."""
    return _bodies(position).filter(line=Line.FRONT, level__isnull=False)


def _bodies(position):
    return Unit.objects.in_force_on(timezone.localdate()).visible_to(position).filter(nature=Nature.BODY)
