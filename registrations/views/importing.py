"""Nhập sổ đăng ký từ Excel: choose a file, say which column is what, look at every row, write the good ones, undo."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import for_roles
from accounts.enums import TYPING_ROLES
from common import formerrors, legacy_text
from common.keys import key_in
from common.paging import page_of, page_of_list
from common.tokens import posted_token
from common.vietnamese import clean
from documents.responses import xlsx_response
from documents.sheet_template import template_workbook
from documents.sheets_in import counts_columns, read_sheets
from registrations.enums import Becomes, Kind, Task
from registrations.imports import services as importing
from registrations.imports.forms import RegisterFileForm, UnderstandingForm, choices_in
from registrations.imports.services import MOST_LINES
from registrations.imports.sheets import SheetText
from registrations.imports.sheets import columns as understood
from registrations.imports.sheets.headings import EXAMPLES, NOTES, TEMPLATE
from registrations.imports.sheets.rows import ASKS, BAD, DOUBLE, GOOD, SKIPPED
from registrations.imports.sheets.table import texts_of
from registrations.models import ImportRun, RegisterImport
from units.models import Level

SAMPLES, HEAD_ROWS = 3, 25
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
    return render(request, "registrations/imports.html", {"form": form, "page": page, "most": MOST_LINES})


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
    reading = _Reading(batch, request.position, request.POST if request.method == "POST" else request.GET)
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


class _Reading:
    """The file read in one way: as proposed, or as the person asks to see it."""

    def __init__(self, batch: RegisterImport, position, asked) -> None:
        self.batch, self.position = batch, position
        self.levels = list(Level.objects.order_by("-rank"))
        encoding = asked.get("encoding", "")
        self.encoding = encoding if encoding in legacy_text.Encoding.values else batch.encoding
        sheet = key_in(asked.get("sheet", ""))
        self.sheet = sheet if sheet is not None and sheet < len(batch.sheets) else batch.sheet
        self.text = SheetText.beginning(batch.sheets[self.sheet], self.encoding)
        self.head, self.columns = self._head(key_in(asked.get("head_row", "")))

    def _head(self, number: int | None):
        as_kept = (self.sheet, self.encoding) == (self.batch.sheet, self.batch.encoding)
        number = number or (self.batch.head_row if as_kept else None)
        head = self.text.head(number) if number else None
        if head is None:
            _, number, columns = importing.first_understanding(self.batch, self.position, self.sheet, self.encoding)
            return self.text.head(number), columns
        if as_kept and head.number == self.batch.head_row:
            return head, self.batch.columns
        return head, importing.remembered(head, self.position) or understood.propose(head, self.levels)

    def form(self, data) -> UnderstandingForm:
        kept = self.batch
        initial = {"encoding": self.encoding, "sheet": self.sheet, "head_row": self.head.number, "kind": kept.kind,
                   "becomes": kept.becomes}  # fmt: skip
        if kept.plan_id:
            initial["plan"] = kept.plan_id
        form = UnderstandingForm(
            data, position=self.position, head=self.head, targets=understood.targets(self.levels),
            sheets=len(kept.sheets), initial=initial,
        )  # fmt: skip
        if kept.plan_id:
            form.fields["plan"].initial = kept.plan_id
        return form

    def context(self) -> dict:
        texts = texts_of(self.batch.sheets)
        proposed = legacy_text.propose(texts)
        shown = self.encoding if self.encoding != legacy_text.Encoding.UNICODE else proposed
        by_column = {column: key for key, column in self.columns.items()}
        below = [cells for number, cells in self.text.rows if number >= self.head.number + self.head.height]
        below = below[1:] if below and counts_columns([clean(cell) for cell in below[0]]) else below
        return {
            "columns": [(at, label.replace(" › ", " – "), by_column.get(at, ""), _examples(below, at))
                        for at, label in enumerate(self.head.labels) if label or _examples(below, at)],
            "targets": understood.targets(self.levels).items(), "encoding": self.encoding, "proposed": proposed,
            "encodings": legacy_text.Encoding.choices, "sample": legacy_text.sample(texts, shown), "sheet": self.sheet,
            "sheets": [one["name"] for one in self.batch.sheets], "head": self.head, "rows": self._first_rows(),
            "remembered": bool(importing.remembered(self.head, self.position)),
        }  # fmt: skip

    def _first_rows(self) -> list[tuple[int, str]]:
        """The rows from which the heading is chosen."""
        return [(number, " | ".join(cell for cell in map(clean, cells) if cell)[:90])
                for number, cells in self.text.rows[:HEAD_ROWS]]  # fmt: skip


def _examples(rows: list[list[str]], column: int) -> list[str]:
    found = (clean(cells[column])[:60] for cells in rows if column < len(cells))
    return list(dict.fromkeys(cell for cell in found if cell))[:SAMPLES]


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
    tabs = [(slug, label, counts.get(slug, len(batch.judged))) for slug, label in TABS]
    return render(request, "registrations/import_preview.html", {
        "batch": batch, "page": page_of_list(rows, request.GET.get("trang")), "kind": kind, "counts": counts,
        "tabs": tabs, "all": len(batch.judged), "kinds": dict(Kind.choices),
        "registers": batch.becomes == Becomes.REGISTERED,
    })  # fmt: skip


def _written(request, batch: RegisterImport):
    made = [one for one in batch.outcome if one["key"]]
    failed = [one for one in batch.outcome if one["problem"]]
    stays = [one for one in made if one.get("stays")]
    return render(request, "registrations/import_written.html", {
        "batch": batch, "made": len(made), "failed": failed, "stays": stays, "gone": len(made) - len(stays),
        "page": page_of_list(stays if batch.undone_at else made, request.GET.get("trang")),
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
