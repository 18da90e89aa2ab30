"""Theo dõi thực hiện: one model with all that hangs on it, and what is late or waits for somebody."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.access import for_roles
from accounts.enums import DESK_ROLES, Role
from common.paging import page_of
from common.workflow import open_moves
from registrations.following import rights
from registrations.following.benefit import comparison
from registrations.following.enums import FOLLOWED
from registrations.following.family import family_of
from registrations.following.forms import DoneForm
from registrations.following.workflow import RECOMMENDATION_MOVES
from registrations.models import Milestone, Recommendation, Registration, Reminder, Replication, Result, Visit

READERS = (Role.REGISTRANT, *DESK_ROLES)
TABS = {"": "Mốc quá hạn, sắp đến", "kien-nghi": "Kiến nghị chưa xong", "don-doc": "Đôn đốc chưa trả lời"}
MOST_NOTES = 50


def followed(request, code) -> Registration:
    """A confirmed model one may open; before it is confirmed there is nothing to follow."""
    joined = ("unit", "present_unit", "plan", "desk__parent")
    found = get_object_or_404(Registration.objects.open_to(request.position).select_related(*joined), code=code)
    if found.state not in FOLLOWED:
        raise Http404
    return found


@require_GET
@for_roles(*READERS)
def model(request, code):
    """The page of one model: milestones, notes, benefit, what inspections asked for, reminders, copies."""
    registration = followed(request, code)
    position = request.position
    notes = list(
        registration.progress_notes.select_related("by__user", "by__unit").prefetch_related("photos")[:MOST_NOTES]
    )
    link = Replication.objects.filter(registration=registration).first()
    result = Result.objects.filter(registration=registration).first()
    context = {
        "registration": registration,
        "milestones": list(registration.milestones.all()),
        "keeps_milestones": rights.keeps_milestones(position, registration),
        "done_form": DoneForm(initial={"done_on": timezone.localdate()}, auto_id=False),
        "notes": notes,
        "takes_notes": rights.takes_notes(position, registration),
        "benefit": comparison(registration, notes, result),
        "visits": _visits(registration, position),
        "may_write": False,
        "reminders": _reminders(registration, position),
        "reminds": rights.reminds(position, registration.present_unit),
        "family": family_of(position, registration, link),
        "is_copy": link is not None,
    }
    return render(request, "registrations/following/model.html", context)


def _visits(registration: Registration, position) -> list[Visit]:
    """What concluded inspections found here and asked for, with the moves open to me."""
    told = registration.visits.told().select_related("inspection__desk")
    visits = list(told.prefetch_related("recommendations__events__by__user").order_by("-inspection__starts_on"))
    for visit in visits:
        visit.registration, visit.asked = registration, list(visit.recommendations.all())
        for one in visit.asked:
            one.visit = visit
            one.moves = open_moves(RECOMMENDATION_MOVES, position, one)
    return visits


def _reminders(registration: Registration, position) -> list[Reminder]:
    found = list(registration.reminders.select_related("unit", "by__user", "by__unit"))
    for one in found:
        one.may_answer = rights.answers(position, one)
    return found


@require_GET
@for_roles(*READERS)
def overview(request):
    """What is late or waits, of all models in my areas: one list at a time."""
    tab = request.GET.get("xem", "")
    tab = tab if tab in TABS else ""
    rows = {"": _milestones, "kien-nghi": _recommendations, "don-doc": _unanswered}[tab](request.position)
    page = page_of(rows, request.GET.get("trang"))
    context = {"page": page, "tab": tab, "tabs": list(TABS.items()), "today": timezone.localdate()}
    return render(request, "registrations/following/overview.html", context)


def _milestones(position):
    joined = ("registration__present_unit",)
    return Milestone.objects.visible_to(position).waiting().select_related(*joined).order_by("due_on", "pk")


def _recommendations(position):
    joined = ("visit__registration__present_unit", "visit__unit", "visit__inspection__desk")
    found = Recommendation.objects.visible_to(position).waiting()
    return found.select_related(*joined).order_by("due_on", "pk")


def _unanswered(position):
    joined = ("unit", "registration", "by__user", "by__unit")
    found = Reminder.objects.visible_to(position).unanswered()
    return found.select_related(*joined).order_by("due_on", "pk")
