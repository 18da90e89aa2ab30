"""Names of moves for the history of criteria sets, rounds and sheets."""

from django import template

from evaluation.workflow import CRITERIA_MOVES, ROUND_MOVES, SELF_MOVES, SHEET_MOVES

register = template.Library()
LABELS = {move.name: move.label for move in (*CRITERIA_MOVES, *SELF_MOVES, *ROUND_MOVES, *SHEET_MOVES)}


@register.filter
def evaluation_move_label(event) -> str:
    """The move of a history line as people call it."""
    return LABELS.get(event.move, event.move)
