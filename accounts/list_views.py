"""Nhập danh sách cán bộ từ Excel: choose a file, look at every line, open the good ones, print the slips, undo."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import intake
from accounts import lists as services
from accounts.access import for_roles
from accounts.intake import HEADINGS, MOST_LINES, NEW, SKIP
from accounts.listforms import ListForm
from accounts.models import AccountList, SlipRun
from accounts.views import MANAGERS
from common import formerrors
from common.paging import Page, page_of, page_of_list
from common.tokens import posted_token
from documents.errors import PdfUnavailable
from documents.papers import paper_to_pdf
from documents.responses import pdf_response, xlsx_response
from documents.sheet_template import template_workbook
from documents.sheets_in import read_table

SLIPS_TO_A_SHEET = 8
# From here on the engine for long papers draws the slips.
MANY_SLIPS = 80
CHOICES = {NEW: "Người khác trùng tên: mở tài khoản mới", SKIP: "Bỏ qua dòng này"}


@require_http_methods(["GET", "POST"])
@for_roles(*MANAGERS)
def lists(request):
    """Chọn tệp; the lists brought in before stand below."""
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            lines = read_table(file, HEADINGS, most_rows=MOST_LINES)
            kept = services.keep_list(
                by=request.position, token=posted_token(request), file_name=file.name, lines=lines
            )
        except ValidationError as problem:
            formerrors.show(form, ValidationError({"file": problem.messages}))
        else:
            return redirect("accounts:list", kept.pk)
    mine = AccountList.objects.visible_to(request.position).defer("lines")
    page = page_of(mine, request.GET.get("trang"))
    return render(request, "accounts/lists.html", {"form": form, "page": page, "most": MOST_LINES})


@require_GET
@for_roles(*MANAGERS)
def template(request):
    """Tệp mẫu."""
    book = template_workbook(HEADINGS, title="DANH SÁCH CÁN BỘ", examples=intake.EXAMPLES, notes=intake.NOTES)
    return xlsx_response(book, "Mẫu danh sách cán bộ.xlsx")


def own_list(request, pk) -> AccountList:
    return get_object_or_404(AccountList.objects.visible_to(request.position), pk=pk)


@require_http_methods(["GET", "POST"])
@for_roles(*MANAGERS)
def account_list(request, pk):
    """Before it is opened: every line as it would be opened. Afterwards: what it opened, and the slips."""
    found = own_list(request, pk)
    if request.method == "POST":
        return _chosen(request, found)
    if found.opened_at is not None:
        runs = Prefetch("runs", SlipRun.objects.order_by("-created_at"))
        found = AccountList.objects.prefetch_related(runs).get(pk=found.pk)
        opened = [line for line in found.lines if "position" in line]
        new = sum(line["new"] for line in opened)
        return render(request, "accounts/list_opened.html", {"list": found, "opened": len(opened), "new": new})
    judged = intake.judge(found.lines, by=request.position)
    kinds = {
        "": judged,
        "loi": [one for one in judged if one.problems],
        "trung": [one for one in judged if not one.problems and (one.account or one.same_as)],
    }
    kind = request.GET.get("xem", "") if request.GET.get("xem", "") in kinds else ""
    page: Page = page_of_list(kinds[kind], request.GET.get("trang"))
    return render(request, "accounts/list_preview.html", {
        "list": found, "page": page, "kind": kind, "choices": CHOICES.items(),
        "counts": {"all": len(judged), "good": sum(one.is_good for one in judged), "bad": len(kinds["loi"]),
                   "same": len(kinds["trung"]), "new": sum(one.opens_account for one in judged)},
    })  # fmt: skip


def _choices(posted) -> dict[int, str]:
    """“dong-12” → 12: what was chosen for each line shown."""
    chosen = {}
    for name in posted:
        number = name.removeprefix("dong-")
        if number != name and number.isascii() and number.isdigit() and posted[name] in {"", *CHOICES}:
            chosen[int(number[:9])] = posted[name]
    return chosen


def _chosen(request, found: AccountList):
    """What was chosen for the lines shown is kept; with the other button the good lines are opened at once."""
    choices = _choices(request.POST)
    if "mo" not in request.POST:
        services.choose(by=request.position, accounts=found, choices=choices)
        messages.success(request, "Đã ghi lựa chọn.")
        return redirect("accounts:list", found.pk)
    try:
        services.open_list(by=request.position, accounts=found, choices=choices)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    else:
        messages.success(request, "Đã mở tài khoản theo danh sách. Bước tiếp theo: cấp mật khẩu và in phiếu.")
    return redirect("accounts:list", found.pk)


@require_POST
@for_roles(*MANAGERS)
def undo_list(request, pk):
    """Hủy những gì danh sách đã mở."""
    found = own_list(request, pk)
    try:
        services.undo_list(by=request.position, accounts=found)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    else:
        messages.success(request, "Đã hủy các tài khoản và vị trí do danh sách này mở.")
    return redirect("accounts:list", found.pk)


@require_POST
@for_roles(*MANAGERS)
def start_slips(request, pk):
    """Cấp mật khẩu cho những người chưa đăng nhập lần nào."""
    found = own_list(request, pk)
    try:
        run = services.start_slips(by=request.position, accounts=found, token=posted_token(request))
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
        return redirect("accounts:list", found.pk)
    return redirect("accounts:slips", run.pk)


@require_http_methods(["GET", "POST"])
@never_cache
@for_roles(*MANAGERS)
def slips(request, pk):
    """How far the passwords are; then the slips, printed once."""
    lists = AccountList.objects.visible_to(request.position)
    run = get_object_or_404(
        SlipRun.objects.filter(accounts__in=lists).select_related("accounts").defer("accounts__lines"), pk=pk
    )
    if request.method == "POST":
        return _print(request, run)
    template = "accounts/_slips.html" if request.htmx else "accounts/slips.html"
    return render(request, template, {"run": run})


def _print(request, run: SlipRun):
    try:
        made = services.slips_of(by=request.position, run=run)
        sheets = [made[start : start + SLIPS_TO_A_SHEET] for start in range(0, len(made), SLIPS_TO_A_SHEET)]
        paper = {"sheets": sheets, "sign_in": request.build_absolute_uri("/dang-nhap/")}
        pdf = paper_to_pdf("account_slips.html", paper, long=len(made) > MANY_SLIPS)
        services.forget_seed(by=request.position, run=run)
    except (ValidationError, PdfUnavailable) as problem:
        messages.error(request, problem.messages[0] if isinstance(problem, ValidationError) else str(problem))
        return redirect("accounts:slips", run.pk)
    return pdf_response(pdf, "Phiếu giao tài khoản.pdf", attachment=True)
