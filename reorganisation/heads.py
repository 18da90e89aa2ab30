"""Đầu giấy khi đơn vị sắp xếp: what papers of new, renamed and moved units carry on top."""

from reorganisation.planned import Node, PlannedTree
from units.enums import PaperFamily
from units.letterhead_defaults import bare_place, committee_of, suggested
from units.models import Unit

HEAD_FIELDS = ("head_superior", "head_name", "place_name")


def new_heads(node: Node) -> dict[str, str]:
    """The letterhead of a unit to be opened, after its family."""
    if node.is_area:
        return {"place_name": bare_place(node.name)} if node.level_id else {}
    return suggested(name=node.name, family=PaperFamily(node.paper_family), area=node.parent)


def changed_heads(tree: PlannedTree, node: Node, unit: Unit) -> list[str]:
    """The head fields of a unit that goes on, with the names of what was renamed or stands above it now replaced."""
    pairs, own = _pairs(tree, node), _own_names(tree, node)
    return [own.get(getattr(unit, name)) or _replaced(getattr(unit, name), pairs) for name in HEAD_FIELDS]


def _own_names(tree: PlannedTree, node: Node) -> dict[str, str]:
    """A body's head that is simply its name, with or without the place, follows when the body gets another name."""
    if node.is_area or not node.is_renamed or node.parent is None:
        return {}
    before = tree.nodes.get(node.was[0])
    old, place = node.was[1], before.was[1] if before else ""
    return {
        old.removesuffix(place).strip().upper(): node.name.removesuffix(node.parent.name).strip().upper(),
        old.upper(): node.name.upper(),
    }  # fmt: skip


def _pairs(tree: PlannedTree, node: Node) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    own_area = node if node.is_area else node.parent
    if own_area and own_area.is_renamed:
        pairs += [(own_area.was[1], own_area.name), (bare_place(own_area.was[1]), bare_place(own_area.name))]
    if node.is_moved or (own_area and own_area.is_moved):
        before = tree.nodes.get(own_area.was[0] if own_area.is_moved else node.was[0])
        above = own_area.parent if own_area.is_moved else node.parent
        if before and above:
            pairs += [(committee_of(before), committee_of(above)), (before.was[1], above.name)]
    return [(old, new) for old, new in pairs if old]


def _replaced(text: str, pairs: list[tuple[str, str]]) -> str:
    for old, new in pairs:
        text = text.replace(old.upper(), new.upper()).replace(old, new)
    return text
