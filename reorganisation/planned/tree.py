"""The planned tree of one operation, and what stands in its way."""

from collections import Counter
from functools import cached_property

from reorganisation.enums import StepKind
from reorganisation.models import NewUnit, Operation, Step
from reorganisation.planned.followers import Followers
from reorganisation.planned.nodes import Decision, Node, standing_units
from reorganisation.planned.reading import Reading
from units.desks import climb


class PlannedTree:
    """Every unit as it will stand, and the sentences that say why it cannot stand so.

    What is found in it is found once, when all is planned.
    """

    def __init__(self, operation: Operation, reading: Reading) -> None:
        self.operation, self.reading = operation, reading
        self.nodes = standing_units(reading.units)
        self.problems: list[str] = []
        self.planned: dict[int, Node] = {}
        self.unplaced: list[Node] = []
        self.ranks: dict[int, int] = reading.ranks

    def node_of(self, unit_id: int | None, new_id: int | None) -> Node | None:
        """The node of an existing unit, or of one still to be opened."""
        return self.nodes.get(unit_id) if unit_id else self.planned.get(new_id)

    @cached_property
    def opened(self) -> list[Node]:
        return [node for node in self.nodes.values() if node.is_new]

    @cached_property
    def ended(self) -> list[Node]:
        return [node for node in self.nodes.values() if node.ends]

    @cached_property
    def changed(self) -> list[Node]:
        """Units that go on otherwise than before: moved, renamed, or carried along."""
        return [node for node in self.nodes.values() if not node.is_new and node.changes]

    @cached_property
    def desks(self) -> dict[int, dict[str, Node]]:
        """The collecting bodies of each area, as they will be."""
        found: dict[int, dict[str, Node]] = {}
        for node in self.nodes.values():
            if node.collects and not node.ends:
                found.setdefault(node.parent_id, {})[node.collects] = node
        return found

    def way_up(self, node: Node, line: str, desks: dict[int, dict[str, Node]]) -> list[Node]:
        """The desks a record of the unit will climb through, lowest first."""
        return climb(node, line, node.path_ids(), desks)


def planned_tree(operation: Operation, reading: Reading | None = None) -> PlannedTree:
    """The tree as the lines of the operation make it."""
    tree = PlannedTree(operation, reading or Reading.of(operation))
    _open_new_units(tree)
    whole = Decision(operation.decision_number, operation.decided_on)
    for step in tree.reading.steps:
        _apply(tree, step, Decision(step.decision_number or whole.number, step.decided_on or whole.decided_on))
    if not tree.problems:
        followers = Followers(tree.nodes)
        followers.follow()
        tree.unplaced = followers.unplaced
        tree.problems += [
            f"{node.full_name}: {node.parent.name} tách, chưa ghi chuyển về trực thuộc đơn vị nào."
            for node in tree.unplaced
        ]
    if not tree.problems:
        tree.problems += [
            f"{node.name} sẽ nằm bên dưới chính mình. Ghi lại đơn vị nhận hoặc đơn vị cấp trên."
            for node in _circles(tree)
        ]
    if not tree.problems:
        _judge(tree)
    if not tree.problems:
        for node in [one for one in tree.nodes.values() if one.is_new or one.is_moved or one.is_renamed]:
            if not node.ends:
                node.derive_full_names()
    return tree


def _open_new_units(tree: PlannedTree) -> None:
    for new in tree.reading.new_units:
        parent = tree.node_of(new.parent_id, new.new_parent_id)
        if parent is None:
            tree.problems.append(f"{new.name}: đơn vị cấp trên không còn.")
            continue
        node = _node_of_new(new, parent)
        node.decision = Decision(tree.operation.decision_number, tree.operation.decided_on)
        node.hang_under(parent)
        tree.nodes[node.pk] = tree.planned[new.pk] = node


def _node_of_new(new: NewUnit, parent: Node) -> Node:
    return Node(
        -new.pk, new.name, new.code, new.nature, new.line, new.level_id, parent.pk, "", "", "", None, "state", ""
    )  # fmt: skip


def _apply(tree: PlannedTree, step: Step, decision: Decision) -> None:
    node, aim = tree.nodes.get(step.unit_id), tree.node_of(step.to_unit_id, step.to_new_id)
    if node is None or (step.kind != StepKind.RENAME and aim is None):
        tree.problems.append(f"Dòng “{step.get_kind_display()}”: đơn vị {step.unit} hoặc đơn vị nhận không còn.")
        return
    if step.kind == StepKind.RENAME:
        node.rename(step.name, step.code)
        node.decision = decision
    elif step.kind == StepKind.MOVE:
        if _is_below(aim, node):
            tree.problems.append(f"{node.name} không thể chuyển về trực thuộc chính mình hoặc đơn vị bên dưới.")
            return
        node.hang_under(aim)
        node.placed, node.decision = True, decision
    else:
        node.pass_to(aim, decision, dissolved=step.kind == StepKind.END)


def _circles(tree: PlannedTree) -> list[Node]:
    """Units that hang under themselves, as where one passes into what lies in it: no path leads to them."""
    found: list[Node] = []
    reached: set[int] = set()
    for start in tree.nodes.values():
        node, way = start, []
        while node is not None and node.pk not in reached:
            reached.add(node.pk)
            way.append(node)
            node = node.parent
        if node is not None and node in way:
            found.append(node)
    return found


def _is_below(node: Node | None, top: Node) -> bool:
    while node is not None:
        if node is top:
            return True
        node = node.parent
    return False


def _judge(tree: PlannedTree) -> None:
    """The rules of a tree that the lines may break."""
    day = tree.operation.effective_on
    for node in tree.ended:
        if node.parent is None:
            tree.problems.append(f"{node.name} là gốc của sơ đồ tổ chức nên không kết thúc được.")
        if node.valid_from and node.valid_from >= day:
            tree.problems.append(
                f"{node.name} mới có từ {node.valid_from:%d/%m/%Y}, không kết thúc trước ngày đó được."
            )
        for aim in node.aims:
            if aim.ends:
                tree.problems.append(f"{node.name}: đơn vị nhận {aim.name} cũng kết thúc trong việc này.")
            if node.is_area and not aim.is_area:
                tree.problems.append(f"{node.name} là địa bàn, phải nhập vào một địa bàn, không phải {aim.name}.")
        if len(set(node.aims)) < len(node.aims):
            tree.problems.append(f"{node.name}: một đơn vị nhận được ghi hai lần.")
    for node in tree.nodes.values():
        if not node.ends and node.parent is not None:
            _judge_place(tree, node)
    _judge_names(tree)


def _judge_place(tree: PlannedTree, node: Node) -> None:
    if node.parent.ends:
        tree.problems.append(f"{node.full_name or node.name}: đơn vị cấp trên {node.parent.name} đã kết thúc.")
    elif not node.parent.is_area and (node.is_new or node.is_moved):
        tree.problems.append(f"{node.name}: chỉ địa bàn mới có đơn vị trực thuộc, {node.parent.name} thì không.")


def _judge_names(tree: PlannedTree) -> None:
    standing = [node for node in tree.nodes.values() if not node.ends]
    codes = Counter(node.code for node in standing if node.code)
    names = Counter((node.parent_id, node.name) for node in standing)
    changed = [node for node in standing if node.is_new or node.is_moved or node.is_renamed]
    tree.problems += [
        f"Mã {code} dùng cho nhiều đơn vị." for code in dict.fromkeys(one.code for one in changed) if codes[code] > 1
    ]
    tree.problems += [
        f"Có nhiều đơn vị tên “{name}” trong {tree.nodes[parent].name}."
        for parent, name in dict.fromkeys((one.parent_id, one.name) for one in changed if one.parent)
        if names[parent, name] > 1
    ]
    desks = Counter((node.parent_id, node.collects) for node in standing if node.collects)
    tree.problems += [
        f"{tree.nodes[parent].name} sẽ có hai nơi tiếp nhận cùng loại." for (parent, _), n in desks.items() if n > 1
    ]
