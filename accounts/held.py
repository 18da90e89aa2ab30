"""Vị trí đang giữ: in which positions a person may act today. Every request asks, so the question is written once."""

from django.db.models import prefetch_related_objects
from django.utils import timezone

from accounts.models import Position
from accounts.querysets import WORKED_WITH, areas_for_work
from common import written


def positions_held_by(user) -> list[Position]:
    """With everything a request asks of them: two questions, however many positions.

    Where every area is closed, or none exists yet, there is nothing to act on.
    """
    held = written.ask_records(Position, _held_on, timezone.localdate(), joined=WORKED_WITH, about=user.pk)
    prefetch_related_objects(held, areas_for_work())
    return [position for position in held if position.all_areas()]


def _held_on(day, user):
    return Position.objects.of(user).held_on(day).order_by("pk")
