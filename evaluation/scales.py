"""Thang điểm as plain data: what a form brings, what a copy carries, what the starter scales are written in."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from evaluation.models import CriteriaSet, Criterion, Grade
from registrations.models import Plan
from units.models import Level, Unit

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
    needs_evidence: bool = False
    is_gate: bool = False
    superior_only: bool = False
    breaks_ties: bool = False
    bands: tuple[BandSpec, ...] = ()


@dataclass(frozen=True)
class GradeSpec:
    name: str
    lower: Decimal


@dataclass(frozen=True)
class Issue:
    """Văn bản ban hành: who issued the set, under which number and date, for which level, valid from when to when."""

    issuer: Unit | None = None
    number: str = ""
    issued_on: date | None = None
    level: Level | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    self_scored: bool = True


def issued_with(plan: Plan) -> Issue:
    """Ban hành kèm theo kế hoạch: what a set says of itself until somebody says otherwise."""
    return Issue(issuer=plan.issuer, number=plan.number, issued_on=plan.issued_on)


@dataclass(frozen=True)
class ScaleSpec:
    """A whole criteria set, its criteria in order. No `issue`: what is written of the document stays as it is."""

    name: str
    criteria: tuple[CriterionSpec, ...]
    grades: tuple[GradeSpec, ...]
    note: str = ""
    bonus_cap: Decimal = Decimal(0)
    issue: Issue | None = None


def scale_of(criteria_set: CriteriaSet) -> ScaleSpec:
    """A stored set as plain data."""
    return scales_of([criteria_set])[0]


def scales_of(sets: list[CriteriaSet]) -> list[ScaleSpec]:
    """Stored sets as plain data, with three questions however many."""
    criteria = Criterion.objects.filter(criteria_set__in=sets).order_by("number")
    criteria = list(criteria.select_related("group").prefetch_related("bands"))
    grades = list(Grade.objects.filter(criteria_set__in=sets))
    return [
        ScaleSpec(
            name=one.name,
            note=one.note,
            bonus_cap=one.bonus_cap,
            criteria=tuple(_criterion(row) for row in criteria if row.criteria_set_id == one.pk),
            grades=tuple(GradeSpec(row.name, row.lower) for row in grades if row.criteria_set_id == one.pk),
            issue=issue_of(one),
        )
        for one in sets
    ]


def issue_of(criteria_set: CriteriaSet) -> Issue:
    return Issue(
        issuer=criteria_set.issuer, number=criteria_set.number, issued_on=criteria_set.issued_on,
        level=criteria_set.level, valid_from=criteria_set.valid_from, valid_to=criteria_set.valid_to,
        self_scored=criteria_set.self_scored,
    )  # fmt: skip


def _criterion(criterion) -> CriterionSpec:
    return CriterionSpec(
        name=criterion.name,
        max_points=criterion.max_points,
        guidance=criterion.guidance,
        group=criterion.group.name if criterion.group else "",
        is_bonus=criterion.is_bonus,
        needs_evidence=criterion.needs_evidence,
        is_gate=criterion.is_gate,
        superior_only=criterion.superior_only,
        breaks_ties=criterion.breaks_ties,
        bands=tuple(BandSpec(band.lower, band.upper, band.text) for band in criterion.bands.all()),
    )
