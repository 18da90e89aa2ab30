"""Đếm, cộng các dòng của Mặt trận: one question for each kind of rows, whatever the number of units and figures."""

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Min, Q, QuerySet, Sum

from common.written import ask
from front.enums import Flow
from front.models import Fund
from reports.campaign.measures import ACTIVITIES, FUND, GIVEN, PLACES, Part, Parts, inside, placed
from reports.frames import Frame

Figures = dict[int, Counter[str]]


def counted(frame: Frame, parts: Parts) -> Figures:
    """The figures by the key of their row."""
    asked: dict[str, dict[str, Part]] = {}
    for key, sources in parts.items():
        for part in sources:
            asked.setdefault(part.rows, {})[f"sum_{key}"] = part
    figures: Figures = {}
    for rows, sums in asked.items():
        for group in ask(_grouped, frame, rows, tuple(sums.items())):
            counter = figures.setdefault(group.pop("bucket"), Counter())
            for name, value in group.items():
                counter[name.removeprefix("sum_")] += plain(value)
    return figures


def _grouped(frame: Frame, rows: str, sums: tuple[tuple[str, Part], ...]) -> QuerySet:
    expressions = {name: _expression(part) for name, part in sums}
    return placed(frame, rows).order_by().values("bucket").annotate(**expressions)


def _expression(part: Part):
    if part.value:
        return Sum(part.value, filter=part.where)
    return Count("pk", filter=part.where)


def plain(value: Any) -> int | Decimal:
    """A whole number as such: a database may add whole numbers into a Decimal."""
    number = Decimal(value or 0)
    return int(number) if number == number.to_integral_value() else number.normalize()


def funds_of(frame: Frame) -> QuerySet[Fund]:
    """The books opened by the end of the period, each with the key of its row."""
    funds = Fund.objects.visible_to(frame.position).filter(opened_on__lt=frame.period.end)
    return inside(frame, funds, "keeper__")


def books_begin(frame: Frame) -> date | None:
    """The first day of which the books of the area tell anything."""
    days = [(placed(frame, rows, in_period=False), PLACES[rows].day) for rows in (ACTIVITIES, GIVEN, FUND)]
    days.append((funds_of(frame), "opened_on"))
    firsts = [rows.order_by().aggregate(first=Min(day))["first"] for rows, day in days]
    return min((day for day in firsts if day), default=None)


def add_balances(frame: Frame, figures: Figures) -> Figures:
    """What each row's funds held when the period began, and hold when it ends: carried + in − out + passed = left.

    `books`: how many funds there are; where there is none, nothing is known of a balance.
    """
    opened = funds_of(frame).order_by().values("bucket").annotate(sum=Sum("opening"), books=Count("pk"))
    for group in opened:
        counter = figures.setdefault(group["bucket"], Counter())
        counter["fund_carried"] += plain(group["sum"])
        counter["books"] += group["books"]
    before = placed(frame, FUND, in_period=False).filter(on__lt=frame.period.start).order_by().values("bucket")
    came, went = Sum("amount", filter=Q(flow=Flow.IN)), Sum("amount", filter=Q(flow=Flow.OUT))
    for group in before.annotate(came=came, went=went):
        counter = figures.setdefault(group["bucket"], Counter())
        counter["fund_carried"] += plain(group["came"]) - plain(group["went"])
    for counter in figures.values():
        counter["passed"] = counter["passed_in"] - counter["passed_out"]
        counter["fund_left"] = counter["fund_carried"] + counter["fund_in"] - counter["fund_out"] + counter["passed"]
    return figures
