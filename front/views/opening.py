"""Opening the room and the rows of its books: scope first, then the right; and where one is in it."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.access import only_where
from common.acting import written
from common.keys import key_in
from front.members import ROOM_ROLES, WRITING_ROLES, reads
from front.models import Activity
from front.rights import keeps, writes

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


def chosen_unit(request):
    return key_in(request.GET.get("don-vi", ""))


def form_page(request, form, act, *, heading: str, button: str, back: str, then: str = "", **context):
    """One form on a page of its own: `act` writes it and says what to tell; `context` may name template and crumbs."""
    if written(request, form, act):
        return redirect(then or back)
    template = context.pop("template", "front/form.html")
    context.setdefault("crumbs", in_room())
    return render(request, template, context | {"form": form, "heading": heading, "button": button, "back": back})
