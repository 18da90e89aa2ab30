"""Người dùng mẫu: the known accounts, and whoever else sits at the desks and in the units."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from accounts.enums import Role
from accounts.models import Position, User
from accounts.services import open_account, open_position
from common import vietnamese
from danvan.demo.names import Names
from danvan.demo.tree import Tree
from units import scope
from units.models import Unit

PASSWORD = "danvan-demo"

# user name, full name, [(role, unit, title)]; the first position is the one in use after signing in
ACCOUNTS = (
    ("dangky.thon", "Lê Thị Thoa", [(Role.REGISTRANT, "thôn Đông, xã Minh Lạc", "Trưởng thôn Đông")]),
    ("dangky.doanthe", "Vũ Thị Ngần", [
        (Role.REGISTRANT, "Hội Liên hiệp Phụ nữ xã Minh Lạc", "Chủ tịch Hội Liên hiệp Phụ nữ xã"),
    ]),
    ("canbo.xa", "Đỗ Đình Lương", [
        (Role.OFFICER, "UBND xã Minh Lạc", "Công chức Văn phòng – Thống kê"),
        (Role.REGISTRANT, "UBND xã Minh Lạc", "Công chức Văn phòng – Thống kê"),
    ]),
    ("canbo.huyen", "Hoàng Thị Nhạn", [
        (Role.OFFICER, "Ban Dân vận Huyện ủy Lam Khê", "Chuyên viên Ban Dân vận Huyện ủy"),
    ]),
    ("canbo.tinh", "Trịnh Quốc Khải", [
        (Role.OFFICER, "Ban Dân vận Tỉnh ủy Lạc Giang", "Chuyên viên Ban Dân vận Tỉnh ủy"),
    ]),
    ("mattran.xa", "Bùi Văn Chắt", [
        (Role.FRONT, "Ủy ban MTTQ Việt Nam xã Minh Lạc", "Chủ tịch Ủy ban MTTQ Việt Nam xã"),
    ]),
    ("mattran.huyen", "Tạ Thị Hiên", [
        (Role.FRONT, "Ủy ban MTTQ Việt Nam huyện Lam Khê", "Phó Chủ tịch Ủy ban MTTQ Việt Nam huyện"),
    ]),
    ("lanhdao.mattran", "Hà Thị Sen", [
        (Role.LEADER, "Ủy ban MTTQ Việt Nam xã Minh Lạc", "Phó Chủ tịch Ủy ban MTTQ Việt Nam xã"),
    ]),
    ("thamdinh.1", "Ngô Văn Bính", [(Role.REVIEWER, "Phòng Nội vụ huyện Lam Khê", "Phó Trưởng phòng Nội vụ")]),
    ("thamdinh.2", "Đinh Thị Cúc", [
        (Role.REVIEWER, "Liên đoàn Lao động huyện Lam Khê", "Phó Chủ tịch Liên đoàn Lao động huyện"),
    ]),
    ("thamdinh.3", "Lương Văn Tải", [
        (Role.REVIEWER, "Phòng Nông nghiệp và Phát triển nông thôn huyện Lam Khê",
         "Chuyên viên Phòng Nông nghiệp và Phát triển nông thôn"),
    ]),
    ("thamdinh.4", "Hoàng Thị Mây", [
        (Role.REVIEWER, "Phòng Văn hóa và Thông tin huyện Lam Khê", "Phó Trưởng phòng Văn hóa và Thông tin"),
    ]),
    ("lanhdao.xa", "Hà Văn Thuấn", [(Role.LEADER, "UBND xã Minh Lạc", "Chủ tịch UBND xã")]),
    ("lanhdao.huyen", "Phan Trọng Nghị", [
        (Role.LEADER, "Huyện ủy Lam Khê", "Phó Bí thư Thường trực Huyện ủy, Tổ trưởng Tổ thẩm định"),
    ]),
    ("canbo.sonmoc", "Lò Văn Inh", [
        (Role.OFFICER, "Ban Dân vận Huyện ủy Sơn Mộc", "Chuyên viên Ban Dân vận Huyện ủy"),
    ]),
    ("lanhdao.sonmoc", "Quàng Thị Mai", [
        (Role.LEADER, "Ban Dân vận Huyện ủy Sơn Mộc", "Trưởng Ban Dân vận Huyện ủy"),
    ]),
    ("vanphong.xa", "Mai Thị Lựu", [(Role.CLERK, "UBND xã Minh Lạc", "Văn thư UBND xã")]),
    ("vanphong.huyen", "Cao Thị Duyên", [
        (Role.CLERK, "Văn phòng Huyện ủy Lam Khê", "Văn thư – tổng hợp, Văn phòng Huyện ủy"),
        (Role.CLERK, "Ban Dân vận Huyện ủy Lam Khê", "Văn thư Ban Dân vận Huyện ủy (kiêm nhiệm)"),
    ]),
    ("quantri", "Đào Minh Trí", [(Role.ADMIN, "tỉnh Lạc Giang", "Quản trị hệ thống")]),
)  # fmt: skip

# Who receives at the other desks; nobody needs their password.
DESK_OFFICERS = {
    "UBND thị trấn Lam Khê": ("Trần Thị Hảo", "Công chức Văn phòng – Thống kê"),
    "UBND xã Phúc Khê": ("Nguyễn Văn Hòa", "Công chức Văn phòng – Thống kê"),
    "Đảng ủy xã Thượng Mộc": ("Hứa Thị Lành", "Phó Trưởng Khối Dân vận xã"),
    "Ủy ban MTTQ Việt Nam xã Khe Lau": ("Vi Văn Thiết", "Phó Chủ tịch Ủy ban MTTQ Việt Nam xã"),
    "Ủy ban MTTQ Việt Nam xã Tiên Mộc": ("Nông Thị Chiến", "Phó Chủ tịch Ủy ban MTTQ Việt Nam xã"),
}
# These bring paper: the commune's officer types for them.
ON_PAPER = ("bản Nà Lau", "bản Khe Mây", "bản Pù Hin", "bản Nà Cóc", "bán trú THCS Khe Lau", "Dòng họ")

TITLES = {
    "party": "Ủy viên, phụ trách công tác dân vận", "committee": "Công chức Văn phòng – Thống kê", "office": "Chuyên viên",
    "front": "Ủy viên Thường trực", "union": "Chủ tịch Công đoàn", "farmers": "Chủ tịch Hội Nông dân",
    "women": "Chủ tịch Hội Liên hiệp Phụ nữ", "veterans": "Chủ tịch Hội Cựu chiến binh", "youth": "Bí thư Đoàn",
    "police": "Cán bộ phụ trách phong trào", "army": "Chính trị viên", "school": "Hiệu trưởng", "health": "Trưởng đơn vị",
    "coop": "Giám đốc Hợp tác xã", "cell": "Bí thư Chi bộ", "village_front": "Trưởng Ban công tác Mặt trận",
    "clan": "Trưởng họ", "village": "Trưởng thôn", "desk": "Chuyên viên",
}  # fmt: skip


@dataclass
class People:
    """Positions by user name, by desk, and by the unit whose registrations they write."""

    names: Names
    by_account: dict[str, Position] = field(default_factory=dict)
    officers: dict[int, list[Position]] = field(default_factory=dict)
    registrants: dict[int, Position] = field(default_factory=dict)
    usernames: set[str] = field(default_factory=set)

    def settle(self) -> None:
        """Once all positions are given: by account and by unit, with everything the moves ask of a position."""
        self.by_account, self.officers, self.registrants = {}, {}, {}
        for position in Position.objects.held_on(timezone.localdate()).for_work():
            self.by_account.setdefault(position.user.username, position)
            if position.role == Role.OFFICER:
                self.officers.setdefault(position.unit_id, []).append(position)
            if position.role == Role.REGISTRANT:
                self.registrants.setdefault(position.unit_id, position)

    def officer_at(self, desk: Unit, unit: Unit) -> Position:
        """The officer of the desk who looks after the unit: of several the one with the narrower area."""
        covering = [one for one in self.officers[desk.pk] if scope.covers(one, unit.path)]
        return max(covering, key=lambda one: min(len(area.path) for area in one.all_areas()))


def known_names() -> set[str]:
    """The names that stand in the story, given to nobody else."""
    return {name for _, name, _ in ACCOUNTS} | {name for name, _ in DESK_OFFICERS.values()}


def build(tree: Tree, names: Names, *, since: date, titles: Mapping[str, str]) -> People:
    """Open the accounts; every position is held since a day before the first fact. `titles` where a story has others."""
    people = People(names, usernames={username for username, _, _ in ACCOUNTS})
    for username, full_name, positions in ACCOUNTS:
        user = open_account(by=None, username=username, full_name=full_name, password=None)
        # The one password everybody is told is one that the rules refuse, and rightly so.
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
        for role, unit, title in positions:
            _give(tree, user, role, unit, titles.get(username, title), since)
    for desk, (full_name, title) in DESK_OFFICERS.items():
        _give(tree, _account(people, full_name), Role.OFFICER, desk, title, since)
    writing = {unit for _, _, positions in ACCOUNTS for role, unit, _ in positions if role == Role.REGISTRANT}
    for name, kind in tree.kinds.items():
        if kind != "area" and name not in writing and not any(part in name for part in ON_PAPER):
            _give(tree, _account(people, names.person()[1]), Role.REGISTRANT, name, _title(name, kind), since)
    people.settle()
    return people


def _account(people: People, full_name: str) -> User:
    """An account without a password: its officer gives one when it is wanted."""
    base = vietnamese.fold(full_name).replace(" ", ".")
    username = next(name for name in (base, *(f"{base}{n}" for n in range(2, 99))) if name not in people.usernames)
    people.usernames.add(username)
    return open_account(by=None, username=username, full_name=full_name, password=None)


def _give(tree: Tree, user: User, role: str, unit: str, title: str, since: date) -> None:
    open_position(by=None, user=user, role=role, unit=tree.units[unit], title=title, starts_on=since)


def _title(name: str, kind: str) -> str:
    if name.startswith("Chi hội"):
        return "Chi hội trưởng"
    return "Tổ trưởng tổ dân phố" if kind == "village" and name.startswith("Tổ") else TITLES[kind]
