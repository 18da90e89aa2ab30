"""Opening the room and the rows of its books: scope first, then the right; and where one is in it."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.access import only_where
from common.acting import written
from common.keys import key_in
from common.written import ask_records
from front.members import ROOM_ROLES, WRITING_ROLES, reads
from front.models import Activity
from front.rights import keeps, writes
from registrations.models import Content
from units.models import Unit

ROOM, FUND, PLAN = "Công tác Mặt trận", "Quỹ “Vì người nghèo”", "Kế hoạch năm"
Step = tuple[str, str]

for_readers = only_where(ROOM_ROLES, reads)
for_writers = only_where(WRITING_ROLES, writes)


def room() -> Step:
    return ROOM, reverse("front:activities")


def in_room(*more: Step) -> list[Step]:
    """The way to a page, from the door of the room."""
    return [room(), *more]


def at_activity(one: Activity) -> list[Step]:
    return in_room((one.name, reverse("front:activity", args=[one.pk])))


def in_fund(*more: Step) -> list[Step]:
    return in_room((FUND, reverse("front:funds")), *more)


def in_plan(*more: Step) -> list[Step]:
    return in_room((PLAN, reverse("front:plan")), *more)


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


def units_seen(position) -> list[Unit]:
    """The units to choose from in a filter: areas with a level, and what lies directly in the own areas."""
    return ask_records(Unit, _units_seen, position)


def contents_seen() -> list[Content]:
    """The contents of the campaign to choose from in a filter, those no longer offered as well."""
    return ask_records(Content, Content.objects.of_campaign)


def _units_seen(position):
    areas = [area.pk for area in position.all_areas()]
    units = Unit.objects.visible_to(position).filter(valid_to__isnull=True)
    below = units.filter(level__isnull=False, nature="area") | units.filter(parent__in=areas)
    return below.order_by("sort_key")


def chosen_unit(request):
    return key_in(request.GET.get("don-vi", ""))


def form_page(request, form, act, *, heading: str, button: str, back: str, then: str = "", **context):
    """One form on a page of its own: `act` writes it and says what to tell; `context` may name template and crumbs."""
    if written(request, form, act):
        return redirect(then or back)
    template = context.pop("template", "front/form.html")
    context.setdefault("crumbs", in_room())
    return render(request, template, context | {"form": form, "heading": heading, "button": button, "back": back})
