"""Danh sách cán bộ từ Excel: each line judged against what is there, without writing anything."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils import timezone

from accounts import rights
from accounts.enums import Role
from accounts.forms import USERNAME
from accounts.models import Position, User
from accounts.services import home_area
from common.dates import parse_date
from common.vietnamese import fold
from documents.sheets_in import Heading
from units.models import Unit
from units.unitfields import find_unit, written

MOST_LINES = 5000
NEW, SKIP = "moi", "bo"

HEADINGS = (
    Heading("full_name", ("Họ và tên", "Họ tên", "Họ, tên")),
    Heading("username", ("Tên đăng nhập", "Tài khoản"), required=False),
    Heading("role", ("Vai trò",)),
    Heading("unit", ("Đơn vị", "Tên đơn vị", "Mã đơn vị", "Cơ quan, đơn vị")),
    Heading("title", ("Chức vụ", "Chức danh"), required=False),
    Heading("areas", ("Địa bàn phụ trách", "Địa bàn phụ trách khác"), required=False),
    Heading("starts_on", ("Từ ngày", "Ngày nhận vị trí"), required=False),
)
NOTES = (
    "Ghi mỗi người một dòng ở trang “Danh sách”, đè lên các dòng ví dụ. Không đổi tên các cột.",
    "Họ và tên: ghi đủ, có dấu.",
    "Tên đăng nhập: có thể để trống, hệ thống đặt theo họ tên. Nếu ghi: chữ thường không dấu, ví dụ nguyen.van.an.",
    "Vai trò: " + "; ".join(str(label) for value, label in Role.choices if value != Role.ADMIN) + ".",
    "Đơn vị: tên như trong sơ đồ tổ chức, hoặc mã đơn vị.",
    "Địa bàn phụ trách: để trống thì theo đơn vị. Phụ trách nhiều địa bàn thì cách nhau bằng dấu chấm phẩy.",
    "Từ ngày: ngày/tháng/năm; để trống là hôm nay.",
)
EXAMPLES = (
    ("Nguyễn Văn Ví Dụ", "", "Cán bộ phụ trách", "UBND xã Ví Dụ", "Công chức Văn phòng – Thống kê", "", "01/07/2026"),
    ("Trần Thị Ví Dụ", "", "Người đăng ký", "thôn Ví Dụ, xã Ví Dụ", "Trưởng thôn", "", ""),
)
_NOT_IN_USERNAMES = re.compile(r"[^a-z0-9]+")


@dataclass
class Judged:
    """One line as it would be opened: what is wrong with it, or whom it concerns."""

    number: int
    values: dict[str, str]
    choice: str = ""
    role: str = ""
    unit: Unit | None = None
    areas: list[Unit] = field(default_factory=list)
    starts_on: date | None = None
    username: str = ""
    problems: list[str] = field(default_factory=list)
    account: User | None = None
    same_as: int | None = None

    @property
    def is_good(self) -> bool:
        return not self.problems and self.choice != SKIP

    @property
    def opens_account(self) -> bool:
        return self.is_good and self.same_as is None and (self.account is None or self.choice == NEW)

    @property
    def person_key(self) -> tuple[str, int | None]:
        return fold(self.values["full_name"]), self.unit.pk if self.unit else None


def judge(lines: list[dict], *, by) -> list[Judged]:
    """Every line judged: a fixed number of questions to the database, however many lines."""
    known = _Known(by)
    judged = [_read(line, known) for line in lines]
    seen: dict[tuple, Judged] = {}
    for one in judged:
        _find_person(one, known, seen)
    for one in judged:
        if one.is_good and not one.username:
            one.username = known.free_username(one.values["full_name"])
    return judged


def _read(line: dict, known: "_Known") -> Judged:
    values = line["values"]
    one = Judged(line["number"], values, line.get("choice", ""))
    _check(one, "Họ và tên chưa ghi." if not values["full_name"] else "")
    for name, label in (("full_name", "Họ và tên"), ("title", "Chức vụ")):
        _check(one, f"{label} dài quá 150 ký tự." if len(values[name]) > 150 else "")
    one.role = known.roles.get(fold(values["role"]), "")
    _check(one, "" if one.role else _about("Vai trò", values["role"], "không có hoặc không giao được"))
    one.unit = _found(one, known, values["unit"], "Đơn vị")
    typed = [text.strip() for text in re.split(r"[;\n]", values["areas"]) if text.strip()]
    one.areas = [area for text in typed if (area := _found(one, known, text, "Địa bàn phụ trách"))]
    one.starts_on = _day(one, values["starts_on"])
    if not one.problems and not rights.may_give(known.by, role=one.role, unit=one.unit, areas=_areas(one)):
        one.problems.append("Vị trí công tác này không giao được từ vị trí đang dùng.")
    return one


def _areas(one: Judged) -> list[Unit]:
    one.areas = one.areas or [home_area(one.role, one.unit)]
    return one.areas


def _check(one: Judged, problem: str) -> None:
    if problem:
        one.problems.append(problem)


def _about(label: str, text: str, problem: str) -> str:
    return f"{label} “{text[:60]}” {problem}." if text else f"{label} chưa ghi."


def _found(one: Judged, known: "_Known", text: str, label: str) -> Unit | None:
    if not text:
        one.problems.append(f"{label} chưa ghi.")
        return None
    unit, problem = known.unit_of(text)
    _check(one, problem)
    return unit


def _day(one: Judged, text: str) -> date | None:
    try:
        return parse_date(text) if text else timezone.localdate()
    except ValueError as problem:
        one.problems.append(f"Từ ngày: {problem}")
        return None


def _find_person(one: Judged, known: "_Known", seen: dict[tuple, Judged]) -> None:
    """Whether the person has an account, or stands in the list already."""
    if one.problems:
        return
    typed = one.values["username"]
    if one.choice == SKIP:
        _find_account(one, known, typed)
        return
    if typed and (problem := known.username_problem(typed)):
        one.problems.append(problem)
        return
    earlier = seen.get(("name", typed)) if typed else seen.get(("person", *one.person_key))
    if earlier is not None and fold(earlier.values["full_name"]) != one.person_key[0]:
        one.problems.append(f"Tên đăng nhập trùng dòng {earlier.number}, nhưng họ tên khác.")
        return
    if earlier is not None and (earlier.role, earlier.unit) == (one.role, one.unit):
        one.problems.append(f"Trùng dòng {earlier.number}.")
        return
    _find_account(one, known, typed)
    if one.problems:
        return
    one.same_as = earlier.number if earlier is not None else None
    if not one.account or one.choice == NEW:
        one.username = earlier.username if earlier is not None else typed
    for key in (("name", typed), ("person", *one.person_key)) if typed else (("person", *one.person_key),):
        seen.setdefault(key, one)


def _find_account(one: Judged, known: "_Known", typed: str) -> None:
    owner = known.by_username.get(typed) if typed else None
    if owner and fold(owner.full_name) != one.person_key[0]:
        one.problems.append(f"Tên đăng nhập “{typed}” đã có người dùng: {owner}.")
        return
    one.account = owner or known.by_person.get(one.person_key)
    if one.account is None or (one.choice == NEW and not owner):
        return
    if (one.account.pk, one.role, one.unit.pk) in known.held:
        one.problems.append(f"{one.account} đã giữ vai trò này ở đơn vị này.")
    elif one.account.pk not in known.managed:
        one.problems.append(f"{one.account} đã có tài khoản do cấp trên quản lý; nhờ cấp trên giao thêm vị trí.")
    elif not one.account.is_active:
        one.problems.append(f"Tài khoản của {one.account} đang đóng; hãy mở lại trước.")


class _Known:
    """What the lines are judged by, read once: units, accounts, positions."""

    def __init__(self, by):
        self.by = by
        self.roles = {
            fold(label): value for value, label in Role.choices if by.role == Role.ADMIN or value != Role.ADMIN
        }
        self.units = Unit.objects.visible_to(by).in_force_on(timezone.localdate()).select_related("parent", "level")
        self._told: dict[str, tuple[Unit | None, str]] = {}
        self._named = _index(list(self.units))
        self.by_username = {user.username: user for user in User.objects.only("username", "full_name", "is_active")}
        self._taken = set(self.by_username)
        self.managed = set(User.objects.managed_by(by).values_list("pk", flat=True))
        held = Position.objects.not_ended_on(timezone.localdate()).substantive()
        rows = held.filter(unit__in=self.units.order_by()).values_list("user", "user__username", "role", "unit")
        self.held = {(user, role, unit) for user, _, role, unit in rows}
        self.by_person = {(fold(self.by_username[name].full_name), unit): self.by_username[name]
                          for _, name, _, unit in rows}  # fmt: skip

    def unit_of(self, text: str) -> tuple[Unit | None, str]:
        """The unit meant by a name or a code, or why there is none."""
        if text not in self._told:
            exact = self._named.get(text) or self._named.get(fold(text))
            self._told[text] = (exact, "") if exact else self._asked(text)
        return self._told[text]

    def _asked(self, text: str) -> tuple[Unit | None, str]:
        try:
            return find_unit(self.units, text), ""
        except ValidationError as problem:
            return None, problem.messages[0]

    def username_problem(self, typed: str) -> str:
        for validate in (USERNAME, MaxLengthValidator(60, "Tên đăng nhập dài quá 60 ký tự.")):
            try:
                validate(typed)
            except ValidationError as problem:
                return f"Tên đăng nhập “{typed[:60]}”: {problem.messages[0]}"
        return ""

    def free_username(self, full_name: str) -> str:
        """“nguyen.van.an”, else “nguyen.van.an2” …"""
        base = _NOT_IN_USERNAMES.sub(".", fold(full_name)).strip(".")[:50].strip(".")
        base = base if base[:1].isalpha() else f"cb.{base}".strip(".")
        name, number = base, 1
        while name in self._taken:
            number += 1
            name = f"{base}{number}"
        self._taken.add(name)
        return name

    def take(self, username: str) -> None:
        self._taken.add(username)


def _index(units: list[Unit]) -> dict[str, Unit]:
    """Every way in which a unit is named without doubt → the unit."""
    ways: list[Callable[[Unit], str]] = [written, str, lambda unit: unit.name, lambda unit: unit.code]
    found: dict[str, set[int]] = {}
    by_key = {unit.pk: unit for unit in units}
    for unit in units:
        for say in ways:
            for text in (say(unit), fold(say(unit))):
                if text:
                    found.setdefault(text, set()).add(unit.pk)
    return {text: by_key[next(iter(keys))] for text, keys in found.items() if len(keys) == 1}
