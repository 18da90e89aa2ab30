"""Đầu giấy ban đầu: what the papers of a new body say at first. What they say in fact, units.letterheads gathers.

Nghị định 30/2020/NĐ-CP for State bodies; Hướng dẫn về thể thức văn bản của Đảng for Party bodies.
"""

from units.enums import PaperFamily

_COMMITTEES = {"Tỉnh ủy": "TU", "Thành ủy": "TU", "Huyện ủy": "HU", "Thị ủy": "TU", "Quận ủy": "QU", "Đảng ủy": "ĐU"}
_KINDS_OF_AREA = ("thị trấn", "thành phố", "thị xã", "tỉnh", "huyện", "quận", "xã", "phường")
_PEOPLES_COMMITTEE = ("UBND", "Ủy ban nhân dân", "Uỷ ban nhân dân")
_FRONT_COMMITTEE = ("Ủy ban MTTQ", "Uỷ ban MTTQ", "Ủy ban Mặt trận", "Uỷ ban Mặt trận")


def suggested(*, name: str, family: str, area) -> dict[str, str]:
    """The letterhead fields of a body `name` in an `area`, as a first proposal."""
    write = {PaperFamily.STATE: _state, PaperFamily.PARTY: _party, PaperFamily.FRONT: _front}[PaperFamily(family)]
    return {"place_name": bare_place(area.name) if area else "", **write(name, area)}


def bare_place(area_name: str) -> str:
    """“xã Minh Lạc” → “Minh Lạc”: the place written before the date of a paper."""
    kind = next((kind for kind in _KINDS_OF_AREA if area_name.lower().startswith(f"{kind} ")), "")
    return area_name[len(kind) :].strip() or area_name


def _state(name: str, area) -> dict[str, str]:
    place = area.name.upper() if area else ""
    if name.startswith(_PEOPLES_COMMITTEE):
        return _lines("", f"ỦY BAN NHÂN DÂN\n{place}", "UBND", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", "Lưu: VT, VP.")
    return _lines(f"ỦY BAN NHÂN DÂN\n{place}", _own(name, area), _initials(name, area), "THỦ TRƯỞNG ĐƠN VỊ", "Lưu: VT.")


def _party(name: str, area) -> dict[str, str]:
    committee = next((word for word in _COMMITTEES if name.startswith(word)), "")
    if committee:
        above = area.parent.name.upper() if area and area.parent else ""
        superior = (
            f"ĐẢNG BỘ {above}" if committee == "Đảng ủy" and above else committee_of(area.parent if area else None)
        )
        archive = f"Lưu Văn phòng {committee}."
        return _lines(superior, name.upper(), _COMMITTEES[committee], "T/M BAN THƯỜNG VỤ\nBÍ THƯ", archive)
    return _lines(committee_of(area), _own(name, area), _initials(name, area), "TRƯỞNG BAN", "Lưu Văn phòng.")


def _front(name: str, area) -> dict[str, str]:
    if name.startswith(_FRONT_COMMITTEE):
        own = f"ỦY BAN MTTQ VIỆT NAM\n{area.name.upper() if area else ''}\nBAN THƯỜNG TRỰC"
        return _lines("", own, "MTTQ-BTT", "TM. BAN THƯỜNG TRỰC\nCHỦ TỊCH", "Lưu VP.")
    # The place on a line of its own: a name too long for the head would break in the middle of a word.
    own = f"{_own(name, area)}\n{area.name.upper()}" if area and name.endswith(area.name) else name.upper()
    return _lines("", own, _initials(name, area), "TM. BAN THƯỜNG VỤ\nCHỦ TỊCH", "Lưu VP.")


def committee_of(area) -> str:
    """The Party committee of an area as papers name it: “HUYỆN ỦY LAM KHÊ”, “ĐẢNG ỦY XÃ MINH LẠC”."""
    if area is None:
        return ""
    kind = area.name.split()[0].lower()
    if kind in {"tỉnh", "huyện", "quận"}:
        return f"{kind} ủy {bare_place(area.name)}".upper()
    return f"Đảng ủy {area.name}".upper()


def _own(name: str, area) -> str:
    """The body's own name without the place, which the line above already says."""
    bare = name.removesuffix(area.name).strip() if area else name
    return (bare or name).upper()


def _initials(name: str, area) -> str:
    return "".join(word[0] for word in _own(name, area).split() if word[0].isalpha())[:10]


def _lines(superior: str, own: str, suffix: str, signing: str, archive: str) -> dict[str, str]:
    return {
        "head_superior": superior.strip(), "head_name": own.strip(), "number_suffix": suffix, "signing_lines": signing,
        "archive_line": archive,
    }  # fmt: skip
