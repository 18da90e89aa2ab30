"""Thang điểm as plain data: what a form brings, what a copy carries, what the starter scales are written in."""

from dataclasses import dataclass
from decimal import Decimal

from evaluation.models import CriteriaSet

REFERENCE = "thang điểm tham khảo – đơn vị tự điều chỉnh"


@dataclass(frozen=True)
class BandSpec:
    lower: Decimal
    upper: Decimal
    text: str


@dataclass(frozen=True)
class CriterionSpec:
    name: str
    max_points: Decimal = Decimal(0)
    guidance: str = ""
    group: str = ""
    is_bonus: bool = False
    is_gate: bool = False
    superior_only: bool = False
    breaks_ties: bool = False
    bands: tuple[BandSpec, ...] = ()


@dataclass(frozen=True)
class GradeSpec:
    name: str
    lower: Decimal


@dataclass(frozen=True)
class ScaleSpec:
    """A whole criteria set, its criteria in order."""

    name: str
    criteria: tuple[CriterionSpec, ...]
    grades: tuple[GradeSpec, ...]
    note: str = ""
    bonus_cap: Decimal = Decimal(0)


def scale_of(criteria_set: CriteriaSet) -> ScaleSpec:
    """A stored set as plain data."""
    criteria = criteria_set.criteria.select_related("group").prefetch_related("bands")
    return ScaleSpec(
        name=criteria_set.name,
        note=criteria_set.note,
        bonus_cap=criteria_set.bonus_cap,
        criteria=tuple(_criterion(one) for one in criteria),
        grades=tuple(GradeSpec(grade.name, grade.lower) for grade in criteria_set.grades.all()),
    )


def _criterion(criterion) -> CriterionSpec:
    return CriterionSpec(
        name=criterion.name,
        max_points=criterion.max_points,
        guidance=criterion.guidance,
        group=criterion.group.name if criterion.group else "",
        is_bonus=criterion.is_bonus,
        is_gate=criterion.is_gate,
        superior_only=criterion.superior_only,
        breaks_ties=criterion.breaks_ties,
        bands=tuple(BandSpec(band.lower, band.upper, band.text) for band in criterion.bands.all()),
    )
