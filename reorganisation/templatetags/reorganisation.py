"""Names of moves and of tables for the pages of an operation."""

from django import template
from django.apps import apps

from reorganisation.models import Trace
from reorganisation.workflow import MOVES

register = template.Library()
LABELS = {move.name: move.label for move in MOVES}


@register.filter
def operation_move_label(event) -> str:
    """The move of a history line as people call it."""
    return LABELS.get(event.move, event.move)


@register.filter
def result_label(row) -> str:
    """“Đơn vị: thêm 8 dòng”, of one table an operation wrote."""
    name = str(apps.get_model(row["table"])._meta.verbose_name)
    return f"{name[:1].upper()}{name[1:]}: {Trace.Kind(row['kind']).label} {row['rows']} dòng"
