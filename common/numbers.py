"""Numbers as Vietnamese offices write them: the dot groups thousands, the comma is the decimal mark.

Every `parse_…` raises ValueError with a Vietnamese sentence that says how to write the number.
"""

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from common.vietnamese import clean

LARGEST_AMOUNT = 10**15
LARGEST_QUANTITY = 10**12
SCORE_PLACES = 2

_LONGEST = 60
# Sixteen digits reach past every limit here, and with “nghìn tỷ” still fit the precision of a Decimal.
_TOO_MANY_DIGITS = re.compile(r"[0-9]{17}")
_AMOUNT_TOO_LARGE = "Số tiền quá lớn: tối đa một triệu tỷ đồng."
_QUANTITY_TOO_LARGE = "Số lượng quá lớn: tối đa 1.000.000.000.000."
_AMOUNT_ADVICE = "số tiền ghi bằng đồng, ví dụ 70.000.000 hoặc 70 triệu"
_NUMBER = re.compile(r"(?:[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[0-9]+)(?:,(?!000$)[0-9]+)?")
_SCORE = re.compile(r"([0-9]{1,6})(?:[.,]([0-9]{1,2}))?")
_SWAP = str.maketrans(".,", ",.")

_SCALES = {
    "nghìn tỷ": 10**12,
    "tỷ": 10**9,
    "tỉ": 10**9,
    "ty": 10**9,
    "triệu": 10**6,
    "trieu": 10**6,
    "tr": 10**6,
    "nghìn": 10**3,
    "nghin": 10**3,
    "ngàn": 10**3,
    "ngan": 10**3,
    "": 1,
}
_AMOUNT_PART = re.compile(rf"([0-9][0-9.,]*) ?({'|'.join(_SCALES)})(?![^\W\d_]) ?")
_CURRENCY = re.compile(r" ?(?:đồng|dong|vnđ|vnd|đ|₫)\.?$")

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_UNITS_AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}


def parse_amount(text: str) -> int:
    """Số tiền, in đồng: “70.000.000”, “70 triệu”, “1 tỷ 200 triệu đồng”."""
    typed = _typed(text, _AMOUNT_ADVICE)
    if _TOO_MANY_DIGITS.search(typed.replace(".", "")):
        raise ValueError(_AMOUNT_TOO_LARGE)
    rest = _CURRENCY.sub("", typed.lower())
    total, position, last_scale = 0, 0, None
    while position < len(rest):
        part = _AMOUNT_PART.match(rest, position)
        scale = _SCALES[part[2]] if part else 0
        if not part or (last_scale and not 1 < scale < last_scale):
            raise _unreadable(typed, _AMOUNT_ADVICE)
        total += _whole_amount(part[0].strip(), part[1], part[2], scale)
        position, last_scale = part.end(), scale
    if last_scale is None:
        raise _unreadable(typed, _AMOUNT_ADVICE)
    if total > LARGEST_AMOUNT:
        raise ValueError(_AMOUNT_TOO_LARGE)
    return total


def _whole_amount(typed: str, number: str, unit: str, scale: int) -> int:
    value = _decimal(number)
    if value is not None and (value * scale) % 1 == 0:
        return int(value * scale)
    swapped = _decimal(number.translate(_SWAP)) if unit or "." not in number else None
    if value is not None or swapped is None or (swapped * scale) % 1:
        raise _unreadable(typed, _AMOUNT_ADVICE)
    in_full = amount(swapped * scale)
    shorter = f"{quantity(swapped)} {unit} hoặc " if unit else ""
    raise ValueError(f"“{typed}” chưa rõ: viết {shorter}{in_full}.")


def parse_quantity(text: str) -> Decimal:
    """Số lượng: “1.022” is one thousand and twenty-two, “14,873” fourteen point eight seven three."""
    advice = "ghi một số, tối đa ba chữ số thập phân, ví dụ 1.250 hoặc 14,5"
    typed = _typed(text, advice)
    if _TOO_MANY_DIGITS.search(typed.replace(".", "")):
        raise ValueError(_QUANTITY_TOO_LARGE)
    value = _decimal(typed)
    if value is None:
        swapped = _decimal(typed.translate(_SWAP))
        if swapped is not None and places_of(swapped) <= 3:
            advice = f"viết {quantity(swapped)}"
        raise _unreadable(typed, advice)
    if places_of(value) > 3:
        raise _unreadable(typed, advice)
    if value > LARGEST_QUANTITY:
        raise ValueError(_QUANTITY_TOO_LARGE)
    return value


def parse_score(text: str) -> Decimal:
    """Điểm: one comma or dot as decimal mark, at most two decimals. 0 is a score."""
    advice = "điểm ghi tối đa hai chữ số thập phân, ví dụ 17,5"
    typed = _typed(text, advice)
    parts = _SCORE.fullmatch(typed)
    if not parts:
        raise _unreadable(typed, advice)
    return Decimal(f"{parts[1]}.{parts[2] or 0}")


def _typed(text: str, advice: str) -> str:
    typed = clean(text)
    if typed.startswith(("-", "−", "–")):
        raise ValueError(f"“{_shown(typed)}” chưa đúng: không ghi số âm.")
    if not typed or len(typed) > _LONGEST:
        raise _unreadable(typed, advice)
    return typed


def _unreadable(typed: str, advice: str) -> ValueError:
    return ValueError(f"“{_shown(typed)}” chưa rõ: {advice}.")


def _shown(typed: str) -> str:
    return typed if len(typed) <= 40 else f"{typed[:40]}…"


def _decimal(number: str) -> Decimal | None:
    # “1,000” is one to an office and a thousand to a spreadsheet: it is not read at all.
    if not _NUMBER.fullmatch(number):
        return None
    return Decimal(number.replace(".", "").replace(",", "."))


def places_of(value: Decimal) -> int:
    """How many decimals it is written with."""
    return max(0, -int(value.as_tuple().exponent))


def quantity(value: Decimal | int | float) -> str:
    """“1.250,5”: at most three decimals, no superfluous zero."""
    return _written(value, places=3)


def score(value: Decimal | int | float) -> str:
    """“88,67”: at most two decimals, rounded half up, no superfluous zero."""
    return _written(value, places=2)


def full_score(value: Decimal | int | float) -> str:
    """“80,00” beside “92,50”: a score in a column of scores."""
    return decimals(value, SCORE_PLACES)


def whole_score(value: Decimal) -> str:
    """“79,995” beside “80,00”: with all the decimals it has, two at least."""
    return decimals(value, max(SCORE_PLACES, places_of(value)))


def rounded(value: Decimal, places: int) -> Decimal:
    """To so many decimals, half up, for the eye alone."""
    return value.quantize(_unit(places), rounding=ROUND_HALF_UP)


def hundredths(value: Decimal | None) -> Decimal | None:
    """To two decimals, half up, for the eye alone; nothing stays nothing."""
    return None if value is None else rounded(value, SCORE_PLACES)


def amount(value: Decimal | int) -> str:
    """“640.000.000”, in đồng."""
    return _written(value, places=0)


def decimals(value: Decimal | int | float, places: int) -> str:
    """“14,0” beside “23,3”: always with that many decimals."""
    return _written(value, places=places, fixed=True)


def _written(value: Decimal | int | float, *, places: int, fixed: bool = False) -> str:
    if isinstance(value, int) and not fixed:
        return f"{value:,}".translate(_SWAP)
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    rounded = exact.quantize(_unit(places), rounding=ROUND_HALF_UP)
    written = f"{rounded or abs(rounded):,f}".translate(_SWAP)
    return written.rstrip("0").rstrip(",") if places and not fixed else written


@cache
def _unit(places: int) -> Decimal:
    """The least step with so many decimals."""
    return Decimal(1).scaleb(-places)


def two_digits(number: int) -> str:
    """Số trên văn bản: 1 to 9 with a leading zero (“05 mô hình”)."""
    return f"0{number}" if 0 < number < 10 else amount(number)


def amount_in_words(value: int) -> str:
    """Số tiền bằng chữ: “bảy mươi triệu đồng”."""
    if value < 0:
        return f"âm {amount_in_words(-value)}"
    return f"{' '.join(_words(value, leading=True)) or 'không'} đồng"


def _words(number: int, *, leading: bool) -> list[str]:
    billions, rest = divmod(number, 10**9)
    words = [*_words(billions, leading=True), "tỷ"] if billions else []
    for scale, name in ((10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        group, rest = divmod(rest, scale)
        if group:
            words += [*_group_words(group, leading=leading and not words), *name.split()]
    return words


def _group_words(group: int, *, leading: bool) -> list[str]:
    hundreds, rest = divmod(group, 100)
    tens, units = divmod(rest, 10)
    words = [] if leading and not hundreds else [_DIGITS[hundreds], "trăm"]
    if tens > 1:
        words += [_DIGITS[tens], "mươi"]
    elif tens:
        words.append("mười")
    elif units and words:
        words.append("linh")
    if units:
        special = _UNITS_AFTER_TENS if tens > 1 else {5: "lăm"} if tens else {}
        words.append(special.get(units, _DIGITS[units]))
    return words
