"""Trang công khai: what anybody may read without signing in, and nothing more."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from common import limits
from common.keys import key_in
from common.paging import page_of
from common.vietnamese import fold
from recognition.models import Award, PublicPicture, PublicStory
from units.models import Level

ROWS = 30
MAINTAINED = "dang-duy-tri"
STANDING = {MAINTAINED: "Đang duy trì", "khong-con": "Không còn duy trì"}
# A whole office or school may stand behind one address.
LISTS_A_MINUTE, CODES_A_MINUTE, PICTURES_A_MINUTE = 120, 60, 360


@require_GET
@login_not_required
def models(request):
    """Mô hình đã công nhận: collectives, and persons who have agreed; searched without marks, by year and level."""
    if limits.is_too_often(request, "public", most=LISTS_A_MINUTE):
        return limits.too_often(request)
    text, year, level = (
        request.GET.get("tim", "")[:100],
        key_in(request.GET.get("nam", "")),
        key_in(request.GET.get("cap", "")),
    )
    awards = Award.objects.public()
    years = sorted(set(awards.order_by().values_list("year", flat=True).distinct()), reverse=True)
    for word in fold(text).split():
        awards = awards.filter(search_text__contains=word)
    awards = awards.filter(year=year) if year in years else awards
    awards = awards.filter(level=level) if level else awards
    standing = request.GET.get("tinh-trang", "")
    if standing in STANDING:
        awards = awards.filter(lapsed_from__isnull=standing == MAINTAINED)
    shown = (
        awards.select_related("level", "registration__sector", "decision")
        .with_copies()
        .order_by("-year", "sort_key", "pk")
    )
    levels = list(Level.objects.filter(pk__in=Award.objects.public().order_by().values("level")))
    context = {"page": page_of(shown, request.GET.get("trang"), rows=ROWS), "text": text, "years": years, "year": year,
               "levels": levels, "level": level, "standing": standing, "standings": STANDING.items()}  # fmt: skip
    return render(request, "recognition/public_list.html", context)


@require_GET
@login_not_required
def model(request, pk):
    """One recognised model, to be shared; with its recognitions at other levels and in other years."""
    if limits.is_too_often(request, "public", most=LISTS_A_MINUTE):
        return limits.too_often(request)
    public = Award.objects.public().select_related(
        "level", "decision__unit", "decision__headed_by", "registration__sector"
    )
    award = get_object_or_404(public.with_copies(), pk=pk)
    others = public.filter(registration=award.registration_id).exclude(pk=pk).order_by("-issued_on", "pk")
    story = PublicStory.objects.filter(award=award, is_public=True).prefetch_related("pictures").first()
    context = {
        "award": award,
        "others": list(others),
        "story": story,
        "copies": _public_copies(award) if award.copies else [],
    }
    return render(request, "recognition/public_model.html", context)


@require_GET
@login_not_required
def picture(request, pk, place):
    """One picture of a public story; drawn anew without place and time when it was kept."""
    if limits.is_too_often(request, "public_picture", most=PICTURES_A_MINUTE):
        return limits.too_often(request)
    shown = PublicPicture.objects.filter(story__is_public=True, story__award__in=Award.objects.public().order_by())
    found = get_object_or_404(shown.select_related("photo", "attachment"), story__award=pk, place=place)
    response = FileResponse(found.source.file.open(), content_type=found.source.mime)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _public_copies(award: Award) -> list[Award]:
    """Copies of the model that are on the public list themselves; the others are only counted."""
    after = Q(registration__replicates__root=award.registration_id) | Q(
        registration__replicates__original=award.registration_id
    )
    return list(Award.objects.public().filter(after).order_by("sort_key", "pk")[:ROWS])


@require_GET
@login_not_required
def ask_code(request):
    """Xác minh: who holds the paper types the code as it is printed; blanks and capitals do not matter."""
    if limits.is_too_often(request, "verify", most=CODES_A_MINUTE):
        return limits.too_often(request)
    code = "".join(sign for sign in request.GET.get("ma", "")[:60].lower() if sign.isascii() and sign.isalnum())
    return redirect("verify", code) if code else render(request, "recognition/verify.html", {"answer": "", "code": ""})


@require_GET
@login_not_required
@never_cache
def verify(request, code):
    """Xác minh: genuine, revoked or unknown, and nothing more."""
    if limits.is_too_often(request, "verify", most=CODES_A_MINUTE):
        return limits.too_often(request)
    award = Award.objects.published().filter(code=code.lower()).only("revoked_on").first()
    answer = "unknown" if award is None else "revoked" if award.revoked_on else "genuine"
    return render(
        request, "recognition/verify.html", {"answer": answer, "code": code[:20]}, status=404 if award is None else 200
    )
