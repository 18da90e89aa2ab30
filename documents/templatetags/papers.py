"""What the templates of papers and tables need beside plain variables."""

import datetime

from django import template

from documents import letterhead, page_table, qr

register = template.Library()
register.filter("head_of", page_table.head_of)
register.filter("body_of", page_table.body_of)

FULL_SIZE = 19
ALONE = 34
# A paper of more pages than this repeats a code without a number on the others.
NUMBERED = 9


@register.simple_tag
def place_line(place: str, day: datetime.date | None, year: int | str = "") -> str:
    """“Minh Lạc, ngày 05 tháng 02 năm 2026”, with dots for what is not given."""
    return letterhead.place_and_date(place, day or None, year=year)


@register.filter
def fit(line: str) -> str:
    """The class of a line of a head: the longer ones are set a little smaller."""
    return "line" if len(line) <= FULL_SIZE else "line tight"


@register.filter
def head_lines(name: str) -> list[str]:
    """A name in capitals in as many even lines as it needs where nothing stands beside it."""
    return letterhead.balanced(name.upper(), ALONE)


@register.filter
def qr_of_pages(text: str) -> list[tuple[int, str]]:
    """(page, address of its QR code): the first pages say which one they are, so that a pile can be put in order."""
    return [(number, qr.qr_address(f"{text}-{number}")) for number in range(1, NUMBERED + 1)]


@register.filter
def qr_address(text: str) -> str:
    """The address of the QR code of a text, for the style of a paper."""
    return qr.qr_address(text)
