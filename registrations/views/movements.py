"""Phong trào, cuộc vận động and their contents: those one may plan under, added and worded by offices."""

from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import for_roles
from accounts.enums import KEEPING_ROLES, Role
from common.acting import written
from registrations.models import Content, Movement
from registrations.movements.forms import ContentForm, MovementForm
from registrations.movements.services import save_content, save_movement
from registrations.views.plans import READERS


@require_GET
@for_roles(*READERS, Role.ADMIN)
def movement_list(request):
    """The movements, each with its contents and who added it."""
    managed = set(Movement.objects.managed_by(request.position).values_list("pk", flat=True))
    context = {
        "movements": Movement.objects.visible_to(request.position).for_list(),
        "managed": managed,
        "may_add": request.position.has_role(*KEEPING_ROLES),
    }
    return render(request, "registrations/movements.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(*KEEPING_ROLES)
def new_movement(request):
    """Thêm phong trào, cuộc vận động."""
    form = MovementForm(request.POST or None)
    return _write(request, form, save_movement, "movement", "Thêm phong trào, cuộc vận động")


@require_http_methods(["GET", "POST"])
@for_roles(*KEEPING_ROLES)
def edit_movement(request, pk):
    """Word a movement anew, or offer it no more."""
    form = MovementForm(request.POST or None, instance=_managed(request, pk))
    return _write(request, form, save_movement, "movement", "Sửa cách gọi phong trào, cuộc vận động")


@require_http_methods(["GET", "POST"])
@for_roles(*KEEPING_ROLES)
def new_content(request, pk):
    """Thêm một nội dung: its number is the next."""
    movement = _managed(request, pk)
    last = movement.contents.aggregate(last=Max("number"))["last"] or 0
    form = ContentForm(request.POST or None, instance=Content(movement=movement), initial={"number": last + 1})
    return _write(request, form, save_content, "content", "Thêm nội dung")


@require_http_methods(["GET", "POST"])
@for_roles(*KEEPING_ROLES)
def edit_content(request, pk, content):
    """Word a content anew, or offer it no more."""
    found = get_object_or_404(_managed(request, pk).contents, pk=content)
    form = ContentForm(request.POST or None, instance=found)
    return _write(request, form, save_content, "content", "Sửa nội dung")


def _managed(request, pk) -> Movement:
    """Those one sees; of these, those one may word."""
    found = get_object_or_404(Movement.objects.visible_to(request.position), pk=pk)
    if not Movement.objects.managed_by(request.position).filter(pk=pk).exists():
        raise PermissionDenied
    return found


def _write(request, form, save, called: str, heading: str):
    def act(**_typed):
        return f"Đã lưu: {save(by=request.position, **{called: form.instance})}."

    if written(request, form, act):
        return redirect("registrations:movements")
    return render(request, "registrations/movement_form.html", {"form": form, "heading": heading})
