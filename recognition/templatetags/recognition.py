"""Names of moves for the history of a decision and of what belongs to it."""

from django import template

from recognition.corrections.workflow import CORRECTION_MOVES
from recognition.dossiers.workflow import MERIT_MOVES
from recognition.workflow import DECISION_MOVES

register = template.Library()
OF_DECISIONS = {move.name: move.label for move in DECISION_MOVES}
OF_CORRECTIONS = {move.name: move.label for move in CORRECTION_MOVES}
OF_MERITS = {move.name: move.label for move in MERIT_MOVES}


@register.filter
def decision_move_label(event) -> str:
    """The move of a history line as people call it."""
    return OF_DECISIONS.get(event.move, event.move)


@register.filter
def merit_move_label(event) -> str:
    """The same of a báo cáo thành tích."""
    return OF_MERITS.get(event.move, event.move)


@register.filter
def correction_move_label(event) -> str:
    """The same of an đính chính."""
    return OF_CORRECTIONS.get(event.move, event.move)
