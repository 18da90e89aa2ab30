"""Phiên làm việc: when one ends, which ones a person has open, and ending them."""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

from accounts.devices import device
from common.vietnamese import clean

BEGAN, USED = "began-at", "used-at"
# The last use is written no more often than this; so a session may be told as used a little earlier than it was.
WRITTEN_EVERY = 5 * 60
AGENT_LENGTH = 200


@dataclass(frozen=True)
class OpenSession:
    """One place where the person is signed in."""

    pk: int
    device: str
    address: str
    began_at: datetime
    used_at: datetime
    is_this: bool


def begin(request) -> None:
    """The clock of a session starts with the sign-in; what has ended leaves the person's list."""
    request.session[BEGAN] = request.session[USED] = time.time()
    UserSession.objects.filter(user=request.user).exclude(session_key__in=_kept_keys()).delete()
    renew(request)


def is_over(session) -> bool:
    """Whether it lay unused too long, or began too long ago."""
    now = time.time()
    idle = settings.DANVAN_IDLE_MINUTES * 60
    whole = settings.DANVAN_SESSION_HOURS * 60 * 60
    return now - session.get(USED, now) > idle or now - session.get(BEGAN, now) > whole


def touch(request) -> None:
    """Note the use of a session, at most every five minutes."""
    if BEGAN not in request.session:
        begin(request)
    elif time.time() - request.session.get(USED, 0) >= WRITTEN_EVERY:
        request.session[USED] = time.time()
        renew(request)


def renew(request) -> None:
    """Note the session in the person's list, also under a new key, as after a new password."""
    if not request.session.session_key:
        request.session.save()
    row = UserSession.objects.filter(session_key=request.session.session_key)
    seen = {
        "user": request.user,
        "ip": get_adapter().get_client_ip(request),
        "user_agent": clean(request.headers.get("user-agent", ""))[:AGENT_LENGTH],
        "last_seen_at": timezone.now(),
    }
    if not row.update(**seen):
        # Two first requests at once write one row.
        UserSession.objects.bulk_create(
            [UserSession(session_key=request.session.session_key, **seen)], ignore_conflicts=True
        )


def began_within(request, seconds: int) -> bool:
    """Whether the person proved who they are just now."""
    return time.time() - request.session.get(BEGAN, 0) < seconds


def open_sessions(user, this: str) -> list[OpenSession]:
    """Where the person is signed in, the latest used first."""
    rows = _alive(user).order_by("-last_seen_at", "-pk")
    return [
        OpenSession(row.pk, device(row.user_agent), row.ip, row.created_at, row.last_seen_at, row.session_key == this)
        for row in rows
    ]


def end(user, *, only: int | None = None, keep: str = "") -> int:
    """End the sessions of a person (one of them; all but `keep`; or all). Returns how many were ended."""
    rows = UserSession.objects.filter(user=user).exclude(session_key=keep)
    if only is not None:
        rows = rows.filter(pk=only)
    keys = list(rows.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    rows.delete()
    return len(keys)


def forget_ended() -> None:
    """What has ended leaves the table of sessions, and the list of whoever does not sign in any more."""
    call_command("clearsessions")
    UserSession.objects.exclude(session_key__in=_kept_keys()).delete()


def _alive(user):
    now = timezone.now()
    idle = timedelta(minutes=settings.DANVAN_IDLE_MINUTES, seconds=WRITTEN_EVERY)
    return UserSession.objects.filter(
        user=user,
        session_key__in=_kept_keys(),
        last_seen_at__gt=now - idle,
        created_at__gt=now - timedelta(hours=settings.DANVAN_SESSION_HOURS),
    )


def _kept_keys():
    return Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
