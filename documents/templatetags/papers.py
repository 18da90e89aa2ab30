"""What the templates of papers need beside plain variables."""

import datetime

from django import template

from documents import letterhead, qr

register = template.Library()

FULL_SIZE = 19
ALONE = 34


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
def qr_image(text: str) -> str:
    """The QR code of a text as an address for <img>."""
    return qr.qr_svg_data_uri(text)
