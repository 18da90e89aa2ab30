"""Xử lý nhiều hồ sơ: what the move needs is asked once for all, then a line says what became of each record."""

from collections.abc import Iterable
from dataclasses import asdict

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accounts.access import for_roles
from accounts.enums import TYPING_ROLES
from common.tokens import posted_token
from common.workflow import find_move
from registrations.lists import bulk
from registrations.talk.reasons import offer_reasons

REMEMBERED = "bulk_result"
NONE_CHOSEN = "Chưa chọn hồ sơ nào."


@require_POST
@for_roles(*TYPING_ROLES)
def move_many(request, slug):
    """A move without a form is made at once; the others ask first and name every record."""
    move = bulk.find(request.position, slug)
    if move is None:
        if find_move(bulk.MOVES, slug):
            raise PermissionDenied
        raise Http404
    token, codes = posted_token(request), request.POST.getlist("hs")
    # What was ticked in the list, also after some of it was unticked on the page that asks.
    named = request.POST.getlist("da-chon") or codes
    registrations = bulk.chosen(request.position, named)
    if named and not registrations:
        raise Http404
    if not registrations:
        messages.error(request, f"{NONE_CHOSEN} Hãy đánh dấu hồ sơ trong danh sách rồi bấm lại.")
        return redirect(_list(request))
    asked = request.POST.get("da-hoi") == "1"
    form = offer_reasons(move.form(request.POST if asked else None), request.position) if move.form else None
    if asked and form and not codes:
        form.add_error(None, NONE_CHOSEN)
    if form is None or (asked and form.is_valid()):
        data, ticked = form.cleaned_data if form else {}, [one for one in registrations if one.code in codes]
        outcomes = bulk.move_many(by=request.position, move=move, registrations=ticked, data=data, token=token)
        told = [asdict(one) for one in outcomes]
        request.session[REMEMBERED] = {"label": move.label, "outcomes": told, "back": _list(request)}
        return redirect("registrations:bulk_result")
    return _ask(request, move, form, registrations)


def _ask(request, move, form, registrations):
    """What the move needs, once for all; records that stand elsewhere on their way are named and left alone."""
    ready, ticked = [one for one in registrations if one.state in move.sources], request.POST.getlist("hs")
    if not ready:
        messages.error(request, _not_for(move, registrations))
        return redirect(_list(request, ticked))
    others = [one for one in registrations if one.state not in move.sources]
    context = {
        "move": move, "form": form, "registrations": ready, "others": others, "back": _list(request, ticked),
        "ticked": ticked,
    }  # fmt: skip
    return render(request, "registrations/bulk.html", context)


def _not_for(move, registrations) -> str:
    """Why nothing was asked: where those that were ticked stand instead."""
    states = dict.fromkeys(one.get_state_display() for one in registrations)
    return (
        f"“{move.label}” không dùng cho hồ sơ ở trạng thái “{'”, “'.join(states)}”. Hãy chọn hồ sơ khác hoặc việc khác."
    )


@require_GET
@for_roles(*TYPING_ROLES)
def result(request):
    """What became of each record of the last time; what could not be done stands first."""
    last = request.session.get(REMEMBERED)
    if not last:
        return redirect(_list(request))
    done = sum(one["is_done"] for one in last["outcomes"])
    context = {**last, "done": done, "not_done": len(last["outcomes"]) - done}
    context["outcomes"] = sorted(last["outcomes"], key=lambda one: one["is_done"])
    return render(request, "registrations/bulk_result.html", context)


def _list(request, ticked: Iterable[str] = ()) -> str:
    """The list as it was seen, which the address of the move carries; what was `ticked` is ticked again, no more."""
    seen = request.GET.copy() or QueryDict("xem=cho", mutable=True)
    seen.pop("chon", None)
    seen.setlist("hs", ticked)
    return f"{reverse('registrations:list')}?{seen.urlencode()}"
