"""Số liệu của một báo cáo trên màn hình, and the rows behind each number of it."""

from functools import partial

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from reports.models import Report
from reports.periodic import behind, papers
from reports.periodic.earlier import Earlier
from reports.periodic.enums import THEN
from reports.views.opening import for_readers, report_of


@require_GET
@for_readers
def figures(request, pk):
    """Biểu số liệu on screen; every number that stands for something leads to it."""
    one = report_of(request, pk)
    table = papers.figure_table(one, one.figures.all(), address=partial(_behind, one))
    return render(request, "reports/figures.html", {"report": one, "table": table})


@require_GET
@for_readers
def models(request, pk, key):
    """Những gì đứng sau một số."""
    one, figure, by_key = _figure_of(request, pk, key)
    table = behind.behind_table(request.position, one, figure, by_key, address=partial(_behind, one))
    return render(request, "reports/models.html", {"report": one, "figure": figure, "table": table})


@require_GET
@for_readers
def models_then(request, pk, key, then):
    """Những gì đứng sau số của kỳ trước, của cùng kỳ năm trước."""
    one, figure, by_key = _figure_of(request, pk, key)
    if then not in THEN or figure.then(then) is None:
        raise Http404
    earlier = Earlier(request.position, one, figure, then)
    context = {"report": one, "figure": figure, "earlier": earlier,
               "table": earlier.table(by_key, address=partial(_behind, one))}  # fmt: skip
    return render(request, "reports/models_then.html", context)


def _figure_of(request, pk: int, key: str):
    """The report, its figure of this key, and all its figures by key."""
    one = report_of(request, pk)
    by_key = {row.key: row for row in one.figures.all()}
    if key not in by_key:
        raise Http404
    return one, by_key[key], by_key


def _behind(report: Report, figure, then: str = "") -> str:
    """Where a number leads; `then`: that of an earlier period."""
    if then:
        return reverse("reports:models_then", args=[report.pk, figure.key, then])
    return reverse("reports:models", args=[report.pk, figure.key])
