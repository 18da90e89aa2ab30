"""Trang của vị trí khác: a page that is closed to the position in use, but open to another one of the same person."""

import copy

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest

from accounts.models import Position


def position_that_opens(request: HttpRequest) -> Position | None:
    """The first of the person's other positions under which the page asked for would open.

    The page itself is asked, for it alone knows: what it writes on the way is taken back, and nothing of what it shows
    is kept. Nobody is told of a page that none of the own positions opens.
    """
    match = request.resolver_match
    roles = getattr(match.func, "roles", None) if match else None
    if request.method != "GET" or roles is None:
        return None
    held = getattr(request, "positions", [])
    others = [one for one in held if one != request.position and (not roles or one.role in roles)]  # type: ignore[attr-defined]
    return next((one for one in others if _opens(request, one)), None)


def _opens(request: HttpRequest, position: Position) -> bool:
    asked = copy.copy(request)
    asked.position, asked.session = position, copy.deepcopy(request.session)  # type: ignore[attr-defined]
    view, args, kwargs = request.resolver_match  # type: ignore[misc]
    with transaction.atomic():
        try:
            answer = view(asked, *args, **kwargs)
        except (Http404, PermissionDenied):
            return False
        finally:
            transaction.set_rollback(True)
    # A file that nobody will read. The answer as a whole is left open: closing it ends the request and its connection.
    if file := getattr(answer, "file_to_stream", None):
        file.close()
    return answer.status_code == 200
