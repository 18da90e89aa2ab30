"""Sắp xếp đơn vị: the operations, one operation with its lines, its rehearsal, its assignments, its moves."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import for_roles
from accounts.models import Position
from common import formerrors, installation
from common.dates import day
from common.keys import key_in
from common.moving import move_page
from common.paging import page_of
from common.tokens import posted_token
from common.workflow import open_moves
from documents.annex import Annex
from documents.excel import annexes_to_xlsx
from documents.responses import xlsx_response
from reorganisation import preview, results, rights, services
from reorganisation.assigning import all_given_to, assigning_page, given_by
from reorganisation.enums import State
from reorganisation.forms import STEP_FORMS, AssignForm, NewUnitForm, OperationForm
from reorganisation.models import Operation
from reorganisation.querysets import PREPARING_ROLES, READING_ROLES
from reorganisation.rehearsal import rehearse
from reorganisation.workflow import MOVES
from units.letterheads import letterhead_of
from units.models import Unit

# While nothing has been written there is something to rehearse.
REHEARSED = {State.DRAFT, State.PROPOSED, State.APPROVED}


@require_GET
@for_roles(*READING_ROLES)
def operations(request):
    """Sắp xếp đơn vị: the list."""
    page = page_of(Operation.objects.visible_to(request.position).for_list(), request.GET.get("trang"))
    context = {"page": page, "may_prepare": rights.may_prepare(request.position)}
    return render(request, "reorganisation/list.html", context)


def _operation(request, pk) -> Operation:
    joined = ("created_by__user", "created_by__unit")
    return get_object_or_404(Operation.objects.visible_to(request.position).select_related(*joined), pk=pk)


def _prepared(request, pk) -> Operation:
    """An operation the position may still write on."""
    operation = _operation(request, pk)
    if not rights.prepares(request.position, operation):
        raise PermissionDenied
    return operation


@require_http_methods(["GET", "POST"])
@for_roles(*PREPARING_ROLES)
def start(request):
    """Lập việc sắp xếp."""
    form = OperationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operation = services.start_operation(
                by=request.position, token=posted_token(request), **form.cleaned_data
            )  # fmt: skip
        except ValidationError as problem:
            formerrors.show(form, problem)
        else:
            messages.success(request, "Đã lập. Bước tiếp theo: ghi đơn vị sẽ lập (nếu có), rồi ghi các dòng sắp xếp.")
            return redirect("reorganisation:operation", operation.pk)
    return render(request, "reorganisation/head_form.html", {"form": form, "operation": None})


@require_http_methods(["GET", "POST"])
@for_roles(*PREPARING_ROLES)
def correct(request, pk):
    """Sửa căn cứ, ngày hiệu lực."""
    operation = _prepared(request, pk)
    form = OperationForm(request.POST or None, operation=operation)
    if request.method == "POST" and form.is_valid():
        try:
            services.correct_operation(by=request.position, operation=operation, **form.cleaned_data)
        except ValidationError as problem:
            formerrors.show(form, problem)
        else:
            messages.success(request, "Đã ghi.")
            return redirect("reorganisation:operation", operation.pk)
    return render(request, "reorganisation/head_form.html", {"form": form, "operation": operation})


@require_GET
@for_roles(*READING_ROLES)
def operation_page(request, pk):
    """One operation: its decision, its lines, what may be done now, and its history."""
    operation = _operation(request, pk)
    lines = operation.steps.select_related("to_new").order_by("pk")
    writing = operation.state == State.DRAFT and rights.prepares(request.position, operation)
    context = {
        "operation": operation,
        "page": page_of(lines, request.GET.get("trang")),
        "new_units": operation.new_units.select_related("level", "parent", "new_parent", "made")[:200],
        "writing": writing,
        "kinds": [(slug, form.heading) for slug, form in STEP_FORMS.items()],
        "moves": open_moves(MOVES, request.position, operation),
        "history": operation.events.select_related("by__user", "by__unit"),
        "lacks_second_person": operation.state in rights.TO_BE_DECIDED and not rights.has_second_person(operation),
        "rehearsing": operation.state in REHEARSED,
        "split_units": services.split_units(operation),
        "results": results.of(operation),
    }
    return render(request, "reorganisation/operation.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(*PREPARING_ROLES)
def add_new_unit(request, pk):
    """Thêm đơn vị sẽ lập."""
    operation = _prepared(request, pk)
    units = Unit.objects.visible_to(request.position).filter(valid_to__isnull=True)
    form = NewUnitForm(request.POST or None, operation=operation, units=units)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_new_unit(by=request.position, operation=operation, **form.cleaned_data)
        except ValidationError as problem:
            formerrors.show(form, problem)
        else:
            messages.success(request, f"Đã ghi đơn vị sẽ lập: {form.cleaned_data['name']}.")
            return redirect("reorganisation:operation", operation.pk)
    return render(request, "reorganisation/new_unit_form.html", {"form": form, "operation": operation})


@require_http_methods(["GET", "POST"])
@for_roles(*PREPARING_ROLES)
def add_lines(request, pk, slug):
    """Nhập, tách; kết thúc; chuyển; đổi tên."""
    operation = _prepared(request, pk)
    if slug not in STEP_FORMS:
        raise Http404
    units = Unit.objects.visible_to(request.position).filter(valid_to__isnull=True)
    asked = [int(key) for key in request.GET.getlist("don-vi")[:200] if key_in(key)]
    initial = {"units": list(units.filter(pk__in=asked).select_related("parent").order_by("path"))} if asked else {}
    form = STEP_FORMS[slug](request.POST or None, operation=operation, units=units, initial=initial)
    if request.method == "POST" and form.is_valid():
        add = services.add_renaming if "unit" in form.fields else services.add_steps
        extra = {} if "unit" in form.fields else {"kind": form.kind}
        try:
            add(by=request.position, operation=operation, **form.cleaned_data, **extra)
        except ValidationError as problem:
            formerrors.show(form, problem)
        else:
            messages.success(request, "Đã ghi dòng sắp xếp. Xem “Diễn tập” để biết điều gì sẽ thay đổi.")
            return redirect("reorganisation:operation", operation.pk)
    return render(request, "reorganisation/lines_form.html", {"form": form, "operation": operation})


@require_POST
@for_roles(*PREPARING_ROLES)
def remove_line(request, pk, line):
    """Bỏ một dòng sắp xếp."""
    operation = _prepared(request, pk)
    step = get_object_or_404(operation.steps.all(), pk=line)
    return _removed(request, operation, lambda: services.remove_step(by=request.position, step=step))


@require_POST
@for_roles(*PREPARING_ROLES)
def remove_new_unit(request, pk, new):
    """Bỏ một đơn vị sẽ lập, cùng các dòng dẫn đến nó."""
    operation = _prepared(request, pk)
    unit = get_object_or_404(operation.new_units.all(), pk=new)
    return _removed(request, operation, lambda: services.remove_new_unit(by=request.position, new=unit))


def _removed(request, operation, remove):
    try:
        remove()
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    else:
        messages.success(request, "Đã bỏ.")
    return redirect("reorganisation:operation", operation.pk)


@require_GET
@for_roles(*READING_ROLES)
def rehearsal(request, pk):
    """Diễn tập: what would change, without changing anything."""
    operation = _rehearsed(request, pk)
    found = rehearse(operation)
    context = {"operation": operation, "found": found, "tables": []}
    if not found.problems:
        makers = (preview.units_table, preview.records_table, preview.seats_table, preview.sights_table)
        context["tables"] = [make(found) for make in makers]
    return render(request, "reorganisation/rehearsal.html", context)


@require_GET
@for_roles(*READING_ROLES)
def rehearsal_xlsx(request, pk):
    """The rehearsal as a workbook, with every row."""
    operation = _rehearsed(request, pk)
    found = rehearse(operation)
    if found.problems:
        messages.error(request, found.problems[0])
        return redirect("reorganisation:rehearsal", operation.pk)
    whole = [
        preview.units_table(found, None), preview.records_table(found), preview.seats_table(found, None),
        preview.sights_table(found, None),
    ]  # fmt: skip
    head = letterhead_of(request.position.unit)
    annexes = [
        Annex(
            table=table, number="", letterhead=head, unit_line=str(request.position.unit), period_line=str(operation),
            compiler_name=str(request.user), is_demo=installation.is_demo(), is_draft=operation.state != State.APPROVED,
        )
        for table in whole
    ]  # fmt: skip
    return xlsx_response(annexes_to_xlsx(annexes), f"Phương án sắp xếp {operation.pk}.xlsx")


def _rehearsed(request, pk) -> Operation:
    operation = _operation(request, pk)
    if operation.state not in REHEARSED:
        raise Http404
    return operation


@require_http_methods(["GET", "POST"])
@for_roles(*PREPARING_ROLES)
def assigning(request, pk):
    """Chia hồ sơ: to which successor of a split unit each record and position goes."""
    operation = _prepared(request, pk)
    shown = assigning_page(operation, request.GET)
    everything_to = request.POST.get("everything", "")
    form = AssignForm(
        None if everything_to else request.POST or None, rows=shown.rows, aims=shown.aims, may_end=shown.may_end
    )  # fmt: skip
    if everything_to or (request.method == "POST" and form.is_valid()):
        given = all_given_to(shown, everything_to) if everything_to else given_by(shown, form.chosen())
        try:
            number = services.assign(by=request.position, operation=operation, given=given)
        except ValidationError as problem:
            messages.error(request, problem.messages[0])
        else:
            messages.success(request, f"Đã giao {number} dòng.")
        return redirect(f"{reverse('reorganisation:assigning', args=[operation.pk])}?{shown.query}")
    return render(request, "reorganisation/assigning.html", {"operation": operation, "shown": shown, "form": form})


@require_http_methods(["GET", "POST"])
@for_roles(*READING_ROLES)
def move(request, pk, slug):
    """One move of an operation."""
    operation = _operation(request, pk)

    def onward() -> str:
        # Carrying out may have ended the very position that pressed the button.
        held = Position.objects.of(request.user).held_on(timezone.localdate()).filter(pk=request.position.pk)
        return reverse("reorganisation:operation", args=[pk]) if held.exists() else reverse("home")

    facts = [
        ("Căn cứ", f"{operation.decision_number} ngày {day(operation.decided_on)} của {operation.decided_by}"),
        ("Hiệu lực từ", day(operation.effective_on)),
        ("Số dòng sắp xếp", str(operation.steps.count())),
        ("Người lập", str(operation.created_by.user)),
    ]
    rehearsal_page = ("Xem bản diễn tập", reverse("reorganisation:rehearsal", args=[pk]))
    return move_page(
        request, operation, MOVES, slug, facts=facts, look=rehearsal_page if operation.state in REHEARSED else None, back=reverse("reorganisation:operation", args=[pk]),
        room=("Sắp xếp đơn vị", reverse("reorganisation:list")), onward=onward,
    )  # fmt: skip
