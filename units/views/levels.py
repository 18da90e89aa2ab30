"""Các cấp: the list, with one form to add a level or to correct one. Only the administrator keeps them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from common import formerrors
from units import rights, services
from units.forms import LevelForm
from units.models import Level


@require_http_methods(["GET", "POST"])
def levels(request, pk=None):
    """Các cấp: the list, with one form to add a level or to correct one."""
    if not rights.may_keep_levels(request.position):
        raise PermissionDenied
    level = get_object_or_404(Level, pk=pk) if pk else None
    form = LevelForm(request.POST or None, level=level)
    if request.method == "POST" and form.is_valid():
        try:
            _write_level(request.position, level, form.cleaned_data)
        except ValidationError as problem:
            formerrors.show(form, problem)
        else:
            messages.success(request, "Đã ghi danh sách cấp.")
            return redirect("units:levels")
    rows = Level.objects.with_units_on(timezone.localdate())
    return render(request, "units/levels.html", {"form": form, "level": level, "rows": rows})


def _write_level(by, level, fields):
    if level:
        return services.correct_level(by=by, level=level, **fields)
    return services.add_level(by=by, **fields)
