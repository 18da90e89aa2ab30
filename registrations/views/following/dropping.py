"""Bỏ nơi đến, bỏ kiến nghị before the conclusion: what was written is shown once more before it goes."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import for_roles
from accounts.enums import TYPING_ROLES
from common.acting import pressed
from common.asking import ask_page, is_sure
from registrations.following.services import inspections
from registrations.models import Recommendation
from registrations.views.following.inspections import the_visit


@require_http_methods(["GET", "POST"])
@for_roles(*TYPING_ROLES)
def drop_visit(request, pk, visit):
    """Bỏ nơi đến: one of which nothing is written goes at once."""
    one = the_visit(request, pk, visit)
    facts, photos = _written_of(one)
    if is_sure(request, is_written=one.is_written):
        told = f"Đã bỏ “{one}” khỏi các nơi đoàn đến."
        pressed(request, lambda: inspections.drop_visit(by=request.position, visit=one), told)
        return redirect("registrations:inspection", pk)
    return ask_page(
        request, "Bỏ nơi này", about=str(one), facts=facts, **_around(one.inspection),
        warning="Tất cả những gì đã ghi về nơi này sẽ mất." if facts else "",
        obstacle="Nơi này đã có ảnh chụp tại chỗ nên không bỏ được." if photos else "",
    )  # fmt: skip


def _written_of(visit) -> tuple[list[tuple[str, str]], int]:
    """What would be lost with a place, line by line, and the number of its photos."""
    checks, asked = list(visit.checks.all()), list(visit.recommendations.all())
    photos = visit.photos.count()
    facts = [
        ("Nhận xét", visit.findings), ("Nội dung đã xem", "\n".join(map(str, checks))),
        ("Kiến nghị", "\n".join(map(str, asked))), ("Ảnh", f"{photos} ảnh" if photos else ""),
    ]  # fmt: skip
    return [(label, said) for label, said in facts if said], photos


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
    return ask_page(request, "Bỏ kiến nghị", about=asked.text, facts=facts, **_around(asked.visit.inspection))


def _around(inspection) -> dict:
    return {
        "back": (str(inspection), reverse("registrations:inspection", args=[inspection.pk])),
        "room": ("Kiểm tra, khảo sát", reverse("registrations:inspections")),
    }
