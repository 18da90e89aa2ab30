"""Bộ tiêu chí: read, taken from the reference scale, copied into a new version, written while a draft."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import for_roles
from accounts.enums import DESK_ROLES, Role
from common.acting import pressed, written
from common.moving import move_page
from common.paging import page_of
from common.tokens import posted_token
from common.workflow import open_moves
from evaluation import services
from evaluation.criteriaforms import ScaleForm
from evaluation.enums import CriteriaState
from evaluation.forms import TakeOverForm
from evaluation.issuing import gaps_in
from evaluation.models import CriteriaSet
from evaluation.rights import sets_criteria
from evaluation.scales import scale_of
from evaluation.starters import add_starter_criteria
from evaluation.workflow import CRITERIA_MOVES
from registrations.models import Plan

MOST_OFFERED = 40
READERS = (Role.REGISTRANT, Role.REVIEWER, *DESK_ROLES)


@require_GET
@for_roles(*READERS)
def criteria_list(request):
    """The plans one may see, each with its criteria sets."""
    plans = Plan.objects.visible_to(request.position).for_list()
    page = page_of(plans, request.GET.get("trang"), rows=20)
    sets = list(CriteriaSet.objects.visible_to(request.position).of_plans(page.rows).select_related("level").with_use())
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
        request,
        "Kế hoạch đã có bản soạn theo thang điểm tham khảo. Hãy xem lại điểm, hướng dẫn, mức xếp loại rồi bấm “Ban hành”.",
    )
    return redirect("evaluation:criteria_list")


@require_http_methods(["GET", "POST"])
@for_roles(Role.OFFICER)
def take_over(request, pk):
    """Lấy bộ tiêu chí của kế hoạch khác: chosen ones become drafts of this plan."""
    plan = get_object_or_404(Plan.objects.visible_to(request.position), pk=pk)
    if not sets_criteria(request.position, plan):
        raise PermissionDenied
    others = CriteriaSet.objects.visible_to(request.position).filter(state=CriteriaState.PUBLISHED).exclude(plan=plan)
    others = others.select_related("plan", "issuer", "level").order_by("-plan__year", "plan", "kind", "-version")
    form = TakeOverForm(request.POST or None, sets=others[:MOST_OFFERED])

    def act(sets):
        services.take_criteria_over(by=request.position, plan=plan, sets=sets, token=posted_token(request))
        return f"Đã lập {len(sets)} bản soạn theo bộ đã chọn. Xem lại từng bộ rồi bấm “Ban hành”."

    if written(request, form, act):
        return redirect("registrations:plan", pk)
    return render(request, "evaluation/criteria_take_over.html", {"plan": plan, "form": form})


def set_of(request, pk) -> CriteriaSet:
    """The set of this key as far as the position may see it."""
    sets = CriteriaSet.objects.visible_to(request.position).with_use()
    return get_object_or_404(sets.select_related("plan__issuer", "issuer", "level"), pk=pk)


@require_GET
@for_roles(*READERS)
def criteria_set(request, pk):
    """One set: what it says of itself, criteria with guidance and bands, grades, other versions."""
    found = set_of(request, pk)
    criteria = list(found.criteria.select_related("group").prefetch_related("bands"))
    may_set = sets_criteria(request.position, found.plan)
    for one in criteria:
        one.gaps = gaps_in(one.bands.all(), one.max_points) if may_set and found.is_draft else ""
    versions = CriteriaSet.objects.visible_to(request.position).filter(plan=found.plan_id, kind=found.kind)
    context = {
        "set": found,
        "criteria": criteria,
        "total": sum(one.max_points for one in criteria if not one.is_bonus),
        "grades": list(found.grades.all()),
        "may_set": may_set,
        "moves": open_moves(CRITERIA_MOVES, request.position, found),
        "versions": [one for one in versions if one.pk != found.pk],
        "history": found.events.select_related("by__user", "by__unit"),
    }
    return render(request, "evaluation/criteria_set.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(Role.OFFICER)
def edit_criteria(request, pk):
    """Sửa bản soạn."""
    found = _to_write(request, pk)
    if not found.is_draft:
        messages.error(request, "Bộ tiêu chí đã ban hành; hãy lập phiên bản mới rồi sửa.")
        return redirect("evaluation:criteria_set", pk)
    form = ScaleForm(request.POST or None, scale=scale_of(found), plan=found.plan, unit=request.position.unit)
    if request.method == "POST" and form.is_valid():
        try:
            services.correct_criteria_set(by=request.position, criteria_set=found, scale=form.scale())
        except ValidationError as problem:
            form.refuse(problem)
        else:
            messages.success(request, "Đã lưu bản soạn.")
            return redirect("evaluation:criteria_set", pk)
    return render(request, "evaluation/criteria_form.html", {"set": found, "form": form})


def _to_write(request, pk) -> CriteriaSet:
    found = set_of(request, pk)
    if not sets_criteria(request.position, found.plan):
        raise PermissionDenied
    return found


@require_POST
@for_roles(Role.OFFICER)
def copy_criteria(request, pk):
    """Lập phiên bản mới từ bộ tiêu chí này."""
    found = _to_write(request, pk)
    copy = services.copy_criteria_set(by=request.position, criteria_set=found, token=posted_token(request))
    messages.success(request, f"Đã lập bản soạn của phiên bản {copy.version}. Sửa xong, hãy bấm “Ban hành”.")
    return redirect("evaluation:edit_criteria", copy.pk)


@require_POST
@for_roles(Role.OFFICER)
def drop_criteria(request, pk):
    """Bỏ bản soạn."""
    found = _to_write(request, pk)

    def act():
        services.drop_criteria_set(by=request.position, criteria_set=found)

    done = pressed(request, act, f"Đã bỏ bản soạn “{found}”.")
    return redirect("evaluation:criteria_list") if done else redirect("evaluation:criteria_set", pk)


@require_http_methods(["GET", "POST"])
@for_roles(*DESK_ROLES)
def criteria_move(request, pk, slug):
    """Ban hành."""
    found = set_of(request, pk)
    room = ("Bộ tiêu chí", reverse("evaluation:criteria_list"))
    back = reverse("evaluation:criteria_set", args=[pk])
    return move_page(request, found, CRITERIA_MOVES, slug, back=back, room=room, facts=_gaps(found))


def _gaps(found: CriteriaSet) -> list[tuple[str, str]]:
    """What a draft leaves open, told once more before it is frozen."""
    criteria = scale_of(found).criteria if found.is_draft else ()
    open_points = [(number, gaps_in(one.bands, one.max_points)) for number, one in enumerate(criteria, 1)]
    return [(f"Tiêu chí {number}", f"chưa có mức nào cho điểm {gaps}") for number, gaps in open_points if gaps]
