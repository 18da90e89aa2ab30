"""Nhập sổ đăng ký từ Excel: choose a file, say which column is what, look at every row, write the good ones, undo."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import for_roles
from accounts.enums import TYPING_ROLES
from common import formerrors
from common.paging import page_of, page_of_list
from common.tokens import posted_token
from documents.responses import xlsx_response
from documents.sheet_template import template_workbook
from documents.sheets_in import read_sheets
from registrations.enums import Becomes, Kind, Task
from registrations.imports import services as importing
from registrations.imports.became import Became, openable_codes
from registrations.imports.fitting import fitting_plan
from registrations.imports.forms import RegisterFileForm, choices_in
from registrations.imports.reading import Reading
from registrations.imports.services import MOST_LINES, MOST_UNWRITTEN
from registrations.imports.sheets.headings import EXAMPLES, NOTES, TEMPLATE
from registrations.imports.sheets.known import choices_for
from registrations.imports.sheets.rows import ASKS, BAD, DOUBLE, GOOD, SKIPPED
from registrations.imports.sheets.table import columns_left_out
from registrations.models import ImportRun, RegisterImport

TABS = (
    ("", "Tất cả"),
    (GOOD, "Ghi được"),
    (BAD, "Có lỗi"),
    (ASKS, "Cần chọn đơn vị"),
    (DOUBLE, "Có thể trùng"),
    (SKIPPED, "Bỏ qua"),
)


@require_http_methods(["GET", "POST"])
@for_roles(*TYPING_ROLES)
def imports(request):
    """Chọn tệp; the registers brought in before stand below."""
    form = RegisterFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            batch = importing.keep_file(
                by=request.position, token=posted_token(request), file_name=file.name, sheets=read_sheets(file)
            )
        except ValidationError as problem:
            formerrors.show(form, ValidationError({"file": problem.messages}))
        else:
            return redirect("registrations:import_columns", batch.pk)
    page = page_of(RegisterImport.objects.visible_to(request.position).for_list(), request.GET.get("trang"))
    return render(request, "registrations/imports.html", {
        "form": form, "page": page, "most": MOST_LINES, "most_unwritten": MOST_UNWRITTEN,
    })  # fmt: skip


@require_GET
@for_roles(*TYPING_ROLES)
def template(request):
    """Tệp mẫu."""
    book = template_workbook(TEMPLATE, title="SỔ ĐĂNG KÝ MÔ HÌNH “DÂN VẬN KHÉO”", examples=EXAMPLES, notes=NOTES)
    return xlsx_response(book, "Mẫu sổ đăng ký mô hình.xlsx")


def _own(request, pk) -> RegisterImport:
    return get_object_or_404(RegisterImport.objects.visible_to(request.position).select_related("plan"), pk=pk)


@require_http_methods(["GET", "POST"])
@for_roles(*TYPING_ROLES)
def columns(request, pk):
    """Kiểu chữ, dòng tiêu đề, cột nào là gì; nothing is judged before this is confirmed."""
    batch = _own(request, pk)
    if batch.written_at is not None:
        return redirect("registrations:import", pk)
    reading = Reading(batch, request.position, request.POST if request.method == "POST" else request.GET)
    form = reading.form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("encoding", "sheet", "head_row", "plan", "kind", "becomes")}
        try:
            importing.understand(by=request.position, batch=batch, columns=form.columns, **said)
            importing.start(by=request.position, batch=batch, task=Task.PREVIEW, token=posted_token(request))
        except ValidationError as problem:
            formerrors.show(form, problem)
        else:
            return redirect("registrations:import", pk)
    if form.is_bound:
        reading.columns = form.columns
    return render(request, "registrations/import_columns.html", {"batch": batch, "form": form, **reading.context()})


@require_http_methods(["GET", "POST"])
@for_roles(*TYPING_ROLES)
def register_import(request, pk):
    """While the machine works: how far it is. Before writing: every row. Afterwards: what became of each."""
    batch = _own(request, pk)
    if request.method == "POST":
        return _chosen(request, batch)
    run = batch.runs.order_by("-pk").first()
    if run is None:
        return redirect("registrations:import_columns", pk)
    if not run.is_over or run.has_failed:
        template = "registrations/_import_run.html" if request.htmx else "registrations/import_run.html"
        return render(request, template, {"batch": batch, "run": run})
    if request.htmx:
        # The bar has ended: the page it belongs to takes the place of the whole.
        response = render(request, "registrations/_import_run.html", {"batch": batch, "run": run})
        response["HX-Redirect"] = request.path
        return response
    return _written(request, batch) if batch.written_at is not None else _preview(request, batch)


def _preview(request, batch: RegisterImport):
    counts = {
        status: sum(row["status"] == status for row in batch.judged) for status in (GOOD, BAD, ASKS, DOUBLE, SKIPPED)
    }
    kind = request.GET.get("xem", "") if request.GET.get("xem", "") in counts else ""
    rows = [row for row in batch.judged if not kind or row["status"] == kind]
    page = page_of_list(rows, request.GET.get("trang"))
    asks = any(row.get("asks") and not row["candidates"] for row in page.rows)
    tabs = [(slug, label, counts.get(slug, len(batch.judged))) for slug, label in TABS]
    return render(request, "registrations/import_preview.html", {
        "batch": batch, "page": page, "units": choices_for(request.position) if asks else [], "asks": asks, "kind": kind, "counts": counts,
        "tabs": tabs, "all": len(batch.judged), "kinds": dict(Kind.choices),
        "registers": batch.becomes == Becomes.REGISTERED,
        "left_out": columns_left_out(batch),
        "openable": openable_codes((row["same"] for row in page.rows), request.position),
        "fitting": None if counts[GOOD] else fitting_plan(batch, request.position),
    })  # fmt: skip


def _written(request, batch: RegisterImport):
    became = Became(batch, request.position)
    page = page_of_list(became.stays if batch.undone_at else became.made, request.GET.get("trang"))
    return render(request, "registrations/import_written.html", {
        "batch": batch, "became": became, "page": page, "rows": [became.told(one) for one in page.rows],
        "is_draft": batch.becomes == Becomes.DRAFT,
    })  # fmt: skip


def _chosen(request, batch: RegisterImport):
    """Keep the choices of the page; then judge again, or write."""
    token, writing = posted_token(request), "ghi" in request.POST
    try:
        if choices := choices_in(request.POST):
            importing.choose(by=request.position, batch=batch, choices=choices)
        importing.start(by=request.position, batch=batch, task=Task.WRITE if writing else Task.PREVIEW, token=token)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    return redirect(request.get_full_path() if not writing else request.path)


def _start(request, pk, task: str):
    try:
        importing.start(by=request.position, batch=_own(request, pk), task=task, token=posted_token(request))
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    return redirect("registrations:import", pk)


@require_POST
@for_roles(*TYPING_ROLES)
def undo(request, pk):
    """Hủy những bản chưa ai sửa."""
    return _start(request, pk, Task.UNDO)


@require_POST
@for_roles(*TYPING_ROLES)
def submit(request, pk):
    """Nộp các bản đủ nội dung."""
    return _start(request, pk, Task.SUBMIT)


@require_POST
@for_roles(*TYPING_ROLES)
def restart(request, pk):
    """Chạy lại the last piece of work."""
    run = get_object_or_404(
        ImportRun.objects.filter(batch=_own(request, pk)).select_related("batch").order_by("-pk")[:1]
    )
    try:
        importing.again(by=request.position, run=run)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    return redirect("registrations:import", pk)
