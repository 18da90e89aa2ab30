"""Mã khóa: the keys that units to be opened will have, and the paths with them."""

from common.bulk import reserve
from reorganisation.planned import Node, PlannedTree
from units.models import Unit


class Keys:
    """From the planned tree, where new units have keys below zero, to the real one."""

    def __init__(self, tree: PlannedTree) -> None:
        self.new = {node.pk: key for node, key in zip(tree.opened, reserve(Unit, len(tree.opened)), strict=True)}
        self._paths: dict[str, str] = {}

    def of(self, node: Node) -> int:
        return self.new.get(node.pk, node.pk)

    def path(self, planned: str) -> str:
        """A planned path with the keys that new units are given."""
        if "-" not in planned:
            return planned
        if planned not in self._paths:
            keys = [int(part) for part in planned.split("/") if part]
            self._paths[planned] = "/" + "".join(f"{self.new.get(key, key)}/" for key in keys)
        return self._paths[planned]
