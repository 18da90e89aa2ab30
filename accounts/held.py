"""Vị trí đang giữ: in which positions a person may act today. Every request asks, so the question is written once."""

from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone

from accounts.models import Position
from common import written
from units.models import Unit

JOINED = ("user", "unit__level", "unit__parent")


def positions_held_by(user) -> list[Position]:
    """With everything a request asks of them: two questions, however many positions.

    Where every area is closed, or none exists yet, there is nothing to act on.
    """
    held = written.ask_records(Position, _held_on, timezone.localdate(), joined=JOINED, about=user.pk)
    prefetch_related_objects(held, Prefetch("areas", Unit.objects.select_related("level")))
    return [position for position in held if position.all_areas()]


def _held_on(day, user):
    return Position.objects.of(user).held_on(day).order_by("pk")
