"""Ô chọn: what a filter offers, drawn as the options of a select.

The same forty options stand on every page of a list: drawn in a template they cost as much as its rows.
"""

from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString, mark_safe

Choices = tuple[tuple[str, str], ...]


@lru_cache(maxsize=1000)
def options(choices: Choices, chosen: str) -> SafeString:
    """The choices (value, label), the chosen one marked."""
    drawn = (
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(label)}</option>'
        for value, label in choices
    )
    return mark_safe("".join(drawn))  # every part is escaped
