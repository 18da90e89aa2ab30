"""Việc kế hoạch giao: who is to do it, who has told it to be done, and who may say so."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from accounts.enums import DESK_ROLES, TYPING_ROLES, Role
from registrations.models import Plan, PlanTask, TaskDone
from registrations.plans.querysets import area_of_tasks, told_for
from registrations.reminding.reminded import units_of
from registrations.rights import corrects
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
    told = list(task.done.filter(told_for([unit])).select_related("undone_by__user", "undone_by__unit")) if unit else []
    return told[-1] if told and all(one.undone_at for one in told) else None


def _is_given_to(unit: Unit, plan: Plan, task: PlanTask) -> bool:
    if task.unit:
        return unit.path == task.unit.scope_path
    return area_of_tasks(unit) == plan.scope_path and unit.pk != plan.issuer_id


@dataclass(frozen=True)
class Standing:
    """One task as the plan's page shows it to one position; `passed_to`: who answers for it, where its unit has ended."""

    task: PlanTask
    passed_to: str
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
    own = TaskDone.objects.filter(told_for(units_of(position)), task=OuterRef("pk"), undone_at__isnull=True)
    everybody = units_for_all(plan, day).order_by().values("parent").annotate(number=Count("pk")).values("number")
    tasks = plan.tasks.filter(Q(unit__isnull=True) | Q(unit__in=seen)).select_related("unit").annotate(
        told=Count("done", filter=Q(done__undone_at__isnull=True)),
        own_done_on=Subquery(own.values("done_on")[:1]),
        everybody=Coalesce(Subquery(everybody[:1]), 0),
        passed_to=Coalesce(Subquery(_successors().values("full_name")[:1]), Value("")),
    )  # fmt: skip
    return [
        Standing(
            task, task.passed_to, 1 if task.unit_id else task.everybody, task.told,
            unit_to_tell(position, plan, task), task.own_done_on, day,
        )
        for task in tasks
    ]  # fmt: skip


def _successors():
    """Of a task in a subquery: the unit that answers for it now, where the one it was given to has ended."""
    return Unit.objects.filter(path=OuterRef("unit__scope_path")).exclude(pk=OuterRef("unit"))


@dataclass(frozen=True)
class Row:
    """One unit that a task is given to, who answers for it now where it has ended, and what was told."""

    unit: Unit
    passed_to: Unit | None = None
    done: TaskDone | None = None

    def is_of(self, unit: Unit | None) -> bool:
        return unit is not None and unit in {self.unit, self.passed_to}


def rows_of(plan: Plan, task: PlanTask, day: date) -> list[Row]:
    """Every unit a task is given to with what it told, those that have not first; two questions.

    One that has told and is not below any more stands there as well.
    """
    told = {
        one.unit_id: one for one in task.done.filter(undone_at__isnull=True).select_related("unit", "told_by__user")
    }
    if task.unit:
        return [Row(task.unit, passed_to(task), next(iter(told.values()), None))]
    asked = list(units_for_all(plan, day).order_by("nature", "sort_key"))
    others = [one.unit for pk, one in told.items() if pk not in {unit.pk for unit in asked}]
    rows = [Row(unit, None, told.get(unit.pk)) for unit in [*asked, *others]]
    return sorted(rows, key=lambda row: row.done is not None)


def passed_to(task: PlanTask) -> Unit | None:
    """Who answers for a task given to a unit that has ended since."""
    if task.unit is None or task.unit.scope_path == task.unit.path:
        return None
    return Unit.objects.filter(path=task.unit.scope_path).exclude(pk=task.unit_id).first()


def may_reopen(position, done: TaskDone) -> bool:
    """The people of the unit that told it, and those who correct the plan."""
    plan = done.task.plan
    told_here = unit_to_tell(position, plan, done.task)
    answers = told_here is not None and (done.task.unit_id is not None or told_here.pk == done.unit_id)
    return corrects(position, plan) or answers
