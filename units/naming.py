"""Tên kèm địa bàn, chữ để tìm, khóa xếp: what is derived from a unit's name and from what stands above it."""

from common import vietnamese


def derive(unit) -> None:
    """Keep full name, search text and sort key true to the name, the short name, the code and the parent."""
    unit.full_name = full_name(unit, unit.parent)
    unit.sort_key = vietnamese.sort_key(unit.name)[:600]
    unit.search_text = search_text(unit)


def search_text(described) -> str:
    """The names and the code without marks."""
    return vietnamese.fold(f"{described.full_name} {described.short_name} {described.code}")[:700]


def full_name(unit, above) -> str:
    """A village needs its commune's name to be told apart; a body below commune level likewise.

    “Chi bộ thôn Đông” in thôn Đông names its village already: only what stands above the village is added.
    """
    if not above or unit.level_id is not None:
        return unit.name
    name_above = above.full_name if above.level_id is None else above.name
    if unit.name.endswith(above.name):
        return f"{unit.name}{name_above.removeprefix(above.name)}"
    return f"{unit.name}, {name_above}"
