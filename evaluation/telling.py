"""Cách ghi điểm kết luận: with as many decimals as show on which side of a grade it lies."""

from collections.abc import Iterable
from decimal import Decimal

from common import numbers
from documents.table import Cell
from evaluation.council import Result

MORE_DECIMALS = "Xếp loại theo điểm chưa làm tròn. Điểm mà làm tròn hai chữ số thì vượt mức xếp loại được ghi thêm chữ số, chưa đạt mức đó."


def cell(points: Decimal | None) -> Cell | None:
    """A score as a table writes it, with the decimals it has."""
    return None if points is None else Cell(points, places=numbers.places_of(points))


def notes(results: Iterable[Result]) -> list[str]:
    """What is said below a table in which a mean stands with more than two decimals."""
    means = (one.shown_mean for one in results if one.shown_mean is not None)
    return [MORE_DECIMALS] if any(numbers.places_of(mean) > numbers.SCORE_PLACES for mean in means) else []
