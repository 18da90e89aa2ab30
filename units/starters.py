"""Các cấp, cơ quan lúc bắt đầu: what a new installation may open with."""

from dataclasses import dataclass

from units.enums import COLLECTS_ALL, Line, Nature, family_of_line
from units.letterhead_defaults import suggested
from units.models import Level, Unit
from units.services import add_level, add_unit

# key → (name, word for the area, rank)
LEVELS = {
    "province": ("Cấp tỉnh", "tỉnh", 1),
    "district": ("Cấp huyện", "huyện", 2),
    "commune": ("Cấp cơ sở", "xã", 3),
}


@dataclass(frozen=True)
class StarterBody:
    """A body nearly every commune has; `{}` stands for the commune."""

    name: str
    line: str


COMMUNE_BODIES = {
    "ubnd": StarterBody("UBND {}", Line.STATE),
    "dang-uy": StarterBody("Đảng ủy {}", Line.PARTY),
    "mttq": StarterBody("Ủy ban MTTQ Việt Nam {}", Line.FRONT),
    "nong-dan": StarterBody("Hội Nông dân {}", Line.MASS),
    "phu-nu": StarterBody("Hội Liên hiệp Phụ nữ {}", Line.MASS),
    "cuu-chien-binh": StarterBody("Hội Cựu chiến binh {}", Line.MASS),
    "doan": StarterBody("Đoàn TNCS Hồ Chí Minh {}", Line.MASS),
    "cong-an": StarterBody("Công an {}", Line.FORCES),
    "quan-su": StarterBody("Ban Chỉ huy Quân sự {}", Line.FORCES),
}
# The bodies that may be a commune's collecting desk: the People's Committee, the Party committee, the Front.
DESKS = ("ubnd", "dang-uy", "mttq")


def add_levels(*, by, keys) -> dict[str, Level]:
    """Open the chosen levels, highest first. Where government has two tiers, the district is simply not chosen."""
    return {
        key: add_level(by=by, name=name, area_word=word, rank=rank)
        for key, (name, word, rank) in LEVELS.items()
        if key in keys
    }


def add_body(*, by, name: str, area: Unit, line: str, family: str, collects: str = "") -> Unit:
    """A body in an area, with the letterhead its kind has by default."""
    letterhead = suggested(name=name, family=family, area=area)
    return add_unit(
        by=by, name=name, parent=area, nature=Nature.BODY, level=area.level, line=line, paper_family=family,
        collects=collects, **letterhead,
    )  # fmt: skip


def add_commune_bodies(*, by, area: Unit, keys, desk: str) -> Unit:
    """The chosen bodies of a commune; the desk takes the registrations of every line. Returns the desk."""
    added = {
        key: add_body(
            by=by, name=body.name.format(area.name), area=area, line=body.line, family=family_of_line(body.line),
            collects=COLLECTS_ALL if key == desk else "",
        )
        for key, body in COMMUNE_BODIES.items()
        if key in keys or key == desk
    }  # fmt: skip
    return added[desk]


def add_villages(*, by, area: Unit, names) -> None:
    """Thôn, bản, tổ dân phố: areas of no level."""
    for name in names:
        add_unit(by=by, name=name, parent=area, nature=Nature.AREA, address=f"{name}, {area.name}")
