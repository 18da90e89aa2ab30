"""Tổng hợp từ báo cáo cấp dưới beside what the portal counts now: the table, and what stands behind its numbers."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.access import for_roles
from accounts.enums import DESK_ROLES
from documents.annex_files import annex_response
from reports.models import Report
from reports.periodic import papers, rights, rollup
from reports.periodic.beside import Beside
from reports.views.opening import report_of
from reports.views.papers import name_of


def _compiled(request, pk: int) -> Report:
    one = report_of(request, pk)
    if not rights.compiles(request.position, one):
        raise PermissionDenied
    return one


@require_GET
@for_roles(*DESK_ROLES)
def below(request, pk):
    """Tổng hợp từ báo cáo cấp dưới; every number leads to the rows behind it."""
    one = _compiled(request, pk)
    table = rollup.rollup_table(one, rollup.rows_below(request.position, one), linked=True)
    return render(request, "reports/below.html", {"report": one, "table": table})


@require_GET
@for_roles(*DESK_ROLES)
def rollup_file(request, pk, ending):
    """The same, as it is at this moment."""
    one = _compiled(request, pk)
    table = rollup.rollup_table(one, rollup.rows_below(request.position, one))
    return annex_response(papers.rollup_annex(one, table), f"Tổng hợp cấp dưới {name_of(one)}", ending)


@require_GET
@for_roles(*DESK_ROLES)
def counted(request, pk, key, row):
    """Những gì cổng đang đếm cho một đơn vị bên dưới."""
    beside = _beside(request, pk, key, row)
    told = {"prefix": "", "number": beside.number, "told": "Đếm trên cổng lúc xem."}
    return _page(request, beside, tables=[beside.counted_table()], **told)


@require_GET
@for_roles(*DESK_ROLES)
def apart(request, pk, key, row):
    """Báo cáo của đơn vị và số đếm khác nhau ở đâu."""
    beside = _beside(request, pk, key, row)
    if beside.said is None:
        raise Http404
    told = {
        "prefix": "chênh lệch ",
        "number": beside.apart,
        "told": "Báo cáo của đơn vị trừ số đếm trên cổng lúc xem.",
    }
    return _page(request, beside, tables=beside.tables_apart(), **told)


def _page(request, beside: Beside, **told):
    return render(request, "reports/beside.html", {"beside": beside, "report": beside.report, **told})


def _beside(request, pk: int, key: str, row: str) -> Beside:
    beside = Beside(request.position, _compiled(request, pk), key, row)
    if not beside.is_known:
        raise Http404
    return beside
