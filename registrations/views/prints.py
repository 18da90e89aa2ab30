"""Bản in: the official forms as PDF, a version as it was sent, a draft as “Bản nháp”, and blank."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.access import for_roles
from accounts.enums import DESK_ROLES, Role
from common.dates import day
from common.keys import key_in
from documents.papers import paper_to_pdf
from documents.responses import pdf_response
from registrations import drafts, papers
from registrations.amendments import services as amending
from registrations.enums import Kind, Purpose
from registrations.models import Plan, Receipt
from registrations.rights import writes
from registrations.scanning import marks
from registrations.views.opening import PAPER, READERS, opened
from registrations.views.writing import KINDS
from units.letterheads import letterhead_of
from units.memory import time_on


def _being_written(request, registration, purpose: str):
    """The owner's draft of a paper; not where a version is asked for (`?ban=`)."""
    if request.GET.get("ban") or not writes(request.position, registration, purpose):
        return None
    return drafts.form_in_hand(registration, purpose)


@require_GET
@for_roles(*READERS)
def registration_pdf(request, code):
    """Bản đăng ký. Its owner prints what is being written (marked as a draft); others the paper last sent, or `?ban=`."""
    registration = opened(request, code, *PAPER)
    address = request.build_absolute_uri(reverse("registrations:record", args=[code]))
    template = papers.TEMPLATES[Kind(registration.kind)]
    if form := _being_written(request, registration, Purpose.REGISTRATION):
        paper = papers.printed(drafts.paper_of(form), code=code, version="nháp", address=address, mark=marks.DRAFT)
        return pdf_response(paper_to_pdf(template, {**paper, "is_draft": True}), f"{code} bản nháp.pdf")
    version = papers.version_of(registration, Purpose.REGISTRATION, request.GET.get("ban", ""))
    if version is None:
        raise Http404
    paper = papers.printed_version(version, code=code, address=address)
    return pdf_response(paper_to_pdf(template, paper), f"{code} bản đăng ký.pdf")


@require_GET
@for_roles(*READERS)
def result_pdf(request, code):
    """Báo cáo kết quả mô hình. Its owner prints what is being written; others what was last sent, or `?ban=`."""
    registration = opened(request, code, *PAPER)
    address = request.build_absolute_uri(reverse("registrations:record", args=[code]))
    if form := _being_written(request, registration, Purpose.RESULT):
        paper = papers.printed(
            drafts.result_paper_of(registration, form), code=code, version="nháp", address=address, mark=marks.DRAFT
        )
        pdf = paper_to_pdf("result_report.html", {**paper, "is_draft": True})
        return pdf_response(pdf, f"{code} báo cáo kết quả, bản nháp.pdf")
    version = papers.version_of(registration, Purpose.RESULT, request.GET.get("ban", ""))
    if version is None:
        raise Http404
    paper = papers.printed_version(version, code=code, address=address)
    return pdf_response(paper_to_pdf("result_report.html", paper), f"{code} báo cáo kết quả.pdf")


@require_GET
@for_roles(*READERS)
def amendment_pdf(request, code):
    """The amended form as it is wished for: as last sent; for its owner what is being written, as a draft."""
    registration = opened(request, code, *PAPER)
    template = papers.TEMPLATES[Kind(registration.kind)]
    address = request.build_absolute_uri(reverse("registrations:record", args=[code]))
    around = {"code": code, "version": "đề nghị điều chỉnh", "address": address, "mark": marks.DRAFT}
    name = f"{code} đề nghị điều chỉnh.pdf"
    if form := _being_written(request, registration, Purpose.AMENDMENT):
        confirmed = papers.version_of(registration, Purpose.REGISTRATION)
        paper = amending.proposed_paper(registration, form, confirmed.paper)
        return pdf_response(paper_to_pdf(template, {**papers.printed(paper, **around), "is_draft": True}), name)
    sent = papers.version_of(registration, Purpose.AMENDMENT, request.GET.get("ban", ""))
    if sent is None:
        raise Http404
    return pdf_response(paper_to_pdf(template, papers.printed(sent.paper, **around)), name)


@require_GET
@for_roles(*READERS)
def receipt_pdf(request, code, pk):
    """Phiếu tiếp nhận of one desk."""
    registration = opened(request, code, *PAPER)
    receipt = get_object_or_404(
        Receipt.objects.select_related("desk__parent", "received_by__user"), registration=registration, pk=pk
    )
    at = timezone.localtime(receipt.received_at)
    then = papers.version_at(registration, receipt.received_at)
    head = letterhead_of(receipt.desk, on=at.date())
    sent = registration.attachments.filter(
        version__purpose=Purpose.REGISTRATION, version__sent_at__lte=receipt.received_at
    ).values_list("name", flat=True)
    paper = {
        "letterhead": head,
        "year": registration.plan.year,
        "place": head.place,
        "received_on": at.date(),
        "desk_name": str(time_on(receipt.desk, at.date())),
        "sender_name": then["sender_name"],
        "unit_name": then["unit_name"],
        "title": then["title"],
        "received_text": f"{at:%H} giờ {at:%M}, ngày {day(at.date())}",
        "contents": [f"Bản đăng ký xây dựng mô hình ({registration.get_kind_display()})", *sent],
        "receiver_name": receipt.received_by.holder,
    }
    pdf = paper_to_pdf("receipt.html", papers.printed(paper, code=code))
    return pdf_response(pdf, f"{code} phiếu tiếp nhận.pdf")


@require_GET
@for_roles(Role.REGISTRANT, *DESK_ROLES)
def blank_pdf(request, slug):
    """Mẫu trống: the form to be filled in by hand, as the plan (`?ke-hoach=`) wants it."""
    if slug not in KINDS:
        raise Http404
    kind, asked = KINDS[slug], key_in(request.GET.get("ke-hoach", "")) or 0
    plan = Plan.objects.visible_to(request.position).select_related("movement").filter(pk=asked).first()
    paper = papers.registration_paper(kind=kind, unit=None, plan=plan, content={}) if plan else {}
    return pdf_response(paper_to_pdf(papers.TEMPLATES[kind], papers.printed(paper)), f"Mẫu đăng ký {kind.label}.pdf")
