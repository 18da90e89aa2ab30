"""Theo dõi thực hiện: one model with all that hangs on it, and what is late or waits for somebody."""

from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.access import for_roles
from common.paging import page_of
from common.workflow import open_moves
from registrations.following import rights
from registrations.following.benefit import comparison
from registrations.following.enums import FOLLOWED, RecommendationState
from registrations.following.family import family_of
from registrations.following.workflow import RECOMMENDATION_MOVES
from registrations.models import (
    Milestone,
    Recommendation,
    RecommendationEvent,
    Registration,
    Replication,
    Urging,
    Visit,
)
from registrations.views.opening import READERS

TABS = {"": "Mốc quá hạn, sắp đến", "kien-nghi": "Kiến nghị chưa xong", "don-doc": "Đôn đốc chưa trả lời"}
MODEL_TABS = {"": "Mốc, tiến độ", "kiem-tra": "Kiểm tra, đôn đốc", "nhan-rong": "Nhân rộng"}


def recommendations(*, answered: bool = True) -> Prefetch:
    """What was asked at a visit, with what was answered since."""
    answers = RecommendationEvent.objects.select_related("by__user")
    events = Prefetch("events", answers if answered else answers.none())
    return Prefetch("recommendations", Recommendation.objects.select_related("asked_unit").prefetch_related(events))


MOST_NOTES = 50


def followed(request, code) -> Registration:
    """A confirmed model one may open; before it is confirmed there is nothing to follow."""
    joined = ("unit", "present_unit", "plan", "desk__parent", "result")
    seen = Registration.objects.open_to(request.position).select_related(*joined).prefetch_related("benefits")
    found = get_object_or_404(seen, code=code)
    if found.state not in FOLLOWED:
        raise Http404
    return found


@require_GET
@for_roles(*READERS)
def model(request, code):
    """The page of one model, a part at a time: the work itself, what others asked of it, its copies."""
    registration = followed(request, code)
    tab = request.GET.get("xem", "")
    tab = tab if tab in MODEL_TABS else ""
    context = {
        "registration": registration, "tab": tab, "tabs": list(MODEL_TABS.items()),
        "takes_notes": rights.takes_notes(request.position, registration),
        **{"": _progress, "kiem-tra": _asked, "nhan-rong": _copies}[tab](registration, request.position),
    }  # fmt: skip
    return render(request, "registrations/following/model.html", context)


def _progress(registration: Registration, position) -> dict:
    notes = registration.progress_notes.select_related("by__user", "by__unit").prefetch_related("photos")
    notes = list(notes[:MOST_NOTES])
    return {
        "milestones": list(registration.milestones.all()),
        "keeps_milestones": rights.keeps_milestones(position, registration),
        "today": timezone.localdate(),
        "notes": notes,
        "benefit": comparison(registration, notes, getattr(registration, "result", None)),
    }


def _asked(registration: Registration, position) -> dict:
    """What concluded inspections found here and asked for, and the urgings, with what is open to me."""
    told = registration.visits.told().select_related("inspection__desk").order_by("-inspection__starts_on", "-pk")
    visits = list(told.prefetch_related(recommendations()))
    for visit in visits:
        visit.registration = registration
    urgings = list(registration.urgings.select_related("unit", "by__user", "by__unit"))
    for one in urgings:
        one.may_answer = rights.answers(position, one)
    return {
        "visits": with_moves(visits, position),
        "may_write": False,
        "urgings": urgings,
        "urges": rights.urges(position, registration.present_unit, registration),
    }


def with_moves(visits: list[Visit], position) -> list[Visit]:
    """The places with what was asked of each, and the moves open to the position."""
    for visit in visits:
        visit.asked = list(visit.recommendations.all())
        for one in visit.asked:
            one.visit = visit
            one.moves = open_moves(RECOMMENDATION_MOVES, position, one)
    return visits


def _copies(registration: Registration, position) -> dict:
    link = Replication.objects.filter(registration=registration).first()
    return {"family": family_of(position, registration, link), "is_copy": link is not None}


@require_GET
@for_roles(*READERS)
def overview(request):
    """What is late or waits, of all models in my areas: one list at a time."""
    tab = request.GET.get("xem", "")
    tab = tab if tab in TABS else ""
    rows = {"": _milestones, "kien-nghi": _recommendations, "don-doc": _unanswered}[tab](request.position)
    page = page_of(rows, request.GET.get("trang"))
    if tab == "kien-nghi":
        for one in page.rows:
            one.may_answer = one.state == RecommendationState.OPEN and rights.answers_for(request.position, one)
            one.is_open_to_me = one.visit.registration_id and rights.sees_model(
                request.position, one.visit.registration
            )
            one.last_said = next(reversed(one.events.all()), None)
            one.leads_to_inspection = rights.reads_inspection(request.position, one.visit.inspection)
    context = {"page": page, "tab": tab, "tabs": list(TABS.items()), "today": timezone.localdate()}
    return render(request, "registrations/following/overview.html", context)


def _milestones(position):
    joined = ("registration__present_unit",)
    return Milestone.objects.visible_to(position).waiting().select_related(*joined).order_by("due_on", "pk")


def _recommendations(position):
    joined = ("visit__registration__present_unit", "visit__unit", "visit__inspection__desk", "asked_unit")
    found = Recommendation.objects.visible_to(position).waiting()
    return (
        found.select_related(*joined)
        .prefetch_related(Prefetch("events", RecommendationEvent.objects.select_related("by__user")))
        .order_by("due_on", "pk")
    )


def _unanswered(position):
    joined = ("unit", "registration", "by__user", "by__unit")
    found = Urging.objects.visible_to(position).unanswered()
    return found.select_related(*joined).order_by("due_on", "pk")
