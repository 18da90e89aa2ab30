"""Cây đơn vị sau khi sắp xếp: worked out from the lines of an operation, in memory, without writing anything."""

from reorganisation.planned.nodes import Decision, Node
from reorganisation.planned.reading import Reading
from reorganisation.planned.tree import PlannedTree, planned_tree

__all__ = ["Decision", "Node", "PlannedTree", "Reading", "planned_tree"]
