"""Kiểm tra, khảo sát: the list, one inspection, its places and what it asks for, the minutes to be signed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import for_roles
from accounts.enums import DESK_ROLES, TYPING_ROLES, Role
from common import formerrors
from common.acting import written
from common.keys import key_in
from common.moving import move_page
from common.paging import page_of
from common.tokens import posted_token
from common.workflow import open_moves
from documents.document_files import document_response
from registrations.following import papers, rights
from registrations.following.enums import RecommendationState
from registrations.following.inspectionforms import FindingsForm, InspectionForm, RecommendationForm, as_typed
from registrations.following.offers import models_over, units_over
from registrations.following.seen import Changed, differences, typed_of
from registrations.following.services import inspections
from registrations.following.workflow import INSPECTION_MOVES, RECOMMENDATION_MOVES
from registrations.models import (
    Inspection,
    Recommendation,
    Visit,
    VisitPhoto,
)
from registrations.search import found
from registrations.templatetags.following import step_label
from registrations.views.following.pages import with_moves
from registrations.views.following.places import places_seen, with_places
from registrations.views.following.work import shown_photo
from registrations.views.opening import READERS

ROWS = 20


def the_inspection(request, pk, *, to_write=False) -> Inspection:
    """An inspection of my areas; `to_write`: mine, and not concluded."""
    seen = Inspection.objects.visible_to(request.position).select_related("desk__parent", "created_by__user")
    inspection = get_object_or_404(seen, pk=pk)
    if to_write and not (inspection.is_open and rights.keeps_inspection(request.position, inspection)):
        raise PermissionDenied
    return inspection


def the_visit(request, pk, visit, *, on_the_spot=False) -> Visit:
    """One place of an inspection that I may write; `on_the_spot`: as one of those who look."""
    joined = ("registration__present_unit", "unit")
    inspection = the_inspection(request, pk, to_write=not on_the_spot)
    if on_the_spot and not rights.writes_findings(request.position, inspection):
        raise PermissionDenied
    one = get_object_or_404(inspection.visits.visible_to(request.position).select_related(*joined), pk=visit)
    one.inspection = inspection
    return one


@require_GET
@for_roles(*DESK_ROLES)
def inspection_list(request):
    """The inspections of the desks in my areas, with how many of their recommendations are still open."""
    still_open = ~Q(visits__recommendations__state=RecommendationState.SETTLED)
    late = still_open & Q(visits__recommendations__due_on__lt=timezone.localdate())
    found = Inspection.objects.visible_to(request.position).select_related("desk").annotate(
        places=Count("visits", distinct=True),
        waiting=Count("visits__recommendations", filter=still_open, distinct=True),
        late=Count("visits__recommendations", filter=late, distinct=True),
    )  # fmt: skip
    page = page_of(found.order_by("-starts_on", "-pk"), request.GET.get("trang"))
    context = {"page": page, "inspects": rights.inspects(request.position)}
    return render(request, "registrations/following/inspections.html", context)


@require_GET
@for_roles(Role.REVIEWER, *DESK_ROLES)
def inspection(request, pk):
    """One inspection: plan, team, places with findings and recommendations, what may be done."""
    one = with_places(request, pk)
    seen, outside = places_seen(request.position, one)
    context = {
        "inspection": one,
        "members": one.team,
        "visits": with_moves(seen, request.position),
        "outside": outside,
        "history": one.events.all(),
        "moves": open_moves(INSPECTION_MOVES, request.position, one),
        "may_write": one.is_open and rights.keeps_inspection(request.position, one),
        "may_find": rights.writes_findings(request.position, one),
        "is_reviewer": request.position.has_role(Role.REVIEWER),
    }
    return render(request, "registrations/following/inspection.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(*TYPING_ROLES)
def new_inspection(request):
    """Lập cuộc kiểm tra."""
    form = InspectionForm(request.POST or None, position=request.position)
    if request.method == "POST" and form.is_valid():
        try:
            made = inspections.open_inspection(
                by=request.position, facts=form.facts, members=form.team, token=posted_token(request)
            )
        except ValidationError as problem:
            formerrors.show(form, problem)
        else:
            messages.success(request, "Đã lập cuộc kiểm tra. Ghi tiếp các mô hình, đơn vị đoàn đến.")
            return redirect("registrations:inspection", made.pk)
    context = {"form": form, "heading": "Lập cuộc kiểm tra, khảo sát", "button": "Lập cuộc kiểm tra"}
    return render(request, "registrations/following/inspection_form.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(*TYPING_ROLES)
def edit_inspection(request, pk):
    """Sửa while it is not concluded."""
    one = the_inspection(request, pk, to_write=True)
    form = InspectionForm(request.POST or None, position=request.position, initial=as_typed(one))

    def act(**_given):
        inspections.change_inspection(
            by=request.position, inspection=one, facts=form.facts, members=form.team, seen=request.POST.get("seen", "")
        )
        return "Đã lưu cuộc kiểm tra."

    return _write(request, one, form, act, "Sửa cuộc kiểm tra", "Lưu", seen=_seen(request, one))


def _write(request, one, form, act, heading: str, button: str, **context):
    """One form about an inspection: `act` writes what was typed and says what to tell.

    Where somebody else wrote meanwhile, both texts are shown.
    """
    context |= {"form": form, "inspection": one, "heading": heading, "button": button}
    try:
        if written(request, form, act):
            return redirect("registrations:inspection", one.pk)
    except Changed as conflict:
        context["differences"] = differences(form, typed_of(conflict.now))
        context["seen"] = inspections.mark_of(conflict.now)
    status = 409 if "differences" in context else 200
    return render(request, "registrations/following/inspection_form.html", context, status=status)


def _seen(request, obj) -> str:
    """The mark of what the form was first opened with."""
    return request.POST.get("seen", "") if request.method == "POST" else inspections.mark_of(obj)


@require_http_methods(["GET", "POST"])
@for_roles(*TYPING_ROLES)
def new_visit(request, pk):
    """Thêm nơi đến: a confirmed model, or (`?xem=don-vi`) a unit as such."""
    one = the_inspection(request, pk, to_write=True)
    of_units = request.GET.get("xem") == "don-vi"
    text = request.GET.get("tim", "").strip()[:100]
    offered = units_over(request.position) if of_units else models_over(request.position)
    if request.method == "POST":
        chosen = get_object_or_404(offered, pk=key_in(request.POST.get("noi", "")) or 0)
        target = {"unit": chosen} if of_units else {"registration": chosen}
        try:
            visit = inspections.add_visit(by=request.position, inspection=one, **target)
        except ValidationError as problem:
            messages.error(request, problem.messages[0])
        else:
            messages.success(request, "Đã thêm nơi đoàn đến. Ghi nhận xét của đoàn.")
            return redirect("registrations:edit_visit", one.pk, visit.pk)
    matching = offered.called(text).for_list(text) if of_units else found(offered, text).for_list()
    page = page_of(matching, request.GET.get("trang"), rows=ROWS)
    context = {"inspection": one, "page": page, "text": text, "of_units": of_units}
    return render(request, "registrations/following/new_visit.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(Role.REVIEWER, *TYPING_ROLES)
def edit_visit(request, pk, visit):
    """Ghi nhận xét of one place, the checklist and photos with it: made for a phone."""
    one = the_visit(request, pk, visit, on_the_spot=True)
    if rights.is_aside(request.position, one):
        raise PermissionDenied
    checked = {check.text: check for check in one.checks.all()}
    form = FindingsForm(
        request.POST or None, request.FILES or None, initial={"findings": one.findings}, checked=checked,
        lines=one.looked_at,
    )  # fmt: skip

    def act(findings, photos, **_answers):
        checks = [inspections.Check(*given) for given in form.answered()]
        inspections.write_findings(
            by=request.position, visit=one, findings=findings, checks=checks, photos=photos, token=posted_token(request),
            seen=request.POST.get("seen", ""),
        )  # fmt: skip
        return f"Đã ghi nhận xét về “{one}”."

    seen = _seen(request, one)
    return _write(request, one.inspection, form, act, "Nhận xét của đoàn", "Lưu nhận xét", visit=one, seen=seen)


@require_GET
@for_roles(Role.REVIEWER, *DESK_ROLES)
def visit_photo(request, pk, visit, photo):
    """A photo taken on the spot; `?nho=1`: the small picture shown on the page."""
    seen = the_inspection(request, pk).visits.visible_to(request.position)
    picture = get_object_or_404(VisitPhoto, visit__in=seen.filter(pk=visit), pk=photo)
    return shown_photo(request, picture)


@require_http_methods(["GET", "POST"])
@for_roles(*TYPING_ROLES)
def new_recommendation(request, pk, visit):
    """Thêm kiến nghị."""
    one = the_visit(request, pk, visit)

    def act(**given):
        inspections.add_recommendation(by=request.position, visit=one, token=posted_token(request), **given)
        return "Đã thêm kiến nghị."

    form = RecommendationForm(request.POST or None, whose=one.whose, initial={"asked_unit": one.whose.pk})
    return _write(request, one.inspection, form, act, "Thêm kiến nghị", "Thêm kiến nghị", visit=one)


@require_http_methods(["GET", "POST"])
@for_roles(*DESK_ROLES)
def move_inspection(request, pk, slug):
    """Kết luận, or open again."""
    one = the_inspection(request, pk)
    back = reverse("registrations:inspection", args=[pk])
    room = ("Kiểm tra, khảo sát", reverse("registrations:inspections"))
    first = {"conclusion": one.conclusion}
    return move_page(request, one, INSPECTION_MOVES, slug, back=back, room=room, initial=first)


@require_http_methods(["GET", "POST"])
@for_roles(*READERS)
def move_recommendation(request, pk, slug):
    """Báo đã khắc phục by the owner; settled or asked for again by the desk."""
    joined = ("visit__inspection__desk", "visit__registration__present_unit", "visit__unit", "asked_unit")
    seen = Recommendation.objects.visible_to(request.position).select_related(*joined)
    one = get_object_or_404(seen, pk=pk)
    visit = one.visit
    back = f"{reverse('registrations:following')}?xem=kien-nghi"
    if visit.registration_id and rights.sees_model(request.position, visit.registration):
        back = f"{reverse('registrations:follow', args=[visit.registration.code])}?xem=kiem-tra"
    if rights.keeps_inspection(request.position, visit.inspection):
        back = reverse("registrations:inspection", args=[visit.inspection_id])
    facts = [("Nơi kiểm tra", str(visit.inspection.desk)), ("Về", visit.heading), ("Kiến nghị với", one.addressee),
             ("Hạn khắc phục", f"{one.due_on:%d/%m/%Y}"), *_said_so_far(one)]  # fmt: skip
    room = ("Theo dõi thực hiện", reverse("registrations:following"))
    return move_page(request, one, RECOMMENDATION_MOVES, slug, back=back, room=room, facts=facts)


def _said_so_far(one: Recommendation) -> list[tuple[str, str]]:
    """What was answered and asked again, by whom and when, the last line last."""
    lines = one.events.select_related("by__user").exclude(note="")
    return [
        (step_label(line), f"“{line.note}” – {line.by.holder}, ngày {localtime(line.at):%d/%m/%Y}")
        for line in lines
    ]  # fmt: skip


@require_GET
@for_roles(Role.REVIEWER, *DESK_ROLES)
def minutes(request, pk, ending):
    """Biên bản kiểm tra, to be signed."""
    one = with_places(request, pk)
    seen, outside = places_seen(request.position, one)
    paper = papers.minutes(one, one.team, seen, outside)
    return document_response(paper, f"Biên bản kiểm tra {one.starts_on:%d-%m-%Y}", ending)
