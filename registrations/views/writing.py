"""The paper as a form: begun, saved while typing, looked at, discarded."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import for_roles
from accounts.enums import TYPING_ROLES, Role
from common import formerrors, vietnamese
from common.keys import key_in
from common.paging import page_of
from common.tokens import posted_token
from registrations import continuing, drafts, services
from registrations.enums import EDITABLE, Kind, Purpose, State
from registrations.forms import ResultForm, form_class
from registrations.models import Registration
from registrations.rights import owns
from units.models import Unit

KINDS = {kind.slug: kind for kind in Kind}


@require_http_methods(["GET", "POST"])
@for_roles(Role.REGISTRANT, *TYPING_ROLES)
def new(request, slug):
    """A new registration: the form itself; nothing is stored before the first save."""
    if slug not in KINDS:
        raise Http404
    unit = _unit_to_register(request)
    if unit is None:
        return choose_unit(request, slug)
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
            return _save(request, draft, form)
    context = {"form": form, "unit": unit, "kind": kind, "revision": 1, "on_behalf": unit != request.position.unit}
    return render(request, "registrations/write.html", context)


def _first_values(request, unit, kind) -> dict:
    """The unit's address; where an earlier model goes on (`?tiep-tuc=`), what that one said."""
    values = {"unit_address": unit.address}
    if code := request.GET.get("tiep-tuc"):
        own = Registration.objects.open_to(request.position).filter(present_unit=unit, kind=kind)
        told = own.select_related("plan").prefetch_related("other_sectors", "levels", "benefits")
        earlier = get_object_or_404(told, code=code)
        values |= continuing.carried_on(earlier)
    return values


def _unit_to_register(request) -> Unit | None:
    """A registrant's own unit; a typist chooses one inside the own areas."""
    position, chosen = request.position, request.GET.get("don-vi", "")
    if position.has_role(Role.REGISTRANT):
        return position.unit
    if not chosen.isdecimal():
        return None
    unit = get_object_or_404(Unit.objects.visible_to(position).select_related("parent"), pk=key_in(chosen) or 0)
    if not unit.exists_on(timezone.localdate()):
        raise PermissionDenied
    return unit


@require_GET
@for_roles(*TYPING_ROLES)
def choose_unit(request, slug):
    """Nhập thay từ bản giấy: for which unit?"""
    text = request.GET.get("tim", "").strip()[:100]
    units = Unit.objects.visible_to(request.position).in_force_on(timezone.localdate()).for_list()
    for word in vietnamese.fold(text).split():
        units = units.filter(search_text__contains=word)
    context = {"page": page_of(units, request.GET.get("trang")), "text": text, "kind": KINDS[slug]}
    return render(request, "registrations/choose_unit.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(Role.REGISTRANT, *TYPING_ROLES)
def edit(request, code):
    """The registration's paper while it may still be changed."""
    return _write(request, code, Purpose.REGISTRATION)


@require_http_methods(["GET", "POST"])
@for_roles(Role.REGISTRANT, *TYPING_ROLES)
def result(request, code):
    """Báo cáo kết quả mô hình."""
    return _write(request, code, Purpose.RESULT)


def _write(request, code, purpose):
    registration = get_object_or_404(
        Registration.objects.open_to(request.position).select_related("unit__parent", "plan__movement"), code=code
    )
    writable = EDITABLE if purpose == Purpose.REGISTRATION else {State.CONFIRMED}
    if not owns(request.position, registration) or registration.state not in writable:
        raise PermissionDenied
    draft = registration.drafts.filter(purpose=purpose).first()
    data = request.POST if request.method == "POST" else drafts.as_query(draft.data) if draft else None
    form = ResultForm(data) if purpose == Purpose.RESULT else drafts.registration_form(registration, data)
    if request.method == "POST":
        return _save(request, draft or _unsaved(registration, purpose), form)
    context = {"form": form, "registration": registration, "draft": draft, "revision": draft.revision if draft else 0}
    return render(request, _template(purpose), _with_files(context, purpose))


def _unsaved(registration, purpose):
    return registration.drafts.model(registration=registration, purpose=purpose, revision=0)


def _save(request, draft, form):
    """Keep what was typed, whatever it is; then say what is unclear or missing, or go on to the record."""
    revision = key_in(request.POST.get("revision", "")) or 0
    registration, purpose = draft.registration, draft.purpose
    try:
        draft = services.save_draft(
            by=request.position, registration=registration, purpose=purpose, data=form.typed(),
            revision=revision,
        )  # fmt: skip
    except services.DraftConflict as conflict:
        theirs = drafts.form_of(conflict.draft)
        context = {"form": form, "theirs": theirs, "draft": conflict.draft, "registration": registration}
        context["differences"] = _differences(form, theirs)
        context["revision"] = conflict.draft.revision
        return render(request, _template(purpose), _with_files(context, purpose), status=409)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
        return redirect("registrations:record", registration.code)
    if request.htmx:
        context = {"form": form, "registration": registration, "draft": draft, "revision": draft.revision}
        context["is_renamed"] = purpose == Purpose.REGISTRATION and draft.data["title"] != registration.title
        response = render(request, "registrations/_saved.html", context)
        response["HX-Replace-Url"] = request.build_absolute_uri(draft_address(draft))
        return response
    if request.POST.get("next") == "record" and not form.errors:
        return _arrived(request, redirect("registrations:record", registration.code))
    unclear = f" Còn {len(form.errors)} chỗ ghi chưa rõ, cần sửa trước khi nộp." if form.errors else ""
    messages.success(request, f"Đã lưu lúc {timezone.localtime(draft.saved_at):%H:%M}.{unclear}")
    return _arrived(request, redirect(draft_address(draft)))


def _arrived(request, response):
    """Tell the browser that what it kept of this page until the server had it may go (static/js/danvan.js)."""
    response.set_cookie("da-luu", str(posted_token(request)), max_age=300, samesite="Lax", secure=request.is_secure())
    return response


def _differences(mine, theirs) -> list[tuple[str, str, str]]:
    """(label, what I typed, what was saved meanwhile) of the fields that differ."""
    ours, others = mine.typed(), theirs.typed()
    return [(mine.fields[name].label, ours[name], others[name]) for name in ours if ours[name] != others.get(name)]


def draft_address(draft) -> str:
    """Where a draft goes on being written."""
    name = "registrations:result" if draft.purpose == Purpose.RESULT else "registrations:edit"
    return reverse(name, args=[draft.registration.code])


def _template(purpose: str) -> str:
    return "registrations/write_result.html" if purpose == Purpose.RESULT else "registrations/write.html"


def _with_files(context: dict, purpose: str) -> dict:
    registration = context["registration"]
    context["unsent_files"] = registration.attachments.filter(version__isnull=True)
    context["unit"], context["kind"] = registration.unit, Kind(registration.kind)
    context["on_behalf"] = registration.typed_by_id is not None
    return context


@require_POST
@for_roles(Role.REGISTRANT, *TYPING_ROLES)
def discard(request, code):
    """Bỏ bản đang soạn: only what was never sent."""
    registration = get_object_or_404(Registration.objects.open_to(request.position), code=code)
    try:
        services.discard_draft(by=request.position, registration=registration)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
        return redirect("registrations:record", code)
    messages.success(request, f"Đã bỏ bản đang soạn {code}.")
    return redirect("registrations:list")
