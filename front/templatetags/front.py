"""The tabs of the Front's room, and its rows in words."""

from django import template
from django.urls import reverse

from front.members import is_member
from front.rights import writes
from front.tables import contents_in_words

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
register.filter("contents_in_words", contents_in_words)


@register.inclusion_tag("front/_tabs.html", takes_context=True)
def front_tabs(context, active: str):
    """Which part of the room one is in; and, where the position in use only reads, under which of one's others one writes."""
    request = context["request"]
    closed = OF_THE_FRONT if is_member(request.position) else ()
    held = [] if writes(request.position) else request.positions
    return {
        "tabs": [(label, reverse(name), name == active) for name, label in TABS if name not in closed],
        "writing": next((one for one in held if writes(one)), None), "here": request.get_full_path(),
    }  # fmt: skip
