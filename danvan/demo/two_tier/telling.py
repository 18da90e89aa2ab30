"""Kể chuyện hai cấp: up to 01/07 as ever, then the reform, then at the new units."""

from datetime import date

from danvan.demo import evaluations, plans
from danvan.demo.evaluations import Council
from danvan.demo.rows import Row
from danvan.demo.stories import Stage
from danvan.demo.tree import Tree
from danvan.demo.two_tier import rows as told
from danvan.demo.two_tier import seats, table
from danvan.demo.two_tier.operation import Reform
from units.models import Unit

COUNCIL = Council("canbo.tinh", "tỉnh", table.PROVINCE)
PLAN_OF_GROUP = {
    "xã Lam Khê": "xã Lam Khê", "xã Phúc Khê": "xã Phúc Khê", "xã Sơn Mộc": "xã Sơn Mộc", "xã Khe Lau": "tỉnh hai cấp",
    f"cơ quan {table.PROVINCE}": "tỉnh hai cấp",
}  # fmt: skip
# key: issuer, name on paper, number, additional number; who puts it in
PLANS = {
    "tỉnh hai cấp": ("Tỉnh ủy Lạc Giang", "Ban Thường vụ Tỉnh ủy Lạc Giang", "96-KH/TU", "121-KH/TU", seats.DESK),
    "xã Lam Khê": ("UBND xã Lam Khê", "UBND xã Lam Khê", "05/KH-UBND", "23/KH-UBND", "UBND xã Lam Khê"),
    "xã Phúc Khê": ("UBND xã Phúc Khê", "UBND xã Phúc Khê", "04/KH-UBND", "19/KH-UBND", "UBND xã Phúc Khê"),
    "xã Sơn Mộc": ("Đảng ủy xã Sơn Mộc", "Đảng ủy xã Sơn Mộc", "03-KH/ĐU", "14-KH/ĐU", "Đảng ủy xã Sơn Mộc"),
}  # fmt: skip
ISSUED, OPENS, CLOSES = (7, 7), (7, 8), (10, 1)


def tell(stage: Stage, rows: list[Row], years: list[int], today: date) -> None:
    """The whole story with its turn."""
    year = years[-1]
    turn = date(year, *table.EFFECTIVE)
    before, since = told.parted(rows, year)
    stage.begin(before)
    stage.go_on(until=stage.clock.at(turn, 0, 0))
    evaluations.set_criteria(stage, years)
    for past in years[:-1]:
        evaluations.concluded(stage, before, past)
    Reform(stage, year).carry_out()
    _settle(stage, turn)
    _issue_plans(stage, year, today)
    stage.begin([*since, *told.since_the_reform(year)])
    stage.go_on()
    officer = stage.people.by_account[COUNCIL.officer]
    evaluations.publish_criteria(stage, officer, stage.plans.by_key[COUNCIL.plan, year])
    evaluations.being_scored(stage, [*before, *since], year, COUNCIL)


def _settle(stage: Stage, turn: date) -> None:
    """The stage as it stands from that day: the tree, who sits where, and the stories that go on."""
    stage.tree = present_tree(stage.tree)
    stage.routes.clear()
    stage.people.settle()
    seats.give(stage, turn)
    for _, _, story, _ in stage.waiting:
        story.follow()


def present_tree(before: Tree) -> Tree:
    """The units that exist now, by their present names."""
    tree = Tree(levels=before.levels)
    kinds = {unit.pk: before.kinds[name] for name, unit in before.units.items()}
    standing = list(Unit.objects.filter(valid_to=None).select_related("level", "parent__level").order_by("path"))
    areas = {unit.pk: unit for unit in standing if unit.is_area and unit.level_id}
    for unit in standing:
        area = next(areas[key] for key in reversed(unit.path_ids()) if key in areas)
        if unit == area:
            group = f"địa bàn {area.name}"
        else:
            group = area.name if area.level.rank == 3 else f"cơ quan {area.name}"
        tree.keep(unit, kinds.get(unit.pk, ""), group)
    return tree


def _issue_plans(stage: Stage, year: int, today: date) -> None:
    """What the province and the new communes ask for since the reform, and additionally today."""
    stage.plans.of_groups = PLAN_OF_GROUP
    for key, (issuer, name, number, later, desk) in PLANS.items():
        window = date(year, *ISSUED), date(year, *OPENS), date(year, *CLOSES)
        plans.issue(stage.tree, stage.people, stage.plans, key, year, (issuer, name, number, desk), window)
        for present in sorted({year, today.year}):
            opens_on = today - plans.OPENED_BEFORE
            window = opens_on - plans.ISSUED_BEFORE, opens_on, today + plans.CLOSES_AFTER
            paper = (issuer, name, later, desk)
            plans.issue(stage.tree, stage.people, stage.plans, f"{key} bổ sung", present, paper, window)
