"""Bộ tiêu chí as a file and beside another: to Excel, from Excel into a draft, two sets compared."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import for_roles
from accounts.enums import Role
from common import formerrors
from common.keys import key_in
from common.tokens import posted_token
from documents.responses import xlsx_response
from documents.sheets_in import read_table
from evaluation import criteriacompare, services
from evaluation.criteriafiles import HEADINGS, MOST_LINES, read_scale, workbook_of
from evaluation.forms import CriteriaFileForm
from evaluation.models import CriteriaSet
from evaluation.rights import sets_criteria
from evaluation.scales import scale_of, scales_of
from evaluation.starters import SCALES
from evaluation.views.criteria import READERS, set_of
from registrations.enums import Kind
from registrations.models import Plan

KINDS = {kind.slug: kind for kind in Kind}
MOST_OFFERED = 40


@require_GET
@for_roles(*READERS)
def criteria_xlsx(request, pk):
    """The set as a workbook, to be kept or changed and brought in again."""
    found = set_of(request, pk)
    name = f"{found.name}, {found.get_kind_display()}, phiên bản {found.version}.xlsx"
    return xlsx_response(workbook_of(scale_of(found), found.kind), name)


@require_GET
@for_roles(Role.OFFICER)
def criteria_template(request, slug):
    """Tệp mẫu: the reference scale of a kind."""
    if slug not in KINDS:
        raise Http404
    kind = KINDS[slug]
    return xlsx_response(workbook_of(SCALES[kind], kind), f"Mẫu bộ tiêu chí {kind.label.lower()}.xlsx")


@require_http_methods(["GET", "POST"])
@for_roles(Role.OFFICER)
def import_criteria(request, pk):
    """Nhập bộ tiêu chí của một kế hoạch: all of the file or nothing, as a draft."""
    plan = get_object_or_404(Plan.objects.visible_to(request.position), pk=pk)
    if not sets_criteria(request.position, plan):
        raise PermissionDenied
    form, problems = CriteriaFileForm(request.POST or None, request.FILES or None), []
    if request.method == "POST" and form.is_valid():
        made, problems = _brought_in(request, plan, form)
        if made:
            messages.success(request, f"Đã lập bản soạn từ tệp: phiên bản {made.version}. Xem lại rồi bấm “Ban hành”.")
            return redirect("evaluation:criteria_set", made.pk)
    context = {"plan": plan, "form": form, "problems": problems, "kinds": Kind, "most": MOST_LINES}
    return render(request, "evaluation/criteria_import.html", context)


def _brought_in(request, plan: Plan, form) -> tuple[CriteriaSet | None, list[str]]:
    """The draft, or what is wrong with the file by row and column."""
    token: UUID = posted_token(request)
    try:
        lines = read_table(form.cleaned_data["file"], HEADINGS, most_rows=MOST_LINES, multiline=True)
        read = read_scale(lines, form.cleaned_data["kind"])
        if read.problems:
            return None, read.problems
        made = services.add_criteria_set(
            by=request.position, plan=plan, kind=form.cleaned_data["kind"], scale=read.scale(), token=token
        )
    except ValidationError as problem:
        formerrors.show(form, ValidationError({"file": problem.messages}))
        return None, []
    return made, []


@require_GET
@for_roles(*READERS)
def compare_criteria(request, pk):
    """So sánh với bộ khác cùng loại, the earlier version on the left; without a choice the version before."""
    found = set_of(request, pk)
    others = CriteriaSet.objects.visible_to(request.position).filter(kind=found.kind).exclude(pk=pk)
    others = list(
        others.select_related("plan", "issuer", "level").order_by("-plan__year", "plan", "-version")[:MOST_OFFERED]
    )
    chosen = request.GET.get("voi")
    if chosen is None:
        before = [one for one in others if one.plan_id == found.plan_id and one.version < found.version]
        other = before[0] if before else next(iter(others), None)
    else:
        other = next((one for one in others if one.pk == key_in(chosen)), None)
        if other is None:
            raise Http404
    old, new = sorted([other, found], key=_age) if other else (None, found)
    changes = criteriacompare.compare(*scales_of([old, new])) if old else []
    context = {
        "set": found, "others": others, "other": other, "old": old, "new": new, "changes": changes,
        "same": [change.name for change in changes if not change.parts],
    }  # fmt: skip
    return render(request, "evaluation/criteria_compare.html", context)


def _age(one: CriteriaSet) -> tuple:
    return one.plan.year, one.plan_id, one.version
