"""Đi theo địa bàn: what becomes of the bodies and areas under an area that ends, where no line says otherwise.

Bodies of the Party, the State, the Front, the mass organisations and the forces end with their area and pass to the
body of the same name in the successor, which is opened where it is missing. Schools, stations, cooperatives and areas
go on and hang under the successor.
"""

from itertools import count

from common.vietnamese import fold
from reorganisation.planned.nodes import Node
from units.enums import Line, Nature, Passing
from units.letterhead_defaults import bare_place

GOING_ON = {Line.OTHER}


class Followers:
    """Walks the ended areas from the top down and plans what hangs under them."""

    def __init__(self, nodes: dict[int, Node]) -> None:
        self.nodes = nodes
        self.unplaced: list[Node] = []
        self.numbers = count(-1_000_000_000, -1)
        self.bodies: dict[int, dict[str, Node]] = {}

    def follow(self) -> None:
        for area in [node for node in self.nodes.values() if node.is_area and node.is_renamed and not node.ends]:
            self._name_after(area)
        ended = [node for node in self.nodes.values() if node.ends and node.is_area]
        for area in sorted(ended, key=lambda node: node.path.count("/")):
            for child in list(area.children):
                if not child.ends and not child.placed:
                    self._place(child, area)
        for body in [node for node in self.nodes.values() if node.ends and node.collects]:
            self._hand_on_desk(body)

    @staticmethod
    def _name_after(area: Node) -> None:
        """The bodies of a renamed area carry its new name."""
        for child in area.children:
            if not child.is_area and not child.ends and not child.is_renamed:
                child.rename(renamed(child.name, area.was[1], area.name), "")
                child.decision = area.decision if child.is_renamed else child.decision

    @staticmethod
    def _hand_on_desk(body: Node) -> None:
        """A desk named in a line of its own leaves its task to its successor, where the area has no desk left."""
        for aim in body.aims if body.passing != Passing.DISSOLVED else ():
            if not aim.is_area and not any(one.collects for one in aim.parent.children if not one.ends):
                aim.collects = body.collects

    def _place(self, child: Node, area: Node) -> None:
        dissolved = area.passing == Passing.DISSOLVED
        if not child.is_area and child.line not in GOING_ON:
            for aim in area.aims:
                successor = aim if dissolved else self._counterpart(child, area, aim)
                child.pass_to(successor, area.decision, dissolved=dissolved)
        elif len(area.aims) == 1:
            child.hang_under(area.aims[0])
        else:
            self.unplaced.append(child)

    def _counterpart(self, body: Node, area: Node, aim: Node) -> Node:
        """The body of that name in the successor; opened if there is none."""
        name = renamed(body.name, area.name, aim.name)
        known = self._bodies_of(aim)
        if fold(name) not in known:
            known[fold(name)] = self._open(body, name, aim)
        found = known[fold(name)]
        taken = {one.collects for one in known.values()}
        if body.collects and not found.collects and body.collects not in taken and self._had_no_desk(aim):
            found.collects = body.collects
        return found

    def _bodies_of(self, area: Node) -> dict[str, Node]:
        if area.pk not in self.bodies:
            standing = [one for one in area.children if not one.is_area and not one.ends]
            self.bodies[area.pk] = {fold(one.name): one for one in standing}
        return self.bodies[area.pk]

    @staticmethod
    def _had_no_desk(area: Node) -> bool:
        """An area that goes on keeps its own desk; only a new one takes over that of an old one."""
        return not any(one.collects for one in area.children if not one.is_new)

    def _open(self, body: Node, name: str, area: Node) -> Node:
        node = Node(
            next(self.numbers), name, "", Nature.BODY, body.line, area.level_id, area.pk, "", "", "", None,
            body.paper_family, renamed(body.short_name, area.name, area.name),
        )  # fmt: skip
        node.decision = body.parent.decision
        node.hang_under(area)
        self.nodes[node.pk] = node
        return node


def renamed(name: str, old_area: str, new_area: str) -> str:
    """“UBND xã Minh Lạc” of xã Minh Lạc, in xã Lam Khê: “UBND xã Lam Khê”."""
    if old_area in name:
        return name.replace(old_area, new_area)
    return name.replace(bare_place(old_area), bare_place(new_area))
