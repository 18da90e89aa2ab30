"""Beside a record: what upper rooms have to say about it, asked from each room's desk.py."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from danvan import desk

register = template.Library()


@register.simple_tag(takes_context=True)
def record_panels(context, record) -> SafeString:
    """The panels of all rooms for a record, in the order of the rooms."""
    request = context["request"]
    panels = desk.panels(request.position, record)
    # Each part is the output of a template, which has escaped what it shows.
    return mark_safe("".join(render_to_string(panel.template, panel.context, request) for panel in panels))
