"""Bỏ nơi đến, bỏ kiến nghị, bỏ ảnh before the conclusion: what was written is shown once more before it goes."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import for_roles
from accounts.enums import TYPING_ROLES, Role
from common import dates
from common.acting import pressed
from common.asking import ask_page, is_sure
from registrations.following import rights
from registrations.following.services import inspections, photos
from registrations.models import Recommendation
from registrations.views.following.inspections import the_visit


@require_http_methods(["GET", "POST"])
@for_roles(*TYPING_ROLES)
def drop_visit(request, pk, visit):
    """Bỏ nơi đến: one of which nothing is written goes at once."""
    one = the_visit(request, pk, visit)
    facts, pictures = _written_of(one)
    if is_sure(request, is_written=one.is_written):
        told = f"Đã bỏ “{one}” khỏi các nơi đoàn đến."
        pressed(request, lambda: inspections.drop_visit(by=request.position, visit=one), told)
        return redirect("registrations:inspection", pk)
    return ask_page(
        request, "Bỏ nơi này", about=str(one), facts=facts, **_around(request, one.inspection),
        warning="Tất cả những gì đã ghi về nơi này sẽ mất." if facts else "",
        obstacle="Nơi này đã có ảnh chụp tại chỗ nên không bỏ được; hãy bỏ ảnh trước." if pictures else "",
    )  # fmt: skip


def _written_of(visit) -> tuple[list[tuple[str, str]], int]:
    """What would be lost with a place, line by line, and the number of its photos."""
    checks, asked = list(visit.checks.all()), list(visit.recommendations.all())
    pictures = visit.photos.count()
    facts = [
        ("Nhận xét", visit.findings), ("Nội dung đã xem", "\n".join(map(str, checks))),
        ("Kiến nghị", "\n".join(map(str, asked))), ("Ảnh", f"{pictures} ảnh" if pictures else ""),
    ]  # fmt: skip
    return [(label, said) for label, said in facts if said], pictures


@require_http_methods(["GET", "POST"])
@for_roles(*TYPING_ROLES)
def drop_recommendation(request, pk, visit, number):
    """Bỏ kiến nghị before the conclusion."""
    asked = get_object_or_404(Recommendation, visit=the_visit(request, pk, visit), pk=number)
    if is_sure(request, is_written=True):
        told = f"Đã bỏ kiến nghị “{asked}”."
        pressed(request, lambda: inspections.drop_recommendation(by=request.position, recommendation=asked), told)
        return redirect("registrations:inspection", pk)
    facts = [("Kiến nghị với", asked.addressee), ("Hạn khắc phục", f"{asked.due_on:%d/%m/%Y}")]
    return ask_page(request, "Bỏ kiến nghị", about=asked.text, facts=facts, **_around(request, asked.visit.inspection))


@require_http_methods(["GET", "POST"])
@for_roles(Role.REVIEWER, *TYPING_ROLES)
def drop_visit_photo(request, pk, visit, photo):
    """Bỏ ảnh, which is shown once more."""
    one = the_visit(request, pk, visit, on_the_spot=True)
    picture = get_object_or_404(one.photos.select_related("added_by__user"), pk=photo)
    picture.visit = one
    if not rights.takes_back(request.position, picture):
        raise PermissionDenied
    if is_sure(request, is_written=True):
        pressed(request, lambda: photos.drop_visit_photo(by=request.position, photo=picture), "Đã bỏ một ảnh.")
        return redirect("registrations:inspection", pk)
    facts = [("Tệp ảnh", picture.name), ("Thêm lúc", dates.moment(picture.added_at))]
    if picture.added_by:
        facts.append(("Người thêm", picture.added_by.user.full_name))
    small = f"{reverse('registrations:visit_photo', args=[pk, visit, photo])}?nho=1"
    return ask_page(request, "Bỏ ảnh", about=str(one), facts=facts, picture=small, **_around(request, one.inspection))


def _around(request, inspection) -> dict:
    """The way back; a reviewer reads no list of inspections."""
    room = (
        None
        if request.position.has_role(Role.REVIEWER)
        else ("Kiểm tra, khảo sát", reverse("registrations:inspections"))
    )
    return {"back": (str(inspection), reverse("registrations:inspection", args=[inspection.pk])), "room": room}
