"""Who may open a page at all; what is inside it, `visible_to` decides."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied


def for_roles(*roles):
    """Only a position of one of these roles may open the view; without roles, any position."""

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if request.position is None or (roles and request.position.role not in roles):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.roles = roles
        return guarded

    return decorate


def only_where(roles: tuple[str, ...], may: Callable):
    """For positions of these roles, and of them where `may` says so of the position."""

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not may(request.position):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return for_roles(*roles)(guarded)

    return decorate
