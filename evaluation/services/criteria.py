"""Writing criteria sets: added, copied into a new version, corrected or dropped while they are drafts."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max

from common import audit, numbers
from common.dates import day
from common.locks import hold, locked_rows
from evaluation.enums import CriteriaState
from evaluation.models import Band, CriteriaSet, Criterion, CriterionGroup, Grade
from evaluation.rights import sets_criteria
from evaluation.scales import CriterionSpec, Issue, ScaleSpec, issued_with, scale_of, scales_of
from registrations.models import Plan

FROZEN = "Bộ tiêu chí đã ban hành nên không sửa được; hãy lập phiên bản mới."


@transaction.atomic
def add_criteria_set(*, by, plan: Plan, kind: str, scale: ScaleSpec, token: UUID) -> CriteriaSet:
    """A draft of the next version of the criteria of a plan for a kind. Raises ValidationError.

    A repeated token finds the first one. What says nothing of its document is issued with the plan.
    """
    hold(plan)
    if first := CriteriaSet.objects.filter(token=token).first():
        return first
    _may_set(by, plan)
    last = CriteriaSet.objects.filter(plan=plan, kind=kind).aggregate(last=Max("version"))["last"] or 0
    criteria_set = CriteriaSet(plan=plan, kind=kind, version=last + 1, token=token, created_by=by)
    scale = scale if scale.issue else replace(scale, issue=issued_with(plan))
    _write(criteria_set, scale)
    audit.record(by=by, action="Lập bộ tiêu chí", obj=criteria_set, after=audit.told(_told(scale)))
    return criteria_set


def copy_criteria_set(*, by, criteria_set: CriteriaSet, token: UUID) -> CriteriaSet:
    """The same scale as a new version in draft, to be corrected and published."""
    scale = scale_of(criteria_set)
    return add_criteria_set(by=by, plan=criteria_set.plan, kind=criteria_set.kind, scale=scale, token=token)


@transaction.atomic
def take_criteria_over(*, by, plan: Plan, sets: list[CriteriaSet], token: UUID) -> list[CriteriaSet]:
    """The scales of other plans as drafts of this one, issued with it, for the levels they were made for."""
    return [
        add_criteria_set(
            by=by, plan=plan, kind=one.kind, token=uuid5(token, str(one.pk)),
            scale=replace(scale, issue=replace(issued_with(plan), level=one.level, self_scored=one.self_scored)),
        )
        for one, scale in zip(sets, scales_of(sets), strict=True)
    ]  # fmt: skip


@transaction.atomic
def correct_criteria_set(*, by, criteria_set: CriteriaSet, scale: ScaleSpec) -> CriteriaSet:
    """Write the draft anew. Refused once it is published: last year's sheets never change. Raises ValidationError."""
    locked = _draft(by, criteria_set)
    before = _told(scale_of(locked))
    locked.grades.all().delete()
    locked.criteria.all().delete()
    locked.groups.all().delete()
    _write(locked, scale)
    old, new = audit.changes(before, _told(scale_of(locked)))
    if new:
        audit.record(by=by, action="Sửa bộ tiêu chí", obj=locked, before=old, after=new)
    return locked


@transaction.atomic
def drop_criteria_set(*, by, criteria_set: CriteriaSet) -> None:
    """Bỏ bản soạn: what was never published is nobody's rule; the log keeps what it said. Raises ValidationError."""
    locked = _draft(by, criteria_set)
    audit.record(by=by, action="Bỏ bản soạn bộ tiêu chí", obj=locked, before=_told(scale_of(locked)))
    locked.delete()


def _draft(by, criteria_set: CriteriaSet) -> CriteriaSet:
    joined = CriteriaSet.objects.select_related("plan", "issuer", "level")
    locked = locked_rows(joined.filter(pk=criteria_set.pk)).first()
    if locked is None:
        raise ValidationError("Bản soạn này vừa bị bỏ.")
    _may_set(by, locked.plan)
    if locked.state != CriteriaState.DRAFT:
        raise ValidationError(FROZEN, code="state")
    return locked


def _may_set(by, plan: Plan) -> None:
    if not sets_criteria(by, plan):
        raise PermissionDenied


def _write(criteria_set: CriteriaSet, scale: ScaleSpec) -> None:
    criteria_set.name, criteria_set.note, criteria_set.bonus_cap = scale.name, scale.note, scale.bonus_cap
    for name, value in vars(scale.issue).items() if scale.issue else ():
        setattr(criteria_set, name, value)
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
        max_points=spec.max_points, is_bonus=spec.is_bonus, needs_evidence=spec.needs_evidence, is_gate=spec.is_gate,
        superior_only=spec.superior_only, breaks_ties=spec.breaks_ties,
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
    told |= _issue_told(scale.issue) if scale.issue else {}
    told |= {f"tiêu chí {number}": _criterion_told(spec) for number, spec in enumerate(scale.criteria, 1)}
    return told | {"xếp loại": "; ".join(f"{grade.name} từ {numbers.score(grade.lower)}" for grade in scale.grades)}


def _issue_told(issue: Issue) -> dict[str, str]:
    return {
        "nơi ban hành": str(issue.issuer or ""), "số, ký hiệu": issue.number, "ngày văn bản": _day(issue.issued_on),
        "cấp": str(issue.level or ""), "hiệu lực từ": _day(issue.valid_from), "hết hiệu lực từ": _day(issue.valid_to),
        "đơn vị tự chấm": "có" if issue.self_scored else "không",
    }  # fmt: skip


def _day(value: date | None) -> str:
    return day(value) if value else ""


def _criterion_told(spec: CriterionSpec) -> str:
    """One criterion as a sentence: name, group, points, what is special about it, its bands."""
    marks = {
        "điều kiện, chấm đạt hay không đạt": spec.is_gate, "điểm thưởng": spec.is_bonus,
        "cần minh chứng riêng": spec.needs_evidence, "cấp trên chấm": spec.superior_only, "dùng để xếp thứ tự khi bằng điểm": spec.breaks_ties,
    }  # fmt: skip
    parts = [
        f"nhóm {spec.group}" if spec.group else "",
        "" if spec.is_gate else f"tối đa {numbers.score(spec.max_points)} điểm",
        *(name for name, holds in marks.items() if holds),
        f"hướng dẫn: {spec.guidance}" if spec.guidance else "",
        *(f"từ {numbers.score(band.lower)} đến {numbers.score(band.upper)}: {band.text}" for band in spec.bands),
    ]
    return "; ".join(filter(None, [spec.name, *parts]))
