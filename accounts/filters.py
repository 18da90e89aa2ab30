"""Tìm cán bộ: what the address of the list asks for."""

from django.utils import timezone
from django.utils.text import capfirst

from accounts.enums import Role
from accounts.models import Position
from common.paging import Page, page_of
from common.vietnamese import fold
from units.models import Unit

ENDED, LEFT, NEVER, CLOSED = "da-ket-thuc", "thoi-giu", "chua-dang-nhap", "da-dong"
# What the list may hold: positions held now, or those of people who need looking after.
KINDS = {
    "": "Đang giữ vị trí",
    NEVER: "Chưa đăng nhập lần nào",
    ENDED: "Vị trí đã kết thúc",
    LEFT: "Không còn giữ vị trí nào",
    CLOSED: "Tài khoản đã đóng",
}


class PeopleFilter:
    """The positions one manages, by words, role, unit, and whether they are still held."""

    def __init__(self, asked, *, by):
        self.by = by
        self.words = asked.get("tim", "").strip()[:200]
        self.role = asked.get("vai-tro", "") if asked.get("vai-tro", "") in Role.values else ""
        self.kind = asked.get("con", "") if asked.get("con", "") in KINDS else ""
        self.kinds = KINDS.items()
        self.unit = self._unit(asked.get("don-vi", ""))
        self.roles = [
            (value, capfirst(label)) for value, label in Role.choices if by.role == Role.ADMIN or value != Role.ADMIN
        ]

    def _unit(self, asked: str):
        if not asked.isascii() or not asked.isdigit():
            return None
        return Unit.objects.visible_to(self.by).filter(pk=int(asked[:18])).first()

    @property
    def narrowed(self) -> bool:
        return bool(self.words or self.role or self.kind or self.unit)

    def rows(self):
        rows = self._of_kind(Position.objects.managed_by(self.by), timezone.localdate())
        if self.words:
            rows = rows.found(fold(self.words))
        if self.role:
            rows = rows.filter(role=self.role)
        if self.unit:
            rows = rows.filter(unit=self.unit)
        return rows.select_related("user", "unit__level", "unit__parent").order_by("user__sort_key", "user_id", "pk")

    def _of_kind(self, rows, today):
        if self.kind == CLOSED:
            return rows.standing().filter(user__is_active=False)
        if self.kind == LEFT:
            holding = Position.objects.not_ended_on(today).values("user")
            return rows.ended_on(today).exclude(user__in=holding).filter(user__is_active=True)
        if self.kind == ENDED:
            return rows.ended_on(today)
        rows = rows.not_ended_on(today)
        return rows.filter(user__last_login__isnull=True) if self.kind == NEVER else rows

    def page(self, number: str | None) -> Page:
        return page_of(self.rows(), number)
