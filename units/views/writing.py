"""Thêm và sửa đơn vị. Who may, units.rights says."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from common import formerrors
from units import rights, services
from units.enums import Nature
from units.forms import UnitForm
from units.views.tree import visible_unit

NATURES = {"dia-ban": Nature.AREA, "co-quan": Nature.BODY}


def _next_step(unit) -> str:
    """Nobody can register in a commune before some body in it collects."""
    if unit.nature == Nature.AREA and unit.level:
        return "thêm cơ quan tiếp nhận đăng ký của địa bàn này"
    return "giao vị trí công tác cho cán bộ ở đơn vị này"


@require_http_methods(["GET", "POST"])
def add_unit(request, pk, kind):
    """Thêm địa bàn, thêm cơ quan vào một địa bàn."""
    area, nature = visible_unit(request, pk), NATURES[kind]
    if not rights.may_add_below(request.position, area):
        raise PermissionDenied
    form = UnitForm(request.POST or None, area=area, nature=nature)
    if request.method == "POST" and form.is_valid():
        try:
            unit = services.add_unit(by=request.position, parent=area, nature=nature, **form.fields_of_unit())
        except ValidationError as problem:
            formerrors.show(form, problem)
        else:
            messages.success(request, f"Đã thêm {unit}. Bước tiếp theo: {_next_step(unit)}.")
            return redirect("units:unit", pk=unit.pk)
    return render(request, "units/unit_form.html", {"form": form, "area": area, "unit": None})


@require_http_methods(["GET", "POST"])
def correct_unit(request, pk):
    """Sửa chỗ ghi sai, or write what has changed from a day on."""
    unit = visible_unit(request, pk)
    if not rights.may_correct(request.position, unit):
        raise PermissionDenied
    form = UnitForm(request.POST or None, area=unit.parent, nature=unit.nature, unit=unit)
    if request.method == "POST" and form.is_valid():
        try:
            services.correct_unit(by=request.position, unit=unit, **form.fields_of_unit())
        except ValidationError as problem:
            formerrors.show(form, problem)
        else:
            messages.success(request, form.done)
            return redirect("units:unit", pk=unit.pk)
    return render(request, "units/unit_form.html", {"form": form, "area": unit.parent, "unit": unit})
