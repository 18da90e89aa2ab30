"""Tiếp tục hoặc dừng bằng một danh sách: what becomes this year of each model of last year, with a result per line."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.enums import TYPING_ROLES, Role
from common import audit, copies
from common.locks import among_others, hold, locked_row
from common.workflow import perform
from registrations import workflow
from registrations.continuing import carried_on
from registrations.enums import HELD, OVER, State
from registrations.following.enums import Decision
from registrations.forms import form_class
from registrations.models import Plan, Registration, YearDecision, YearListCopy
from registrations.services import start_registration
from units import scope
from units.models import Unit

NO_PLAN = "Chưa có kế hoạch"
NOT_CARRIED_ON = "Không tiếp tục; kết quả đã xác nhận giữ nguyên."
PROPOSED = "Đã ghi đề nghị dừng; cán bộ ở nơi xác nhận mô hình ghi dừng thực hiện."


@dataclass(frozen=True)
class Choice:
    """One line as it was ticked. `time_text` stands in for a time that named last year; `plan`: the one chosen for
    this year, where it is over the unit.
    """

    earlier: Registration
    decision: str
    reason: str = ""
    time_text: str = ""
    plan: Plan | None = None


def settle(*, by, year: int, choices: list[Choice], token: UUID) -> tuple[list[YearDecision], list[str]]:
    """Each line by itself: one that cannot be done says why and holds up no other. What was decided so before is not
    counted again. Raises PermissionDenied.
    """
    done, refused = [], []
    for choice in choices:
        try:
            line = settle_one(by=by, year=year, choice=choice, token=token)
            done += [] if line.is_unchanged else [line]
        except ValidationError as problem:
            refused.append(f"{choice.earlier.code}: {problem.messages[0]}")
    return done, refused


def became_of(models: list[Registration], year: int, decisions: Iterable[YearDecision]) -> dict[int, Registration]:
    """What has become of last year's models in a year: by its key, the registration that goes on from each.

    By the list (`decisions`) or on its own form; one that was withdrawn or rejected is nothing any more.
    """
    begun = {one.earlier_id: one.became for one in decisions if one.became and one.became.state not in OVER}
    later = Registration.objects.filter(continues__in=models, plan__year=year).exclude(state__in=OVER)
    return begun | {one.continues_id: one for one in later.order_by("pk")}


@transaction.atomic
def settle_one(*, by, year: int, choice: Choice, token: UUID) -> YearDecision:
    """One line. What has become something already is told again, whoever presses. Raises ValidationError."""
    among_others()
    earlier = locked_row(Registration, choice.earlier.pk, "present_unit")
    before = YearDecision.objects.filter(earlier=earlier, year=year).select_related("became").first()
    now = became_of([earlier], year, [before] if before else []).get(earlier.pk)
    if before and ((now and now == before.became) or earlier.state == State.STOPPED or before.told == NOT_CARRIED_ON):
        return before
    if not decides(by, earlier):
        raise PermissionDenied
    if now is not None:
        raise ValidationError(f"Mô hình đã được đăng ký tiếp tục năm {year}.")
    if earlier.state not in HELD:
        raise ValidationError(f"Hồ sơ nay “{earlier.get_state_display()}”, không ghi tiếp tục hoặc dừng được.")
    own = uuid5(token, f"{earlier.pk}:{year}")
    became, told = None, ""
    if choice.decision == Decision.CONTINUE:
        became, told = _carry_on(by, earlier, year, choice, own)
    else:
        told = _stop(by, earlier, choice.reason, own)
    if before and (before.decision, before.reason, before.became, before.told) == (
        choice.decision, choice.reason, became, told[:500],
    ):  # fmt: skip
        before.is_unchanged = True
        return before
    given = {"decision": choice.decision, "reason": choice.reason, "became": became, "told": told[:500], "by": by,
             "at": timezone.now()}  # fmt: skip
    line, _ = YearDecision.objects.update_or_create(earlier=earlier, year=year, defaults=given)
    facts = {"decision": choice.decision, "reason": choice.reason, "kết quả": told}
    audit.record(by=by, action="Quyết định tiếp tục hoặc dừng", obj=line, after=audit.told(facts))
    return line


def decides(position, earlier: Registration) -> bool:
    """The unit itself, and the desks that type for it."""
    if position.has_role(Role.REGISTRANT):
        return earlier.present_unit_id == position.unit_id
    return position.has_role(*TYPING_ROLES) and scope.covers(position, earlier.present_unit.path)


def _carry_on(by, earlier: Registration, year: int, choice: Choice, token: UUID) -> tuple[Registration | None, str]:
    """This year's registration after last year's: handed in when complete, else left as a draft that says why."""
    plan = _plan_of(earlier, year, choice.plan)
    if plan is None:
        return None, f"{NO_PLAN} năm {year} để đăng ký; ghi lại khi kế hoạch được ban hành."
    draft = start_registration(
        by=by, unit=earlier.present_unit, kind=earlier.kind, plan=plan, data=typed_after(earlier, plan, choice.time_text),
        token=token,
    )  # fmt: skip
    try:
        perform(workflow.SUBMIT, draft.registration, by=by, data={}, token=uuid5(token, "submit"))
    except ValidationError as problem:
        return draft.registration, f"Để ở bản đang soạn, theo Kế hoạch số {plan.number}. {problem.messages[0]}"
    return draft.registration, f"Đã nộp đăng ký theo Kế hoạch số {plan.number}."


def open_plans(unit, year: int) -> list[Plan]:
    """The year's plans over a unit that take registrations today; one question."""
    offered = Plan.objects.current_for(unit, timezone.localdate()).filter(year=year, open_until__isnull=False)
    return list(offered.select_related("movement"))


def _plan_of(earlier: Registration, year: int, wanted: Plan | None) -> Plan | None:
    """The wanted one; else the year's plan over the unit, those open first, of the same movement before others."""
    offered = Plan.objects.current_for(earlier.present_unit, timezone.localdate())
    plans = list(offered.filter(year=year).select_related("movement"))
    if wanted in plans:
        return wanted
    same = [plan for plan in plans if plan.movement_id == earlier.plan.movement_id]
    return next(iter(same or plans), None)


def typed_after(earlier: Registration, plan: Plan, time_text: str) -> dict:
    """What a person would type who carried the model on: the form's first values, as text."""
    unit = earlier.present_unit
    first = carried_on(earlier)
    first = {**first, "plan": plan.pk, "time_text": first.get("time_text") or time_text}
    first.setdefault("unit_address", unit.address)
    form = form_class(earlier.kind)(None, unit=unit, kind=earlier.kind, plans=[plan], initial=first)
    return {name: _as_typed(form[name].value()) for name in form.fields}


def _as_typed(value):
    if isinstance(value, list | tuple):
        return [_as_typed(one) for one in value]
    return "" if value is None else str(getattr(value, "pk", value))


def _stop(by, earlier: Registration, reason: str, token: UUID) -> str:
    """What is still being done is stopped by whoever may, anybody else's word is kept for who may; what has reached
    its result keeps it, and is only not carried on.
    """
    if earlier.state in {State.EFFECTIVE, State.INEFFECTIVE}:
        return NOT_CARRIED_ON
    if not workflow.STOP.allowed(by, earlier):
        return PROPOSED
    try:
        perform(workflow.STOP, earlier, by=by, data={"note": reason}, token=token)
    except ValidationError as problem:
        return f"Đã ghi dừng vào danh sách. {problem.messages[0]}"
    return "Đã dừng thực hiện."


@transaction.atomic
def keep_copy(*, by, unit: Unit, year: int, file) -> YearListCopy:
    """Lưu bản ký of the unit's list, brought by itself or by a desk over it; the same file is kept once.

    Raises ValidationError, PermissionDenied.
    """
    own = by.has_role(Role.REGISTRANT, *TYPING_ROLES) and by.unit_id == unit.pk
    if not own and not (by.has_role(*TYPING_ROLES) and scope.covers(by, unit.path)):
        raise PermissionDenied
    hold(unit)
    mine = YearListCopy(unit=unit, year=year, added_by=by)
    kept = copies.keep_copy(mine, file, beside=YearListCopy.objects.filter(unit=unit, year=year))
    if kept is mine:
        audit.record(by=by, action="Lưu bản ký danh sách tiếp tục, dừng", obj=kept, after={"tệp": kept.name})
    return kept
