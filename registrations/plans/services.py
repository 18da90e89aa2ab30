"""Kế hoạch: issued and corrected, with all that hangs on it: numbers asked for, permits, windows, tasks, signed copies."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from common import audit, copies
from common.locks import among_others, hold, locked_row
from registrations.models import LatePermit, LegalBasis, Plan, PlanCopy, PlanTask, Quota, TaskDone, Window
from registrations.plans import assigned
from registrations.plans.querysets import told_for
from registrations.rights import corrects, permits_late
from units import scope
from units.models import Unit
from units.standing import still_standing

TOLD_DONE = "Đã có đơn vị báo xong việc này nên không thôi giao được."


def in_charge_of(by, plan: Plan) -> None:
    """Raises PermissionDenied where the position may not correct the plan; else the plan's row is held."""
    if not corrects(by, plan):
        raise PermissionDenied
    hold(plan)


def _set_bases(plan: Plan, texts: list[str]) -> None:
    """The legal bases, line by line. Part of issuing and correcting a plan, which has looked at the right."""
    plan.bases.all().delete()
    LegalBasis.objects.bulk_create(
        LegalBasis(plan=plan, number=place, text=text) for place, text in enumerate(texts, 1)
    )


@transaction.atomic
def save_plan(*, by, plan: Plan, sectors, bases: list[str] | None = None) -> Plan:
    """Issue a plan, or correct one. It applies to the issuer's area. `bases`: its legal bases, None leaves them.

    Raises ValidationError.
    """
    among_others()
    plan.scope_path = _path_of(plan)
    if not corrects(by, plan):
        raise PermissionDenied
    adding = plan.pk is None
    # Of two with one number the second waits here, and is told.
    hold(plan.issuer)
    before = {} if adding else _told(locked_row(Plan, plan.pk))
    plan.full_clean()
    plan.save()
    plan.sectors.set(sectors)
    if bases is not None:
        _set_bases(plan, bases)
    old, new = audit.changes(before, _told(plan))
    if new:
        audit.record(by=by, action="Ban hành kế hoạch" if adding else "Sửa kế hoạch", obj=plan, before=old, after=new)
    return plan


def _path_of(plan: Plan) -> str:
    """The issuer's area as it is now; a plan whose issuer has ended lies where the rearranging has put it."""
    before = Plan.objects.filter(pk=plan.pk, issuer=plan.issuer_id).first()
    if before is not None:
        return before.scope_path
    try:
        issuer = still_standing(plan.issuer)
    except ValidationError as problem:
        raise ValidationError({"issuer": f"{problem.messages[0]} Kế hoạch mới do đơn vị khác ban hành."}) from problem
    return issuer.own_area.path


def _told(plan: Plan) -> dict[str, str]:
    """A plan as text for the audit line."""
    return audit.facts(plan) | {
        "asked_items": "; ".join(f"{item.label}{' (bắt buộc)' if needed else ''}" for item, needed in plan.form_items()),
        "sectors": audit.text_of(plan.sectors.all()), "bases": "; ".join(map(str, plan.bases.all())),
    }  # fmt: skip


@transaction.atomic
def set_quotas(*, by, plan: Plan, asked: list[tuple]) -> None:
    """Giao chỉ tiêu: `asked` holds (unit, kind, number of models) for units inside the own areas."""
    among_others()
    if not corrects(by, plan):
        raise PermissionDenied
    # Two who set quotas of one plan do so one after the other.
    hold(plan)
    given_before = {(quota.unit_id, quota.kind): quota for quota in plan.quotas.all()}
    for given, kind, number in asked:
        unit = still_standing(given)
        if not scope.covers(by, unit.path):
            raise PermissionDenied
        new_one = Quota(plan=plan, unit=unit, kind=kind, present_unit=unit)
        quota = given_before.setdefault((unit.pk, kind), new_one)
        before = quota.models_asked if quota.pk else None
        old, new = audit.changes({"models_asked": before}, {"models_asked": number})
        if new:
            quota.models_asked = number
            quota.save()
            audit.record(by=by, action="Giao chỉ tiêu", obj=quota, before=old, after=new)


@transaction.atomic
def grant_late_permit(*, by, plan: Plan, unit, until, reason: str, uses: int | None = None) -> LatePermit:
    """Let one unit submit after the window has closed, until the end of a day; `uses`: so many registrations, None any.

    The same pressed twice is granted once.
    """
    if not permits_late(by, unit) or not unit.exists_on(timezone.localdate()):
        raise PermissionDenied
    hold(plan)
    same = LatePermit.objects.standing().filter(plan=plan, unit=unit, until=until, reason=reason, uses=uses)
    permit = same.first()
    if permit is None:
        permit = LatePermit.objects.create(plan=plan, unit=unit, until=until, reason=reason, uses=uses, granted_by=by)
        audit.record(by=by, action="Cho phép nộp muộn", obj=permit, after=audit.facts(permit))
    return permit


@transaction.atomic
def withdraw_late_permit(*, by, permit: LatePermit, reason: str) -> LatePermit:
    """Thu hồi phép nộp muộn: counts no more from now on; what was handed in under it stands. Raises ValidationError."""
    if not permits_late(by, permit.unit):
        raise PermissionDenied
    # Whoever hands in by a permit holds its plan as well: one of the two comes first.
    hold(permit.plan)
    permit = locked_row(LatePermit, permit.pk, "unit")
    if permit.withdrawn_at:
        raise ValidationError(withdrawn_already(permit))
    permit.withdrawn_at, permit.withdrawn_by, permit.withdrawn_reason = timezone.now(), by, reason
    permit.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    audit.record(by=by, action="Thu hồi phép nộp muộn", obj=permit, after={"lý do": reason})
    return permit


def withdrawn_already(permit: LatePermit) -> str:
    """Why a permit cannot be withdrawn again."""
    return f"Phép này đã được thu hồi ngày {timezone.localtime(permit.withdrawn_at):%d/%m/%Y}."


@transaction.atomic
def open_window(*, by, plan: Plan, opens_on: date, closes_on: date, reason: str) -> Window:
    """Mở đợt bổ sung. The same pressed twice opens one. Raises ValidationError, PermissionDenied."""
    in_charge_of(by, plan)
    if same := plan.windows.filter(opens_on=opens_on, closes_on=closes_on).first():
        return same
    window = Window(plan=plan, opens_on=opens_on, closes_on=closes_on, reason=reason, opened_by=by)
    if opens_on < plan.closes_on:
        raise ValidationError(
            {"opens_on": f"Kế hoạch đang nhận đến hết {plan.last_day:%d/%m/%Y}; đợt bổ sung mở sau đó."}
        )
    window.full_clean()
    window.save()
    audit.record(by=by, action="Mở đợt đăng ký bổ sung", obj=window, after=audit.facts(window))
    return window


@transaction.atomic
def close_window(*, by, window: Window) -> None:
    """Take a window back that has not begun; one that has begun ends with today."""
    in_charge_of(by, window.plan)
    today = timezone.localdate()
    if window.closes_on <= today:
        raise ValidationError("Đợt bổ sung này đã kết thúc.")
    audit.record(by=by, action="Đóng đợt đăng ký bổ sung", obj=window, before=audit.facts(window))
    if window.opens_on >= today:
        window.delete()
    else:
        window.closes_on = today
        window.save(update_fields=["closes_on"])


@transaction.atomic
def give_task(*, by, plan: Plan, text: str, due_on: date, unit: Unit | None = None) -> PlanTask:
    """Giao việc theo kế hoạch to one unit below, or to all. The same pressed twice is given once."""
    in_charge_of(by, plan)
    if unit is not None:
        unit = still_standing(unit)
        if not unit.path.startswith(plan.scope_path) or not scope.covers(by, unit.path):
            raise PermissionDenied
    if same := plan.tasks.filter(unit=unit, text=text, due_on=due_on).first():
        return same
    task = PlanTask(plan=plan, unit=unit, text=text, due_on=due_on)
    task.full_clean()
    task.save()
    audit.record(by=by, action="Giao việc theo kế hoạch", obj=task, after=audit.facts(task))
    return task


@transaction.atomic
def take_task_back(*, by, task: PlanTask) -> None:
    """Thôi giao việc, as long as nobody has told it to be done. Raises ValidationError."""
    in_charge_of(by, task.plan)
    if task.done.exists():
        raise ValidationError(TOLD_DONE)
    audit.record(by=by, action="Thôi giao việc theo kế hoạch", obj=task, before=audit.facts(task))
    task.delete()


@transaction.atomic
def tell_task_done(*, by, task: PlanTask, done_on: date, note: str = "", reference: str = "") -> TaskDone:
    """Báo xong. The same pressed twice is told once. Raises PermissionDenied."""
    unit = assigned.unit_to_tell(by, task.plan, task)
    if unit is None:
        raise PermissionDenied
    hold(task)
    if same := task.done.filter(told_for([unit]), undone_at__isnull=True).first():
        return same
    done = TaskDone(task=task, unit=unit, done_on=done_on, note=note, reference=reference, told_by=by)
    done.save()
    audit.record(by=by, action="Báo xong việc kế hoạch giao", obj=done, after=audit.facts(done))
    return done


@transaction.atomic
def reopen_task(*, by, done: TaskDone, reason: str) -> None:
    """Mở lại: the unit that told it, or who corrects the plan, says that it is not done. Raises ValidationError."""
    if not assigned.may_reopen(by, done):
        raise PermissionDenied
    done = locked_row(TaskDone, done.pk)
    if done.undone_at:
        raise ValidationError("Việc này đã được mở lại.")
    done.undone_at, done.undone_by, done.undone_reason = timezone.now(), by, reason
    done.save(update_fields=["undone_at", "undone_by", "undone_reason"])
    audit.record(by=by, action="Mở lại việc kế hoạch giao", obj=done, after={"lý do": reason})


@transaction.atomic
def keep_copy(*, by, plan: Plan, file) -> PlanCopy:
    """Keep the signed plan as a file; the same file is kept once. Raises ValidationError, PermissionDenied."""
    in_charge_of(by, plan)
    mine = PlanCopy(plan=plan, added_by=by)
    kept = copies.keep_copy(mine, file, beside=plan.copies.all())
    if kept is mine:
        audit.record(by=by, action="Thêm bản ký của kế hoạch", obj=kept, after={"tệp": kept.name})
    return kept


@transaction.atomic
def ask_as_before(*, by, plan: Plan, earlier: Plan) -> int:
    """Giao lại chỉ tiêu như năm trước: of the units that still stand inside the plan. How many numbers were given."""
    among_others()
    in_charge_of(by, plan)
    asked = [
        quota
        for quota in earlier.quotas.select_related("present_unit").order_by("present_unit__path", "kind")
        if quota.present_unit.valid_to is None and quota.present_unit.path.startswith(plan.scope_path)
    ]
    there = set(plan.quotas.values_list("unit", "kind"))
    numbers: dict[tuple[int, str], int] = {}
    for quota in asked:
        # Of units that have become one since, the sum.
        key = quota.present_unit_id, quota.kind
        numbers[key] = numbers.get(key, 0) + quota.models_asked
    made = Quota.objects.bulk_create(
        Quota(plan=plan, unit_id=unit, present_unit_id=unit, kind=kind, models_asked=number)
        for (unit, kind), number in numbers.items()
        if (unit, kind) not in there
    )
    audit.record_many(by=by, action="Giao chỉ tiêu", objs=made, after={"như kế hoạch": str(earlier)})
    return len(made)
