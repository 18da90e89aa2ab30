"""Names of moves for the history of a registration; codes that lead to their record."""

import re

from django import template
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe

from registrations.enums import CODE
from registrations.submittals.workflow import LIST_MOVES
from registrations.timeline import ON_LISTS
from registrations.workflow import MOVES, RECEIVE, RETURN, SUBMIT

register = template.Library()
# The history of a record tells of the lists it was on as well.
LABELS = {move.name: move.label for move in MOVES} | ON_LISTS
LIST_LABELS = {move.name: move.label for move in LIST_MOVES}


@register.filter
def move_label(event) -> str:
    """The move of a history line as people call it."""
    return LABELS.get(event.move, event.move)


@register.filter
def codes_linked(text: str, openable: set[str]) -> str:
    """The text with every code of a record that its reader may open as a link to it."""

    def link(found: re.Match) -> str:
        if found[0] not in openable:
            return found[0]
        return format_html('<a href="{}">{}</a>', reverse("registrations:record", args=[found[0]]), found[0])

    return mark_safe(re.sub(rf"\b{CODE}\b", link, conditional_escape(text)))  # what is not a link is escaped


@register.filter
def labelled(history) -> list[tuple]:
    """(line, how people call its move), oldest first: what came back is handed in, and received, once more."""
    told, received, is_back = [], set(), False
    for event in history:
        label = move_label(event)
        if event.move == RECEIVE.name:
            label = "Tiếp nhận lại" if is_back and event.by.unit.name in received else label
            received.add(event.by.unit.name)
        elif event.move == SUBMIT.name and is_back:
            label = "Nộp lại"
        is_back = is_back or event.move == RETURN.name
        told.append((event, label))
    return told


@register.filter
def list_move_label(event) -> str:
    """The move of a line in the history of a list."""
    return LIST_LABELS.get(event.move, event.move)


@register.filter
def approver(event) -> str:
    """The leader who approved the list by which a move was made, where the history in hand knows it."""
    return getattr(event, "approved_by", "")
