"""Names of moves and of tables for the pages of an operation."""

from django import template

from reorganisation.workflow import MOVES

register = template.Library()
LABELS = {move.name: move.label for move in MOVES}


@register.filter
def operation_move_label(event) -> str:
    """The move of a history line as people call it."""
    return LABELS.get(event.move, event.move)
