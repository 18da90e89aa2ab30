"""A person's positions as the page of a person shows them: who carries on from each, who stands in, what may be done."""

from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone

from accounts import rights
from accounts.enums import LENT_ROLES, Role
from accounts.models import Position


@dataclass
class PersonLine:
    """One position with its successor, its deputies, and what the looking position may do about it."""

    position: Position
    may_dispose: bool
    may_lend: bool
    successor: Position | None = None
    deputies: list[Position] = field(default_factory=list)

    @property
    def may_hand_over(self) -> bool:
        return self.may_dispose and self.successor is None and self.position.deputy_for_id is None

    @property
    def may_take_back(self) -> bool:
        return self.may_dispose and self.successor is not None and self.successor.starts_on > timezone.localdate()

    @property
    def is_to_come(self) -> bool:
        return self.position.starts_on > timezone.localdate()

    @property
    def is_current(self) -> bool:
        return rights.is_current(self.position)


class PersonLines:
    """The lines of positions that are all among those one manages: one question, however many."""

    def __init__(self, by, positions: list[Position]):
        self.by, self.positions = by, positions

    def _all(self) -> list[PersonLine]:
        lines = {one.pk: self._line(one) for one in self.positions}
        related = Position.objects.not_ended_on(timezone.localdate()) | Position.objects.standing().filter(
            succeeds__isnull=False
        )
        related = related.filter(Q(succeeds__in=lines) | Q(deputy_for__in=lines)).select_related("user")
        for one in related.order_by("starts_on", "pk"):
            if one.succeeds_id in lines:
                lines[one.succeeds_id].successor = one
            elif one.deputy_for_id in lines:
                lines[one.deputy_for_id].deputies.append(one)
        return list(lines.values())

    def _line(self, position: Position) -> PersonLine:
        lent = [*LENT_ROLES, Role.ADMIN] if self.by.has_role(Role.ADMIN) else LENT_ROLES
        disposes = rights.holds_areas_of(self.by, position)
        lends = disposes and position.deputy_for_id is None and position.role in lent
        return PersonLine(position, disposes, lends and rights.is_current(position))

    def __iter__(self):
        return iter(self._all())
