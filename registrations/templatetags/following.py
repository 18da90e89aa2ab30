"""Names of moves for the history of inspections and recommendations; whether a model is followed."""

from django import template

from registrations.following.enums import FOLLOWED
from registrations.following.workflow import INSPECTION_MOVES, RECOMMENDATION_MOVES

register = template.Library()
LABELS = {move.name: move.label for move in (*INSPECTION_MOVES, *RECOMMENDATION_MOVES)}


@register.filter
def step_label(event) -> str:
    """The move of a line in the history of an inspection or a recommendation."""
    return LABELS.get(event.move, event.move)


@register.filter
def is_followed(registration) -> bool:
    """Confirmed, and so carried out since."""
    return registration.state in FOLLOWED
