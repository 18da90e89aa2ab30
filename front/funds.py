"""Các quỹ trong một năm: carried, in, out, left; and the years before agree with the years after."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet, Sum

from common.written import ask_records
from front.enums import Flow
from front.models import Fund
from front.offers import fronts_below
from units.models import Unit

# What the list says of a fund beside its sums.
LISTED = ("opening", "keeper__name", "keeper__full_name")


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


def standings(funds: QuerySet, year: int) -> list[Standing]:
    """Every fund of the question in a year: one query."""
    return _made(_in_year(funds, year).select_related("keeper"))


def standings_seen(position, year: int) -> list[Standing]:
    """Those of the funds in sight."""
    return _made(ask_records(Fund, _seen, position, year, only=LISTED))


def _seen(position, year: int) -> QuerySet:
    return _in_year(Fund.objects.visible_to(position), year)


def _in_year(funds: QuerySet, year: int) -> QuerySet:
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    standing = Q(entries__struck_at__isnull=True)
    before, within = standing & Q(entries__on__lt=first), standing & Q(entries__on__gte=first, entries__on__lt=after)

    def total(when: Q, flow: str) -> Sum:
        return Sum("entries__amount", filter=when & Q(entries__flow=flow), default=0)

    found = funds.filter(opened_on__lt=after).annotate(
        came_before=total(before, Flow.IN), went_before=total(before, Flow.OUT),
        came=total(within, Flow.IN), went=total(within, Flow.OUT),
    )  # fmt: skip
    return found.order_by("keeper__path")


def _made(funds: Iterable[Fund]) -> list[Standing]:
    return [
        Standing(one, one.opening + int(one.came_before) - int(one.went_before), int(one.came), int(one.went))
        for one in funds
    ]


def without_book(position, rows: list[Standing]) -> list[Unit]:
    """The Front's bodies in the areas that keep no book in the year of these rows: “chưa mở sổ” is not 0."""
    keeping = {row.fund.keeper_id for row in rows}
    fronts = ask_records(Unit, _fronts, position, only=("name", "full_name"))
    return [unit for unit in fronts if unit.pk not in keeping]


def _fronts(position) -> QuerySet:
    return fronts_below(position).order_by("path")
