"""Kế hoạch mẫu: what is asked for in each year, with the models each unit is given to make."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from danvan.demo.people import People
from danvan.demo.tree import Tree
from registrations.enums import FormVersion, Item, Kind
from registrations.models import Content, Movement, Plan, Sector
from registrations.plans.services import (
    give_task,
    grant_late_permit,
    save_plan,
    set_quotas,
    tell_task_done,
    withdraw_late_permit,
)
from registrations.starters import CAMPAIGN, add_starter_rows

THEME = "Năm đẩy mạnh phong trào thi đua Dân vận khéo"
# key: issuer, name on paper, number, issued, opens, closes (month, day); None closes with the year
PLANS = {
    "tỉnh": ("Tỉnh ủy Lạc Giang", "Ban Thường vụ Tỉnh ủy Lạc Giang", "41-KH/TU", (1, 25), (2, 1), (4, 16)),
    "Lam Khê": ("Huyện ủy Lam Khê", "Ban Thường vụ Huyện ủy Lam Khê", "32-KH/HU", (2, 17), (2, 18), (4, 5)),
    "Sơn Mộc": ("Huyện ủy Sơn Mộc", "Ban Thường vụ Huyện ủy Sơn Mộc", "18-KH/HU", (2, 20), (2, 21), (3, 28)),
    "Minh Lạc": ("UBND xã Minh Lạc", "UBND xã Minh Lạc", "12/KH-UBND", (3, 3), (3, 4), (3, 25)),
    "Thượng Mộc": ("Đảng ủy xã Thượng Mộc", "Đảng ủy xã Thượng Mộc", "21-KH/ĐU", (2, 28), (3, 1), (3, 20)),
    "Mặt trận": (
        "Ủy ban MTTQ Việt Nam huyện Lam Khê", "Ban Thường trực Ủy ban MTTQ Việt Nam huyện Lam Khê", "14/KH-MTTQ-BTT",
        (3, 9), (3, 9), None,
    ),
}  # fmt: skip
# The registrations that still wait follow these: open today, so that a newcomer can register at once.
# The district asks a little more on its form, where nobody is bound to answer.
ASKED_ITEMS = {"Lam Khê bổ sung": {Item.CONTENT: False, Item.FORCES: False}}
SUPPLEMENTS = {
    "Minh Lạc bổ sung": ("UBND xã Minh Lạc", "UBND xã Minh Lạc", "67/KH-UBND"),
    "Lam Khê bổ sung": ("Huyện ủy Lam Khê", "Ban Thường vụ Huyện ủy Lam Khê", "95-KH/HU"),
}
ISSUED_BEFORE, OPENED_BEFORE, CLOSES_AFTER = timedelta(days=5), timedelta(days=20), timedelta(days=40)

# Who puts a plan in: an officer whose area holds the issuer's.
DESKS = {
    "tỉnh": "Ban Dân vận Tỉnh ủy Lạc Giang", "Lam Khê": "Ban Dân vận Huyện ủy Lam Khê",
    "Sơn Mộc": "Ban Dân vận Huyện ủy Sơn Mộc", "Minh Lạc": "UBND xã Minh Lạc", "Thượng Mộc": "Đảng ủy xã Thượng Mộc",
    "Minh Lạc bổ sung": "UBND xã Minh Lạc", "Lam Khê bổ sung": "Ban Dân vận Huyện ủy Lam Khê",
}  # fmt: skip
PLAN_OF_GROUP = {
    "thị trấn Lam Khê": "Lam Khê", "xã Phúc Khê": "Lam Khê", "cơ quan huyện Lam Khê": "Lam Khê", "xã Minh Lạc": "Minh Lạc",
    "xã Thượng Mộc": "Thượng Mộc", "xã Khe Lau": "Sơn Mộc", "xã Tiên Mộc": "Sơn Mộc",
    "cơ quan huyện Sơn Mộc": "Sơn Mộc", "cơ quan tỉnh Lạc Giang": "tỉnh",
}  # fmt: skip
BASIS = "Kế hoạch số 41-KH/TU ngày 25/01/{year} của Ban Thường vụ Tỉnh ủy Lạc Giang"
TASKS = {
    "Lam Khê": ("Gửi danh sách mô hình đề nghị công nhận về Ban Dân vận Huyện ủy", (11, 15)),
    "Minh Lạc": ("Sơ kết 6 tháng, gửi số liệu về Văn phòng UBND xã", (6, 20)),
}
LATE_UNIT, LATE_UNTIL = "Ban công tác Mặt trận bản Nà Lau, xã Khe Lau", (4, 5)
LATE_REASON = "Bản mất liên lạc nhiều ngày do sạt lở đường."
# Granted to the wrong unit, and taken back.
LOST_UNIT, LOST_REASON, LOST_WHY = (
    "Hội Nông dân xã Khe Lau", "Bản mất liên lạc nhiều ngày do sạt lở đường.",
    "Cấp nhầm đơn vị: đề nghị nộp muộn là của bản Nà Lau.",
)  # fmt: skip
# Of the additional plan of the commune: one for all units, which two have told done, and one that is late.
ANNOUNCE, HANG_OUT = (
    "Thông báo đợt đăng ký bổ sung đến hội viên, Nhân dân",
    "Niêm yết kế hoạch bổ sung tại nhà văn hóa thôn",
)
TOLD = {
    "thôn Đông, xã Minh Lạc": ("Phát trên loa truyền thanh bốn buổi.", ""),
    "Hội Liên hiệp Phụ nữ xã Minh Lạc": ("Thông báo tại buổi sinh hoạt chi hội.", "Công văn số 12/CV-PN"),
}


@dataclass
class Plans:
    """The plans by key and year, and the rows they are written with."""

    movement: Movement
    by_key: dict[tuple[str, int], Plan] = field(default_factory=dict)
    sectors: list[Sector] = field(default_factory=list)
    contents: dict[int, Content] = field(default_factory=dict)
    of_groups: dict[str, str] = field(default_factory=PLAN_OF_GROUP.copy)

    def of_group(self, group: str, year: int, *, supplementary: bool) -> Plan:
        key = self.of_groups[group]
        return self.by_key[f"{key} bổ sung" if supplementary else key, year]


def build(tree: Tree, people: People, *, years: list[int], today: date) -> Plans:
    """The plans of the story's years, and those open today."""
    movement = add_starter_rows(by=None)
    plans = Plans(movement, sectors=list(Sector.objects.all()))
    campaign = Movement.objects.get(name=CAMPAIGN["name"])
    plans.contents = {content.number: content for content in campaign.contents.all()}
    for year in years:
        for key, (issuer, name, number, issued, opens, closes) in PLANS.items():
            plan = Plan(
                number=number, issued_on=date(year, *issued), issuer=tree.units[issuer], issuer_name=name, year=year,
                movement=campaign if key == "Mặt trận" else movement, theme=THEME if key != "Mặt trận" else campaign.name,
                opens_on=date(year, *opens), closes_on=date(year, *closes) if closes else date(year + 1, 1, 1),
            )  # fmt: skip
            bases = [] if key in ("tỉnh", "Mặt trận") else [BASIS.format(year=year)]
            plans.by_key[key, year] = save_plan(
                by=officer_of(tree, people, key), plan=plan, sectors=plans.sectors, bases=bases
            )
        _quotas(tree, people, plans, year)
        _tasks(tree, people, plans, year)
    for year in sorted({years[-1], today.year}):
        _supplements(tree, people, plans, year, today)
    _late_permit(tree, people, plans, years[-1])
    return plans


def officer_of(tree: Tree, people: People, key: str):
    """Who puts in a plan and what hangs on it."""
    return people.by_account["mattran.huyen"] if key == "Mặt trận" else _officer(tree, people, DESKS[key])


def _officer(tree: Tree, people: People, desk: str):
    unit = tree.units[desk]
    return people.officer_at(unit, unit)


def _supplements(tree: Tree, people: People, plans: Plans, year: int, today: date) -> None:
    opens_on = today - OPENED_BEFORE
    window = opens_on - ISSUED_BEFORE, opens_on, today + CLOSES_AFTER
    for key, paper in SUPPLEMENTS.items():
        issue(tree, people, plans, key, year, (*paper, DESKS[key]), window)
    _tasks_of_today(tree, people, plans.by_key["Minh Lạc bổ sung", year], today)


def _tasks_of_today(tree: Tree, people: People, plan: Plan, today: date) -> None:
    by = officer_of(tree, people, "Minh Lạc bổ sung")
    to_all = give_task(by=by, plan=plan, text=ANNOUNCE, due_on=today + timedelta(days=10))
    for unit, (note, reference) in TOLD.items():
        teller = people.registrants[tree.units[unit].pk]
        tell_task_done(by=teller, task=to_all, done_on=today - timedelta(days=4), note=note, reference=reference)
    village = tree.units[next(iter(TOLD))]
    give_task(by=by, plan=plan, text=HANG_OUT, due_on=today - timedelta(days=3), unit=village)


def issue(
    tree: Tree, people: People, plans: Plans, key: str, year: int, paper: tuple[str, str, str, str],
    window: tuple[date, date, date],
) -> Plan:  # fmt: skip
    """An additional plan: `paper` is issuer, name on paper, number, desk; `window` issued, opens, closes."""
    issuer, name, number, desk = paper
    issued_on, opens_on, closes_on = window
    plan = Plan(
        number=number, issued_on=issued_on, issuer=tree.units[issuer], issuer_name=name, year=year, movement=plans.movement,
        theme=f"{THEME} (đăng ký bổ sung)", opens_on=opens_on, closes_on=closes_on,
        form_version=FormVersion.EXTENDED if key in ASKED_ITEMS else FormVersion.FIVE,
        asked_items=ASKED_ITEMS.get(key, {}),
    )  # fmt: skip
    plans.by_key[key, year] = save_plan(by=_officer(tree, people, desk), plan=plan, sectors=plans.sectors)
    return plan


def _quotas(tree: Tree, people: People, plans: Plans, year: int) -> None:
    both = [(Kind.COLLECTIVE, 12), (Kind.INDIVIDUAL, 2)]
    communes = [tree.units[name] for name in ("thị trấn Lam Khê", "xã Minh Lạc", "xã Phúc Khê")]
    asked = {
        "Lam Khê": [(commune, kind, number) for commune in communes for kind, number in both],
        "Minh Lạc": [
            *((unit, Kind.COLLECTIVE, 2) for unit in _of_kind(tree, "xã Minh Lạc", "village")),
            *((unit, Kind.COLLECTIVE, 1) for unit in _of_kind(tree, "xã Minh Lạc", "farmers", "women", "veterans", "youth",
                                                              "police", "army", "school", "health") if unit.level_id),
        ],
        "Thượng Mộc": [(unit, Kind.COLLECTIVE, 1) for unit in _of_kind(tree, "xã Thượng Mộc", "cell")],
        "Mặt trận": [(unit, Kind.COLLECTIVE, 1) for commune in communes for unit in _of_kind(tree, commune.name, "village")],
    }  # fmt: skip
    for key, rows in asked.items():
        set_quotas(by=officer_of(tree, people, key), plan=plans.by_key[key, year], asked=rows)


def _tasks(tree: Tree, people: People, plans: Plans, year: int) -> None:
    for key, (text, (month, day)) in TASKS.items():
        give_task(
            by=officer_of(tree, people, key), plan=plans.by_key[key, year], text=text, due_on=date(year, month, day)
        )


def _of_kind(tree: Tree, group: str, *kinds: str) -> list:
    return [tree.units[name] for name in tree.groups[group] if tree.kinds[name] in kinds]


def _late_permit(tree: Tree, people: People, plans: Plans, year: int) -> None:
    by, plan, until = officer_of(tree, people, "Sơn Mộc"), plans.by_key["Sơn Mộc", year], date(year, *LATE_UNTIL)
    lost = grant_late_permit(by=by, plan=plan, unit=tree.units[LOST_UNIT], until=until, reason=LOST_REASON)
    withdraw_late_permit(by=by, permit=lost, reason=LOST_WHY)
    grant_late_permit(by=by, plan=plan, unit=tree.units[LATE_UNIT], until=until, reason=LATE_REASON)
