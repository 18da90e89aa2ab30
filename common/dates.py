"""Dates as Vietnamese offices write them: day, month, year."""

import re
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from common.vietnamese import clean

FIRST_YEAR, LAST_YEAR = 1945, 2100

_DAY_FIRST = re.compile(r"([0-9]{1,2}) ?([/.\- ]) ?([0-9]{1,2}) ?\2 ?([0-9]{4})")
_NO_YEAR = re.compile(r"([0-9]{1,2}) ?([/.\-]) ?([0-9]{1,2})")
_DIGITS_ONLY = re.compile(r"([0-9]{2})()([0-9]{2})([0-9]{4})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
# Within so many years before and after there is a 29 February, a century without one included.
_LEAP = 8
_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


def parse_date(text: str) -> date:
    """Ngày: “5/2/2026”, “05-02-2026”, “05.02.2026”, “05022026” (no slash on a phone), or what a date input sends.

    Raises ValueError with a Vietnamese sentence.
    """
    typed = clean(text)
    if iso := _ISO.fullmatch(typed):
        year, month, day_of_month = (int(part) for part in iso.groups())
    elif parts := _DAY_FIRST.fullmatch(typed) or _DIGITS_ONLY.fullmatch(typed):
        day_of_month, month, year = int(parts[1]), int(parts[3]), int(parts[4])
    else:
        shown = typed if len(typed) <= 40 else f"{typed[:40]}…"
        raise ValueError(f"“{shown}” chưa đúng: ghi ngày/tháng/năm, đủ bốn chữ số của năm, ví dụ 05/02/2026.")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"Năm {year} chưa đúng: ghi năm từ {FIRST_YEAR} đến {LAST_YEAR}.")
    try:
        return date(year, month, day_of_month)
    except ValueError:
        raise ValueError(f"Không có ngày {day_of_month:02}/{month:02}/{year}.") from None


def parse_near(text: str, today: date, *, past: bool = False) -> date:
    """As `parse_date`; “26/11” without a year is that day nearest to `today`, of what is `past` the last one.

    Raises ValueError with a Vietnamese sentence.
    """
    typed = clean(text)
    if not (parts := _NO_YEAR.fullmatch(typed)):
        return parse_date(typed)
    day_of_month, month = int(parts[1]), int(parts[3])
    years = [year for year in range(today.year - _LEAP, today.year + _LEAP + 1) if _is_day(day_of_month, month, year)]
    if not years:
        raise ValueError(f"Không có ngày {day_of_month:02}/{month:02}.")
    days = [date(year, month, day_of_month) for year in years]
    return max(one for one in days if one <= today) if past else min(days, key=lambda one: abs(one - today))


def _is_day(day_of_month: int, month: int, year: int) -> bool:
    try:
        return bool(date(year, month, day_of_month))
    except ValueError:
        return False


def years_later(value: date, years: int) -> date:
    """The same day of another year, before or after; of 29 February the 28th where that year has none."""
    try:
        return value.replace(year=value.year + years)
    except ValueError:
        return value.replace(year=value.year + years, day=28)


def day(value: date) -> str:
    """“05/02/2026”."""
    return _in_digits(_local(value))


def moment(value: datetime) -> str:
    """“14:05 05/02/2026”."""
    here: Any = _local(value)
    return f"{here.hour:02}:{here.minute:02} {_in_digits(here)}"


def _in_digits(here: date) -> str:
    return f"{here.day:02}/{here.month:02}/{here.year:04}"


def paper_date(value: date) -> str:
    """“ngày 05 tháng 02 năm 2026”: days below 10 and months 1, 2 with a zero (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""
    value = _local(value)
    month = f"{value.month:02}" if value.month < 3 else str(value.month)
    return f"ngày {value.day:02} tháng {month} năm {value.year}"


def weekday_date(value: date) -> str:
    """“Thứ Hai, 21/09/2026”."""
    here = _local(value)
    return f"{_WEEKDAYS[here.weekday()]}, {_in_digits(here)}"


def _local(value: date) -> date:
    """An instant belongs to the day it has here, not to the day in Greenwich."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def start_of(value: date) -> datetime:
    """Midnight at the beginning of a day, in Asia/Ho_Chi_Minh."""
    return timezone.make_aware(datetime.combine(value, time.min))


def day_of(at: datetime) -> date:
    """The day an instant has here. A tenth of `timezone.localdate`, which asks each time whether somebody is elsewhere."""
    return at.astimezone(timezone.get_default_timezone()).date()


def day_of_any(at: datetime | None) -> date | None:
    """The same; of nothing nothing."""
    return day_of(at) if at else None


def days_since(day_then: date) -> int:
    """How many days ago a day was; 0 today."""
    return (day_of(timezone.now()) - day_then).days
