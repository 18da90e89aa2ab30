"""Chỗ nối số liệu trong lời văn: “{{dang-ky}}” stands for a figure until the report is issued."""

import re
from collections.abc import Mapping
from decimal import Decimal

from common import numbers
from reports.models import ReportFigure

LINK = re.compile(r"\{\{\s*([a-z0-9-]+)(?::([a-z-]+))?\s*\}\}")
ANY = re.compile(r"\{\{.*?\}\}", re.DOTALL)
BEFORE, LAST_YEAR = "kỳ trước", "cùng kỳ năm trước"
# What may follow the colon, and what it tells.
FORMS = {
    "": "số báo cáo", "ky-truoc": f"số của {BEFORE}", "cung-ky": f"số của {LAST_YEAR}",
    "so-ky-truoc": f"tăng, giảm so với {BEFORE}", "so-cung-ky": f"tăng, giảm so với {LAST_YEAR}",
}  # fmt: skip


def told(number: Decimal | None) -> str:
    """As official papers write it: whole numbers below ten with a nought before (“05”)."""
    if number is None:
        return "…"
    whole = number == number.to_integral_value()
    return f"{int(number):02}" if whole and 0 < number < 10 else numbers.quantity(number)


def compared(now: Decimal | None, then: Decimal | None, when: str) -> str:
    """“tăng 05 so với kỳ trước”, “bằng kỳ trước”; nothing to compare with is said too."""
    if now is None or then is None:
        return f"chưa có số {when} để so sánh"
    if now == then:
        return f"bằng {when}"
    return f"{'tăng' if now > then else 'giảm'} {told(abs(now - then))} so với {when}"


def filled(text: str, figures: Mapping[str, ReportFigure]) -> str:
    """The text with every known link replaced; what is unknown stays as it was written."""
    return LINK.sub(lambda found: _value(found, figures), text)


def _value(found: re.Match, figures: Mapping[str, ReportFigure]) -> str:
    figure, form = figures.get(found[1]), found[2] or ""
    if figure is None or form not in FORMS:
        return found[0]
    return {
        "": lambda: told(figure.value),
        "ky-truoc": lambda: told(figure.before),
        "cung-ky": lambda: told(figure.last_year),
        "so-ky-truoc": lambda: compared(figure.value, figure.before, BEFORE),
        "so-cung-ky": lambda: compared(figure.value, figure.last_year, LAST_YEAR),
    }[form]()


def broken(text: str, figures: Mapping[str, ReportFigure]) -> list[str]:
    """The links that lead to no figure, as they are written."""
    return [found for found in ANY.findall(text) if filled(found, figures) == found]
