"""Việc kế hoạch giao: who has done it; telling it done, and open again."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import for_roles
from registrations import rights
from registrations.models import Plan, PlanTask
from registrations.plans import assigned
from registrations.plans import services as planning
from registrations.plans.forms import ReasonForm, TaskDoneForm
from registrations.views.opening import WRITERS
from registrations.views.planparts import write_part
from registrations.views.plans import READERS
from units.models import Unit


def _opened(request, pk, task) -> PlanTask:
    """A task of a plan that binds me or lies in my areas, as the plan's page shows it."""
    plan = get_object_or_404(Plan.objects.visible_to(request.position).for_list(), pk=pk)
    seen = Q(unit__isnull=True) | Q(unit__in=Unit.objects.visible_to(request.position))
    found = get_object_or_404(plan.tasks.filter(seen).select_related("unit"), pk=task)
    found.plan = plan
    return found


@require_GET
@for_roles(*READERS)
def task(request, pk, task):
    """Who has told a task to be done and who has not; to those below, what their own unit told."""
    found, today = _opened(request, pk, task), timezone.localdate()
    own = assigned.unit_to_tell(request.position, found.plan, found)
    asked = assigned.unit_asked(request.position, found.plan, found)
    follows = assigned.follows(request.position, found.plan)
    rows = [
        {"of": row, "may_reopen": row.done is not None and assigned.may_reopen(request.position, row.done)}
        for row in assigned.rows_of(found.plan, found, today)
        if follows or row.is_of(asked)
    ]
    return render(request, "registrations/plan_task.html", {
        "plan": found.plan, "task": found, "rows": rows, "own": own, "today": today, "follows": follows,
        "done": sum(row["of"].done is not None for row in rows),
        "own_is_done": any(row["of"].is_of(own) and row["of"].done for row in rows),
        "own_reopened": assigned.last_reopened(found, asked),
        "may_correct": rights.corrects(request.position, found.plan),
        "reopened": found.done.filter(undone_at__isnull=False).select_related("unit", "undone_by__user")
        if follows else [],
    })  # fmt: skip


@require_http_methods(["GET", "POST"])
@for_roles(*WRITERS)
def tell_done(request, pk, task):
    """Báo xong việc."""
    found = _opened(request, pk, task)
    unit = assigned.unit_to_tell(request.position, found.plan, found)
    if unit is None:
        raise PermissionDenied

    def act(**given):
        planning.tell_task_done(by=request.position, task=found, **given)
        return f"Đã báo xong: {found}."

    form = TaskDoneForm(request.POST or None, plan=found.plan, initial={"done_on": timezone.localdate()})
    lead = f"{found} ({unit}, hạn {found.due_on:%d/%m/%Y})"
    reopened = assigned.last_reopened(found, unit)
    return write_part(
        request, found.plan, form, act, "Báo xong việc kế hoạch giao", "Báo đã xong", lead, reopened=reopened
    )


@require_http_methods(["GET", "POST"])
@for_roles(*WRITERS)
def reopen(request, pk, task, done):
    """Mở lại việc đã báo xong."""
    found = _opened(request, pk, task)
    told = get_object_or_404(found.done.select_related("unit"), pk=done)
    told.task = found
    if not assigned.may_reopen(request.position, told):
        raise PermissionDenied

    def act(reason):
        planning.reopen_task(by=request.position, done=told, reason=reason)
        return f"Đã mở lại việc: {found}."

    lead = f"{found} ({told.unit}, đã báo xong ngày {told.done_on:%d/%m/%Y})"
    return write_part(
        request, found.plan, ReasonForm(request.POST or None), act, "Mở lại việc đã báo xong", "Mở lại", lead
    )
