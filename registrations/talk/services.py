"""Trao đổi và ghi chú nội bộ: written, taken back within minutes, marked as read."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.enums import Role
from common import audit
from common.locks import locked_row
from registrations import rights
from registrations.models import Comment, Registration
from registrations.models.talk import TAKE_BACK_WITHIN


@transaction.atomic
def say(*, by, registration: Registration, text: str, internal: bool, token: UUID) -> Comment:
    """Say something to the other side, or note it for the desks alone. A repeated token finds the first.

    Who answers has read what was asked.
    """
    locked = _locked(registration)
    if already := Comment.objects.filter(token=token).first():
        return already
    if not (rights.writes_notes if internal else rights.joins_talk)(by, locked):
        raise PermissionDenied
    from_owner = not internal and is_owner(by, locked)
    comment = Comment.objects.create(
        registration=locked, by=by, text=text, internal=internal, from_owner=from_owner, token=token
    )
    if not internal:
        _ask(locked, comment)
    action = "Ghi chú nội bộ" if internal else "Gửi trao đổi"
    audit.record(by=by, action=action, obj=comment, label=str(locked), after={"text": text})
    return comment


def is_owner(position, registration: Registration) -> bool:
    """On the owner's side: who typed it at a desk speaks for the desk."""
    return position.has_role(Role.REGISTRANT) and rights.owns(position, registration)


def _ask(registration: Registration, comment: Comment) -> None:
    """The other side has something to read; the own side has nothing more."""
    if comment.from_owner:
        registration.asks_desk_at = registration.asks_desk_at or comment.at
        registration.asks_owner_at = None
    else:
        registration.asks_owner_at = registration.asks_owner_at or comment.at
        registration.asks_desk_at = None
    registration.save(update_fields=["asks_desk_at", "asks_owner_at"])


@transaction.atomic
def take_back(*, by, comment: Comment) -> None:
    """Rút lại: by its author, within minutes; that something was said stays, and the log keeps what.

    Raises ValidationError, PermissionDenied.
    """
    locked = _locked(comment.registration)
    comment = locked_row(Comment, comment.pk)
    if comment.by_id not in by.seats:
        raise PermissionDenied
    if comment.taken_back_at:
        return
    if not may_take_back(by, comment, timezone.now()):
        raise ValidationError("Lời này đã gửi quá 10 phút nên không rút lại được. Có thể gửi lời đính chính.")
    audit.record(by=by, action="Rút lại lời trao đổi", obj=comment, label=str(locked), before={"text": comment.text})
    comment.text, comment.taken_back_at = "", timezone.now()
    comment.save(update_fields=["text", "taken_back_at"])
    _ask_no_more(locked, comment)


def may_take_back(position, comment: Comment, now: datetime) -> bool:
    return comment.by_id in position.seats and not comment.is_taken_back and now - comment.at <= TAKE_BACK_WITHIN


def _ask_no_more(registration: Registration, comment: Comment) -> None:
    """Where nothing else of that side waits to be read, nobody is called to read it."""
    column = "asks_desk_at" if comment.from_owner else "asks_owner_at"
    since = getattr(registration, column)
    if comment.internal or since is None:
        return
    left = Comment.objects.filter(
        registration=registration, internal=False, from_owner=comment.from_owner, taken_back_at__isnull=True,
        at__gte=since,
    )  # fmt: skip
    setattr(registration, column, left.values_list("at", flat=True).first())
    registration.save(update_fields=[column])


@transaction.atomic
def mark_read(*, by, registration: Registration) -> None:
    """Đã đọc: what the other side said is no longer shown as new."""
    locked = _locked(registration)
    if not is_owner(by, locked) and not rights.receives(by, locked):
        raise PermissionDenied
    column = "asks_owner_at" if is_owner(by, locked) else "asks_desk_at"
    if getattr(locked, column) is None:
        return
    setattr(locked, column, None)
    locked.save(update_fields=[column])
    audit.record(by=by, action="Đã đọc trao đổi", obj=locked)


def is_asked(position, registration: Registration) -> bool:
    """Whether something new is there for this position to read."""
    if is_owner(position, registration):
        return registration.asks_owner_at is not None
    return registration.asks_desk_at is not None and rights.receives(position, registration)


def _locked(registration: Registration) -> Registration:
    return locked_row(Registration, registration.pk, "unit", "desk")
