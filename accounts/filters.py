"""Tìm cán bộ: what the address of the list asks for."""

from django.utils import timezone
from django.utils.text import capfirst

from accounts.enums import Role
from accounts.models import Position
from common.paging import Page, page_of
from common.vietnamese import fold
from units.models import Unit

ENDED = "da-ket-thuc"


class PeopleFilter:
    """The positions one manages, by words, role, unit, and whether they are still held."""

    def __init__(self, asked, *, by):
        self.by = by
        self.words = asked.get("tim", "").strip()[:200]
        self.role = asked.get("vai-tro", "") if asked.get("vai-tro", "") in Role.values else ""
        self.ended = asked.get("con", "") == ENDED
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
        return bool(self.words or self.role or self.ended or self.unit)

    def rows(self):
        today = timezone.localdate()
        rows = Position.objects.managed_by(self.by)
        rows = rows.ended_on(today) if self.ended else rows.not_ended_on(today)
        if self.words:
            rows = rows.found(fold(self.words))
        if self.role:
            rows = rows.filter(role=self.role)
        if self.unit:
            rows = rows.filter(unit=self.unit)
        return rows.select_related("user", "unit__level", "unit__parent").order_by("user__sort_key", "user_id", "pk")

    def page(self, number: str | None) -> Page:
        return page_of(self.rows(), number)
