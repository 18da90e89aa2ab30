"""Giấy tờ của quyết định: tờ trình, quyết định, danh sách kèm theo, bản ký, giấy chứng nhận, phôi."""

from functools import partial
from uuid import UUID, uuid5

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import for_roles
from accounts.enums import DESK_ROLES
from common import formerrors
from common.acting import written
from common.copies import take_copy
from common.keys import key_in
from common.tokens import posted_token
from documents.annex_files import annex_response
from documents.document_files import document_response
from documents.responses import pdf_response
from recognition import certificates, papers, rights, services
from recognition.blankforms import BlankForm
from recognition.corrections.steps import as_first_issued
from recognition.dossiers.summary import dossier_of
from recognition.forms import PrintForm
from recognition.models import CertificatePrint, Decision
from recognition.views.opening import READERS, awards_of, opened, revocations_of
from registrations.views.files import file_response

VERIFY = "/xac-minh/"
MOST_AT_ONCE = 200


@require_GET
@for_roles(*READERS)
def decision_file(request, pk, ending):
    """Quyết định as PDF or Word, as it was signed; its articles count every line, whoever reads it."""
    one = opened(request, pk)
    awards = awards_of(one)
    as_first_issued(one, awards)
    paper = papers.decision_paper(one, _bases(one), awards, revocations_of(one))
    return document_response(paper, f"Quyết định {one.number or 'dự thảo'}", ending)


@require_GET
@for_roles(*DESK_ROLES)
def petition_file(request, pk, ending):
    """Tờ trình: of the office alone."""
    one = _kept(request, pk)
    awards = awards_of(one)
    dossier = dossier_of(one, awards)
    enclosed = dossier.enclosed if dossier else ""
    paper = papers.petition_paper(one, _bases(one), awards, revocations_of(one), enclosed)
    return document_response(paper, "Tờ trình", ending)


@require_GET
@for_roles(*READERS)
def list_file(request, pk, ending):
    """Danh sách kèm theo as it was signed: PDF, Excel or Word, as far as the position sees its lines."""
    one = opened(request, pk)
    seen = request.position
    awards = awards_of(one, seen)
    as_first_issued(one, awards)
    table = papers.decision_table(one, awards, revocations_of(one, seen))
    return annex_response(
        papers.decision_annex(one, table), f"Danh sách kèm quyết định {one.number or 'dự thảo'}", ending
    )


def _kept(request, pk) -> Decision:
    """A decision whose office looks after it at this position."""
    one = opened(request, pk)
    if not rights.keeps(request.position, one):
        raise PermissionDenied
    return one


def _bases(decision: Decision) -> list[str]:
    return list(decision.bases.values_list("text", flat=True))


@require_POST
@for_roles(*DESK_ROLES)
def attach(request, pk):
    """Lưu bản ký."""
    one = _kept(request, pk)
    keep = partial(services.attach_copy, by=request.position, decision=one, token=posted_token(request))
    return take_copy(request, keep, reverse("recognition:decision", args=[pk]))


@require_GET
@for_roles(*READERS)
def copy(request, pk, copy):
    """Tải bản ký."""
    return file_response(get_object_or_404(opened(request, pk).copies, pk=copy))


@require_http_methods(["GET", "POST"])
@for_roles(*DESK_ROLES)
def print_certificates(request, pk):
    """Giấy chứng nhận: whom to print for, on whole pages or on blanks; every print is counted."""
    one = _kept(request, pk)
    if not one.is_published or not one.gives:
        messages.error(request, "Chỉ in giấy chứng nhận của quyết định công nhận, khen thưởng đã phát hành.")
        return redirect("recognition:decision", pk)
    awards = [award for award in awards_of(one, request.position) if award.is_standing]
    wanted = {key for key in map(key_in, request.POST.getlist("chon")) if key}
    chosen = [award for award in awards if award.pk in wanted]
    form = PrintForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (run := _printed(request, one, chosen, form)):
        return redirect("recognition:print_run", pk, run)
    printed: dict[int, list[CertificatePrint]] = {}
    for print_ in CertificatePrint.objects.filter(award__decision=one).select_related("by__user"):
        printed.setdefault(print_.award_id, []).append(print_)
    for award in awards:
        award.printed = printed.get(award.pk, [])
        award.is_chosen = award in chosen if request.method == "POST" else not award.printed
    context = {"decision": one, "awards": awards, "form": form, "has_printed": bool(printed)}
    return render(request, "recognition/certificates.html", context)


def _printed(request, decision, chosen, form) -> UUID | None:
    """The run in which the chosen were counted; None where the form now says why not."""
    on_blank = request.POST.get("giay") == "phoi"
    # The page stays open beside the paper: only the same press for the same people is the same print.
    run = uuid5(posted_token(request), f"{on_blank} {sorted(award.pk for award in chosen)}")
    try:
        _check_count(chosen)
        services.log_prints(
            by=request.position, decision=decision, awards=chosen, on_blank=on_blank, token=run, **form.cleaned_data
        )
    except ValidationError as problem:
        formerrors.show(form, problem)
        return None
    return run


def _check_count(chosen) -> None:
    if not chosen:
        raise ValidationError("Chưa chọn ai để in.")
    if len(chosen) > MOST_AT_ONCE:
        raise ValidationError(f"Mỗi lần in tối đa {MOST_AT_ONCE} tờ.")


@require_GET
@for_roles(*DESK_ROLES)
def print_run(request, pk, run):
    """The sheets of one press, as they were counted then; opened again it counts nothing."""
    one = _kept(request, pk)
    prints = list(CertificatePrint.objects.filter(run=run, award__decision=one).select_related("award").order_by("pk"))
    if not prints:
        raise Http404
    draw = certificates.on_blanks_pdf if prints[0].on_blank else certificates.certificates_pdf
    data = draw(one, prints, request.build_absolute_uri(VERIFY))
    return pdf_response(data, f"Giấy chứng nhận {one.number}.pdf".replace("/", "-"))


@require_http_methods(["GET", "POST"])
@for_roles(*DESK_ROLES)
def blank(request):
    """Phôi của đơn vị: where each word stands, in mm."""
    own, places = certificates.blank_of(request.position.unit)
    form = BlankForm(request.POST or None, blank=own, places=places)

    def act(**_facts):
        posted_token(request)
        services.save_blank(by=request.position, unit=request.position.unit, **form.facts())
        return "Đã lưu vị trí in. Hãy in thử lên giấy thường rồi đặt lên phôi."

    if written(request, form, act):
        return redirect("recognition:blank")
    return render(request, "recognition/blank.html", {"form": form, "unit": request.position.unit})


@require_GET
@for_roles(*DESK_ROLES)
def test_print(request):
    """Bản in thử."""
    data = certificates.test_print_pdf(request.position.unit, request.build_absolute_uri(VERIFY))
    return pdf_response(data, "In thử lên phôi.pdf")
