"""Việc quanh một kế hoạch: open a further window, assign work, keep the signed copy."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import for_roles
from accounts.enums import TYPING_ROLES
from common.acting import pressed, written
from common.asking import ask_page, is_sure
from common.copies import CopyForm
from registrations.models import Plan
from registrations.plans import services as planning
from registrations.plans.forms import TaskForm, WindowForm
from registrations.views.files import file_response
from registrations.views.plans import READERS, managed
from units.models import Unit


def write_part(request, plan, form, act, heading: str, button: str, lead: str = "", **context):
    """One small form about a plan: `act` writes what was typed and says what to tell."""
    if written(request, form, act):
        return redirect("registrations:plan", plan.pk)
    context |= {"plan": plan, "form": form, "heading": heading, "button": button, "lead": lead}
    return render(request, "registrations/plan_part.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(*TYPING_ROLES)
def open_window(request, pk):
    """Mở đợt bổ sung."""
    plan = managed(request, pk)

    def act(**given):
        return f"Đã mở: {planning.open_window(by=request.position, plan=plan, **given)}."

    lead = f"Đợt chính nhận từ {plan.opens_on:%d/%m/%Y} đến hết {plan.last_day:%d/%m/%Y}."
    return write_part(request, plan, WindowForm(request.POST or None), act, "Mở đợt bổ sung", "Mở đợt", lead)


@require_POST
@for_roles(*TYPING_ROLES)
def close_window(request, pk, window):
    """Đóng đợt bổ sung."""
    found = get_object_or_404(managed(request, pk).windows, pk=window)
    pressed(request, lambda: planning.close_window(by=request.position, window=found), "Đã đóng đợt bổ sung.")
    return redirect("registrations:plan", pk)


@require_http_methods(["GET", "POST"])
@for_roles(*TYPING_ROLES)
def give_task(request, pk):
    """Giao việc theo kế hoạch."""
    plan = managed(request, pk)
    standing = Unit.objects.visible_to(request.position).in_force_on(timezone.localdate())
    units = standing.within_path(plan.scope_path).exclude(level__isnull=True).order_by("sort_key", "pk")

    def act(**given):
        return f"Đã giao: {planning.give_task(by=request.position, plan=plan, **given)}."

    form = TaskForm(request.POST or None, plan=plan, units=units)
    return write_part(request, plan, form, act, "Giao việc theo kế hoạch", "Giao việc")


@require_http_methods(["GET", "POST"])
@for_roles(*TYPING_ROLES)
def take_task_back(request, pk, task):
    """Thôi giao việc, asked once more: the units have read it."""
    plan = managed(request, pk)
    found = get_object_or_404(plan.tasks.select_related("unit"), pk=task)
    if is_sure(request, is_written=True):
        pressed(request, lambda: planning.take_task_back(by=request.position, task=found), "Đã thôi giao việc này.")
        return redirect("registrations:plan", pk)
    back = f"Số {plan.number}", reverse("registrations:plan", args=[pk])
    facts = [("Giao cho", str(found.unit or "mọi đơn vị")), ("Hạn", f"{found.due_on:%d/%m/%Y}")]
    return ask_page(
        request, "Thôi giao việc", about=found.text, facts=facts, back=back, room=("Kế hoạch", reverse("registrations:plans")),
        warning="Các đơn vị được giao không còn thấy việc này.",
        obstacle=planning.TOLD_DONE if found.done.exists() else "",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@for_roles(*TYPING_ROLES)
def keep_copy(request, pk):
    """Thêm bản ký."""
    plan = managed(request, pk)

    def act(file):
        return f"Đã giữ bản ký “{planning.keep_copy(by=request.position, plan=plan, file=file)}”."

    form = CopyForm(request.POST, request.FILES) if request.method == "POST" else CopyForm()
    lead = "Bản đã ký, đóng dấu. Mọi người đọc được kế hoạch đều tải được."
    return write_part(request, plan, form, act, "Thêm bản ký", "Lưu bản ký", lead)


@require_GET
@for_roles(*READERS)
def copy(request, pk, copy):
    """The signed plan as a download, for everybody who may read the plan."""
    plan = get_object_or_404(Plan.objects.visible_to(request.position), pk=pk)
    return file_response(get_object_or_404(plan.copies, pk=copy))
