"""Số có hợp lý không: slips of magnitude, a zero too many or too few. They are asked about, never refused."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from common.numbers import amount, amount_in_words, quantity
from front.enums import Resource

MILLION = 10**6
LEAST_MONEY, MOST_MONEY = 10_000, 5_000 * MILLION
MOST_LAND, MOST_DAYS = 100_000, 20_000
MOST_HOUSEHOLDS = 5_000
# What a house usually takes, in đồng.
BUILT, REPAIRED = (15 * MILLION, 500 * MILLION), (2 * MILLION, 200 * MILLION)
# What a household usually gets where no house is built.
A_HOUSEHOLD = (20_000, 200 * MILLION)


# In which fields sums of money stand.
SUMS = ("amount", "opening", "planned", "settled")
# A field, and what is unusual about the number in it.
Remark = tuple[str, str]


@dataclass(frozen=True)
class Doubt:
    """What is unusual about the number in one field."""

    field: str
    sentences: tuple[str, ...]

    @property
    def mark(self) -> str:
        """What the person confirms: these very sentences and no others."""
        return str(uuid5(NAMESPACE_OID, "|".join(self.sentences)))


def doubts(given: dict[str, Any]) -> list[Doubt]:
    """One for each field whose number is far from what is usual; `given` are the cleaned facts of a form."""
    found = sorted([*_of_sums(given), *_of_quantity(given), *_of_houses(given), *_of_households(given)])
    return [Doubt(field, tuple(text for _, text in group)) for field, group in groupby(found, key=lambda one: one[0])]


def _of_sums(given: dict) -> Iterator[Remark]:
    for field in SUMS:
        money = given.get(field)
        if money and not LEAST_MONEY <= money <= MOST_MONEY:
            words = f"{amount(money)} đồng ({amount_in_words(money)})"
            yield field, f"{words} {_than(money, MOST_MONEY)} thường gặp."


def _of_quantity(given: dict) -> Iterator[Remark]:
    number, kind = given.get("quantity") or Decimal(0), given.get("kind", Resource.MONEY)
    most = {Resource.LAND: MOST_LAND, Resource.LABOUR: MOST_DAYS}.get(kind, 0)
    if most and number > most:
        word = "m² đất" if kind == Resource.LAND else "ngày công"
        yield "quantity", f"{quantity(number)} {word} lớn hơn thường gặp."


def _of_houses(given: dict) -> Iterator[Remark]:
    money = given.get("amount")
    built, repaired = given.get("houses_built") or 0, given.get("houses_repaired") or 0
    if not money or not (built or repaired):
        return
    least = built * BUILT[0] + repaired * REPAIRED[0]
    most = built * BUILT[1] + repaired * REPAIRED[1]
    if not least <= money <= most:
        each = round(money / (built + repaired))
        yield (
            "amount",
            f"{amount(money)} đồng cho {built + repaired} nhà, tính ra {amount(each)} đồng một nhà, {_than(money, most)} thường gặp.",
        )


def _of_households(given: dict) -> Iterator[Remark]:
    households, money = given.get("households") or 0, given.get("amount")
    if households > MOST_HOUSEHOLDS:
        yield "households", f"{quantity(households)} hộ được giúp lớn hơn thường gặp."
    if not households or not money or given.get("houses_built") or given.get("houses_repaired"):
        return
    each = round(money / households)
    if not A_HOUSEHOLD[0] <= each <= A_HOUSEHOLD[1]:
        yield (
            "households",
            f"{amount(money)} đồng cho {quantity(households)} hộ, tính ra {amount(each)} đồng một hộ, {_than(each, A_HOUSEHOLD[1])} thường gặp.",
        )


def _than(value: int, most: int) -> str:
    return "lớn hơn" if value > most else "nhỏ hơn"
