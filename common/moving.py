"""Trang của một bước: asks what a move needs, once more before what cannot be undone, then performs it."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from common import formerrors
from common.tokens import posted_token
from common.workflow import Move, find_move, perform, refusal


def move_page(
    request: HttpRequest, obj: Any, table: Iterable[Move], slug: str, *,
    back: str, room: tuple[str, str], onward: Callable[[], str] | None = None,
    facts: Iterable[tuple[str, str]] = (), look: tuple[str, str] | None = None, initial: dict[str, Any] | None = None,
) -> HttpResponse:  # fmt: skip
    """The answer to a press of a move's button.

    `back` is the record's page, `room` label and address of the list it stands in, `onward` where to go afterwards:
    else back, or to that list where the move took the record out of the position's sight.
    `facts` are told before one decides, `look` is label and address of what should be read first,
    `initial` what stands in the form to begin with.
    """
    move = find_move(table, slug)
    if move is None:
        raise Http404
    form = move.form(request.POST or None, initial=initial) if move.form else None
    if request.method == "POST" and (form is None or form.is_valid()):
        # Before any look at the state: the second click of a double click finds the first one's result.
        done = _performed(request, obj, move, form)
        if done and onward:
            return redirect(onward())
        if form is None or form.is_valid():
            return redirect(back if _is_in_sight(obj, request.position) else room[1])  # type: ignore[attr-defined]
    if obj.state not in move.sources:
        messages.error(request, refusal(move, obj))
        return redirect(back)
    position = request.position  # type: ignore[attr-defined]
    if not move.allowed(position, obj):
        raise PermissionDenied
    obstacle = move.obstacle(position, obj, timezone.localdate())
    context = {"move": move, "obj": obj, "form": form, "obstacle": obstacle, "back": back, "room": room,
               "facts": list(facts), "look": look}  # fmt: skip
    return render(request, "components/move.html", context)


def moved_out_of_sight(request: HttpRequest, model: type[Model], pk: int) -> bool:
    """Whether this very press was made before, and took the record away: its second click is answered with the list."""
    position = request.position  # type: ignore[attr-defined]
    rows: Any = model._default_manager
    if request.method != "POST" or position is None or rows.visible_to(position).filter(pk=pk).exists():
        return False
    events = model._meta.get_field("events").related_model
    pressed = {"token": posted_token(request), "by__in": position.seats}
    return events._default_manager.filter(**pressed).exists()  # type: ignore[union-attr]


def _is_in_sight(obj: Any, position: Any) -> bool:
    return type(obj)._default_manager.visible_to(position).filter(pk=obj.pk).exists()


def _performed(request: HttpRequest, obj: Any, move: Move, form: Any) -> bool:
    """Whether it was; else why not is told above the next page, or beside the field of the form that it is about."""
    data = form.cleaned_data if form else {}
    try:
        perform(move, obj, by=request.position, data=data, token=posted_token(request))  # type: ignore[attr-defined]
    except ValidationError as problem:
        if form and hasattr(problem, "error_dict"):
            formerrors.show(form, problem)
        else:
            messages.error(request, problem.messages[0])
        return False
    messages.success(request, move.done)
    return True
