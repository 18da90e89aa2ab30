"""Kiểm tra, khảo sát: the inspection, its team, the places it went to, what it asks for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import Position
from common import audit
from common.locks import among_others, hold, locked_row
from registrations.enums import HELD
from registrations.following.enums import Answer, Part
from registrations.following.rights import inspects, inspects_place, is_aside, keeps_inspection, writes_findings
from registrations.following.seen import Changed, mark
from registrations.following.services.notes import looked_at
from registrations.models import (
    Inspection,
    InspectionMember,
    Recommendation,
    Registration,
    Visit,
    VisitCheck,
    VisitPhoto,
)
from units.models import Unit
from units.standing import still_standing

MOST_VISITS, MOST_RECOMMENDATIONS = 60, 20
MOST_CHECKS, MOST_VISIT_PHOTOS = 40, 24


@transaction.atomic
def open_inspection(
    *, by, facts: dict, members: list[tuple[str, str]], token: UUID, writers: Iterable[Position] = ()
) -> Inspection:
    """Lập cuộc kiểm tra of the own desk. `members`: (part, name); `writers`: who else writes on the spot. Raises ValidationError, PermissionDenied.

    Of two presses at once the second waits for the first and finds what it wrote.
    """
    among_others()
    if not inspects(by):
        raise PermissionDenied
    desk = still_standing(by.unit)
    hold(by)
    if same := Inspection.objects.filter(token=token).first():
        return same
    inspection = Inspection(desk=desk, created_by=by, token=token, **facts)
    _check_days(inspection)
    inspection.full_clean(exclude=["desk", "created_by", "token"])
    inspection.save()
    _set_members(inspection, members)
    inspection.writers.set(writers)
    audit.record(by=by, action="Lập cuộc kiểm tra", obj=inspection, after=_told(inspection))
    return inspection


@transaction.atomic
def change_inspection(
    *, by, inspection: Inspection, facts: dict, members: list[tuple[str, str]], seen: str | None = None
) -> Inspection:
    """Sửa while it is not concluded. `seen`: the mark of what the form was opened with; raises Changed where it is
    something else by now.
    """
    inspection = _held(by, inspection)
    before = _told(inspection)
    for name, value in facts.items():
        setattr(inspection, name, value)
    old, new = audit.changes(
        before, audit.facts(inspection) | _team((Part(part).label, name) for part, name in members)
    )
    if not new:
        return inspection
    if seen not in (None, mark(before)):
        raise Changed(Inspection.objects.get(pk=inspection.pk))
    _check_days(inspection)
    inspection.full_clean(exclude=["desk", "created_by", "token"])
    inspection.save()
    _set_members(inspection, members)
    audit.record(by=by, action="Sửa cuộc kiểm tra", obj=inspection, before=old, after=new)
    return inspection


def mark_of(obj: Inspection | Visit) -> str:
    """The mark of an inspection, or of what is written of one of its places, as it stands."""
    return mark(told_of(obj) if isinstance(obj, Visit) else _told(obj))


def _check_days(inspection: Inspection) -> None:
    if inspection.ends_on < inspection.starts_on:
        raise ValidationError({"ends_on": "Ngày cuối không được trước ngày đầu."})
    if inspection.plan_date > inspection.starts_on:
        raise ValidationError({"plan_date": "Ngày của kế hoạch không được sau ngày đầu kiểm tra."})
    if inspection.plan_date > timezone.localdate():
        raise ValidationError({"plan_date": "Ngày này chưa đến."})


def _set_members(inspection: Inspection, members: list[tuple[str, str]]) -> None:
    """The team in the order written. Part of opening and changing, which have looked at the right."""
    inspection.members.all().delete()
    InspectionMember.objects.bulk_create(
        InspectionMember(inspection=inspection, number=number, part=part, name=name)
        for number, (part, name) in enumerate(members, 1)
    )


def _told(inspection: Inspection) -> dict[str, str]:
    return audit.facts(inspection) | _team((one.get_part_display(), one.name) for one in inspection.members.all())


def _team(members: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {"đoàn kiểm tra": "; ".join(f"{part} {name}" for part, name in members)}


@transaction.atomic
def add_visit(
    *, by, inspection: Inspection, registration: Registration | None = None, unit: Unit | None = None
) -> Visit:
    """Ghi nơi đến: a confirmed model the position sees, or a unit. The same is written once."""
    among_others()
    inspection = _held(by, inspection)
    if registration is not None:
        seen = Registration.objects.visible_to(by).filter(state__in=HELD)
        registration = seen.filter(pk=registration.pk).select_related("unit").first()
    if unit is not None:
        unit = Unit.objects.visible_to(by).filter(pk=still_standing(unit).pk).first()
    if (registration is None) == (unit is None) or not inspects_place(by, registration=registration, unit=unit):
        raise PermissionDenied
    if same := inspection.visits.filter(registration=registration, unit=unit).first():
        return same
    if inspection.visits.count() >= MOST_VISITS:
        raise ValidationError(f"Mỗi cuộc kiểm tra ghi nhiều nhất {MOST_VISITS} nơi.")
    visit = Visit.objects.create(inspection=inspection, registration=registration, unit=unit)
    audit.record(by=by, action="Thêm nơi kiểm tra", obj=visit, after=audit.facts(visit))
    return visit


@transaction.atomic
def add_models(*, by, inspection: Inspection, registrations: Iterable[Registration]) -> list[Visit]:
    """Ghi nhiều mô hình at once, in their order, into an inspection without places. Raises PermissionDenied."""
    among_others()
    inspection = _held(by, inspection)
    keys = [one.pk for one in registrations]
    seen = Registration.objects.visible_to(by).filter(state__in=HELD, pk__in=keys).select_related("unit")
    found = {one.pk: one for one in seen if inspects_place(by, registration=one)}
    if len(found) < len(keys):
        raise PermissionDenied
    visits = Visit.objects.bulk_create(Visit(inspection=inspection, registration=found[key]) for key in keys)
    audit.record_many(by=by, action="Thêm nơi kiểm tra", objs=visits)
    return visits


@dataclass(frozen=True)
class Check:
    """What was found of one line of the checklist; `answer` empty: not looked at yet."""

    text: str
    answer: str = ""
    note: str = ""


def write_findings(
    *, by, visit: Visit, findings: str, seen: str | None = None, checks: Iterable[Check] = (), photos: list = (),
    token: UUID | None = None,
) -> Visit:  # fmt: skip
    """Ghi nhận xét of one place, the checklist with it; photos are added, those of one press once.

    `seen` as in `change_inspection`. Raises ValidationError (of the photos too), PermissionDenied.
    """
    chosen = looked_at(photos)
    with transaction.atomic():
        visit = visit_held(by, visit, allowed=writes_findings)
        if is_aside(by, visit):
            raise PermissionDenied
        before, after = told_of(visit), {"findings": findings} | _checked(checks)
        old, new = audit.changes(before, after)
        if new and seen not in (None, mark(before)):
            raise Changed(visit)
        if new:
            visit.findings = findings
            visit.save(update_fields=["findings"])
            _set_checks(visit, checks)
            audit.record(by=by, action="Ghi nhận xét kiểm tra", obj=visit, before=old, after=new)
        _add_photos(by, visit, chosen, token)
    return visit


def told_of(visit: Visit) -> dict[str, str]:
    """What is written of a place: the findings, the lines of the checklist."""
    return {"findings": visit.findings} | _checked(Check(one.text, one.answer, one.note) for one in visit.checks.all())


def _checked(checks: Iterable[Check]) -> dict[str, str]:
    answered = {one.text: f"{Answer(one.answer).label}. {one.note}".strip() for one in checks if one.answer}
    return {"các mục đã xem": "; ".join(f"{text}: {said}" for text, said in answered.items())}


def _set_checks(visit: Visit, checks: Iterable[Check]) -> None:
    visit.checks.all().delete()
    VisitCheck.objects.bulk_create(
        VisitCheck(visit=visit, number=number, text=one.text, answer=one.answer, note=one.note)
        for number, one in enumerate(checks, 1) if one.answer
    )  # fmt: skip


def _add_photos(by, visit: Visit, chosen: list[tuple], token: UUID | None) -> None:
    if not chosen or visit.photos.filter(batch=token).exists():
        return
    if visit.photos.count() + len(chosen) > MOST_VISIT_PHOTOS:
        raise ValidationError({"photos": f"Mỗi nơi giữ nhiều nhất {MOST_VISIT_PHOTOS} ảnh."})
    for one in chosen:
        photo = VisitPhoto(visit=visit, batch=token, added_by=by)
        photo.take_with_small(*one)
        photo.save()
    audit.record(by=by, action="Thêm ảnh kiểm tra", obj=visit, after={"ảnh": str(len(chosen))})


@transaction.atomic
def drop_visit(*, by, visit: Visit) -> None:
    """Bỏ nơi đến, with what was written of it."""
    visit = visit_held(by, visit)
    before = audit.facts(visit) | {"kiến nghị": audit.text_of(visit.recommendations.all())}
    _no_answer_yet(visit.recommendations.all())
    if visit.photos.exists():
        raise ValidationError("Nơi này đã có ảnh chụp tại chỗ nên không bỏ được; hãy bỏ ảnh trước.")
    audit.record(by=by, action="Bỏ nơi kiểm tra", obj=visit, before=audit.told(before))
    visit.recommendations.all().delete()
    visit.delete()


@transaction.atomic
def add_recommendation(
    *, by, visit: Visit, text: str, addressee: str, due_on: date, token: UUID, asked_unit: Unit | None = None
) -> Recommendation:
    """Thêm kiến nghị; `asked_unit` is the unit that finds it among its work. Raises ValidationError, PermissionDenied."""
    visit = visit_held(by, visit)
    if same := Recommendation.objects.filter(token=token).first():
        return same
    if due_on < visit.inspection.starts_on:
        raise ValidationError({"due_on": "Hạn khắc phục không được trước ngày kiểm tra."})
    if visit.recommendations.count() >= MOST_RECOMMENDATIONS:
        raise ValidationError(f"Mỗi nơi ghi nhiều nhất {MOST_RECOMMENDATIONS} kiến nghị.")
    asked = asked_unit and still_standing(asked_unit)
    found = Recommendation(visit=visit, text=text, addressee=addressee, asked_unit=asked, due_on=due_on, token=token)
    found.full_clean(exclude=["token"])
    found.save()
    audit.record(by=by, action="Thêm kiến nghị", obj=found, after=audit.facts(found))
    return found


@transaction.atomic
def drop_recommendation(*, by, recommendation: Recommendation) -> None:
    """Bỏ kiến nghị before the conclusion."""
    visit = visit_held(by, recommendation.visit)
    found = visit.recommendations.filter(pk=recommendation.pk)
    _no_answer_yet(found)
    for one in found:
        audit.record(by=by, action="Bỏ kiến nghị", obj=one, before=audit.facts(one))
        one.delete()


def _no_answer_yet(recommendations) -> None:
    """What has a history stays: it was told to its owner once."""
    if recommendations.filter(events__isnull=False).exists():
        raise ValidationError("Kiến nghị đã có đơn vị trả lời thì không bỏ được.")


def _held(by, inspection: Inspection, *, allowed=keeps_inspection) -> Inspection:
    """Read again and held. Raises PermissionDenied; ValidationError once it is concluded."""
    found = locked_row(Inspection, inspection.pk, "desk")
    if found.is_open and not allowed(by, found):
        raise PermissionDenied
    if not found.is_open and not keeps_inspection(by, found):
        raise PermissionDenied
    if not found.is_open:
        raise ValidationError("Cuộc kiểm tra đã kết luận. Muốn sửa, hãy bấm “Mở lại để sửa”.")
    return found


def visit_held(by, visit: Visit, *, allowed=keeps_inspection) -> Visit:
    """A place to be written, its inspection held and open. Raises PermissionDenied, ValidationError."""
    _held(by, visit.inspection, allowed=allowed)
    joined = ("inspection", "registration__present_unit", "unit")
    found = Visit.objects.select_related(*joined).filter(pk=visit.pk).first()
    if found is None:
        raise ValidationError("Nơi này vừa được bỏ khỏi cuộc kiểm tra.")
    return found
