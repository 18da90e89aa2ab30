"""Việc kế hoạch giao: who is to do it, who has told it to be done, and who may say so."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from accounts.enums import DESK_ROLES, TYPING_ROLES, Role
from registrations.models import Plan, PlanTask, TaskDone
from registrations.querysets import area_of_tasks
from registrations.reminding.reminded import units_of
from units import scope
from units.enums import COLLECTS_ALL
from units.models import Unit


def follows(position, plan: Plan) -> bool:
    """Who is told of how many a task was done: the desks in whose areas the plan was issued."""
    return position.has_role(*DESK_ROLES) and scope.covers(position, plan.scope_path)


def units_for_all(plan: Plan, day: date):
    """Those a task for “mọi đơn vị” is given to: directly below, but for the issuer and the desk that receives of all."""
    below = Unit.objects.in_force_on(day).filter(parent__path=plan.scope_path)
    return below.exclude(pk=plan.issuer_id).exclude(collects=COLLECTS_ALL)


def unit_to_tell(position, plan: Plan, task: PlanTask) -> Unit | None:
    """For which unit the position may tell a task to be done: the one it was given to, where the position works."""
    return unit_asked(position, plan, task) if position.has_role(Role.REGISTRANT, *TYPING_ROLES) else None


def unit_asked(position, plan: Plan, task: PlanTask) -> Unit | None:
    """Which unit of the position the task was given to, whoever may tell it done there."""
    return next((unit for unit in units_of(position) if _is_given_to(unit, plan, task)), None)


def last_reopened(task: PlanTask, unit: Unit | None) -> TaskDone | None:
    """What the unit told done and somebody opened again, where it has not told anew; the last of it."""
    told = list(task.done.filter(unit=unit).select_related("undone_by__user", "undone_by__unit")) if unit else []
    return told[-1] if told and all(one.undone_at for one in told) else None


def _is_given_to(unit: Unit, plan: Plan, task: PlanTask) -> bool:
    if task.unit_id:
        return unit.pk == task.unit_id
    return area_of_tasks(unit) == plan.scope_path and unit.pk != plan.issuer_id


@dataclass(frozen=True)
class Standing:
    """One task as the plan's page shows it to one position."""

    task: PlanTask
    asked: int
    done: int
    own_unit: Unit | None
    own_done_on: date | None
    today: date

    @property
    def is_complete(self) -> bool:
        return self.done >= self.asked

    @property
    def is_overdue(self) -> bool:
        return self.task.due_on < self.today and not self.is_complete

    @property
    def overdue(self) -> int:
        """How many units are late with it."""
        return self.asked - self.done if self.is_overdue else 0

    @property
    def is_own_overdue(self) -> bool:
        return self.own_unit is not None and self.own_done_on is None and self.task.due_on < self.today


def standings(position, plan: Plan, seen, day: date) -> list[Standing]:
    """The tasks a position reads, with how many have done each and what the own unit has told; one question."""
    own = TaskDone.objects.filter(task=OuterRef("pk"), undone_at__isnull=True, unit__in=units_of(position))
    everybody = units_for_all(plan, day).order_by().values("parent").annotate(number=Count("pk")).values("number")
    tasks = plan.tasks.filter(Q(unit__isnull=True) | Q(unit__in=seen)).select_related("unit").annotate(
        told=Count("done", filter=Q(done__undone_at__isnull=True)),
        own_done_on=Subquery(own.values("done_on")[:1]),
        everybody=Coalesce(Subquery(everybody[:1]), 0),
    )  # fmt: skip
    return [
        Standing(
            task, 1 if task.unit_id else task.everybody, task.told, unit_to_tell(position, plan, task),
            task.own_done_on, day,
        )
        for task in tasks
    ]  # fmt: skip


def rows_of(plan: Plan, task: PlanTask, day: date) -> list[tuple[Unit, TaskDone | None]]:
    """Every unit a task is given to with what it told, those that have not first; two questions.

    One that has told and is not below any more stands there as well.
    """
    told = {
        one.unit_id: one for one in task.done.filter(undone_at__isnull=True).select_related("unit", "told_by__user")
    }
    asked = [task.unit] if task.unit else list(units_for_all(plan, day).order_by("nature", "sort_key"))
    others = [one.unit for pk, one in told.items() if pk not in {unit.pk for unit in asked}]
    return sorted(((unit, told.get(unit.pk)) for unit in [*asked, *others]), key=lambda row: row[1] is not None)


def may_reopen(position, done: TaskDone) -> bool:
    """The people of the unit that told it, and those who correct the plan."""
    plan = done.task.plan
    told_here = unit_to_tell(position, plan, done.task)
    issued_here = position.has_role(*TYPING_ROLES) and scope.covers(position, plan.scope_path)
    return issued_here or (told_here is not None and told_here.pk == done.unit_id)
