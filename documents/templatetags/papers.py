"""What the templates of papers need beside plain variables."""

import datetime

from django import template

from documents import letterhead, qr

register = template.Library()

# Longer lines than these do not fit beside the motto in one line, so they alone may wrap.
FULL_SIZE, HALF_SHEET = 19, 24


@register.simple_tag
def place_line(place: str, day: datetime.date | None, year: int | str = "") -> str:
    """“Minh Lạc, ngày 05 tháng 02 năm 2026”, with dots for what is not given."""
    return letterhead.place_and_date(place, day or None, year=year)


@register.filter
def fit(line: str) -> str:
    """The class of a line of a head by its length."""
    if len(line) <= FULL_SIZE:
        return "line"
    return "line tight" if len(line) <= HALF_SHEET else "line long"


@register.filter
def qr_image(text: str) -> str:
    """The QR code of a text as an address for <img>."""
    return qr.qr_svg_data_uri(text)
