"""Từ chối: what a signed-in person was refused, noted while the request runs and written once it is over.

A refusal rolls its transaction back, so its line cannot be written where it happens.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from common import audit
from common.models import AuditRecord

REFUSED, MORE = "Bị từ chối", "Bị từ chối nhiều lần"
# Whoever presses a forbidden address over and over must not fill the disk.
MOST_IN_AN_HOUR = 30
NOT_ALLOWED = "Vị trí công tác đang dùng không được làm việc này"


@dataclass(frozen=True)
class Refusal:
    """Who wanted to do what to what, and the sentence that refused it. `by` is None where no position is held."""

    by: Any
    person: Any
    obj: models.Model
    what: str
    why: str


_noted: ContextVar[list[Refusal] | None] = ContextVar("refusals", default=None)


@contextmanager
def collecting() -> Iterator[list[Refusal]]:
    """What is noted inside this block; outside of any, such as in the background, nothing is noted."""
    noted: list[Refusal] = []
    token = _noted.set(noted)
    try:
        yield noted
    finally:
        _noted.reset(token)


def note(*, by: Any, obj: models.Model, what: str, why: str, person: Any = None) -> None:
    """Remember one refusal until the request is over."""
    noted = _noted.get()
    if noted is not None and (by or person):
        noted.append(Refusal(by, person or by.user, obj, what, why))


def reason(problem: Exception) -> str:
    """The sentence a refusal carries; a bare PermissionDenied carries none."""
    return "; ".join(problem.messages) if isinstance(problem, ValidationError) else NOT_ALLOWED


def write(noted: list[Refusal]) -> None:
    """A line for each, up to MOST_IN_AN_HOUR for one person; then one line that says that there were more."""
    for one in noted:
        lately = AuditRecord.objects.filter(
            actor_id=one.person.pk, action__in=[REFUSED, MORE], at__gte=timezone.now() - timedelta(hours=1)
        )
        written = list(lately.values_list("action", flat=True)[: MOST_IN_AN_HOUR + 1])
        if len(written) < MOST_IN_AN_HOUR:
            told = {"việc": one.what, "lý do": one.why}
            audit.record(by=one.by, person=one.person, action=REFUSED, obj=one.obj, after=told)
        elif len(written) == MOST_IN_AN_HOUR and MORE not in written:
            told = {"lý do": f"Đã bị từ chối {MOST_IN_AN_HOUR} lần trong một giờ; những lần sau không ghi thêm"}
            audit.record(by=one.by, person=one.person, action=MORE, obj=one.person, after=told)
