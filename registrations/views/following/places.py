"""Một cuộc kiểm tra trọn vẹn: its team and places, as page and minutes show them."""

from django.db.models import F, Prefetch, prefetch_related_objects
from django.http import Http404

from registrations.following import rights
from registrations.models import Inspection, InspectionEvent, InspectionMember, Visit, VisitCheck
from registrations.views.following.pages import recommendations
from units import scope


def with_places(request, pk) -> Inspection:
    """All of an inspection, as page and minutes show it."""
    one = _with_team(request, pk)
    prefetch_related_objects([one], Prefetch("events", InspectionEvent.objects.select_related("by__user", "by__unit")))
    # What there cannot be is not asked for: answers before the conclusion, ticks without a checklist.
    checks = VisitCheck.objects.all() if one.checklist else VisitCheck.objects.none()
    parts = (recommendations(answered=bool(one.events.all())), Prefetch("checks", checks), "photos")
    visits = Visit.objects.select_related("registration__present_unit", "unit").prefetch_related(*parts)
    prefetch_related_objects([one], Prefetch("visits", visits))
    return one


def _with_team(request, pk) -> Inspection:
    """An inspection and its team: a row per member, gathered here."""
    seen = Inspection.objects.visible_to(request.position).select_related("desk__parent", "created_by__user")
    named = seen.annotate(member_part=F("members__part"), member_name=F("members__name"))
    rows = list(named.filter(pk=pk).order_by("members__number"))
    if not rows:
        raise Http404
    one = rows[0]
    one.team = [InspectionMember(part=row.member_part, name=row.member_name) for row in rows if row.member_name]
    return one


def places_seen(position, one: Inspection) -> tuple[list[Visit], int]:
    """The places that the reader may know, and how many there are besides."""
    visits = list(one.visits.all())
    for visit in visits:
        visit.inspection = one
        visit.is_mine_to_avoid = rights.is_aside(position, visit)
        for photo in visit.photos.all():
            photo.may_drop = rights.takes_back(position, photo)
    seen = [visit for visit in visits if scope.covers(position, visit.scope_path)]
    return seen, len(visits) - len(seen)
