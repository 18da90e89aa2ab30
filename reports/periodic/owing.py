"""Ai phải báo cáo: whom a period may be opened for, and who of them is meant unless said otherwise."""

from collections import defaultdict

from django.db.models import Q
from django.utils import timezone

from accounts.enums import TYPING_ROLES, Role
from accounts.models import Position
from reports.models import ReportType
from units.enums import Line
from units.models import Unit

MOST_UNITS = 300


def who_may_owe(type: ReportType) -> tuple[list[Unit], list[Unit]]:
    """Who is meant: the desks of the areas directly below; for reports of the Front its bodies there, and the member
    organisations beside it. Then other bodies of the area where somebody writes reports, and the unit itself."""
    meant = [*_below(type), *(_members(type.unit.parent) if type.is_of_front else ())]
    writing = _writing(type.unit.parent, role__in=TYPING_ROLES)
    named = {one.pk for one in meant} | {type.unit_id}
    return meant, [*writing.exclude(pk__in=named)[:MOST_UNITS], type.unit]


def _below(type: ReportType) -> list[Unit]:
    """One body for each area; of several desks that of the same line."""
    today = timezone.localdate()
    below = Unit.objects.areas().in_force_on(today).filter(parent=type.unit.parent)
    fronts = Q(line=Line.FRONT, level__isnull=False)
    standing = Unit.objects.bodies().filter(fronts) if type.is_of_front else Unit.objects.collecting()
    by_area: dict[int, dict[str, Unit]] = defaultdict(dict)
    for body in standing.in_force_on(today).filter(parent__in=below).select_related("parent"):
        by_area[body.parent_id][body.collects] = body
    desks = [found.get(type.unit.line) or next(iter(found.values())) for found in by_area.values()]
    return sorted(desks, key=lambda one: (one.parent.code, one.parent.sort_key))


def _members(area: Unit | None) -> list[Unit]:
    """Tổ chức thành viên of the same level, where somebody writes for them."""
    return list(_writing(area, role=Role.REGISTRANT).filter(line=Line.MASS, level__isnull=False))


def _writing(area: Unit | None, **role):
    """The bodies of an area in which somebody sits in a role."""
    today = timezone.localdate()
    seats = Position.objects.held_on(today).filter(unit__parent=area, **role).values("unit")
    return Unit.objects.bodies().in_force_on(today).filter(pk__in=seats).order_by("sort_key")
