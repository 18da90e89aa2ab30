"""Names of moves for the history of a decision."""

from django import template

from recognition.workflow import DECISION_MOVES

register = template.Library()
LABELS = {move.name: move.label for move in DECISION_MOVES}


@register.filter
def decision_move_label(event) -> str:
    """The move of a history line as people call it."""
    return LABELS.get(event.move, event.move)
