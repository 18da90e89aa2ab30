"""Bản quét: a pile of signed papers is uploaded, read, put in order by its owner, and confirmed."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import for_roles
from accounts.enums import TYPING_ROLES, Role
from common import formerrors
from common.keys import key_in
from common.paging import page_of, page_of_list
from common.tokens import posted_token
from registrations.models import ScanPage, ScanPile
from registrations.scanning import handwork
from registrations.scanning import services as scans
from registrations.scanning.forms import MatchForm
from registrations.scanning.groups import sort_pile

KEEPERS = (Role.REGISTRANT, *TYPING_ROLES)
PAPERS_AT_ONCE = 20
LONGEST_TYPED = 40


@require_http_methods(["GET", "POST"])
@for_roles(*KEEPERS)
def piles(request):
    """What I uploaded, and the form to upload more."""
    if request.method == "POST":
        return uploaded(request)
    page = page_of(ScanPile.objects.visible_to(request.position), request.GET.get("trang"))
    return render(request, "registrations/piles.html", {"page": page})


def uploaded(request, registration=None, back="registrations:piles", *arguments):
    """Keep what was chosen, read it at once where it is short, and go to look at it."""
    pile, refused = scans.start_pile(
        by=request.position, chosen=request.FILES.getlist("files"), token=posted_token(request),
        registration=registration,
    )  # fmt: skip
    for sentence in refused:
        messages.error(request, sentence)
    if pile is None:
        return redirect(back, *arguments)
    scans.read_short(pile)
    return redirect("registrations:pile", pile.pk)


def _pile(request, pk) -> ScanPile:
    mine = ScanPile.objects.visible_to(request.position).select_related("registration")
    return get_object_or_404(mine, pk=pk)


def _page(request, pk, number) -> ScanPage:
    mine = ScanPile.objects.visible_to(request.position)
    pages = ScanPage.objects.select_related("pile__registration", "source", "version__registration")
    return get_object_or_404(pages, pile__in=mine, pile=pk, number=number)


@require_GET
@for_roles(*KEEPERS)
def pile(request, pk):
    """How far the reading is; then the papers found, the pages to be placed by hand, and those not taken."""
    found = _pile(request, pk)
    if not found.is_done:
        template = "registrations/_pile_progress.html" if request.htmx else "registrations/pile_progress.html"
        return render(request, template, {"pile": found})
    if request.htmx:
        # The page that watched the reading goes on to the whole page.
        return HttpResponse(headers={"HX-Refresh": "true"})
    found_pages = sort_pile(found)
    context = {
        "pile": found,
        "sorted": found_pages,
        "page": page_of_list(found_pages.papers, request.GET.get("trang"), rows=PAPERS_AT_ONCE),
        "confirmed": list({one.scan_id: one.scan for one in found_pages.confirmed}.values()),
    }
    return render(request, "registrations/pile.html", context)


@require_GET
@for_roles(*KEEPERS)
def picture(request, pk, number):
    """A page to look at, for the owner of the pile; turned while somebody reads it."""
    found = _page(request, pk, number)
    with found.picture.open() as stored:
        content = handwork.turned(stored.read(), handwork.quarters(request.GET.get("xoay")))
    headers = {
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "private, max-age=3600",
    }
    return HttpResponse(content, content_type="image/jpeg", headers=headers)


@require_http_methods(["GET", "POST"])
@for_roles(*KEEPERS)
def match(request, pk, number):
    """Ghép bằng tay: a person reads code and version from the page."""
    found = _page(request, pk, number)
    if "xoay" in request.POST:
        return redirect(f"{request.path}?{_turned(request)}")
    text = request.GET.get("tim", "").strip()[:100]
    offered = handwork.waiting_for_scan(request.position, text)
    form = MatchForm(request.POST or None, initial=_read_from(request, found, offered))
    if request.method == "POST" and form.is_valid():
        posted_token(request)
        try:
            placed = scans.match_page(by=request.position, page=found, **form.cleaned_data)
        except ValidationError as problem:
            formerrors.show(form, problem)
        else:
            code = placed.version.registration.code
            messages.success(request, f"Đã ghép trang {number} với {code}, tờ {placed.sheet}.")
            if lacking := handwork.sheets_before(placed):
                named = ", ".join(map(str, lacking))
                messages.warning(
                    request, f"Tập này chưa có tờ {named} của giấy đó. Ghi nhầm số tờ thì bỏ trang rồi ghép lại."
                )
            return redirect("registrations:pile", pk)
    turns = handwork.quarters(request.GET.get("xoay"))
    context = {
        "form": form,
        "page": found,
        "offered": offered,
        "text": text,
        "turns": turns,
        "next_turn": (turns + 1) % 4,
    }
    return render(request, "registrations/match_page.html", context)


def _turned(request) -> str:
    """The address of the page turned, with what was typed beside it: turning is for reading on, not for beginning again."""
    query = request.GET.copy()
    query.pop("ho-so", None)
    for name in ("xoay", *MatchForm.base_fields):
        query[name] = request.POST.get(name, "")[:LONGEST_TYPED]
    return query.urlencode()


def _read_from(request, page: ScanPage, offered) -> dict:
    """What the form says first: the record chosen from the list, what was typed before the page was turned, else the
    record the pile was uploaded from."""
    chosen = next((row for row in offered if row[0].code == request.GET.get("ho-so")), None)
    if chosen:
        record, version = chosen
        return {"code": record.code, "purpose": version.purpose, "number": version.number}
    if "code" in request.GET:
        return {name: request.GET.get(name, "") for name in MatchForm.base_fields}
    return {"code": page.pile.registration.code if page.pile.registration else ""}


@require_POST
@for_roles(*KEEPERS)
def set_aside(request, pk, number):
    """Không dùng trang này, or use it again."""
    posted_token(request)
    out = request.POST.get("dung") != "1"
    try:
        scans.leave_out(by=request.position, page=_page(request, pk, number), out=out)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    else:
        messages.success(request, f"Trang {number}: {'không dùng' if out else 'dùng lại'}.")
    return redirect("registrations:pile", pk)


@require_POST
@for_roles(*KEEPERS)
def confirm(request, pk):
    """Xác nhận: one paper, or all that are ready."""
    posted_token(request)
    found, chosen = _pile(request, pk), key_in(request.POST.get("ban", ""))
    try:
        sealed, refused = scans.confirm_papers(by=request.position, pile=found, versions={chosen} if chosen else None)
    except ValidationError as problem:
        sealed, refused = [], problem.messages
    for sentence in refused:
        messages.error(request, sentence)
    if sealed:
        messages.success(request, f"Đã xác nhận {len(sealed)} bản ký và niêm phong bằng mã băm.")
    elif not refused:
        messages.warning(request, "Không còn bản nào chờ xác nhận.")
    if len(sealed) == 1 and not refused and sort_pile(found).is_finished:
        return redirect("registrations:record", sealed[0].registration.code)
    return redirect("registrations:pile", pk)


@require_POST
@for_roles(*KEEPERS)
def read_again(request, pk):
    """Đọc lại a pile that was not read to its end."""
    posted_token(request)
    try:
        scans.read_again(by=request.position, pile=_pile(request, pk))
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    return redirect("registrations:pile", pk)


@require_POST
@for_roles(*KEEPERS)
def discard(request, pk):
    """Bỏ tập bản quét."""
    posted_token(request)
    found = _pile(request, pk)
    scans.discard_pile(by=request.position, pile=found)
    messages.success(request, f"Đã bỏ “{found.title}”. Các bản ký đã xác nhận vẫn ở hồ sơ.")
    return redirect("registrations:piles")
