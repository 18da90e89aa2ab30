"""Nhập bảng sắp xếp từ Excel: choose a file, look at every row, write the good ones, take the table back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import for_roles
from common import formerrors
from common.paging import Page, page_of_list
from common.tokens import posted_token
from documents.responses import xlsx_response
from documents.sheet_template import template_workbook
from documents.sheets_in import MOST_ROWS, read_table
from reorganisation import importing, rights
from reorganisation.enums import State
from reorganisation.import_forms import TableForm
from reorganisation.models import Operation, StepTable
from reorganisation.querysets import PREPARING_ROLES
from reorganisation.sheets import EXAMPLES, HEADINGS, KEEP, NOTES, judge


def _prepared(request, pk) -> Operation:
    """An operation the position may still write on."""
    operation = get_object_or_404(Operation.objects.visible_to(request.position), pk=pk)
    if not rights.prepares(request.position, operation):
        raise PermissionDenied
    return operation


@require_http_methods(["GET", "POST"])
@for_roles(*PREPARING_ROLES)
def tables(request, pk):
    """Chọn tệp; the tables brought in before stand below."""
    operation = _prepared(request, pk)
    form = TableForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            kept = importing.keep_table(
                by=request.position, operation=operation, token=posted_token(request), file_name=file.name,
                lines=read_table(file, HEADINGS),
            )  # fmt: skip
        except ValidationError as problem:
            formerrors.show(form, ValidationError({"file": problem.messages}))
        else:
            return redirect("reorganisation:table", operation.pk, kept.pk)
    return render(request, "reorganisation/import.html", {
        "form": form, "operation": operation, "tables": operation.tables.defer("lines")[:20], "most": MOST_ROWS,
        "writing": operation.state == State.DRAFT,
    })  # fmt: skip


@require_GET
@for_roles(*PREPARING_ROLES)
def template(request, pk):
    """Tệp mẫu."""
    _prepared(request, pk)
    book = template_workbook(HEADINGS, title="BẢNG SẮP XẾP ĐƠN VỊ", examples=EXAMPLES, notes=NOTES)
    return xlsx_response(book, "Mẫu bảng sắp xếp đơn vị.xlsx")


@require_GET
@for_roles(*PREPARING_ROLES)
def table(request, pk, table):
    """Before it is written: every row and what it would do. Afterwards: what was written, and the way back."""
    operation = _prepared(request, pk)
    found = get_object_or_404(operation.tables, pk=table)
    context = {"operation": operation, "table": found, "writing": operation.state == State.DRAFT}
    if found.written_at is not None:
        return render(request, "reorganisation/import_written.html", context)
    rows = judge(found.lines, by=request.position, operation=operation)
    shown = {
        "": rows,
        "loi": [row for row in rows if not row.is_good],
        "luu-y": [row for row in rows if row.notes],
    }
    kind = request.GET.get("xem", "") if request.GET.get("xem", "") in shown else ""
    page: Page = page_of_list(shown[kind], request.GET.get("trang"))
    return render(request, "reorganisation/import_preview.html", context | {
        "page": page, "kind": kind, "counts": _counts(rows),
    })  # fmt: skip


def _counts(rows) -> dict[str, int]:
    good = [row for row in rows if row.is_good]
    writing = [row for row in good if row.kind != KEEP]
    split = {row.unit.pk for row in writing if row.is_split}
    return {
        "all": len(rows), "good": len(good), "bad": len(rows) - len(good), "writing": len(writing),
        "notes": sum(bool(row.notes) for row in rows), "split": len(split), "keeping": len(good) - len(writing),
        "ending": len({row.unit.pk for row in writing if row.ends_unit}),
        "opening": len({id(row.aim) for row in writing if row.opens}),
    }  # fmt: skip


def _with_table(request, pk, table, act, done: str):
    operation = _prepared(request, pk)
    found: StepTable = get_object_or_404(operation.tables, pk=table)
    try:
        act(by=request.position, table=found)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    else:
        messages.success(request, done)
    return redirect("reorganisation:table", operation.pk, found.pk)


@require_POST
@for_roles(*PREPARING_ROLES)
def add(request, pk, table):
    """Ghi các dòng đúng vào việc sắp xếp."""
    done = "Đã ghi các dòng đúng của bảng. Bước tiếp theo: xem “Diễn tập” để biết điều gì sẽ thay đổi."
    return _with_table(request, pk, table, importing.add_table, done)


@require_POST
@for_roles(*PREPARING_ROLES)
def take_back(request, pk, table):
    """Bỏ các dòng mà bảng đã ghi."""
    return _with_table(request, pk, table, importing.take_back, "Đã bỏ các dòng của bảng này.")
