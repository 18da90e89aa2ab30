"""Trình lãnh đạo: put records on a list, send it, read it as the leader, strike out, approve or give back."""

from dataclasses import replace
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import for_roles
from accounts.enums import DECIDING_ROLES, DESK_ROLES, Role
from common.acting import pressed, written
from common.keys import key_in
from common.moving import move_page
from common.paging import page_of
from common.tokens import posted_token
from common.workflow import find_move, open_moves, refusal
from documents.annex_files import annex_response
from registrations.enums import BEING_DRAWN_UP, ItemOutcome, ListState
from registrations.models import Submittal
from registrations.rights import keeps_letters
from registrations.submittals import offering, rights, services, steps
from registrations.submittals import papers as desk_papers
from registrations.submittals.forms import AddManyForm, ApproveForm, StrikeForm
from registrations.submittals.workflow import APPROVE, LIST_MOVES
from registrations.talk.reasons import offer_reasons
from registrations.views.opening import opened
from units.letterheads import letterhead_of

ROOM = "Danh sách trình"


def _submittal(request, pk) -> Submittal:
    joined = ("unit__parent", "headed_by", "created_by__user", "created_by__unit", "approved_by__user")
    return get_object_or_404(Submittal.objects.visible_to(request.position).select_related(*joined), pk=pk)


@require_GET
@for_roles(*DESK_ROLES)
def submittals(request):
    """The lists of the desk, the newest first."""
    page = page_of(Submittal.objects.visible_to(request.position).for_list(), request.GET.get("trang"))
    adds = request.position.has_role(*DECIDING_ROLES)
    return render(request, "registrations/submittals.html", {"page": page, "adds": adds})


@require_GET
@for_roles(*DESK_ROLES)
def submittal(request, pk):
    """One list: its lines with what is proposed, the moves open to me, its history, the letters it went out with."""
    one = _submittal(request, pk)
    joined = ("registration__unit", "registration__sector", "registration__highest_level")
    items = list(one.items.seen_by(request.position).select_related(*joined))
    for item in items:
        item.move_label, item.is_stale = steps.PROPOSED[item.move].label, steps.is_stale(item)
    history = list(one.events.select_related("by__user", "by__unit"))
    last = history[-1] if history else None
    context = {
        "submittal": one,
        "items": items,
        "outside": one.items.count() - len(items),
        "returned_for": last.note if one.state == ListState.RETURNED else "",
        "moves": open_moves(LIST_MOVES, request.position, one),
        "history": history,
        "writing": one.state in BEING_DRAWN_UP and rights.prepares(request.position, one),
        "tidying": one.state in BEING_DRAWN_UP and rights.tidies(request.position, one),
        "strikes": one.state == ListState.SENT
        and rights.approves(request.position, one)
        and not rights.has_proposed(request.position, one),
        "writes_letter": one.state == ListState.APPROVED and keeps_letters(request.position, one.unit),
    }
    return render(request, "registrations/submittal.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(*DECIDING_ROLES)
def put(request, code, slug):
    """Đưa vào danh sách trình: one record, with the text the move itself would ask for."""
    registration = opened(request, code, "unit", "desk__parent", "plan", "highest_level", "present_unit")
    move = find_move(steps.PROPOSED.values(), slug)
    if move is None:
        raise Http404
    form = offer_reasons(move.form(request.POST or None), request.position)
    if request.method == "POST" and form.is_valid():
        try:
            item = services.put_on_list(
                by=request.position, registration=registration, move_name=move.name, note=form.cleaned_data["note"],
                token=posted_token(request),
            )  # fmt: skip
        except ValidationError as problem:
            messages.error(request, problem.messages[0])
            return redirect("registrations:record", code)
        messages.success(request, f"Đã đưa {code} vào “{item.submittal}”.")
        return redirect("registrations:submittal", item.submittal_id)
    if registration.state not in move.sources:
        messages.error(request, refusal(move, registration))
        return redirect("registrations:record", code)
    if not move.allowed(request.position, registration):
        raise PermissionDenied
    obstacle = move.obstacle.inner(request.position, registration, timezone.localdate())
    context = {"registration": registration, "move": move, "form": form, "obstacle": obstacle}
    return render(request, "registrations/propose.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(*DECIDING_ROLES)
def add_many(request):
    """Đưa nhiều hồ sơ vào danh sách: one proposal, with the waiting records that can take it and lie on no list yet."""
    if request.method == "POST" and _were_put(request):
        messages.warning(request, "Lần bấm này đã được ghi từ trước; các hồ sơ đã nằm trong danh sách.")
        return _to_own_list(request.position)
    offered = offering.offers(request.position)
    offer = _asked(request, offered)
    form, results = AddManyForm(request.POST or None, offer=offer), []
    if request.method == "POST" and form.is_valid():
        results = services.put_many_on_list(
            by=request.position, registrations=form.cleaned_data["registrations"], move_name=offer.move.name,
            note=form.cleaned_data["note"], token=posted_token(request),
        )  # fmt: skip
        if not any(problem for _, problem in results):
            messages.success(request, f"Đã đưa {len(results)} hồ sơ vào danh sách.")
            return _to_own_list(request.position)
        # What was refused is asked once more, with the words that were written for all.
        offered = offering.offers(request.position)
        offer = _asked(request, offered)
        form = AddManyForm(offer=offer, initial={"note": form.cleaned_data["note"]})
    context = {"form": form, "results": results, "offer": offer, "offers": [one for one in offered if one.ready]}
    return render(request, "registrations/add_many.html", context)


def _asked(request, offered):
    """The proposal of the form or of the address, else the first that some record can take."""
    asked = {request.POST.get("move"), request.GET.get("viec")}
    named = [one for one in offered if asked & {one.move.name, one.move.slug}]
    if named and (request.method == "POST" or named[0].ready or named[0].held):
        return named[0]
    return next((one for one in offered if one.ready or one.held), offered[0])


def _to_own_list(position):
    """The list being drawn up, from which it is sent; or all of them."""
    own = Submittal.objects.waiting_for(position).order_by("-pk").values_list("pk", flat=True).first()
    return redirect("registrations:submittal", own) if own else redirect("registrations:submittals")


def _were_put(request) -> bool:
    """The second press of one page: what it ticked is offered no more."""
    keys = [key for key in map(key_in, request.POST.getlist("registrations")) if key]
    return services.were_put(by=request.position, keys=keys, token=posted_token(request))


@require_POST
@for_roles(*DECIDING_ROLES)
def take_off(request, pk, item):
    """Bỏ khỏi danh sách."""
    one = _submittal(request, pk)
    line = one.items.select_related("registration").filter(pk=item).first()
    if line:
        told = "Đã bỏ khỏi danh sách. Hồ sơ vẫn chờ ở nơi tiếp nhận."
        pressed(request, lambda: services.take_off(by=request.position, item=line), told)
    return redirect("registrations:submittal", pk)


@require_http_methods(["GET", "POST"])
@for_roles(Role.LEADER)
def strike(request, pk, item):
    """Gạch một hồ sơ khỏi danh sách, with the reason."""
    one = _submittal(request, pk)
    line = get_object_or_404(one.items.select_related("registration"), pk=item)
    if not rights.approves(request.position, one):
        raise PermissionDenied
    form = StrikeForm(request.POST or None)

    def act(note):
        services.strike(by=request.position, item=line, reason=note)
        return f"Đã gạch {line.registration.code} khỏi danh sách."

    if written(request, form, act):
        return redirect("registrations:submittal", pk)
    return render(request, "registrations/strike.html", {"submittal": one, "item": line, "form": form})


@require_http_methods(["GET", "POST"])
@for_roles(*DESK_ROLES)
def move(request, pk, slug):
    """Trình, rút về, duyệt, trả lại, bỏ."""
    one = _submittal(request, pk)
    approve = replace(
        APPROVE, form=partial(ApproveForm, leader=request.position, head=letterhead_of(request.position.unit))
    )
    table = [approve if step is APPROVE else step for step in LIST_MOVES]
    here = reverse("registrations:submittal", args=[pk])
    facts = [("Số hồ sơ", one.items.filter(outcome=ItemOutcome.OPEN).count()), ("Người trình", one.created_by.user)]
    return move_page(
        request, one, table, slug, back=here, room=(ROOM, reverse("registrations:submittals")), facts=facts
    )


@require_GET
@for_roles(*DESK_ROLES)
def submittal_file(request, pk, ending):
    """The list in the paper family of the desk: PDF, Excel or Word."""
    one = _submittal(request, pk)
    return annex_response(desk_papers.submittal_annex(one, request.position), one.title, ending)
