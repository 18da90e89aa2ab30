"""Đề nghị điều chỉnh: written and saved like the papers, and printed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import for_roles
from accounts.enums import TYPING_ROLES, Role
from common.keys import key_in
from documents.papers import paper_to_pdf
from documents.responses import pdf_response
from registrations import amending, drafts, marks, papers, services
from registrations.enums import Kind, Purpose, State
from registrations.models import Registration
from registrations.papers import TEMPLATES
from registrations.rights import owns
from registrations.views.records import READERS


def _registration(request, code) -> Registration:
    joined = ("unit__parent", "present_unit", "plan__movement")
    return get_object_or_404(Registration.objects.open_to(request.position).select_related(*joined), code=code)


@require_http_methods(["GET", "POST"])
@for_roles(Role.REGISTRANT, *TYPING_ROLES)
def amend(request, code):
    """The wish for changes as a form; what is confirmed stands in it to begin with."""
    registration = _registration(request, code)
    writable = registration.state == State.CONFIRMED and registration.amendment_sent_at is None
    if not owns(request.position, registration) or not writable:
        raise PermissionDenied
    if request.method == "POST":
        return _save(request, registration, amending.amendment_form(registration, request.POST))
    draft = registration.drafts.filter(purpose=Purpose.AMENDMENT).select_related("saved_by__user").first()
    data = drafts.as_query(draft.data) if draft else None
    return _page(request, registration, draft, amending.amendment_form(registration, data))


def _page(request, registration, draft, form, *, differences=(), status=200):
    context = {
        "registration": registration, "unit": registration.unit, "draft": draft, "form": form,
        "revision": draft.revision if draft else 0, "differences": differences,
    }  # fmt: skip
    return render(request, "registrations/write_amendment.html", context, status=status)


def _save(request, registration, form):
    """Keep what was typed, whatever it is; somebody else's saving meanwhile is shown beside it."""
    revision = key_in(request.POST.get("revision", "")) or 0
    try:
        draft = services.save_draft(
            by=request.position, registration=registration, purpose=Purpose.AMENDMENT, data=form.typed(),
            revision=revision,
        )  # fmt: skip
    except services.DraftConflict as conflict:
        mine, theirs = form.typed(), conflict.draft.data
        differ = [
            (form.fields[name].label, mine[name], theirs.get(name, ""))
            for name in mine
            if mine[name] != theirs.get(name)
        ]
        return _page(request, registration, conflict.draft, form, differences=differ, status=409)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
        return redirect("registrations:record", registration.code)
    if request.htmx:
        context = {"form": form, "registration": registration, "draft": draft, "revision": draft.revision}
        return render(request, "registrations/_wish_saved.html", context)
    if request.POST.get("next") == "record" and not form.errors:
        return redirect(f"{reverse('registrations:record', args=[registration.code])}#dieu-chinh")
    unclear = f" Còn {len(form.errors)} chỗ ghi chưa rõ, cần sửa trước khi gửi." if form.errors else ""
    messages.success(request, f"Đã lưu lúc {timezone.localtime(draft.saved_at):%H:%M}.{unclear}")
    return redirect("registrations:amend", registration.code)


@require_GET
@for_roles(*READERS)
def amendment_pdf(request, code):
    """The amended form as it is wished for: as last sent; for its owner what is being written, as a draft."""
    registration = _registration(request, code)
    template = TEMPLATES[Kind(registration.kind)]
    address = request.build_absolute_uri(reverse("registrations:record", args=[code]))
    around = {"code": code, "version": "đề nghị điều chỉnh", "address": address, "mark": marks.DRAFT}
    name = f"{code} đề nghị điều chỉnh.pdf"
    sent = papers.version_of(registration, Purpose.AMENDMENT, request.GET.get("ban", ""))
    form = _being_written(request, registration)
    if form:
        confirmed = papers.version_of(registration, Purpose.REGISTRATION)
        paper = amending.proposed_paper(registration, form, confirmed.paper)
        return pdf_response(paper_to_pdf(template, {**papers.printed(paper, **around), "is_draft": True}), name)
    if sent is None:
        raise Http404
    return pdf_response(paper_to_pdf(template, papers.printed(sent.paper, **around)), name)


def _being_written(request, registration):
    """The owner's draft, while no wish waits."""
    writing = owns(request.position, registration) and registration.state == State.CONFIRMED
    if not writing or registration.amendment_sent_at or request.GET.get("ban"):
        return None
    return drafts.form_in_hand(registration, Purpose.AMENDMENT)
