"""Các quỹ trong một năm: carried, in, out, left; and the years before agree with the years after."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, Sum

from front.enums import Flow
from front.models import Fund
from front.offers import fronts_below
from units.models import Unit


@dataclass(frozen=True)
class Standing:
    """One fund in a year."""

    fund: Fund
    carried: int
    came: int
    went: int

    @property
    def left(self) -> int:
        return self.carried + self.came - self.went


def standings(funds, year: int) -> list[Standing]:
    """Every fund of the question in a year: one query."""
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    standing = Q(entries__struck_at__isnull=True)
    before, within = standing & Q(entries__on__lt=first), standing & Q(entries__on__gte=first, entries__on__lt=after)

    def total(when: Q, flow: str) -> Sum:
        return Sum("entries__amount", filter=when & Q(entries__flow=flow), default=0)

    rows = funds.filter(opened_on__lt=after).select_related("keeper").annotate(
        came_before=total(before, Flow.IN), went_before=total(before, Flow.OUT),
        came=total(within, Flow.IN), went=total(within, Flow.OUT),
    )  # fmt: skip
    return [
        Standing(one, one.opening + int(one.came_before) - int(one.went_before), int(one.came), int(one.went))
        for one in rows.order_by("keeper__path")
    ]


def without_book(position, rows: list[Standing]) -> list[Unit]:
    """The Front's bodies in the areas that keep no book in the year of these rows: “chưa mở sổ” is not 0."""
    keeping = [row.fund.keeper_id for row in rows]
    return list(fronts_below(position).exclude(pk__in=keeping).select_related("parent").order_by("path"))
