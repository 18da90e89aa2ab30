"""Sơ đồ tổ chức, today and on any day: the tree, the search, its file, and one unit. Everybody sees the own areas."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from common.dates import parse_date
from common.paging import page_of
from common.vietnamese import fold
from documents.excel import annex_to_xlsx
from documents.responses import xlsx_response
from units import exports, history, letterheads, rights, tree
from units.models import Unit, UnitVersion


class Day:
    """The day of the address: `?ngay=`, else today. What cannot be read is kept and told beside its box."""

    def __init__(self, query):
        self.today = timezone.localdate()
        self.typed, self.problem, self.on = query.get("ngay", "").strip()[:40], "", self.today
        if self.typed:
            try:
                self.on = parse_date(self.typed)
            except ValueError as problem:
                self.problem = str(problem)

    @property
    def is_today(self) -> bool:
        return self.on == self.today

    @property
    def query(self) -> str:
        return "" if self.is_today else f"?ngay={self.on:%d/%m/%Y}"


def visible_unit(request, pk) -> Unit:
    return get_object_or_404(Unit.objects.visible_to(request.position).select_related("level", "parent__level"), pk=pk)


@require_GET
def unit_tree(request):
    """Sơ đồ tổ chức of the own areas on a day; with `tim`, the list of what was found, whenever it was called so."""
    day, wanted = Day(request.GET), request.GET.get("tim", "").strip()[:200]
    context = {"wanted": wanted, "day": day, "query": day.query, "units": reverse("units:tree")}
    context["may_keep_levels"] = rights.may_keep_levels(request.position)
    if wanted:
        return render(request, "units/found.html", context | _found(request, fold(wanted)))
    return render(request, "units/tree.html", context | {"tree": tree.drawn_for(request.position, day.on)})


def _found(request, folded: str) -> dict:
    found = Unit.objects.visible_to(request.position).found(UnitVersion.objects.all(), folded)
    page = page_of(found, request.GET.get("trang"))
    former, became = history.former_names(page, folded), history.became_of(page, request.position)
    lines = [(unit, former.get(unit.pk), became.get(unit.pk, [])) for unit in page]
    return {"page": page, "lines": lines}


@require_GET
def below(request, pk):
    """What hangs under a unit, for the tree that is being opened; without JavaScript the unit's own page shows it."""
    unit, day = visible_unit(request, pk), Day(request.GET)
    if not request.htmx:
        return redirect(f"{reverse('units:unit', args=[pk])}{day.query}")
    after = tree.MOST_BELOW if request.GET.get("con-lai") else 0
    nodes = tree.below(request.position, unit.pk, day.on, after=after)
    return render(request, "units/_nodes.html", {"nodes": nodes, "units": reverse("units:tree"), "query": day.query})


@require_GET
def excel(request):
    """The tree on a day as a workbook."""
    if request.position is None:
        raise PermissionDenied
    day = Day(request.GET)
    name = f"Sơ đồ tổ chức ngày {day.on:%d-%m-%Y}.xlsx"
    return xlsx_response(annex_to_xlsx(exports.tree_annex(request.position, day.on)), name)


@require_GET
def unit_page(request, pk):
    """Một đơn vị: facts, letterhead, its past, what hangs below it today, on a day asked for, or on its last."""
    unit, day = visible_unit(request, pk), Day(request.GET)
    if not unit.exists_on(day.today) and not day.typed:
        day.on = unit.valid_to - timedelta(days=1) if unit.valid_to else unit.valid_from
    below = tree.nodes(tree.times_on(request.position, day.on).filter(parent=unit)) if unit.is_area else []
    life = history.life_of(unit, request.position)
    return render(request, "units/unit.html", {
        "unit": unit,
        "day": day,
        "units": reverse("units:tree"),
        "is_in_force": unit.exists_on(day.today),
        "bodies": [one for one in below if not one.is_area],
        "areas_below": [one for one in below if one.is_area],
        "life": life,
        "head": None if unit.is_area else letterheads.letterhead_of(unit, kind="BC", number="05"),
        "may_add": rights.may_add_below(request.position, unit),
        "may_correct": rights.may_correct(request.position, unit),
    })  # fmt: skip
