"""Các ô của một dòng: pieces of which the rows of long lists are drawn, for table and card alike.

Drawn in Python and not in a template: fifty rows of a dozen looked-up names each cost more than all their queries.
What is passed on as `said` is drawn already.
"""

from collections.abc import Callable
from functools import lru_cache
from html import escape

from django.urls import reverse


def cell(label: str, said: str, css: str = "") -> str:
    """One cell; a card names the column in each of them."""
    return f"{opening(label, css)}{said}</td>"


@lru_cache(maxsize=1000)
def opening(label: str, css: str = "") -> str:
    """How such a cell begins: alike in all rows of its column."""
    shown = f' class="{css}"' if css else ""
    return f'<td data-label="{escape(label)}"{shown}>'


def small(text: str, css: str = "") -> str:
    """What stands small under the words of a cell."""
    further = f" {css}" if css else ""
    return f'<small class="d-block{further}">{escape(text)}</small>'


def link(address: str, text: str) -> str:
    return f'<a href="{escape(address)}">{escape(text)}</a>'


def state(tone: str, label: str) -> str:
    """How it stands, as a mark."""
    return f'<span class="state state-{tone}">{label}</span>'


def address_by_key(name: str, *within: int) -> Callable[[int], str]:
    """The address of each record on the page of that name, perhaps `within` another's: looked up once for a whole list."""
    before, _, after = reverse(name, args=[*within, 0]).rpartition("0")
    return lambda key: f"{before}{key}{after}"


def address_by_slug(name: str, *before: str) -> Callable[[str], str]:
    """The same for what stands last in an address as a word, after what stands `before` it."""
    start, _, end = reverse(name, args=[*before, "all"]).rpartition("all")
    return lambda slug: f"{start}{slug}{end}"
