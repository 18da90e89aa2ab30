"""Names of moves for the history of a registration."""

from django import template

from registrations.workflow import MOVES

register = template.Library()
LABELS = {move.name: move.label for move in MOVES}


@register.filter
def move_label(event) -> str:
    """The move of a history line as people call it."""
    return LABELS.get(event.move, event.move)
