"""Đầu giấy của đơn vị: what its papers carry on top, from what the unit states, else from its name."""

import re

from documents.letterhead import Family, Letterhead
from units.enums import PaperFamily
from units.models import Unit

# How names of bodies break into the lines of a head; anything else stays on one line.
_PARTS = (
    (re.compile(r"(?:UBND|Ủy ban nhân dân) (.+)", re.IGNORECASE), ("Ủy ban nhân dân", "{0}")),
    (
        re.compile(r"(?:Ủy ban )?(?:MTTQ|Mặt trận Tổ quốc)(?: Việt Nam)? (.+)", re.IGNORECASE),
        ("Ủy ban MTTQ Việt Nam", "{0}", "Ban Thường trực"),
    ),
)


def letterhead_of(unit: Unit, *, kind: str = "", number: str = "") -> Letterhead:
    """Đầu giấy of a unit in its paper family.

    `kind` is the abbreviation of the paper's kind (“BC” for báo cáo); with it the head has a line for the number.
    """
    family: Family = _FAMILIES[PaperFamily(unit.paper_family)]
    return Letterhead(
        family=family,
        superior=_lines(unit.head_superior),
        name=_lines(unit.head_name) or _name_lines(unit.name),
        place=place_of(unit),
        number=number,
        symbol=_symbol(family, kind, unit.number_suffix),
        signature_lines=_lines(unit.signing_lines),
        archive_line=f"- {unit.archive_line.lstrip('- ')}" if unit.archive_line else "",
    )


def place_of(unit: Unit | None) -> str:
    """Địa danh before the date of a paper: the unit's own, else that of the nearest unit above that has one."""
    if unit is None or unit.place_name:
        return unit.place_name if unit else ""
    above = Unit.objects.around(unit).exclude(place_name="").values_list("place_name", flat=True)
    return above.last() or ""


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
