"""Opening rows of the Front's book: scope first, then the right."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from common.acting import written
from common.keys import key_in
from front.models import Activity
from front.rights import keeps
from units.models import Unit

ROOM = "Công tác Mặt trận"


def the_activity(request, pk, *, to_write: bool = False) -> Activity:
    """An activity of my areas; `to_write`: of my own book."""
    seen = Activity.objects.visible_to(request.position).select_related("unit", "keeper", "written_by__user")
    activity = get_object_or_404(seen, pk=pk)
    if to_write and not keeps(request.position, activity):
        raise PermissionDenied
    return activity


def path_of(position, key) -> str:
    """Where a unit asked for lies today, if the position sees it; else nothing."""
    if not key:
        return ""
    return Unit.objects.visible_to(position).filter(pk=key).values_list("scope_path", flat=True).first() or ""


def units_seen(position):
    """The units to choose from in a filter: areas with a level, and what lies directly in the own areas."""
    areas = [area.pk for area in position.all_areas()]
    units = Unit.objects.visible_to(position).filter(valid_to__isnull=True)
    below = units.filter(level__isnull=False, nature="area") | units.filter(parent__in=areas)
    return list(below.only("pk", "name", "full_name", "path").order_by("sort_key"))


def chosen_unit(request):
    return key_in(request.GET.get("don-vi", ""))


def form_page(request, form, act, *, heading: str, button: str, back: str, then: str = "", **context):
    """One form on a page of its own: `act` writes it and says what to tell; `context` may name template and crumbs."""
    if written(request, form, act):
        return redirect(then or back)
    template = context.pop("template", "front/form.html")
    context.setdefault("crumbs", [(ROOM, reverse("front:activities"))])
    return render(request, template, context | {"form": form, "heading": heading, "button": button, "back": back})
