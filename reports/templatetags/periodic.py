"""Names of moves for the history of a report."""

from django import template

from reports.periodic.workflow import REPORT_MOVES

register = template.Library()
LABELS = {move.name: move.label for move in REPORT_MOVES}


@register.filter
def report_move_label(event) -> str:
    """The move of a history line as people call it."""
    return LABELS.get(event.move, event.move)
