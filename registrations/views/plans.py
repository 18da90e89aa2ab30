"""Kế hoạch: issue, correct, ask for numbers, let one unit be late."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import for_roles
from accounts.enums import DECIDING_ROLES, DESK_ROLES, TYPING_ROLES, Role
from common import formerrors
from common.acting import written
from common.keys import key_in
from common.paging import page_of
from registrations import rights
from registrations.following.offers import units_over
from registrations.models import Plan, Sector
from registrations.plans import assigned, copying
from registrations.plans import services as planning
from registrations.plans.completion import completion_of, plans_below
from registrations.plans.forms import LatePermitForm, PlanForm, QuotaForm, ReasonForm
from registrations.plans.words import bases_and_sectors
from units.models import Unit

MOST_OFFERED = 12
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
    """One plan: its facts, its windows, the work it assigns, its signed copies and the late permits."""
    found = get_object_or_404(Plan.objects.visible_to(request.position).for_list(), pk=pk)
    seen = Unit.objects.visible_to(request.position)
    bases, sectors = bases_and_sectors(found)
    follows = assigned.follows(request.position, found)
    permits = found.late_permits.filter(unit__in=seen).annotate(times=Count("used"))
    permits = list(permits.select_related("unit", "granted_by__user", "withdrawn_by__user"))
    for permit in permits:
        permit.may_withdraw = rights.permits_late(request.position, permit.unit)
    return render(request, "registrations/plan.html", {
        "plan": found,
        "today": timezone.localdate(),
        "windows": found.windows.all(),
        "sectors": sectors,
        "bases": bases,
        "copies": found.copies.all(),
        "tasks": assigned.standings(request.position, found, seen, timezone.localdate()),
        "follows": follows,
        "permits": permits,
        "may_correct": rights.corrects(request.position, found),
        "may_permit": request.position.has_role(*DECIDING_ROLES),
    })  # fmt: skip


@require_GET
@for_roles(*READERS)
def progress(request, pk):
    """Chỉ tiêu và tiến độ: the numbers asked for with what has come of them, and the plans issued below."""
    found = get_object_or_404(Plan.objects.visible_to(request.position).for_list(), pk=pk)
    seen = Unit.objects.visible_to(request.position)
    quotas = (
        found.quotas.filter(unit__in=seen)
        .select_related("unit", "present_unit")
        .order_by("unit__nature", "unit__sort_key", "kind")
    )
    return render(request, "registrations/plan_progress.html", {
        "plan": found,
        "quotas": completion_of(found, quotas),
        "below": plans_below(found, timezone.localdate(), seen),
        "may_correct": rights.corrects(request.position, found),
    })  # fmt: skip


@require_http_methods(["GET", "POST"])
@for_roles(*TYPING_ROLES)
def new_plan(request):
    """Ban hành kế hoạch, from nothing or after an earlier plan (`?theo=`)."""
    managed = Plan.objects.managed_by(request.position)
    earlier = managed.filter(pk=key_in(request.GET.get("theo", "")) or 0).select_related("issuer").first()
    initial = copying.as_next_year(earlier) if earlier else {
        "year": timezone.localdate().year, "issuer": request.position.unit, "issuer_name": str(request.position.unit),
        "sectors": Sector.objects.all(),
    }  # fmt: skip
    form = PlanForm(request.POST or None, position=request.position, initial=initial, earlier=earlier)
    earlier_ones = [] if earlier else managed.for_list()[:MOST_OFFERED]
    return _write(request, form, earlier=earlier, earlier_ones=earlier_ones)


@require_http_methods(["GET", "POST"])
@for_roles(*TYPING_ROLES)
def edit_plan(request, pk):
    """Correct a plan issued inside my areas."""
    return _write(request, PlanForm(request.POST or None, position=request.position, instance=managed(request, pk)))


def managed(request, pk) -> Plan:
    """A plan the position may correct."""
    found = get_object_or_404(Plan.objects.visible_to(request.position).select_related("issuer__parent"), pk=pk)
    if not rights.corrects(request.position, found):
        raise PermissionDenied
    return found


def _write(request, form, **context):
    def act(sectors, bases, ask_as_before=False, **_typed):
        saved = planning.save_plan(by=request.position, plan=form.instance, sectors=sectors, bases=bases)
        if ask_as_before:
            planning.ask_as_before(by=request.position, plan=saved, earlier=context["earlier"])
        return f"Đã lưu: {saved}. Các đơn vị bên dưới có thể đăng ký trong hạn nhận."

    if written(request, form, act):
        return redirect("registrations:plan", form.instance.pk)
    return render(request, "registrations/plan_form.html", {"form": form, **context})


@require_http_methods(["GET", "POST"])
@for_roles(*TYPING_ROLES)
def quotas(request, pk):
    """Giao chỉ tiêu to the units directly below the issuer's area."""
    found = managed(request, pk)
    standing = Unit.objects.in_force_on(timezone.localdate())
    below = standing.filter(parent__path=found.scope_path).order_by("nature", "sort_key")
    form = QuotaForm(request.POST or None, units=below, quotas=found.quotas.all())
    if request.method == "POST" and form.is_valid():
        try:
            planning.set_quotas(by=request.position, plan=found, asked=form.asked())
        except ValidationError as problem:
            formerrors.show(form, problem)
        else:
            messages.success(request, "Đã giao chỉ tiêu. Mức hoàn thành xem ở trang này và ở Biểu 02 của báo cáo.")
            return redirect("registrations:plan_progress", pk)
    return render(request, "registrations/quotas.html", {"form": form, "plan": found})


@require_http_methods(["GET", "POST"])
@for_roles(*DECIDING_ROLES)
def late_permit(request, pk):
    """Cho phép một đơn vị nộp muộn."""
    found = get_object_or_404(Plan.objects.visible_to(request.position), pk=pk)
    units = units_over(request.position).within_path(found.scope_path).order_by("sort_key", "pk")
    form = LatePermitForm(request.POST or None, units=units)
    if request.method == "POST" and form.is_valid():
        permit = planning.grant_late_permit(by=request.position, plan=found, **form.cleaned_data)
        messages.success(request, f"Đã ghi: {permit}.")
        return redirect("registrations:plan", pk)
    return render(request, "registrations/late_permit.html", {"form": form, "plan": found})


@require_http_methods(["GET", "POST"])
@for_roles(*DECIDING_ROLES)
def withdraw_permit(request, pk, permit):
    """Thu hồi phép nộp muộn."""
    found = get_object_or_404(Plan.objects.visible_to(request.position), pk=pk)
    seen = found.late_permits.filter(unit__in=Unit.objects.visible_to(request.position)).select_related("unit", "plan")
    granted = get_object_or_404(seen, pk=permit)
    if not rights.permits_late(request.position, granted.unit):
        raise PermissionDenied

    def act(reason):
        withdrawn = planning.withdraw_late_permit(by=request.position, permit=granted, reason=reason)
        kept = " Đăng ký đã nộp theo phép này vẫn giữ nguyên." if withdrawn.used.exists() else ""
        return f"Đã thu hồi phép nộp muộn của {withdrawn.unit}.{kept}"

    if granted.withdrawn_at:
        # The second click of a double click has told it already.
        if request.method == "GET" or granted.withdrawn_by_id not in request.position.seats:
            messages.error(request, planning.withdrawn_already(granted))
        return redirect("registrations:plan", pk)
    form = ReasonForm(request.POST or None)
    if written(request, form, act):
        return redirect("registrations:plan", pk)
    context = {
        "plan": found,
        "form": form,
        "heading": "Thu hồi phép nộp muộn",
        "button": "Thu hồi",
        "lead": f"{granted}. {granted.reason}",
    }
    return render(request, "registrations/plan_part.html", context)
