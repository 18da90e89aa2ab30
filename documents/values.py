"""How one plain value reads in a cell: the same on a page, in a PDF and, as text, in a spreadsheet."""

import datetime
from decimal import Decimal

from common import dates, numbers


def display(value: object, *, grouped: bool = True, places: int = 0) -> str:
    """The Vietnamese text of `value`; empty for None. `grouped=False` keeps a year or an ordinal free of dots; `places`
    are the decimals every number is written with, 0 for as many as it has.
    """
    if isinstance(value, str):
        return str(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, int | float | Decimal):
        if not grouped:
            return str(value)
        if isinstance(value, int) and -1000 < value < 1000 and not places:
            # Most figures of a summary are small: nothing to group, nothing to round.
            return str(value)
        return numbers.decimals(value, places) if places else numbers.quantity(value)
    if isinstance(value, datetime.datetime):
        return dates.moment(value)
    if isinstance(value, datetime.date):
        return dates.day(value)
    return str(value)
