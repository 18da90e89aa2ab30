"""Kế hoạch: issue, correct, ask for numbers, let one unit be late."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import for_roles
from accounts.enums import DESK_ROLES, TYPING_ROLES, Role
from common import formerrors
from common.paging import page_of
from registrations import services
from registrations.models import Plan, Sector
from registrations.planforms import LatePermitForm, PlanForm, QuotaForm
from units.models import Unit

READERS = (Role.REGISTRANT, Role.REVIEWER, *DESK_ROLES)


@require_GET
@for_roles(*READERS)
def plan_list(request):
    """The plans that bind me and those of my areas."""
    page = page_of(Plan.objects.visible_to(request.position).for_list(), request.GET.get("trang"))
    return render(
        request, "registrations/plans.html", {"page": page, "may_issue": request.position.has_role(*TYPING_ROLES)}
    )


@require_GET
@for_roles(*READERS)
def plan(request, pk):
    """One plan: its facts, the numbers it asks for, the late permits."""
    found = get_object_or_404(Plan.objects.visible_to(request.position).for_list(), pk=pk)
    context = {
        "plan": found,
        "is_open": found.is_open_on(timezone.localdate()),
        "sectors": found.sectors.all(),
        "quotas": found.quotas.filter(unit__in=Unit.objects.visible_to(request.position))
        .select_related("unit", "present_unit")
        .order_by("unit__path", "kind"),
        "permits": found.late_permits.filter(unit__in=Unit.objects.visible_to(request.position)).select_related(
            "unit", "granted_by__user"
        ),
        "may_correct": Plan.objects.managed_by(request.position).filter(pk=pk).exists(),
        "may_permit": request.position.has_role(Role.OFFICER, Role.FRONT),
    }
    return render(request, "registrations/plan.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(*TYPING_ROLES)
def new_plan(request):
    """Ban hành kế hoạch."""
    year = timezone.localdate().year
    initial = {
        "year": year,
        "issuer": request.position.unit,
        "issuer_name": str(request.position.unit),
        "sectors": Sector.objects.all(),
    }
    return _write(request, PlanForm(request.POST or None, position=request.position, initial=initial))


@require_http_methods(["GET", "POST"])
@for_roles(*TYPING_ROLES)
def edit_plan(request, pk):
    """Correct a plan issued inside my areas."""
    return _write(request, PlanForm(request.POST or None, position=request.position, instance=_managed(request, pk)))


def _managed(request, pk) -> Plan:
    found = get_object_or_404(Plan.objects.visible_to(request.position).select_related("issuer__parent"), pk=pk)
    if not Plan.objects.managed_by(request.position).filter(pk=pk).exists():
        raise PermissionDenied
    return found


def _write(request, form):
    if request.method == "POST" and form.is_valid():
        try:
            saved = services.save_plan(by=request.position, plan=form.instance, sectors=form.cleaned_data["sectors"])
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, f"Đã lưu: {saved}. Các đơn vị bên dưới có thể đăng ký trong hạn nhận.")
            return redirect("registrations:plan", saved.pk)
    return render(request, "registrations/plan_form.html", {"form": form})


@require_http_methods(["GET", "POST"])
@for_roles(*TYPING_ROLES)
def quotas(request, pk):
    """Giao chỉ tiêu to the units directly below the issuer's area."""
    found = _managed(request, pk)
    standing = Unit.objects.in_force_on(timezone.localdate())
    below = standing.filter(parent__path=found.scope_path).order_by("nature", "sort_key")
    form = QuotaForm(request.POST or None, units=below, quotas=found.quotas.all())
    if request.method == "POST" and form.is_valid():
        try:
            services.set_quotas(by=request.position, plan=found, asked=form.asked())
        except ValidationError as problem:
            formerrors.show(form, problem)
        else:
            messages.success(request, "Đã giao chỉ tiêu. Mức hoàn thành xem ở Biểu 02 của báo cáo.")
            return redirect("registrations:plan", pk)
    return render(request, "registrations/quotas.html", {"form": form, "plan": found})


@require_http_methods(["GET", "POST"])
@for_roles(Role.OFFICER, Role.FRONT)
def late_permit(request, pk):
    """Cho phép một đơn vị nộp muộn."""
    found = get_object_or_404(Plan.objects.visible_to(request.position), pk=pk)
    standing = Unit.objects.visible_to(request.position).in_force_on(timezone.localdate())
    units = standing.within_path(found.scope_path).order_by("path")
    form = LatePermitForm(request.POST or None, units=units)
    if request.method == "POST" and form.is_valid():
        permit = services.grant_late_permit(by=request.position, plan=found, **form.cleaned_data)
        messages.success(request, f"Đã ghi: {permit}.")
        return redirect("registrations:plan", pk)
    return render(request, "registrations/late_permit.html", {"form": form, "plan": found})
