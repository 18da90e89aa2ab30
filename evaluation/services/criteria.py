"""Writing criteria sets: added, copied into a new version, corrected while no round uses them."""

from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max

from common import audit, numbers
from common.locks import hold
from evaluation.models import Band, CriteriaSet, Criterion, CriterionGroup, Grade
from evaluation.rights import sets_criteria
from evaluation.scales import CriterionSpec, ScaleSpec, scale_of
from registrations.models import Plan

IN_USE = "Bộ tiêu chí đã dùng trong một đợt đánh giá nên không sửa được; hãy lập phiên bản mới."


@transaction.atomic
def add_criteria_set(*, by, plan: Plan, kind: str, scale: ScaleSpec, token: UUID) -> CriteriaSet:
    """A new version of the criteria of a plan for a kind. A repeated token finds the first one. Raises ValidationError.

    `by` is None only for the demo and the first hour.
    """
    hold(plan)
    if first := CriteriaSet.objects.filter(token=token).first():
        return first
    _may_set(by, plan)
    last = CriteriaSet.objects.filter(plan=plan, kind=kind).aggregate(last=Max("version"))["last"] or 0
    criteria_set = CriteriaSet(plan=plan, kind=kind, version=last + 1, token=token, created_by=by)
    _write(criteria_set, scale)
    audit.record(by=by, action="Lập bộ tiêu chí", obj=criteria_set, after=audit.told(_told(scale)))
    return criteria_set


def copy_criteria_set(*, by, criteria_set: CriteriaSet, token: UUID) -> CriteriaSet:
    """The same scale as a new version, to be corrected."""
    scale = scale_of(criteria_set)
    return add_criteria_set(by=by, plan=criteria_set.plan, kind=criteria_set.kind, scale=scale, token=token)


@transaction.atomic
def correct_criteria_set(*, by, criteria_set: CriteriaSet, scale: ScaleSpec) -> CriteriaSet:
    """Write the set anew. Refused once a round uses it: last year's sheets never change. Raises ValidationError."""
    locked = CriteriaSet.objects.select_for_update(of=("self",)).select_related("plan").get(pk=criteria_set.pk)
    _may_set(by, locked.plan)
    if locked.collective_rounds.exists() or locked.individual_rounds.exists() or locked.nominations.exists():
        raise ValidationError(IN_USE, code="in_use")
    before = _told(scale_of(locked))
    locked.grades.all().delete()
    locked.criteria.all().delete()
    locked.groups.all().delete()
    _write(locked, scale)
    old, new = audit.changes(before, _told(scale))
    if new:
        audit.record(by=by, action="Sửa bộ tiêu chí", obj=locked, before=old, after=new)
    return locked


def _may_set(by, plan: Plan) -> None:
    if by is not None and not sets_criteria(by, plan):
        raise PermissionDenied


def _write(criteria_set: CriteriaSet, scale: ScaleSpec) -> None:
    criteria_set.name, criteria_set.note, criteria_set.bonus_cap = scale.name, scale.note, scale.bonus_cap
    if not any(not one.is_bonus and not one.is_gate for one in scale.criteria):
        raise ValidationError("Bộ tiêu chí cần ít nhất một tiêu chí chấm điểm.")
    criteria_set.full_clean()
    criteria_set.save()
    groups = _groups(criteria_set, scale)
    for number, spec in enumerate(scale.criteria, 1):
        _write_criterion(criteria_set, number, spec, groups.get(spec.group))
    for spec in scale.grades:
        grade = Grade(criteria_set=criteria_set, name=spec.name, lower=spec.lower)
        grade.full_clean()
        grade.save()


def _groups(criteria_set: CriteriaSet, scale: ScaleSpec) -> dict[str, CriterionGroup]:
    names = dict.fromkeys(spec.group for spec in scale.criteria if spec.group)
    return {
        name: CriterionGroup.objects.create(criteria_set=criteria_set, number=number, name=name)
        for number, name in enumerate(names, 1)
    }


def _write_criterion(criteria_set: CriteriaSet, number: int, spec: CriterionSpec, group) -> None:
    criterion = Criterion(
        criteria_set=criteria_set, group=group, number=number, name=spec.name, guidance=spec.guidance,
        max_points=spec.max_points, is_bonus=spec.is_bonus, is_gate=spec.is_gate, superior_only=spec.superior_only,
        breaks_ties=spec.breaks_ties,
    )  # fmt: skip
    criterion.full_clean()
    criterion.save()
    for band_spec in spec.bands:
        band = Band(criterion=criterion, lower=band_spec.lower, upper=band_spec.upper, text=band_spec.text)
        band.full_clean()
        band.save()


def _told(scale: ScaleSpec) -> dict[str, str]:
    """The scale as text for the audit line."""
    told = {"tên": scale.name, "ghi chú": scale.note, "điểm thưởng tối đa": numbers.score(scale.bonus_cap)}
    told |= {f"tiêu chí {number}": _criterion_told(spec) for number, spec in enumerate(scale.criteria, 1)}
    return told | {"xếp loại": "; ".join(f"{grade.name} từ {numbers.score(grade.lower)}" for grade in scale.grades)}


def _criterion_told(spec: CriterionSpec) -> str:
    """One criterion as a sentence: name, group, points, what is special about it, its bands."""
    marks = {
        "điều kiện, chấm đạt hay không đạt": spec.is_gate, "điểm thưởng": spec.is_bonus,
        "cấp trên chấm": spec.superior_only, "dùng để xếp thứ tự khi bằng điểm": spec.breaks_ties,
    }  # fmt: skip
    parts = [
        f"nhóm {spec.group}" if spec.group else "",
        "" if spec.is_gate else f"tối đa {numbers.score(spec.max_points)} điểm",
        *(name for name, holds in marks.items() if holds),
        f"hướng dẫn: {spec.guidance}" if spec.guidance else "",
        *(f"từ {numbers.score(band.lower)} đến {numbers.score(band.upper)}: {band.text}" for band in spec.bands),
    ]
    return "; ".join(filter(None, [spec.name, *parts]))
