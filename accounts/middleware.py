"""When a session ends; the position in which a request acts; a form opened under another position is refused."""

from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import render

from accounts import sessions
from accounts.enums import Role
from accounts.held import positions_held_by
from accounts.lockout import SIGNED_IN
from accounts.models import Position
from common import refusals
from common.models import AuditRecord


class SessionEndMiddleware:
    """Signs out whoever lay still too long or began too long ago. Stands before the question who may go on."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            if sessions.is_over(request.session):
                logout(request)
                messages.info(request, "Phiên làm việc đã hết. Hãy đăng nhập lại.")
            else:
                sessions.touch(request)
        return self.get_response(request)


class PositionMiddleware:
    """Sets request.positions (all the person holds today) and request.position (the one in use, or None)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.positions, request.position = [], None
        if request.user.is_authenticated:
            request.positions = positions_held_by(request.user)
            request.position = chosen(request)
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """A form carries the position it was opened under: what was typed is kept and offered under that one."""
        opened_under = request.POST.get("position", "") if request.method == "POST" else ""
        if not opened_under or opened_under == str(getattr(request.position, "pk", "")):
            return None
        wanted = next((position for position in request.positions if str(position.pk) == opened_under), None)
        if wanted and request.POST.get("switch") == "1":
            request.session["position"] = wanted.pk
            request.position = wanted
            return None
        if request.user.is_authenticated:
            why = f"Biểu mẫu đã mở ở vị trí khác: {wanted or 'vị trí không còn giữ'}"
            what = f"Gửi biểu mẫu ở trang {request.path[:200]}"
            refusals.note(by=request.position, person=request.user, obj=request.user, what=what, why=why)
        kept = [(name, value) for name in request.POST for value in request.POST.getlist(name) if name != "switch"]
        kept = [(name, value) for name, value in kept if name != "csrfmiddlewaretoken"]
        context = {"wanted": wanted, "kept": kept, "had_files": bool(request.FILES)}
        return render(request, "accounts/position_changed.html", context, status=409)


def chosen(request):
    """The position the person switched to, while it is still held; else the one to begin with, kept for the session."""
    held = {position.pk: position for position in request.positions}
    if request.session.get("position") not in held and len(held) > 1:
        request.session["position"] = _to_begin_with(held.values(), request.user).pk
    return held.get(request.session.get("position")) or next(iter(held.values()), None)


def _to_begin_with(positions, user) -> Position:
    """The one at which the person did something last; else one that works, before the keeping of the system."""
    lines = AuditRecord.objects.filter(actor_id=user.pk, position_id__in=[position.pk for position in positions])
    last = lines.exclude(action=SIGNED_IN).order_by("-at", "-pk").values_list("position_id", flat=True).first()
    return min(positions, key=lambda position: (position.pk != last, position.has_role(Role.ADMIN), position.pk))
