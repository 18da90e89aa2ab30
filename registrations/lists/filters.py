"""Lọc danh sách: every filter stands in the address, so that a view can be kept and passed on."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.safestring import SafeString

from accounts.enums import TYPING_ROLES
from common.choosing import Choices, options
from common.keys import key_in
from registrations.enums import HELD, WAITING, Kind, State
from registrations.lists.options import ListOptions
from registrations.plans.completion import COUNTED
from registrations.search import found
from units.models import Unit

ORDERS = {
    "": ("Mới nộp trước", ("-first_sent_at", "-pk")),
    "ten": ("Tên mô hình", ("sort_key", "pk")),
    "don-vi": ("Đơn vị", ("present_unit__sort_key", "pk")),
}
ASKED, CONFIRMED_IN_YEAR, COUNTING = "hoi", "vao-so", "tinh-tien-do"
# Several states under one word, beside the states themselves.
GROUPS = {
    "dang-cho": "Đang chờ xử lý (mọi bước)",
    "da-xac-nhan": "Đã xác nhận (mọi bước sau)",
    COUNTING: "Đã nộp, không kể đã rút, không xác nhận",
    CONFIRMED_IN_YEAR: "Xác nhận, vào sổ trong năm",
    "qua-han": "Quá hạn bổ sung",
    ASKED: "Có trao đổi chưa đọc của đơn vị",
}


@dataclass(frozen=True)
class Filter:
    """One select of the filter bar, and what the address wants of it."""

    name: str
    label: str
    choices: Choices
    wanted: str

    @property
    def chosen(self) -> tuple[str, str]:
        """Value and label of what is chosen; of nothing that is offered, nothing."""
        return next((choice for choice in self.choices if choice[0] == self.wanted), ("", ""))

    @property
    def options(self) -> SafeString:
        return options(self.choices, self.chosen[0])


class RegistrationFilter:
    """Reads the address; nonsense in it filters nothing."""

    def __init__(self, query, offered: ListOptions, position):
        self.query, self.position = query, position
        self.text = query.get("tim", "").strip()[:100]
        offers = {
            "nam": ("Năm", [(str(year), str(year)) for year in offered.years]),
            "trang-thai": ("Trạng thái", [*_states(), *_groups(position)]),
            "phong-trao": ("Phong trào", [(str(key), name) for key, name in offered.movements]),
            "loai": ("Loại", [(kind.value, kind.label.capitalize()) for kind in Kind]),
            "linh-vuc": ("Lĩnh vực", [(str(key), name.capitalize()) for key, name in offered.sectors]),
            "cap": ("Cấp đăng ký", [(str(key), name) for key, name in offered.levels]),
        }
        self.selects = [self._select(name, label, choices) for name, (label, choices) in offers.items()]
        self.orders = self._select("xep", "Xếp theo", [(value, label) for value, (label, _) in ORDERS.items() if value])
        self.unit, self.desk = self._unit(position, "don-vi"), self._unit(position, "noi")

    def _unit(self, position, name: str) -> Unit | None:
        asked = key_in(self.query.get(name, ""))
        return Unit.objects.visible_to(position).filter(pk=asked).first() if asked else None

    def _select(self, name: str, label: str, choices: list[tuple[str, str]]) -> Filter:
        return Filter(name, label, tuple(choices), self.query.get(name, ""))

    def _value(self, name: str) -> str:
        found = next((one for one in [*self.selects, self.orders] if one.name == name), None)
        return found.chosen[0] if found else ""

    @property
    def is_chosen_alone(self) -> bool:
        """Whether nothing was typed, and no unit is named: then the address and what is offered say all."""
        return not (self.text or self.query.get("don-vi") or self.query.get("noi"))

    @property
    def is_active(self) -> bool:
        return bool(self.text or self.unit or self.desk or any(self._value(one.name) for one in self.selects))

    @property
    def told(self) -> list[str]:
        """The conditions in words, as a file says them: “Năm: 2026”."""
        said = [f"Tìm: “{self.text}”"] if self.text else []
        said += [f"Trong phạm vi: {self.unit}"] if self.unit else []
        said += [f"Ở nơi tiếp nhận: {self.desk}"] if self.desk else []
        return [*said, *(f"{one.label}: {one.chosen[1]}" for one in self.selects if one.chosen[0])]

    @property
    def is_newest_first(self) -> bool:
        return not self._value("xep")

    def apply(self, registrations, *, walked=False):
        """The registrations that remain, in the asked order; they may be `walked` in the order of an index."""
        path = "walked_scope_path" if walked else "scope_path"
        exact = {
            "loai": "kind",
            "linh-vuc": "walked_sector",
            "cap": "walked_highest_level",
        }
        wanted = {field: self._value(name) for name, field in exact.items() if self._value(name)}
        remaining = registrations.filter(**wanted)
        remaining = self._in_state_and_year(remaining, self._value("trang-thai"), self._value("nam"), walked)
        if movement := self._value("phong-trao"):
            remaining = remaining.of_movement(movement)
        remaining = found(remaining, self.text)
        if self.unit:
            remaining = remaining.in_area(self.unit, path=path)
        if self.desk:
            remaining = remaining.filter(desk=self.desk)
        return remaining.order_by(*ORDERS[self._value("xep")][1])

    def _in_state_and_year(self, registrations, wanted: str, year: str, walked: bool):
        """The year is that of the plan, or of the first register where what was confirmed in a year is asked for."""
        if wanted == CONFIRMED_IN_YEAR:
            return registrations.confirmed_in(int(year or timezone.localdate().year))
        if year and walked:
            registrations = registrations.up_to_newest_of(year).of_year(year, plan="walked_plan")
        elif year:
            registrations = registrations.of_year(year)
        return self._in_state(registrations, wanted)

    def _in_state(self, registrations, wanted: str):
        """Of one state, or of a group of them."""
        if wanted == "qua-han":
            return registrations.overdue_on(timezone.localdate())
        if wanted == ASKED:
            return registrations.at_desk_of(self.position).filter(asks_desk_at__isnull=False)
        groups = {"dang-cho": WAITING, "da-xac-nhan": HELD, COUNTING: COUNTED}
        return registrations.filter(state__in=groups.get(wanted, {wanted})) if wanted else registrations


def _groups(position) -> list[tuple[str, str]]:
    """What owners have said is read at the desk."""
    return [(slug, label) for slug, label in GROUPS.items() if slug != ASKED or position.has_role(*TYPING_ROLES)]


def _states() -> list[tuple[str, str]]:
    return [(state.value, state.label) for state in State if state != State.DRAFT]
