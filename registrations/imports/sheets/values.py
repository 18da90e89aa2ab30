"""Từng ô nói gì: amounts, days, times, marks and register numbers as offices write them."""

import re
from datetime import date, timedelta
from decimal import Decimal

from common import numbers
from common.dates import parse_date
from common.vietnamese import clean, fold

LARGEST_REGISTER_NUMBER = 20_000

_MONEY = re.compile(
    r"[0-9][0-9.,]*(?: ?(?:nghìn tỷ|nghìn|nghin|ngàn|ngan|triệu|trieu|tr|tỷ|tỉ|ty)(?![^\W\d_]) ?[0-9.,]*)*"
    r"(?: ?(?:đồng|dong|vnđ|vnd|đ|₫)\.?)?",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(r"[0-9][0-9.,]*")
_MARKS = {"x", "v", "+", "1", "co", "✓", "✔", "√", "ü"}
_QUARTER = re.compile(r"quy (i{1,3}|iv|[1-4])(?:[/ ,-]*(?:nam )?([0-9]{4}))?")
_MONTH = re.compile(r"(?:thang )?([0-9]{1,2}) ?[/-] ?([0-9]{4})")
_YEAR = re.compile(r"(?:ca nam|nam|trong nam)?(?: nam)? ?([0-9]{4})?")
_FROM_TO = re.compile(r"(?:tu )?(?:ngay )?([0-9./-]+) ?(?:den|-|–)(?: het)?(?: ngay)? ?([0-9./-]+)")
_SHORT_DAY = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_LOST_ZERO = re.compile(r"[1-9][0-9]{6}")
_LEADING_NUMBER = re.compile(r"0*([1-9][0-9]{0,5})(?![0-9])")


def is_marked(text: str) -> bool:
    """“x” in a column to be ticked."""
    return fold(text) in _MARKS


def read_amount(text: str, scale: str) -> int | None:
    """Đồng, or None where it is no plain amount of money: “1.260 m2 đất”, “hơn 70 triệu”, “75 - 80 triệu đồng/ha”.

    `scale` is what the heading counts in. Raises ValueError with a Vietnamese sentence.
    """
    typed = clean(text)
    if not _MONEY.fullmatch(typed):
        return None
    if scale and _BARE_NUMBER.fullmatch(typed):
        return numbers.parse_amount(f"{typed} {scale}")
    return numbers.parse_amount(typed)


def with_scale(text: str, scale: str) -> str:
    """“hơn 70” under “(triệu đồng)” is no amount, and says nothing without what it was counted in."""
    return f"{text} {scale} đồng" if scale and text[-1:].isdigit() else text


def amount_text(amount: int) -> str:
    return numbers.amount(Decimal(amount))


def result_lines(text: str) -> list[str]:
    """Other results: one to a line of the cell, or apart by semicolons."""
    return [line for part in re.split(r"[\n;]", text) if (line := clean(part).strip("-–+• "))]


def lost_a_zero(text: str) -> bool:
    """“1012026”: 01012026 typed without signs, kept by Excel as a number."""
    return bool(_LOST_ZERO.fullmatch(clean(text)))


def read_day(text: str) -> date:
    """A day; the time of the day that Excel adds is left out. Raises ValueError with a Vietnamese sentence."""
    typed = clean(text)
    if lost_a_zero(typed):
        return parse_date(f"0{typed}")
    return parse_date(typed.rpartition(" ")[0] if re.fullmatch(r"\S+ [0-9]{2}:[0-9]{2}", typed) else typed)


def read_time(text: str, year: int) -> tuple[date | None, date | None]:
    """First and last day of what was written for the paper, where it says them: quarter, month, year, from – to."""
    folded = fold(text)
    if quarter := _QUARTER.fullmatch(folded):
        number = _ROMAN.get(quarter[1]) or int(quarter[1])
        return _months(int(quarter[2] or year), 3 * number - 2, 3)
    if (month := _MONTH.fullmatch(folded)) and 1 <= int(month[1]) <= 12:
        return _months(int(month[2]), int(month[1]), 1)
    if folded and (whole := _YEAR.fullmatch(folded)):
        return _months(int(whole[1] or year), 1, 12)
    if ends := _FROM_TO.fullmatch(folded):
        return _from_to(ends[1], ends[2], year)
    return None, None


def _months(year: int, first: int, number: int) -> tuple[date | None, date | None]:
    if not 1945 <= year <= 2100:
        return None, None
    after = date(year + (first + number > 12), (first + number - 1) % 12 + 1, 1)
    return date(year, first, 1), after - timedelta(days=1)


def _from_to(first: str, last: str, year: int) -> tuple[date | None, date | None]:
    try:
        end = parse_date(_with_year(last, year))
        start = parse_date(_with_year(first, end.year))
    except ValueError:
        return None, None
    return (start, end) if start <= end else (None, None)


def _with_year(text: str, year: int) -> str:
    short = _SHORT_DAY.fullmatch(text)
    return f"{short[1]}/{short[2]}/{year}" if short else text


def read_register_number(text: str) -> int:
    """“05”, “12/ĐK”: the number alone. Raises ValueError with a Vietnamese sentence."""
    found = _LEADING_NUMBER.match(clean(text))
    if not found or int(found[1]) > LARGEST_REGISTER_NUMBER:
        raise ValueError(
            f"“{clean(text)[:30]}” chưa đúng: ghi số trong sổ từ 1 đến {numbers.quantity(LARGEST_REGISTER_NUMBER)}."
        )
    return int(found[1])
