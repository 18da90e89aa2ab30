"""The tabs of the Front's room, and its rows in words."""

from functools import lru_cache
from html import escape

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from front.members import is_member
from front.rights import writes
from front.rows import measured

register = template.Library()
TABS = (
    ("front:activities", "Hoạt động"),
    ("front:calendar", "Lịch"),
    ("front:findings", "Kiến nghị"),
    ("front:contributions", "Nguồn lực"),
    ("front:funds", "Quỹ “Vì người nghèo”"),
    ("front:plan", "Kế hoạch năm"),
)
# What a member organisation has no part in.
OF_THE_FRONT = ("front:funds",)
register.filter("measured", measured)


@register.inclusion_tag("front/_tabs.html", takes_context=True)
def front_tabs(context, active: str):
    """Which part of the room one is in; and, where the position in use only reads, under which of one's others one writes."""
    request = context["request"]
    closed = OF_THE_FRONT if is_member(request.position) else ()
    held = [] if writes(request.position) else request.positions
    return {
        "tabs": _tabs(active, closed),
        "writing": next((one for one in held if writes(one)), None), "here": request.get_full_path(),
    }  # fmt: skip


@lru_cache
def _tabs(active: str, closed: tuple[str, ...]) -> SafeString:
    """Drawn once for each part of the room."""
    shown = [(name, label) for name, label in TABS if name not in closed]
    here = {active: ' aria-current="page"'}
    tabs = (f'<li><a href="{reverse(name)}"{here.get(name, "")}>{escape(label)}</a></li>' for name, label in shown)
    return mark_safe("".join(tabs))  # the words are ours
