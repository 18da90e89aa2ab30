"""Hỏi lại trước khi bỏ: what takes away something written asks once more, on a small page that works without script."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

# What the button of the asking page sends, and no other.
SURE = "chac"


def is_sure(request: HttpRequest, *, is_written: bool) -> bool:
    """Whether a press does what it says at once: nothing would be lost, or the page that asks was read."""
    return request.method == "POST" and (not is_written or SURE in request.POST)


def ask_page(
    request: HttpRequest, heading: str, *, back: tuple[str, str], room: tuple[str, str] | None, about: str,
    facts: Iterable[tuple[str, str]] = (), warning: str = "", obstacle: str = "",
    picture: str = "",
) -> HttpResponse:  # fmt: skip
    """The page that asks. `back` and `room` are label and address (no room: for whom there is no list), `facts` is what would be lost; `obstacle`, why it cannot be done at all; `picture`, the address of one to be shown."""
    context = {"heading": heading, "back": back, "room": room, "about": about, "facts": list(facts),
               "warning": warning, "obstacle": obstacle, "picture": picture, "sure": SURE}  # fmt: skip
    return render(request, "components/ask.html", context)
