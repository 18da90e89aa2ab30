"""Lồng ghép: which movements and contents a model belongs to beside the movement of its plan, which leads."""

from functools import cached_property
from typing import Any

from django.db.models import Q

from common import written
from registrations.models import Content, Movement, Plan
from units.models import Unit


class Joinable:
    """What a model of a unit under a plan may be joined to: one question for both, when it is first needed."""

    def __init__(self, plan: Plan, unit: Unit) -> None:
        self.plan, self.unit = plan, unit

    def movements(self) -> list[Movement]:
        """All but the one that leads."""
        return [one for one in self._movements.values() if one.pk != self.plan.movement_id]

    def contents(self) -> list[Content]:
        """Of the movement that leads and of all that may be joined; a row bears its campaign's name and no more."""
        return [
            Content(pk=pk, number=number, name=name, movement=self._movements[movement])
            for movement, _, pk, number, name, is_offered in self._rows
            if is_offered
        ]

    @property
    def leads_with_contents(self) -> bool:
        """Whether the plan itself is of a campaign that has contents: they are asked for, not merely offered."""
        return any(one.movement_id == self.plan.movement_id for one in self.contents())

    @cached_property
    def _movements(self) -> dict[int, Movement]:
        return {row[0]: Movement(pk=row[0], name=row[1]) for row in self._rows}

    @cached_property
    def _rows(self) -> list[tuple]:
        rows = written.ask(_known, self.unit, about=self.plan.movement_id)
        return [tuple(row.values()) for row in rows]


def _known(unit: Unit, leading: int):
    """What the unit may choose and the movement that leads, each with its contents."""
    offered = Movement.objects.offered_to(unit).values("pk")
    known = Movement.objects.filter(Q(pk__in=offered) | Q(pk=leading))
    told = ("pk", "name", "contents", "contents__number", "contents__name", "contents__is_offered")
    return known.order_by("pk", "contents__number").values(*told)


def joined_by(cleaned: dict[str, Any], plan: Plan | None) -> list[Movement]:
    """The movements ticked, and those of the contents ticked: who names a content has joined its campaign."""
    leading = plan.movement_id if plan else None
    named = [content.movement for content in cleaned.get("contents", []) if content.movement_id != leading]
    return list(dict.fromkeys([*cleaned.get("other_movements", []), *named]))
