"""Hoạt động: the list and its files, one activity, writing it, pictures."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from common import asking
from common.acting import pressed
from common.keys import key_in
from common.tokens import posted_token
from documents.annex_files import annex_response
from front import asked as asking_for
from front.asked import STANDINGS
from front.enums import ActivityKind
from front.filters import filters_for
from front.forms.activities import ActivityForm, PhotosForm, begun_with, copied_from
from front.forms.shared import StrikeForm
from front.listed import activities_of, activities_page
from front.members import is_member
from front.models import Activity, ActivityPhoto
from front.offers import offered_contents
from front.rights import keeps, runs_front, writes
from front.rows import activity_rows
from front.services import activities as service
from front.services import keeping
from front.tables import activity_table, annex_for
from front.views.opening import (
    at_activity,
    for_readers,
    for_writers,
    form_page,
    in_room,
    room,
    the_activity,
)
from registrations.views.following.work import shown_photo

MOST_PRINTED = 2000


@require_GET
@for_readers
def activities(request):
    """The activities of my areas, as asked for."""
    asked = asking_for.read(request.GET)
    page = activities_page(request.position, asked, request.GET.get("trang"))
    filters = filters_for(
        request.position, asked, kinds=tuple(ActivityKind.choices), standings=tuple(STANDINGS.items())
    )
    return render(request, "front/activities.html", {
        "page": page, "rows": activity_rows(page), "asked": asked, "filters": filters,
        "writes": writes(request.position), "runs": runs_front(request.position),
        "is_desk": not is_member(request.position),
    })  # fmt: skip


@require_GET
@for_readers
def activities_file(request, ending):
    """The list as shown: PDF, Excel, Word."""
    asked = asking_for.read(request.GET)
    found = activities_of(request.position, asked).select_related("unit").prefetch_related("contents")
    annex = annex_for(request.position, activity_table(found.order_by("starts_on", "pk")[:MOST_PRINTED], asked))
    return annex_response(annex, f"Hoạt động Mặt trận {asked.in_words}", ending)


@require_GET
@for_readers
def activity(request, pk):
    """One activity: what is written of it, its pictures, what it asked for."""
    one = the_activity(request, pk)
    keeps_it = keeps(request.position, one) and not one.is_struck
    return render(request, "front/activity.html", {
        "activity": one, "contents": one.contents.all(), "photos": one.photos.all(), "keeps": keeps_it,
        "findings": list(one.findings.prefetch_related("follow_ups__by__user")) if _inspects(one) else [],
        "inspects": _inspects(one), "crumbs": in_room(),
    })  # fmt: skip


def _inspects(one: Activity) -> bool:
    return one.kind == ActivityKind.SUPERVISION and one.is_held


def _form(request, *, initial, is_new=True) -> ActivityForm:
    return ActivityForm(
        request.POST or None, request.FILES or None, initial=initial, contents=offered_contents(),
        by=request.position, is_new=is_new,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@for_writers
def new_activity(request):
    """Ghi hoạt động; `?chep=` begins with another one, but for what belongs to its day."""
    initial = {"starts_on": timezone.localdate()}
    if key := key_in(request.GET.get("chep", "")):
        initial = copied_from(the_activity(request, key))
    form, made = _form(request, initial=initial), []

    def act(contents, photos, unit, **facts):
        token = posted_token(request)
        made.append(service.add_activity(
            by=request.position, unit=unit, facts=facts, contents=contents, photos=photos, token=token
        ))  # fmt: skip
        later = "" if made[0].is_held else " Khi xong, mở hoạt động để ghi số người dự."
        return f"Đã ghi “{made[0].name}” ngày {made[0].days}.{later}"

    back = reverse("front:activities")
    answer = form_page(
        request,
        form,
        act,
        heading="Ghi hoạt động",
        button="Ghi hoạt động",
        back=back,
        template="front/write_activity.html",
    )
    return redirect("front:activity", made[0].pk) if made else answer


@require_http_methods(["GET", "POST"])
@for_writers
def edit_activity(request, pk):
    """Sửa, or tell how a planned activity went."""
    one = the_activity(request, pk, to_write=True)
    back = reverse("front:activity", args=[pk])

    def act(contents, **facts):
        posted_token(request)
        service.correct_activity(by=request.position, activity=one, facts=facts, contents=contents)
        return "Đã lưu hoạt động."

    form = _form(request, initial=begun_with(one), is_new=False)
    heading = "Ghi kết quả hoạt động" if one.is_to_tell else "Sửa hoạt động"
    return form_page(request, form, act, heading=heading, button="Lưu", back=back, template="front/write_activity.html",
                     crumbs=at_activity(one))  # fmt: skip


@require_http_methods(["GET", "POST"])
@for_writers
def strike_activity(request, pk):
    """Hủy."""
    one = the_activity(request, pk, to_write=True)
    back = reverse("front:activity", args=[pk])

    def act(reason):
        posted_token(request)
        keeping.strike(by=request.position, row=one, reason=reason)
        return f"Đã hủy “{one.name}”; hoạt động không còn được tính."

    return form_page(request, StrikeForm(request.POST or None), act, heading="Hủy hoạt động", button="Hủy hoạt động",
                     back=back, crumbs=at_activity(one), about=f"{one.name}, {one.days}")  # fmt: skip


@require_http_methods(["GET", "POST"])
@for_writers
def add_photos(request, pk):
    """Thêm ảnh."""
    one = the_activity(request, pk, to_write=True)
    back = reverse("front:activity", args=[pk])

    def act(photos):
        service.add_photos(by=request.position, activity=one, photos=photos, token=posted_token(request))
        return f"Đã thêm {len(photos)} ảnh."

    return form_page(request, PhotosForm(request.POST or None, request.FILES or None), act, heading="Thêm ảnh",
                     button="Thêm ảnh", back=back, crumbs=at_activity(one), about=one.name)  # fmt: skip


def _photo(request, pk, photo, **how) -> ActivityPhoto:
    one = the_activity(request, pk, **how)
    return get_object_or_404(ActivityPhoto.objects.select_related("activity"), activity=one, pk=photo)


@require_GET
@for_readers
def photo(request, pk, photo) -> HttpResponse:
    """A picture; `?nho=1`: the small one shown on the page."""
    return shown_photo(request, _photo(request, pk, photo))


@require_http_methods(["GET", "POST"])
@for_writers
def drop_photo(request, pk, photo):
    """Bỏ ảnh, asked before."""
    picture, back = _photo(request, pk, photo, to_write=True), reverse("front:activity", args=[pk])
    if asking.is_sure(request, is_written=True):
        posted_token(request)
        pressed(request, lambda: service.drop_photo(by=request.position, photo=picture), "Đã bỏ ảnh.")
        return redirect(back)
    return asking.ask_page(
        request, "Bỏ ảnh", back=(picture.activity.name, back), room=room(),
        about=picture.name, warning="Ảnh bỏ rồi không lấy lại được.",
    )  # fmt: skip
