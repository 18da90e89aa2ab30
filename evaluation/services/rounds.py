"""Writing rounds: opened, corrected, and filled with effective registrations."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.enums import Role
from common import audit, vietnamese
from common.locks import among_others, hold, locked_row, locked_rows
from evaluation.enums import RoundState
from evaluation.models import CriteriaSet, Nomination, Round
from evaluation.rights import runs
from registrations.enums import Kind, Purpose, State
from registrations.models import Plan, Registration, RegistrationVersion
from units import scope
from units.standing import still_standing

NO_CRITERIA = (
    "Kế hoạch này chưa có bộ tiêu chí nào đã ban hành, còn hiệu lực cho cấp của đơn vị vào ngày bắt đầu chấm. "
    "Hãy ban hành bộ tiêu chí trước khi mở đợt đánh giá."
)
NO_LEVEL = "Đơn vị chưa được xếp cấp nên chưa mở đợt đánh giá được. Hãy báo quản trị hệ thống."
WIDER = "Đợt đánh giá gồm cả {area}, rộng hơn địa bàn bạn phụ trách nên bạn không theo được. Người phụ trách cả {area} mở đợt."
# Who is not told whose: fixed once the round is opened.
BLIND = ("hides_owners", "hides_reviewers")
# How a round is held, beside its name and days: told by its form.
SETTINGS = ("needs_meeting", "quorum", "spread_limit", *BLIND, "meets_on", "concludes_on", "posts_on", "publishes_on")


def why_not_open(by) -> str:
    """What stands in the way of any round of the officer's unit, a Vietnamese sentence; empty where nothing does."""
    if by.unit.level_id is None:
        return NO_LEVEL
    area = by.unit.own_area
    return "" if scope.covers(by, area.path) else WIDER.format(area=area.full_name)


@transaction.atomic
def open_round(*, by, plan: Plan, name: str, opens_on, closes_on, token: UUID, **settings) -> Round:
    """A round of the officer's own unit by the criteria of a plan. A repeated token finds the first one.

    `settings`: how the round is held (SETTINGS).

    Raises ValidationError where the officer may open none (`why_not_open`), the plan has no criteria yet or a rule of the
    round is broken.
    """
    among_others()
    # A second press waits here until the first has finished.
    hold(plan)
    if first := Round.objects.filter(token=token).first():
        if not runs(by, first):
            raise PermissionDenied
        return first
    if not by.has_role(Role.OFFICER):
        raise PermissionDenied
    if obstacle := why_not_open(by):
        raise ValidationError(obstacle)
    unit = still_standing(by.unit)
    round = Round(
        plan=plan, unit=unit, present_unit=unit, level=unit.level, scope_path=unit.own_area.path, name=name,
        opens_on=opens_on, closes_on=closes_on, token=token, created_by=by, **settings,
    )  # fmt: skip
    _take_criteria(round)
    round.full_clean()
    round.save()
    audit.record(by=by, action="Mở đợt đánh giá", obj=round, after=audit.facts(round))
    return round


@transaction.atomic
def correct_round(*, by, round: Round, plan: Plan, **texts) -> Round:
    """Correct name and dates until the conclusion; plan and criteria only while the round is being prepared.

    `texts`: name, opens_on, closes_on and SETTINGS.
    """
    among_others()
    locked = _locked(by, round)
    if locked.is_concluded:
        raise ValidationError("Đợt đánh giá đã kết luận nên không sửa được.")
    before = {name: getattr(locked, name) for name in (*texts, "plan")}
    for name, value in texts.items():
        if name in BLIND and locked.state != RoundState.PREPARING and value != getattr(locked, name):
            raise ValidationError({name: "Đã mở chấm điểm nên không đổi được việc ẩn tên."})
        setattr(locked, name, value)
    if locked.state == RoundState.PREPARING:
        if plan != locked.plan and locked.nominations.exists():
            raise ValidationError(
                {"plan": "Đã chọn hồ sơ theo kế hoạch cũ; hãy bỏ các hồ sơ đó trước khi đổi kế hoạch."}
            )
        locked.plan = plan
        _take_criteria(locked)
        for kind in Kind.values:
            locked.nominations.filter(kind=kind).update(criteria_set=locked.set_for(kind))
    locked.full_clean()
    locked.save()
    old, new = audit.changes(before, {name: getattr(locked, name) for name in before})
    if new:
        audit.record(by=by, action="Sửa đợt đánh giá", obj=locked, before=old, after=new)
    return locked


def _take_criteria(round: Round) -> None:
    """The newest published sets that are valid for the round's level on its first day."""
    in_force = list(CriteriaSet.objects.filter(plan=round.plan).in_force_on(round.opens_on, level=round.level_id))
    if not in_force:
        raise ValidationError({"plan": NO_CRITERIA})
    first = {one.kind: one for one in reversed(in_force)}
    round.collective_set = first.get(Kind.COLLECTIVE)
    round.individual_set = first.get(Kind.INDIVIDUAL)


@transaction.atomic
def nominate(
    *, by, round: Round, registrations: Iterable[Registration], at: datetime | None = None,
    frozen: Mapping[int, datetime] | None = None,
) -> list[Nomination]:  # fmt: skip
    """Put effective registrations before the council, each with the text it has now. One already there is left alone.

    `at` is for what paper dates in the past; `frozen`: registration → the moment whose texts and self-score count. Raises ValidationError naming the first registration that may not enter; then none has entered.
    """
    among_others()
    locked = _locked(by, round)
    if locked.state != RoundState.PREPARING:
        raise ValidationError("Chỉ chọn hồ sơ khi đợt đánh giá đang chuẩn bị.")
    wanted = Registration.objects.filter(pk__in=[one.pk for one in registrations]).select_related("unit", "plan")
    wanted = sorted(locked_rows(wanted).order_by("pk"), key=lambda one: (one.sort_key, one.pk))
    there = set(locked.nominations.values_list("registration_id", flat=True))
    frozen = frozen or {}
    versions = _versions(wanted, frozen)
    added = [_nomination(by, locked, one, versions) for one in wanted if one.pk not in there]
    first = (locked.nominations.aggregate(last=Max("number"))["last"] or 0) + 1
    for number, nomination in enumerate(added, first):
        nomination.number, nomination.nominated_at = number, at or timezone.now()
        nomination.frozen_at = frozen.get(nomination.registration_id, nomination.nominated_at)
    Nomination.objects.bulk_create(added)
    audit.record_many(by=by, action="Đưa hồ sơ vào đợt đánh giá", objs=added, after={"đợt đánh giá": locked.name})
    return added


def _versions(registrations, frozen: Mapping[int, datetime]) -> dict[tuple[int, str], RegistrationVersion]:
    """The papers last sent (until the moment that counts), by registration and purpose: the last one of each wins."""
    sent = RegistrationVersion.objects.filter(registration__in=registrations).defer("paper").order_by("number")
    return {
        (version.registration_id, version.purpose): version for version in sent
        if version.registration_id not in frozen or version.sent_at <= frozen[version.registration_id]
    }  # fmt: skip


def _nomination(by, round: Round, registration: Registration, versions) -> Nomination:
    _may_enter(round, registration)
    person = f"{registration.person_title} {registration.person_name}".strip() if registration.person_name else ""
    return Nomination(
        round=round, registration=registration, criteria_set=round.set_for(registration.kind), kind=registration.kind,
        version=versions[registration.pk, Purpose.REGISTRATION],
        result_version=versions.get((registration.pk, Purpose.RESULT)), title=registration.title,
        unit_name=registration.unit_name_then, person_name=person, scope_path=registration.scope_path,
        sort_key=vietnamese.sort_key(registration.title)[:900], nominated_by=by,
    )  # fmt: skip


def _may_enter(round: Round, registration: Registration) -> None:
    """Registered before, effect confirmed after: the gate of the first criterion."""
    named = f"“{registration.title}”"
    if registration.state != State.EFFECTIVE:
        raise ValidationError(f"{named} chưa được xác nhận hiệu quả nên chưa đưa vào đánh giá được.")
    if not registration.scope_path.startswith(round.scope_path) or registration.plan.year != round.plan.year:
        raise ValidationError(f"{named} không thuộc địa bàn hoặc năm của đợt đánh giá.")
    if round.set_for(registration.kind) is None:
        raise ValidationError(
            f"{named}: kế hoạch chưa có bộ tiêu chí đã ban hành cho loại {registration.get_kind_display()}."
        )


@transaction.atomic
def remove_nomination(*, by, nomination: Nomination) -> None:
    """Take a dossier out again while the round is being prepared and nobody holds a sheet of it."""
    locked = _locked(by, nomination.round)
    if locked.state != RoundState.PREPARING:
        raise ValidationError("Chỉ bỏ hồ sơ khi đợt đánh giá đang chuẩn bị.")
    if nomination.sheets.exists():
        raise ValidationError(f"“{nomination.title}” đã giao cho thành viên chấm nên không bỏ được.")
    told = {"đợt đánh giá": locked.name}
    audit.record(by=by, action="Bỏ hồ sơ khỏi đợt đánh giá", obj=nomination, before=told)
    nomination.delete()


def _locked(by, round: Round) -> Round:
    locked = locked_row(Round, round.pk, "plan")
    if not runs(by, locked):
        raise PermissionDenied
    return locked
