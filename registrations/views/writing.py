"""The paper as a form: begun, saved while typing, looked at, discarded."""

from dataclasses import dataclass
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Subquery, prefetch_related_objects
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import for_roles
from accounts.enums import TYPING_ROLES, Role
from common import formerrors
from common.acting import pressed
from common.keys import key_in
from common.paging import page_of
from common.tokens import posted_token, token_in
from registrations import continuing, drafts, services
from registrations.enums import Kind, Purpose
from registrations.forms import form_class
from registrations.merging import read_bases
from registrations.models import Plan, Registration
from registrations.rights import writes
from registrations.views.files import PLACE, take_files
from registrations.views.opening import SAVED, WRITERS, WRITTEN_AT, asked_to_mend, opened, opened_to_write
from units.desks import first_desk
from units.models import Unit

KINDS = {kind.slug: kind for kind in Kind}
SHEET = "to"


@require_http_methods(["GET", "POST"])
@for_roles(*WRITERS)
def new(request, slug):
    """A new registration: the form itself; nothing is stored before the first save."""
    if slug not in KINDS:
        raise Http404
    unit = _unit_to_register(request)
    if unit is None:
        return choose_unit(request, slug)
    if request.method == "GET" and (elsewhere := _where_to_begin(request, unit)):
        return redirect(elsewhere)
    kind = KINDS[slug]
    typed = request.POST if request.method == "POST" else None
    form = form_class(kind)(typed, unit=unit, kind=kind, initial=_first_values(request, unit, kind))
    if request.method == "POST" and form.chosen_plan:
        try:
            draft = services.start_registration(
                by=request.position, unit=unit, kind=kind, plan=form.chosen_plan, data=form.typed(),
                token=posted_token(request),
            )  # fmt: skip
        except ValidationError as problem:
            formerrors.show(form, problem)
        else:
            return _save(request, draft, form, is_new=True)
    context = {"form": form, "unit": unit, "kind": kind, "revision": 1, "on_behalf": unit != request.position.unit}
    context["asked_at"] = None if form.chosen_plan else first_desk(unit, unit.line)
    context["page_token"] = request.POST.get("token") or request.GET.get(SHEET, "")
    return render(request, "registrations/write.html", context)


def _where_to_begin(request, unit) -> str:
    """Every empty sheet has an address of its own, which leads to what was begun on it: going back never begins anew."""
    if token_in(request.GET.get(SHEET, "")) is None:
        query = request.GET.copy()
        query[SHEET] = str(uuid4())
        return f"{request.path}?{query.urlencode()}"
    if unit.begun is None:
        return ""
    begun = Registration.objects.get(pk=unit.begun)
    page = "registrations:edit" if writes(request.position, begun, Purpose.REGISTRATION) else "registrations:record"
    return reverse(page, args=[begun.code])


def _first_values(request, unit, kind) -> dict:
    """The unit's address and who signs for it; where an earlier model goes on (`?tiep-tuc=`), what that one said."""
    signer = unit.last_signer if kind == Kind.COLLECTIVE else ""
    values = {"unit_address": unit.address, "signer_name": signer}
    if code := request.GET.get("tiep-tuc"):
        own = Registration.objects.open_to(request.position).filter(present_unit=unit, kind=kind)
        told = own.select_related("plan").prefetch_related(
            "other_sectors", "other_movements", "contents", "levels", "benefits"
        )
        earlier = get_object_or_404(told, code=code)
        values |= continuing.carried_on(earlier)
    return values


def _unit_to_register(request) -> Unit | None:
    """A registrant's own unit; a typist chooses one inside the own areas. With what was `begun` on this sheet."""
    position, chosen = request.position, request.GET.get("don-vi", "")
    begun = Registration.objects.open_to(position).filter(token=token_in(request.GET.get(SHEET, ""))).order_by()
    known = Unit.objects.select_related("parent").annotate(
        last_signer=continuing.last_signer(), begun=Subquery(begun.values("pk")[:1])
    )
    if position.has_role(Role.REGISTRANT):
        return known.get(pk=position.unit_id)
    if not chosen.isdecimal():
        return None
    unit = get_object_or_404(known.visible_to(position), pk=key_in(chosen) or 0)
    if not unit.exists_on(timezone.localdate()):
        raise PermissionDenied
    return unit


@require_GET
@for_roles(*TYPING_ROLES)
def choose_unit(request, slug):
    """Nhập thay từ bản giấy: for which unit?"""
    text = request.GET.get("tim", "").strip()[:100]
    units = Unit.objects.visible_to(request.position).in_force_on(timezone.localdate()).called(text).for_list(text)
    has_plan = Plan.objects.visible_to(request.position).exists()
    context = {
        "page": page_of(units, request.GET.get("trang")),
        "text": text,
        "kind": KINDS[slug],
        "has_plan": has_plan,
    }
    return render(request, "registrations/choose_unit.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(*WRITERS)
def edit(request, code):
    """The registration's paper while it may still be changed."""
    return _write(request, code, Purpose.REGISTRATION)


@require_http_methods(["GET", "POST"])
@for_roles(*WRITERS)
def result(request, code):
    """Báo cáo kết quả mô hình."""
    return _write(request, code, Purpose.RESULT)


@require_http_methods(["GET", "POST"])
@for_roles(*WRITERS)
def amend(request, code):
    """Đề nghị điều chỉnh: what is confirmed stands in the form to begin with."""
    return _write(request, code, Purpose.AMENDMENT)


@dataclass(frozen=True)
class Page:
    """How one paper is written: its page, the part that answers a saving, where the record shows it."""

    template: str
    saved: str
    place: str = ""


PAGES = {
    Purpose.REGISTRATION: Page("registrations/write.html", "registrations/_saved.html"),
    Purpose.RESULT: Page("registrations/write_result.html", "registrations/_saved.html"),
    Purpose.AMENDMENT: Page("registrations/write_amendment.html", "registrations/_wish_saved.html", "#dieu-chinh"),
}


def _write(request, code, purpose):
    is_posted = request.method == "POST"
    registration = opened(request, code, *SAVED) if is_posted else opened_to_write(request, code)
    if not writes(request.position, registration, purpose):
        raise PermissionDenied
    draft = drafts.draft_of(registration, purpose)
    data = request.POST if is_posted else draft.data if draft else None
    form = drafts.paper_form(registration, purpose, data)
    draft = draft or registration.drafts.model(registration=registration, purpose=purpose, revision=0)
    if is_posted:
        return _save(request, draft, form)
    return _page(request, draft, form, asked=asked_to_mend(registration, purpose))


def _page(request, draft, form, *, differences=(), asked=""):
    """The paper as a form, with why it came back (`asked`); where somebody saved meanwhile, with both texts."""
    registration, page = draft.registration, PAGES[Purpose(draft.purpose)]
    context = {
        "form": form, "registration": registration, "draft": draft, "revision": draft.revision,
        "differences": differences, "unit": registration.unit, "kind": Kind(registration.kind),
        "on_behalf": registration.typed_by_id is not None,
        "unsent_files": registration.attachments.filter(version__isnull=True) if registration.has_files else [],
        "asked": asked,
    }  # fmt: skip
    return render(request, page.template, context, status=409 if differences else 200)


def _save(request, draft, form, *, is_new=False):
    """Keep what was typed, whatever it is; then say what is unclear or missing, or go on to the record."""
    registration, purpose = draft.registration, draft.purpose
    try:
        draft = services.save_draft(
            by=request.position, registration=registration, purpose=purpose, data=form.typed(),
            revision=key_in(request.POST.get("revision", "")) or 0,
            bases=None if request.htmx else read_bases(request.POST.get("dua-tren", "")),
        )  # fmt: skip
    except services.DraftConflict as conflict:
        return _clash(request, conflict, getattr(form, "plans", None))
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
        return redirect("registrations:record", registration.code)
    page, here = PAGES[Purpose(purpose)], draft_address(draft)
    if request.htmx:
        context = {"form": form, "registration": registration, "draft": draft, "revision": draft.revision}
        renamed = is_new or draft.data.get("title") != registration.title
        # The page goes on showing the form of the plan that it was opened under.
        shown = request.POST.get("theo-mau")
        context["is_other_form"] = purpose == Purpose.REGISTRATION and shown not in (None, form.typed()["plan"])
        context["is_renamed"] = purpose == Purpose.REGISTRATION and renamed
        response = render(request, page.saved, context)
        response["HX-Replace-Url"] = request.build_absolute_uri(here)
        return response
    if request.POST.get("next") == "record" and not form.errors:
        return arrived(request, f"{reverse('registrations:record', args=[registration.code])}{page.place}")
    if request.POST.get("next") == PLACE:
        take_files(request, registration)
        return arrived(request, f"{here}#{PLACE}")
    unclear = f" Còn {len(form.errors)} chỗ ghi chưa rõ, cần sửa trước khi nộp." if form.errors else ""
    messages.success(request, f"Đã lưu lúc {timezone.localtime(draft.saved_at):%H:%M}.{unclear}")
    return arrived(request, here)


def _clash(request, conflict: services.DraftConflict, plans: list[Plan] | None):
    """Both texts, each in its form; `plans` as they are known already."""
    draft = conflict.draft
    prefetch_related_objects(plans or [], "sectors")
    mine, theirs = (
        drafts.paper_form(draft.registration, draft.purpose, data, plans) for data in (conflict.mine, draft.data)
    )
    return _page(request, draft, mine, differences=_differences(mine, theirs))


def arrived(request, address: str):
    """Go on, and tell the browser that what it kept of this page until the server had it may go (js/danvan.js)."""
    response = redirect(address)
    response.set_cookie("da-luu", str(posted_token(request)), max_age=300, samesite="Lax", secure=request.is_secure())
    return response


def _differences(mine, theirs) -> list[tuple[str, str, str]]:
    """(label, what I typed, what was saved meanwhile) of the fields that differ."""
    ours, others = mine.typed(), theirs.typed()
    return [(mine.fields[name].label, ours[name], others[name]) for name in ours if ours[name] != others.get(name)]


def draft_address(draft) -> str:
    """Where a draft goes on being written."""
    return reverse(WRITTEN_AT[Purpose(draft.purpose)], args=[draft.registration.code])


@require_POST
@for_roles(*WRITERS)
def discard(request, code):
    """Bỏ bản đang soạn: only what was never sent."""
    gone = _dropped(request, code, services.discard_draft, f"Đã bỏ bản đang soạn {code}.")
    return redirect("registrations:list") if gone else redirect("registrations:record", code)


@require_POST
@for_roles(*WRITERS)
def discard_amendment(request, code):
    """Bỏ đề nghị điều chỉnh đang soạn: the record stays as it was confirmed."""
    told = "Đã bỏ đề nghị điều chỉnh đang soạn. Bản đã xác nhận giữ nguyên."
    _dropped(request, code, services.discard_amendment, told)
    return redirect("registrations:record", code)


def _dropped(request, code, drop, told: str) -> bool:
    """Whether what was being written is thrown away; `told` says so."""
    registration = opened(request, code)
    return pressed(request, lambda: drop(by=request.position, registration=registration), told)
