"""Sơ đồ tổ chức: the tree, one unit, and the levels. Everybody sees the own areas; who may write, units.rights says."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from common import formerrors
from common.paging import page_of
from common.vietnamese import fold
from units import letterheads, rights, services, tree
from units.enums import Nature
from units.forms import LevelForm, UnitForm
from units.models import Level, Unit

NATURES = {"dia-ban": Nature.AREA, "co-quan": Nature.BODY}


@require_GET
def unit_tree(request):
    """Sơ đồ tổ chức of the own areas; with `tim`, the list of what was found."""
    wanted = request.GET.get("tim", "").strip()[:200]
    areas = request.position.all_areas() if request.position else []
    context = {"wanted": wanted, "areas": areas, "may_keep_levels": rights.may_keep_levels(request.position)}
    if wanted:
        found = Unit.objects.visible_to(request.position).filter(search_text__contains=fold(wanted)).for_list()
        return render(request, "units/found.html", context | {"page": page_of(found, request.GET.get("trang"))})
    return render(request, "units/tree.html", context | {"tree": tree.drawn_for(request.position)})


def visible_unit(request, pk) -> Unit:
    return get_object_or_404(Unit.objects.visible_to(request.position).select_related("level", "parent__level"), pk=pk)


@require_GET
def unit_page(request, pk):
    """Một đơn vị: facts, letterhead, what hangs below it."""
    unit = visible_unit(request, pk)
    below = sorted(Unit.objects.filter(parent=unit).for_list(), key=lambda one: one.is_area)
    return render(request, "units/unit.html", {
        "unit": unit,
        "above": [one for one in Unit.objects.around(unit) if one.pk != unit.pk],
        "bodies": [one for one in below if not one.is_area],
        "areas_below": [one for one in below if one.is_area],
        "head": None if unit.is_area else letterheads.letterhead_of(unit, kind="BC", number="05"),
        "may_add": rights.may_add_below(request.position, unit),
        "may_correct": rights.may_correct(request.position, unit),
    })  # fmt: skip


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
            messages.success(request, f"Đã thêm {unit}. Bước tiếp theo: giao vị trí công tác cho cán bộ ở đơn vị này.")
            return redirect("units:unit", pk=unit.pk)
    return render(request, "units/unit_form.html", {"form": form, "area": area, "unit": None})


@require_http_methods(["GET", "POST"])
def correct_unit(request, pk):
    """Sửa thông tin đơn vị."""
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
            messages.success(request, "Đã ghi thông tin đơn vị. Giấy in từ nay theo nội dung mới.")
            return redirect("units:unit", pk=unit.pk)
    return render(request, "units/unit_form.html", {"form": form, "area": unit.parent, "unit": unit})


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
    return render(request, "units/levels.html", {"form": form, "level": level, "rows": Level.objects.all()})


def _write_level(by, level, fields):
    if level:
        return services.correct_level(by=by, level=level, **fields)
    return services.add_level(by=by, **fields)
