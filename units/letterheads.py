"""Đầu giấy của đơn vị: what its papers carry on top, from what the unit states, else from its name."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import CharField, ExpressionWrapper, F, OuterRef, Subquery

from common import installation
from documents.annex import Annex
from documents.letterhead import DOTS, Family, Letterhead, place_and_date
from documents.table import Table
from units.enums import PaperFamily
from units.models import Unit, UnitVersion

AS_IN_REGISTER = "Như trong sổ văn bản đi."

# How names of bodies break into the lines of a head; anything else stays on one line.
_PARTS = (
    (re.compile(r"(?:UBND|Ủy ban nhân dân) (.+)", re.IGNORECASE), ("Ủy ban nhân dân", "{0}")),
    (
        re.compile(r"(?:Ủy ban )?(?:MTTQ|Mặt trận Tổ quốc)(?: Việt Nam)? (.+)", re.IGNORECASE),
        ("Ủy ban MTTQ Việt Nam", "{0}", "Ban Thường trực"),
    ),
)


def letterhead_of(unit: Unit, *, on: date | None = None, kind: str = "", number: str = "") -> Letterhead:
    """Đầu giấy of a unit in its paper family: as it is, or as it was `on` the day of a paper (one query).

    `kind` is the abbreviation of the paper's kind (“BC” for báo cáo); with it the head has a line for the number.
    """
    around = _around_on(unit, on) if on else []
    then = around[-1] if around else unit
    family: Family = _FAMILIES[PaperFamily(then.paper_family)]
    return Letterhead(
        family=family,
        superior=_lines(then.head_superior),
        name=_lines(then.head_name) or _name_lines(then.name),
        place=next((one.place_name for one in reversed(around) if one.place_name), "") if around else place_of(unit),
        number=number,
        symbol=_symbol(family, kind, then.number_suffix),
        signature_lines=_lines(then.signing_lines),
        archive_line=f"- {then.archive_line.lstrip('- ')}" if then.archive_line else "",
    )


def head_of_letter(unit: Unit, *, on: date | None) -> Letterhead:
    """Đầu giấy of a công văn. That of a State office has no abbreviation of its kind in its number (Nghị định
    30/2020/NĐ-CP)."""
    head = letterhead_of(unit, on=on, kind="CV")
    symbol = head.symbol if head.family == "party" else head.symbol.removeprefix("CV").lstrip("-") or DOTS
    return replace(head, symbol=symbol, recipients=("- Như trên;",))


def as_in_register(head: Letterhead) -> str:
    """How a number is written, by the office's own symbol."""
    return f"{AS_IN_REGISTER.rstrip('.')}, ví dụ: {head.with_symbol('45')}."


def carries_symbol(head: Letterhead, number: str) -> bool:
    """Whether a number is written with the office's own symbol, as far as the office has one."""
    symbol = "" if head.symbol == DOTS else head.symbol
    return _as_told(symbol) in _as_told(number)


def _as_told(written: str) -> str:
    """Without what people write one way or the other: spaces, capitals, the dash."""
    return "".join(written.split()).casefold().replace("–", "-")


def annex_by(position, table: Table, *, of: Unit | None = None, **facts: Any) -> Annex:
    """Phụ lục drawn up at a position: head, name and place of its unit, the day left to be written by hand.

    `of`: another unit whose paper it is. `facts`: what the annex says beside or other than that.
    """
    unit = of or position.unit
    head = letterhead_of(unit)
    usual = {"number": "", "compiler_name": position.user.full_name}
    return Annex(
        table=table, letterhead=head, unit_line=str(unit), place_line=place_and_date(head.place, None, year=""),
        is_demo=installation.is_demo(), **usual | facts,
    )  # fmt: skip


def place_of(unit: Unit | None) -> str:
    """Địa danh before the date of a paper: the unit's own, else that of the nearest unit above that has one."""
    if unit is None or unit.place_name:
        return unit.place_name if unit else ""
    above = Unit.objects.around(unit).exclude(place_name="").values_list("place_name", flat=True)
    return above.last() or ""


def place_column(path: str) -> Subquery:
    """Địa danh, as `place_of` tells it, as a column beside a unit's path: no question of its own.

    What stands above a path comes before it in their order: walking back from it, the index soon meets the nearest.
    """
    below = ExpressionWrapper(OuterRef(path), output_field=CharField())
    before = Unit.objects.exclude(place_name="").filter(path__lte=OuterRef(path)).annotate(below=below)
    return Subquery(before.filter(below__startswith=F("path")).order_by("-path").values("place_name")[:1])


def _around_on(unit: Unit, day: date) -> list[UnitVersion]:
    """The unit and what stood above it on a day, highest first; nothing where its time on that day is not known."""
    then = UnitVersion.objects.in_force_on(day)
    own = Subquery(then.filter(unit=unit).values("path")[:1])
    around = list(then.annotate(own_path=own).filter(own_path__startswith=F("path")).order_by("path"))
    return around if around and around[-1].unit_id == unit.pk else []


_FAMILIES: dict[PaperFamily, Family] = {
    PaperFamily.STATE: "state",
    PaperFamily.PARTY: "party",
    PaperFamily.FRONT: "front",
}


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _name_lines(name: str) -> tuple[str, ...]:
    for pattern, lines in _PARTS:
        if match := pattern.fullmatch(name):
            return tuple(line.format(match[1]).upper() for line in lines)
    return (name.upper(),)


def _symbol(family: Family, kind: str, suffix: str) -> str:
    if not kind or not suffix:
        return kind
    return f"{kind}/{suffix}" if family == "party" else f"{kind}-{suffix}"
