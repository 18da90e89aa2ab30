"""Bộ tiêu chí: read, taken from the reference scale, copied into a new version, corrected while unused."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import for_roles
from accounts.enums import DESK_ROLES, Role
from common.paging import page_of
from common.tokens import posted_token
from evaluation import services
from evaluation.criteriaforms import ScaleForm
from evaluation.models import CriteriaSet
from evaluation.rights import sets_criteria
from evaluation.scales import scale_of
from evaluation.starters import add_starter_criteria
from registrations.models import Plan

READERS = (Role.REGISTRANT, Role.REVIEWER, *DESK_ROLES)


@require_GET
@for_roles(*READERS)
def criteria_list(request):
    """The plans one may see, each with its criteria sets."""
    plans = Plan.objects.visible_to(request.position).for_list()
    page = page_of(plans, request.GET.get("trang"), rows=20)
    sets = list(CriteriaSet.objects.of_plans(page.rows).with_use())
    rows = [
        (plan, [one for one in sets if one.plan_id == plan.pk], sets_criteria(request.position, plan)) for plan in page
    ]
    return render(request, "evaluation/criteria_list.html", {"page": page, "rows": rows})


@require_POST
@for_roles(Role.OFFICER)
def take_starter(request, pk):
    """Dùng thang điểm tham khảo for a plan that has no criteria yet."""
    plan = get_object_or_404(Plan.objects.visible_to(request.position), pk=pk)
    if not sets_criteria(request.position, plan):
        raise PermissionDenied
    add_starter_criteria(by=request.position, plan=plan)
    messages.success(
        request, "Kế hoạch đã có bộ tiêu chí tham khảo. Hãy xem lại điểm tối đa, hướng dẫn và mức xếp loại."
    )
    return redirect("evaluation:criteria_list")


def _set(request, pk) -> CriteriaSet:
    plans = Plan.objects.visible_to(request.position)
    return get_object_or_404(CriteriaSet.objects.of_plans(plans).with_use().select_related("plan"), pk=pk)


@require_GET
@for_roles(*READERS)
def criteria_set(request, pk):
    """One set: criteria with guidance and bands, grades."""
    found = _set(request, pk)
    criteria = list(found.criteria.select_related("group").prefetch_related("bands"))
    context = {
        "set": found,
        "criteria": criteria,
        "total": sum(one.max_points for one in criteria if not one.is_bonus),
        "grades": list(found.grades.all()),
        "may_set": sets_criteria(request.position, found.plan),
    }
    return render(request, "evaluation/criteria_set.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(Role.OFFICER)
def edit_criteria(request, pk):
    """Sửa bộ tiêu chí chưa dùng."""
    found = _set(request, pk)
    if not sets_criteria(request.position, found.plan):
        raise PermissionDenied
    if found.uses:
        messages.error(request, "Bộ tiêu chí đã dùng trong đợt đánh giá; hãy lập phiên bản mới rồi sửa.")
        return redirect("evaluation:criteria_set", pk)
    form = ScaleForm(request.POST or None, scale=scale_of(found))
    if request.method == "POST" and form.is_valid():
        try:
            services.correct_criteria_set(by=request.position, criteria_set=found, scale=form.scale())
        except ValidationError as problem:
            form.refuse(problem)
        else:
            messages.success(request, "Đã lưu bộ tiêu chí.")
            return redirect("evaluation:criteria_set", pk)
    return render(request, "evaluation/criteria_form.html", {"set": found, "form": form})


@require_POST
@for_roles(Role.OFFICER)
def copy_criteria(request, pk):
    """Lập phiên bản mới từ bộ tiêu chí này."""
    found = _set(request, pk)
    copy = services.copy_criteria_set(by=request.position, criteria_set=found, token=posted_token(request))
    messages.success(request, f"Đã lập phiên bản {copy.version}. Đợt đánh giá mở sau này sẽ dùng phiên bản mới nhất.")
    return redirect("evaluation:edit_criteria", copy.pk)
