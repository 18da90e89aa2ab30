"""Một mục của báo cáo being written, with what came from below and from colleagues beside it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from common.acting import pressed
from common.keys import key_in
from common.tokens import posted_token
from reports.models import Report, ReportSection
from reports.periodic import adding, links, rights, services
from reports.periodic.forms import SectionForm
from reports.periodic.narrative import NONE
from reports.periodic.sections import drafted_kind
from reports.periodic.services.writing import NOT_A_DRAFT
from reports.views.opening import for_writers, report_of


@require_http_methods(["GET", "POST"])
@for_writers
def section(request, pk, key):
    """One section being written: it saves itself; what came from below and from colleagues stands beside it."""
    one = report_of(request, pk)
    part = get_object_or_404(one.sections.select_related("saved_by__user"), key=key)
    if not rights.compiles(request.position, one):
        raise PermissionDenied
    if not one.is_draft:
        messages.error(request, NOT_A_DRAFT)
        return redirect("reports:report", pk)
    figures = {row.key: row for row in one.figures.all()}
    form = SectionForm(request.POST or None, initial={"text": links.readable(part.text, figures)}, figures=figures)
    if request.method == "POST" and form.is_valid():
        return _save(request, one, part, form)
    return _section_page(request, one, part, form)


def _save(request, one: Report, part: ReportSection, form):
    posted_token(request)
    given, revision = form.cleaned_data["text"], key_in(request.POST.get("revision", "")) or 0
    if request.POST.get("next") == "none":
        given = given or NONE
    try:
        saved = services.save_section(by=request.position, report=one, key=part.key, text=given, revision=revision)
    except services.DraftConflict as conflict:
        return _section_page(request, one, conflict.section, form, clash=conflict.section.text)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
        return redirect("reports:report", one.pk)
    if request.htmx:
        return _section_page(request, one, saved, form)
    messages.success(request, f"Đã lưu mục “{saved.title}”.")
    following = one.sections.filter(place__gt=saved.place).first()
    if request.POST.get("next") in ("on", "none") and following:
        return redirect("reports:section", one.pk, following.key)
    return redirect("reports:report", one.pk)


def _section_page(request, one: Report, part: ReportSection, form, *, clash: str | None = None):
    if request.htmx and form.errors:
        # Nothing was saved: the page keeps what was typed, and says so.
        return HttpResponse(status=422)
    text = form.cleaned_data.get("text", "") if form.is_bound else part.text
    context = {
        "report": one, "section": part, "form": form, "revision": part.revision, "figures": _offered(form.figures),
        "read": links.filled(text, form.figures), "parts": list(part.handed_in.select_related("by__user")),
        "clash": None if clash is None else links.readable(clash, form.figures),
    }  # fmt: skip
    if request.htmx and clash is None:
        return render(request, "reports/_section_saved.html", context)
    context |= {"below": _texts_below(one, part.key), "is_drafted": drafted_kind(part.key) is not None}
    return render(request, "reports/section.html", context, status=409 if clash is not None else 200)


def _offered(figures):
    """What may be put into the text: of each figure its name, its number, and how its number and changes are written."""
    names = links.names_of(figures.values())
    return [
        (names[key], one, [(told, links.spelled(names[key], one, form)) for form, told in _OFFERED.items()])
        for key, one in figures.items()
    ]


_OFFERED = {"": "Chèn số", "so-ky-truoc": "so với kỳ trước", "so-cung-ky": "so với cùng kỳ"}


def _texts_below(one: Report, key: str) -> list[ReportSection]:
    """The same section of the accepted reports of units below."""
    keys = [row[-1].report for row in adding.from_below(one.obligation)]
    found = ReportSection.objects.filter(report__in=keys, key=key).exclude(issued_text="")
    return list(found.select_related("report__obligation").order_by("report__obligation__place"))


@require_POST
@for_writers
def redraft(request, pk, key):
    """Soạn lại mục từ số liệu."""
    posted_token(request)
    one = report_of(request, pk)
    get_object_or_404(one.sections, key=key)
    told = "Đã soạn lại mục từ số liệu. Nội dung cũ còn trong nhật ký."
    pressed(request, lambda: services.redraft(by=request.position, report=one, key=key), told)
    return redirect("reports:section", pk, key)
