"""Names of moves for the history of a report; the numbers of a figure in earlier periods."""

from django import template

from reports.periodic.workflow import REPORT_MOVES

register = template.Library()
LABELS = {move.name: move.label for move in REPORT_MOVES}


@register.filter
def report_move_label(event) -> str:
    """The move of a history line as people call it."""
    return LABELS.get(event.move, event.move)


@register.filter
def then(figure, period):
    """A figure's number in the period it is compared with."""
    return figure.then(period)


@register.filter
def leads_then(figure, period) -> bool:
    """Whether something stands behind that number."""
    return figure.leads_then(period)
