"""Cây đơn vị mẫu: areas, the bodies in them, and their collecting desks."""

from dataclasses import dataclass, field

from danvan.demo import treedata
from units.enums import COLLECTS_ALL, Line, Nature, PaperFamily
from units.letterhead_defaults import bare_place, suggested
from units.models import Level, Unit
from units.services import add_unit
from units.starters import LEVELS, add_levels

FAMILIES = {Line.PARTY: PaperFamily.PARTY, Line.FRONT: PaperFamily.FRONT, Line.MASS: PaperFamily.FRONT}


@dataclass
class Tree:
    """The units by full name, what kind each is, and to which column of the yearly totals it counts."""

    levels: dict[int, Level] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    groups: dict[str, list[str]] = field(default_factory=dict)
    group_of: dict[str, str] = field(default_factory=dict)
    desks: list[Unit] = field(default_factory=list)

    def keep(self, unit: Unit, kind: str, group: str) -> Unit:
        self.units[str(unit)] = unit
        self.kinds[str(unit)] = kind
        self.group_of[str(unit)] = group
        self.groups.setdefault(group, []).append(str(unit))
        if unit.collects:
            self.desks.append(unit)
        return unit


def build() -> Tree:
    """The whole tree, highest first."""
    tree = Tree(levels={level.rank: level for level in add_levels(by=None, keys=LEVELS).values()})
    province = _area(tree, treedata.PROVINCE, None, tree.levels[1])
    _bodies(tree, province, treedata.PROVINCE_BODIES, desk="desk")
    districts = {}
    for code_and_name in treedata.DISTRICTS:
        district = districts[code_and_name[1]] = _area(tree, code_and_name, province, tree.levels[2])
        _bodies(tree, district, treedata.DISTRICT_BODIES, desk="desk")
    for code, name, above, desk, villages in treedata.COMMUNES:
        commune = _area(tree, (code, name), districts[above], tree.levels[3])
        _bodies(tree, commune, treedata.COMMUNE_BODIES, desk=desk)
        for village in villages:
            _village(tree, commune, village)
    for name, village, commune, line, kind in treedata.MORE_BODIES:
        _body(tree, tree.units[f"{village}, {commune}"], f"{name} {village}", line, kind, group=commune)
    return tree


def _area(tree: Tree, code_and_name: tuple[str, str], parent: Unit | None, level: Level) -> Unit:
    code, name = code_and_name
    area = add_unit(
        by=None, name=name, parent=parent, nature=Nature.AREA, level=level, code=code, place_name=bare_place(name)
    )
    return tree.keep(area, "area", f"địa bàn {name}")


def _bodies(tree: Tree, area: Unit, bodies, *, desk: str) -> None:
    """`desk` is the kind of the collecting body, or how its name begins."""
    group = area.name if area.level.rank == 3 else f"cơ quan {area.name}"
    for pattern, line, kind in bodies:
        name = pattern.format(area.name).replace("[]", bare_place(area.name))
        collects = COLLECTS_ALL if desk in (kind, name.removesuffix(area.name).strip()) else ""
        _body(tree, area, treedata.OTHERWISE.get(name, name), line, kind, group=group, collects=collects)


def _body(tree: Tree, area: Unit, name: str, line: str, kind: str, *, group: str, collects: str = "") -> Unit:
    family = FAMILIES.get(line, PaperFamily.STATE)
    # A body of a village writes its papers under its commune's name.
    place = area if area.level else area.parent
    heads = suggested(name=name, family=family, area=place)
    heads |= treedata.HEADS_OF_KIND.get(kind, {}) | treedata.HEADS.get(name, {})
    body = add_unit(
        by=None, name=name, parent=area, nature=Nature.BODY, level=area.level, line=line, collects=collects,
        paper_family=family, address="" if area.level is None else area.name, **heads,
    )  # fmt: skip
    return tree.keep(body, kind, group)


def _village(tree: Tree, commune: Unit, name: str) -> None:
    address = f"{name}, {commune.name}"
    village = add_unit(by=None, name=name, parent=commune, nature=Nature.AREA, address=address)
    tree.keep(village, "village", commune.name)
    for pattern, line, kind in treedata.VILLAGE_BODIES:
        _body(tree, village, pattern.format(name), line, kind, group=commune.name)
