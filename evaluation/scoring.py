"""Cách tính điểm: pure arithmetic on exact Decimals. Nothing here is rounded; rounding is for the eye alone."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Mark:
    """One line of a sheet. `points` None: not scored yet, which is not 0. `passed` answers a condition (gate)."""

    points: Decimal | None = None
    passed: bool | None = None
    is_bonus: bool = False
    is_gate: bool = False

    @property
    def is_missing(self) -> bool:
        """Whether it still stands between the sheet and being sent; a bonus may stay empty."""
        if self.is_gate:
            return self.passed is None
        return not self.is_bonus and self.points is None


@dataclass(frozen=True)
class Aggregate:
    """What the sent sheets say together: mean (điểm trung bình), median (trung vị), spread (chênh lệch, max − min).

    One sheet lies apart from no other: it has no spread, which is not a spread of 0.
    """

    count: int
    mean: Decimal
    median: Decimal
    spread: Decimal | None


def total(marks: Iterable[Mark], *, bonus_cap: Decimal) -> Decimal:
    """Tổng điểm: the sum of the criteria, and of the bonus no more than the cap."""
    counted = [mark for mark in marks if mark.points is not None]
    ordinary = sum((mark.points for mark in counted if not mark.is_bonus and mark.points is not None), NOTHING)
    bonus = sum((mark.points for mark in counted if mark.is_bonus and mark.points is not None), NOTHING)
    return ordinary + min(bonus, bonus_cap)


def aggregate(totals: Sequence[Decimal]) -> Aggregate | None:
    """Mean, median and spread of the totals of sent sheets; None where none has been sent."""
    if not totals:
        return None
    spread = max(totals) - min(totals) if len(totals) > 1 else None
    return Aggregate(len(totals), mean(totals), median(totals), spread)


def mean(values: Sequence[Decimal]) -> Decimal:
    """The mean to 28 figures. With two decimals a value this close to a bound but below it cannot exist."""
    return sum(values, NOTHING) / len(values)


def harshness(totals: Mapping[Hashable, Mapping[Hashable, Decimal]]) -> dict[Hashable, Decimal | None]:
    """Độ chặt, rộng: by reviewer, how far the own totals lie from the mean of the others on the dossiers they share.

    `totals`: dossier → reviewer → total. Below 0 is stricter than the others; None where nothing is shared.
    """
    apart: dict[Hashable, list[Decimal]] = {reviewer: [] for given in totals.values() for reviewer in given}
    for given in totals.values():
        if len(given) < 2:
            continue
        whole = sum(given.values(), NOTHING)
        for reviewer, own in given.items():
            apart[reviewer].append(own - (whole - own) / (len(given) - 1))
    return {reviewer: mean(found) if found else None for reviewer, found in apart.items()}


def grade_of(totals: Sequence[Decimal], bounds: Iterable[tuple[Decimal, str]]) -> str:
    """The grade whose bound the exact mean reaches, the bound included; empty below the lowest.

    Compares sum ≥ bound × count, so that nothing is divided: 79,995 shows as 80 and is still not 80.
    """
    whole, count = sum(totals, NOTHING), len(totals)
    reached = [(lower, name) for lower, name in bounds if whole >= lower * count]
    return max(reached)[1] if totals and reached else ""
