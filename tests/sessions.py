"""Somebody who has signed in: the way through the door is told where signing in is tested."""

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

AUTHENTICATION = "allauth.account.auth_backends.AuthenticationBackend"


def session_of(position, **known) -> str:
    """The key of a session of this person in this position, with what else it is to know.

    Nothing but the session is written, so that whoever signs in stays on the way of the remembered builders.
    """
    session = SessionStore()
    session[SESSION_KEY] = str(position.user.pk)
    session[BACKEND_SESSION_KEY] = AUTHENTICATION
    session[HASH_SESSION_KEY] = position.user.get_session_auth_hash()
    if position.pk:
        session["position"] = position.pk
    session.update(known)
    session.create()
    return session.session_key
