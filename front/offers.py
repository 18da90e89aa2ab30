"""Đơn vị nào chọn được: for whom a Front body keeps the book."""

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Position
from common.written import ask_records
from front.models import Activity, Contribution
from registrations.models import Content
from units.enums import FRONT_LINES, Line, Nature
from units.models import Unit


def units_for(position):
    """The own body, the bodies of the Front and of the mass organisations in the areas, the villages and their bodies.

    What lies in an area with a level of its own below has a Front and a book of its own there; a member organisation
    that keeps its own book writes for itself.
    """
    areas = [area.pk for area in position.all_areas()]
    villages = Q(parent__in=areas, nature=Nature.AREA, level__isnull=True)
    in_villages = Q(
        parent__parent__in=areas, parent__level__isnull=True, parent__nature=Nature.AREA, line__in=FRONT_LINES
    )
    bodies = _beside(areas) & ~Q(pk__in=keeping_their_own(position).values("pk"))
    found = Unit.objects.in_force_on(timezone.localdate())
    return (
        found.filter(Q(pk=position.unit_id) | bodies | villages | in_villages).select_related("parent").order_by("path")
    )


def keeping_their_own(position):
    """Tổ chức thành viên tự ghi sổ, beside the own body: somebody of it has written there, and somebody still may.

    What both wrote of it would be counted twice.
    """
    today = timezone.localdate()
    writers = Position.objects.held_on(today).filter(role=Role.REGISTRANT, unit=OuterRef("pk"))
    activities, contributions = (
        model.objects.standing().filter(keeper=OuterRef("pk")) for model in (Activity, Contribution)
    )
    beside = Unit.objects.in_force_on(today).filter(_beside([area.pk for area in position.all_areas()]))
    members = beside.filter(line=Line.MASS, level__isnull=False).exclude(pk=position.unit_id)
    return members.filter(Exists(writers), Exists(activities) | Exists(contributions)).order_by("path")


def offered_units(position) -> list[Unit]:
    """The units to choose from, each with its parent."""
    return ask_records(Unit, units_for, position, joined=["parent"])


def others_keeping(position) -> list[Unit]:
    """Who is not among them, to be named."""
    return ask_records(Unit, keeping_their_own, position, only=("name", "full_name"))


def offered_contents() -> list[Content]:
    """The contents of the campaign to choose from."""
    return ask_records(Content, _offered)


def _offered():
    return Content.objects.of_campaign().offered()


def _beside(areas: list[int]) -> Q:
    return Q(parent__in=areas, line__in=FRONT_LINES, nature=Nature.BODY)


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
