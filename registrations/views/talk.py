"""Trao đổi, ghi chú nội bộ: what is said about a record; and the reasons a unit keeps ready."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import for_roles
from accounts.enums import DECIDING_ROLES, DESK_ROLES, Role
from common.acting import pressed, written
from common.tokens import posted_token
from registrations import rights
from registrations.models import ReadyReason
from registrations.talk import reasons
from registrations.talk import services as talking
from registrations.talk.forms import CommentForm, ReadyReasonForm
from registrations.views.opening import WRITERS, opened


def _back(code: str, place: str):
    return redirect(f"{reverse('registrations:record', args=[code])}#{place}")


@require_http_methods(["GET", "POST"])
@for_roles(*WRITERS)
def say(request, code):
    """Gửi trao đổi to the other side."""
    return _say(request, code, internal=False, may=rights.joins_talk)


@require_http_methods(["GET", "POST"])
@for_roles(*DESK_ROLES)
def note(request, code):
    """Ghi chú nội bộ, for the desks alone."""
    return _say(request, code, internal=True, may=rights.writes_notes)


def _say(request, code, *, internal: bool, may):
    """The box stands on the record's page; what cannot be kept comes back on a page of its own, with what was typed."""
    registration = opened(request, code, "unit", "desk")
    if not may(request.position, registration):
        raise PermissionDenied
    form = CommentForm(request.POST or None)

    def act(text):
        token = posted_token(request)
        talking.say(by=request.position, registration=registration, text=text, internal=internal, token=token)
        return "Đã ghi chú nội bộ." if internal else "Đã gửi. Bên kia thấy lời này trên bàn làm việc."

    if written(request, form, act):
        return _back(code, "ghi-chu" if internal else "trao-doi")
    return render(request, "registrations/say.html", {"registration": registration, "form": form, "internal": internal})


@require_POST
@for_roles(*WRITERS, Role.LEADER)
def take_back(request, code, pk):
    """Rút lại what one has just said."""
    registration = opened(request, code, "unit", "desk")
    said = registration.comments.all()
    if not rights.reads_notes(request.position, registration):
        said = said.filter(internal=False)
    comment = get_object_or_404(said, pk=pk)
    pressed(request, lambda: talking.take_back(by=request.position, comment=comment), "Đã rút lại.")
    return _back(code, "ghi-chu" if comment.internal else "trao-doi")


@require_POST
@for_roles(*WRITERS)
def mark_read(request, code):
    """Đã đọc."""
    talking.mark_read(by=request.position, registration=opened(request, code, "unit", "desk"))
    return _back(code, "trao-doi")


@require_http_methods(["GET", "POST"])
@for_roles(*DECIDING_ROLES)
def ready_reasons(request):
    """Lý do mẫu of the unit, the most used first; one more."""
    form = ReadyReasonForm(request.POST or None)

    def act(text):
        reasons.keep_reason(by=request.position, text=text)
        return "Đã thêm lý do mẫu."

    if written(request, form, act):
        return redirect("registrations:ready_reasons")
    found = list(ReadyReason.objects.filter(unit=request.position.unit_id))
    return render(request, "registrations/ready_reasons.html", {"form": form, "reasons": found})


def _reason(request, pk) -> ReadyReason:
    return get_object_or_404(ReadyReason.objects.filter(unit=request.position.unit_id), pk=pk)


@require_http_methods(["GET", "POST"])
@for_roles(*DECIDING_ROLES)
def correct_reason(request, pk):
    """Sửa lý do mẫu."""
    reason = _reason(request, pk)
    form = ReadyReasonForm(request.POST or None, initial={"text": reason.text})

    def act(text):
        reasons.correct_reason(by=request.position, reason=reason, text=text)
        return "Đã sửa lý do mẫu."

    if written(request, form, act):
        return redirect("registrations:ready_reasons")
    return render(request, "registrations/ready_reason.html", {"form": form, "reason": reason})


@require_POST
@for_roles(*DECIDING_ROLES)
def drop_reason(request, pk):
    """Bỏ lý do mẫu."""
    reason = _reason(request, pk)
    pressed(request, lambda: reasons.drop_reason(by=request.position, reason=reason), "Đã bỏ lý do mẫu.")
    return redirect("registrations:ready_reasons")


@require_POST
@for_roles(*DECIDING_ROLES)
def starter_reasons(request):
    """Thêm các lý do thường dùng."""
    made = reasons.add_starter_reasons(by=request.position)
    messages.success(request, f"Đã thêm {made} lý do." if made else "Đơn vị đã có lý do mẫu.")
    return redirect("registrations:ready_reasons")
