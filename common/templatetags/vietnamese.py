"""Numbers and dates on the page. Nothing given, nothing shown."""

from collections.abc import Callable
from typing import Any

from django import template

from common import dates, numbers
from common.vietnamese import lower_first

register = template.Library()


def _shows(name: str, write: Callable[[Any], str]) -> None:
    @register.filter(name, expects_localtime=True)
    def show(value: Any) -> str:
        return "" if value is None or value == "" else write(value)


_shows("quantity", numbers.quantity)
_shows("amount", numbers.amount)
_shows("score", numbers.score)
_shows("full_score", numbers.full_score)
_shows("whole_score", numbers.whole_score)
_shows("in_words", numbers.amount_in_words)
_shows("two_digits", numbers.two_digits)
_shows("day", dates.day)
_shows("moment", dates.moment)
_shows("paper_date", dates.paper_date)
_shows("weekday_date", dates.weekday_date)
# Only the first letter: the rest may hold names and signs of papers.
_shows("in_sentence", lower_first)
