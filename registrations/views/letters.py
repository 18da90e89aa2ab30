"""Công văn kèm danh sách đăng ký: drawn up, numbered, printed; read by the desks above."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import for_roles
from accounts.enums import DESK_ROLES, TYPING_ROLES
from accounts.signing import usual_signing
from common import formerrors
from common.acting import written
from common.copies import take_copy, with_addresses
from common.keys import key_in
from common.paging import page_of
from common.tokens import posted_token
from documents.annex_files import annex_response
from documents.document_files import document_response
from registrations.enums import ItemOutcome
from registrations.models import Letter, Submittal
from registrations.rights import keeps_letters
from registrations.submittals import letters
from registrations.submittals import papers as desk_papers
from registrations.submittals.forms import LetterForm, NewLetterForm
from registrations.views.files import file_response
from registrations.workflow import CONFIRM, CONFIRM_LOWER, FORWARD
from units.desks import next_desk
from units.models import Unit

MOST_OFFERED = 200
# What leads into the register of a desk.
CONFIRMING = [move.name for move in (CONFIRM, FORWARD, CONFIRM_LOWER)]


def _letter(request, pk) -> Letter:
    seen = Letter.objects.visible_to(request.position).select_related(
        "unit__parent", "headed_by", "created_by__user", "submittal"
    )
    return get_object_or_404(seen, pk=pk)


def _kept(request, pk) -> Letter:
    """A letter of one's own desk."""
    letter = _letter(request, pk)
    if not keeps_letters(request.position, letter.unit):
        raise PermissionDenied
    return letter


@require_GET
@for_roles(*DESK_ROLES)
def letter_list(request):
    """The letters of the desk and those that came from below, the newest first."""
    page = page_of(Letter.objects.visible_to(request.position).for_list(), request.GET.get("trang"))
    return render(
        request, "registrations/letters.html", {"page": page, "writes": request.position.has_role(*TYPING_ROLES)}
    )


@require_http_methods(["GET", "POST"])
@for_roles(*TYPING_ROLES)
def new_letter(request):
    """Lập danh sách kèm công văn, from what was confirmed and went out under none yet; `?trinh=` from an approved list."""
    position = request.position
    submittal = _approved(request)
    if request.method == "POST" and (already := letters.written_with(posted_token(request), position)):
        return redirect("registrations:letter", already.pk)
    receipts = letters.without_letter(position.unit, position)
    if submittal:
        approved = submittal.items.filter(outcome=ItemOutcome.DONE, move__in=CONFIRMING)
        receipts = receipts.filter(registration__in=approved.values("registration"))
    years, year = ([], None) if submittal else _years(request, receipts)
    if year:
        receipts = receipts.filter(registration__plan__year=year)
    offered = list(receipts[:MOST_OFFERED])
    form = _new_form(request, submittal, offered)
    if request.method == "POST" and form.is_valid():
        facts = dict(form.cleaned_data)
        chosen = facts.pop("receipts")
        try:
            letter = letters.write_letter(
                by=position, unit=position.unit, receipts=chosen, submittal=submittal, token=posted_token(request),
                **facts,
            )  # fmt: skip
        except ValidationError as problem:
            formerrors.show(form, problem)
        else:
            messages.success(request, _made(letter, len(chosen)))
            return redirect("registrations:letter", letter.pk)
    context = {"form": form, "submittal": submittal, "years": years, "year": year}
    return render(request, "registrations/new_letter.html", context)


def _years(request, receipts) -> tuple[list[int], int | None]:
    """The years of what may go along, the latest first; and the one asked for by `?nam=`, else the latest."""
    years = sorted(set(receipts.order_by().values_list("registration__plan__year", flat=True).distinct()), reverse=True)
    asked = key_in(request.GET.get("nam", ""))
    return years, asked if asked in years else next(iter(years), None)


def _new_form(request, submittal, offered) -> NewLetterForm:
    """As it was sent; opened, it names who usually signs where nothing before says it."""
    if request.method == "POST":
        return NewLetterForm(request.POST, receipts=offered)
    known = _initial(request, submittal, offered)
    return NewLetterForm(receipts=offered, initial=known, **usual_signing(request.position.unit))


def _made(letter: Letter, number: int) -> str:
    return f"Đã lập danh sách {number} hồ sơ. " + (
        "In ra để trình ký." if letter.number else "In ra; có số công văn thì ghi vào."
    )


def _approved(request) -> Submittal | None:
    asked = key_in(request.GET.get("trinh", ""))
    seen = Submittal.objects.visible_to(request.position).filter(unit=request.position.unit_id)
    return get_object_or_404(seen, pk=asked) if asked else None


def _initial(request, submittal, offered) -> dict:
    """As the approved list says, else as the last letter of the desk; `?chon=1` ticks every record."""
    every = {"receipts": [str(receipt.pk) for receipt in offered]}
    if submittal:
        signed = {"signer_name": submittal.signer_name, "signer_title": submittal.signer_title}
        return every | signed | {"issued_on": submittal.signed_on}
    before = _remembered(request.position.unit)
    return before | every if request.GET.get("chon") else before


def _remembered(unit: Unit) -> dict[str, str]:
    """To whom the last letter went, the first one to the desk above; who signed it, name and office together, where it
    says so."""
    last = Letter.objects.filter(unit=unit).order_by("-pk").first()
    if last is None:
        above = next_desk(unit, unit, unit.line)
        return {"receiver": str(above)} if above else {}
    names = ("receiver", "signer_name", "signer_title") if last.signer_name else ("receiver",)
    return {name: getattr(last, name) for name in names}


def _outside(request, letter: Letter) -> int:
    """How many records of the list the position does not see."""
    return letter.receipts.count() - letter.receipts.seen_by(request.position).count()


@require_GET
@for_roles(*DESK_ROLES)
def letter(request, pk):
    """One letter with what it lists, as far as the position sees it."""
    one = _letter(request, pk)
    receipts = (
        one.receipts.seen_by(request.position)
        .select_related("registration__unit")
        .order_by("register_year", "register_number")
    )
    page = page_of(receipts, request.GET.get("trang"))
    keeps, outside = keeps_letters(request.position, one.unit), _outside(request, one)
    return render(request, "registrations/letter.html", {
        "letter": one, "page": page, "keeps": keeps, "outside": outside,
        "copies": [] if outside else with_addresses(one, "registrations:letter_copy"),
        "attach": reverse("registrations:keep_letter_copy", args=[pk]) if keeps else "",
    })  # fmt: skip


@require_http_methods(["GET", "POST"])
@for_roles(*TYPING_ROLES)
def correct_letter(request, pk):
    """Ghi số, ngày công văn."""
    one = _kept(request, pk)
    known = {name: getattr(one, name) for name in LetterForm.base_fields}
    form = LetterForm(request.POST or None, initial=known)

    def act(**facts):
        letters.correct_letter(by=request.position, letter=one, **facts)
        return "Đã ghi công văn. Cấp trên thấy số và ngày này ở từng hồ sơ."

    if written(request, form, act):
        return redirect("registrations:letter", pk)
    return render(request, "registrations/letter_form.html", {"form": form, "letter": one})


@require_POST
@for_roles(*TYPING_ROLES)
def keep_copy(request, pk):
    """Lưu bản ký của công văn, danh sách."""
    one = _kept(request, pk)
    keep = partial(letters.keep_copy, by=request.position, letter=one)
    return take_copy(request, keep, reverse("registrations:letter", args=[pk]))


@require_GET
@for_roles(*DESK_ROLES)
def copy(request, pk, copy):
    """Tải bản ký: it shows the whole list, so to nobody who sees only a part."""
    one = _letter(request, pk)
    if _outside(request, one):
        raise Http404
    return file_response(get_object_or_404(one.copies, pk=copy))


@require_POST
@for_roles(*TYPING_ROLES)
def leave_out(request, pk, receipt):
    """Bỏ một hồ sơ khỏi công văn."""
    one = _kept(request, pk)
    line = one.receipts.filter(pk=receipt).first()
    if line:
        letters.leave_out(by=request.position, receipt=line)
    messages.success(request, "Đã bỏ khỏi danh sách của công văn.")
    return redirect("registrations:letter", pk)


@require_GET
@for_roles(*DESK_ROLES)
def letter_file(request, pk, ending):
    """Danh sách đăng ký mô hình, in the paper family of the desk: PDF, Excel or Word."""
    one = _letter(request, pk)
    return annex_response(
        desk_papers.letter_annex(one, one.receipts.seen_by(request.position)), f"Danh sách kèm {one}", ending
    )


@require_GET
@for_roles(*DESK_ROLES)
def letter_paper(request, pk, ending):
    """The công văn itself: PDF, or Word to be finished."""
    one = _letter(request, pk)
    return document_response(desk_papers.letter_paper(one, one.receipts.seen_by(request.position)), str(one), ending)
