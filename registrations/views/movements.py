"""Phong trào, cuộc vận động: those one may plan under, added and worded by offices."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import for_roles
from accounts.enums import TYPING_ROLES
from registrations.models import Movement
from registrations.movements.forms import MovementForm
from registrations.movements.services import save_movement
from registrations.views.plans import READERS


@require_GET
@for_roles(*READERS)
def movement_list(request):
    """The movements, each with its contents and who added it."""
    shown = Movement.objects.visible_to(request.position).for_list()
    managed = set(Movement.objects.managed_by(request.position).values_list("pk", flat=True))
    may_add = request.position.has_role(*TYPING_ROLES)
    context = {"movements": shown, "managed": managed, "may_add": may_add}
    return render(request, "registrations/movements.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(*TYPING_ROLES)
def new_movement(request):
    """Thêm phong trào, cuộc vận động."""
    return _write(request, MovementForm(request.POST or None))


@require_http_methods(["GET", "POST"])
@for_roles(*TYPING_ROLES)
def edit_movement(request, pk):
    """Word a movement anew, or offer it no more."""
    found = get_object_or_404(Movement.objects.visible_to(request.position), pk=pk)
    if not Movement.objects.managed_by(request.position).filter(pk=pk).exists():
        raise PermissionDenied
    return _write(request, MovementForm(request.POST or None, instance=found))


def _write(request, form):
    if request.method == "POST" and form.is_valid():
        try:
            saved = save_movement(by=request.position, movement=form.instance)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, f"Đã lưu: {saved}.")
            return redirect("registrations:movements")
    return render(request, "registrations/movement_form.html", {"form": form})
