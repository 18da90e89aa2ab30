"""Mốc thực hiện, ghi nhanh tiến độ, ảnh, nhân rộng: what is written at one model."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import for_roles
from common.acting import pressed, written
from common.keys import key_in
from common.paging import page_of
from common.tokens import posted_token
from registrations.following import rights
from registrations.following.enums import FOLLOWED
from registrations.following.forms import DoneForm, MilestoneForm, ProgressForm
from registrations.following.services import copies, milestones, notes
from registrations.models import Milestone, NotePhoto, Registration
from registrations.search import found
from registrations.views.files import file_response
from registrations.views.following.pages import followed
from registrations.views.opening import READERS, WRITERS


def back_to(registration, tab: str = ""):
    here = reverse("registrations:follow", args=[registration.code])
    return redirect(f"{here}?xem={tab}" if tab else here)


def write(request, registration, form, act, heading: str, button: str, **context):
    """One small form about a model: `act` writes what was typed and says what to tell."""
    if written(request, form, act):
        return back_to(registration)
    context |= {"registration": registration, "form": form, "heading": heading, "button": button}
    return render(request, "registrations/following/form.html", context)


def _owned(request, code):
    registration = followed(request, code)
    if not rights.keeps_milestones(request.position, registration):
        raise PermissionDenied
    return registration


def _milestone(request, code, pk) -> Milestone:
    registration = _owned(request, code)
    return get_object_or_404(Milestone.objects.select_related("registration"), registration=registration, pk=pk)


@require_http_methods(["GET", "POST"])
@for_roles(*WRITERS)
def new_milestone(request, code):
    """Thêm mốc thực hiện."""
    registration = _owned(request, code)

    def act(**given):
        token = posted_token(request)
        return f"Đã thêm mốc “{milestones.add_milestone(by=request.position, registration=registration, token=token, **given)}”."

    return write(request, registration, MilestoneForm(request.POST or None), act, "Thêm mốc thực hiện", "Thêm mốc")


@require_http_methods(["GET", "POST"])
@for_roles(*WRITERS)
def edit_milestone(request, code, pk):
    """Sửa mốc chưa xong."""
    milestone = _milestone(request, code, pk)

    def act(**given):
        return f"Đã sửa mốc “{milestones.change_milestone(by=request.position, milestone=milestone, **given)}”."

    first = {"text": milestone.text, "due_on": milestone.due_on}
    form = MilestoneForm(request.POST or None, initial=first)
    return write(request, milestone.registration, form, act, "Sửa mốc thực hiện", "Lưu mốc")


@require_POST
@for_roles(*WRITERS)
def finish_milestone(request, code, pk):
    """Ghi mốc đã xong, or with no day: not done after all."""
    milestone = _milestone(request, code, pk)
    undone = request.POST.get("chua-xong")
    form = DoneForm(request.POST)
    if not undone and not form.is_valid():
        messages.error(request, f"{milestone}: {form.errors['done_on'][0]}")
        return back_to(milestone.registration)
    day = None if undone else form.cleaned_data["done_on"]
    told = f"Đã ghi mốc “{milestone}” {'là chưa xong' if undone else f'xong ngày {day:%d/%m/%Y}'}."
    pressed(request, lambda: milestones.mark_done(by=request.position, milestone=milestone, done_on=day), told)
    return back_to(milestone.registration)


@require_POST
@for_roles(*WRITERS)
def drop_milestone(request, code, pk):
    """Bỏ mốc."""
    milestone = _milestone(request, code, pk)
    told = f"Đã bỏ mốc “{milestone}”."
    pressed(request, lambda: milestones.drop_milestone(by=request.position, milestone=milestone), told)
    return back_to(milestone.registration)


@require_http_methods(["GET", "POST"])
@for_roles(*WRITERS)
def new_note(request, code):
    """Ghi nhanh tiến độ."""
    registration = followed(request, code)
    if not rights.takes_notes(request.position, registration):
        raise PermissionDenied
    first = {"on": timezone.localdate()}
    form = ProgressForm(request.POST, request.FILES) if request.method == "POST" else ProgressForm(initial=first)

    def act(**given):
        note = notes.add_note(by=request.position, registration=registration, token=posted_token(request), **given)
        kept = note.photos.count()
        return f"Đã ghi tiến độ ngày {note.on:%d/%m/%Y}{f', kèm {kept} ảnh' if kept else ''}."

    return write(request, registration, form, act, "Ghi nhanh tiến độ", "Ghi tiến độ")


@require_GET
@for_roles(*READERS)
def photo(request, code, pk):
    """A photo as it was taken; `?nho=1`: the small picture shown on the page."""
    registration = followed(request, code)
    return shown_photo(request, get_object_or_404(NotePhoto, note__registration=registration, pk=pk))


def shown_photo(request, picture):
    """A photo whole, or its small picture, which the browser may keep."""
    if not request.GET.get("nho"):
        return file_response(picture)
    response = FileResponse(picture.preview.open(), content_type="image/jpeg")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, max-age=86400"
    return response


@require_http_methods(["GET", "POST"])
@for_roles(*WRITERS)
def original(request, code):
    """Nhân rộng từ mô hình: looked for by code or words among what I see."""
    registration = followed(request, code)
    if not rights.names_original(request.position, registration):
        raise PermissionDenied
    offered = Registration.objects.visible_to(request.position).filter(state__in=FOLLOWED).exclude(pk=registration.pk)
    if request.method == "POST":
        chosen = get_object_or_404(offered, pk=key_in(request.POST.get("mo-hinh", "")) or 0)

        def act():
            copies.set_original(by=request.position, registration=registration, original=chosen)

        if pressed(request, act, f"Đã ghi nhân rộng từ mô hình {chosen.code}."):
            return back_to(registration, "nhan-rong")
    text = request.GET.get("tim", "").strip()[:100]
    page = page_of(found(offered, text).for_list().annotate(year=F("plan__year")), request.GET.get("trang"), rows=20)
    context = {"registration": registration, "page": page, "text": text}
    return render(request, "registrations/following/original.html", context)


@require_POST
@for_roles(*WRITERS)
def clear_original(request, code):
    """Bỏ ghi nhân rộng."""
    registration = followed(request, code)
    copies.clear_original(by=request.position, registration=registration)
    messages.success(request, "Đã bỏ ghi nhân rộng.")
    return back_to(registration, "nhan-rong")
