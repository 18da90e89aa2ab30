"""Chỗ nối số liệu trong lời văn: kept as “{{dang-ky}}” until the report is issued; who writes reads and types it as
“{Mô hình đăng ký trong kỳ: 05}”, its name and its present number, of which the name counts."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from difflib import get_close_matches

from common import numbers
from reports.models import ReportFigure

LINK = re.compile(r"\{\{\s*([a-z0-9-]+)(?::([a-z-]+))?\s*\}\}")
ANY = re.compile(r"\{\{.*?\}\}", re.DOTALL)
# What somebody typed: a kept link, anything else in braces, or a brace that was left alone.
TYPED = re.compile(r"\{\{[^{}]*\}\}|\{[^{}]*\}|[{}]")
BEFORE, LAST_YEAR = "kỳ trước", "cùng kỳ năm trước"
# What may follow the colon of a kept link, and what follows the name instead where it is read.
FORMS = {
    "": "", "ky-truoc": f" – {BEFORE}", "cung-ky": f" – {LAST_YEAR}", "so-ky-truoc": f" – so với {BEFORE}",
    "so-cung-ky": f" – so với {LAST_YEAR}",
}  # fmt: skip


def told(number: Decimal | None) -> str:
    """As official papers write it: whole numbers below ten with a nought before (“05”)."""
    if number is None:
        return "…"
    whole = number == number.to_integral_value()
    return f"{int(number):02}" if whole and 0 < number < 10 else numbers.quantity(number)


def change(now: Decimal | None, then: Decimal | None) -> str:
    """“tăng 05”, “bằng”; nothing where there is nothing to compare with."""
    if now is None or then is None:
        return ""
    return "bằng" if now == then else f"{'tăng' if now > then else 'giảm'} {told(abs(now - then))}"


def compared(now: Decimal | None, then: Decimal | None, when: str) -> str:
    """“tăng 05 so với kỳ trước”, “bằng kỳ trước”; nothing to compare with is said too."""
    changed = change(now, then)
    if not changed:
        return f"chưa có số {when} để so sánh"
    return f"{changed} {when}" if now == then else f"{changed} so với {when}"


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


def names_of(figures: Iterable[ReportFigure]) -> dict[str, str]:
    """By key the name to read; where several share one, with the key."""
    rows = list(figures)
    shared = Counter(_plain(one.name) for one in rows)
    return {one.key: one.name if shared[_plain(one.name)] == 1 else f"{one.name} ({one.key})" for one in rows}


def readable(text: str, figures: Mapping[str, ReportFigure]) -> str:
    """The text as somebody writes it: every known link by its name, with its present number."""
    names = names_of(figures.values())

    def named(found: re.Match) -> str:
        key, form = found[1], found[2] or ""
        return spelled(names[key], figures[key], form) if key in names and form in FORMS else found[0]

    return LINK.sub(named, text)


def spelled(name: str, figure: ReportFigure, form: str = "") -> str:
    """“{Mô hình đăng ký trong kỳ – so với kỳ trước: giảm 03}”."""
    now = {
        "": told(figure.value), "ky-truoc": told(figure.before), "cung-ky": told(figure.last_year),
        "so-ky-truoc": change(figure.value, figure.before), "so-cung-ky": change(figure.value, figure.last_year),
    }[form]  # fmt: skip
    return f"{{{name}{FORMS[form]}: {now or 'chưa có số'}}}"


def linked(text: str, figures: Mapping[str, ReportFigure]) -> tuple[str, list[str]]:
    """What was typed with every name as a kept link again, and one sentence for each that names no figure."""
    names = names_of(figures.values())
    links = {
        _plain(f"{name}{said}"): f"{{{{{key}{form and f':{form}'}}}}}"
        for key, name in names.items()
        for form, said in FORMS.items()
    }
    wrong: list[str] = []

    def kept(found: re.Match) -> str:
        typed = found[0].strip("{} \n")
        # The number behind the last colon is for reading only.
        link = links.get(_plain(typed)) or links.get(_plain(typed.rpartition(":")[0]))
        if link is None and not (LINK.fullmatch(found[0]) and filled(found[0], figures) != found[0]):
            wrong.append(_not_known(found[0], typed, list(names.values())))
        return link or found[0]

    return TYPED.sub(kept, text), wrong


def _not_known(written: str, typed: str, names: list[str]) -> str:
    if not typed:
        return "Dấu { } chỉ dùng để nối số liệu; có một dấu đứng lẻ hoặc để trống, hãy bỏ đi."
    name = re.split(" – |:", typed)[0]
    near = get_close_matches(_plain(name), [_plain(one) for one in names], 1, 0.7)
    meant = next((one for one in names if near and _plain(one) == near[0]), "")
    ending = f"Có phải {{{meant}}}?" if meant else "Hãy chọn trong danh sách số liệu, hoặc bỏ dấu { }."
    return f"Không có số liệu {written[:80]}. {ending}"


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("–", "-").split())
