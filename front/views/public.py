"""Trang công khai số liệu of the Front's bodies that have switched it on; and the switch."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import for_roles
from accounts.enums import Role
from common import limits
from common.acting import pressed
from common.tokens import posted_token
from front.disclosed import figures_of
from front.models import Disclosure
from front.services import disclosing
from front.views.opening import in_room

# A whole office may stand behind one address.
PAGES_A_MINUTE = 120
YEARS_TOLD = 3


@require_GET
@login_not_required
def bodies(request):
    """Which bodies of the Front let their figures be read."""
    if limits.is_too_often(request, "public_front", most=PAGES_A_MINUTE):
        return limits.too_often(request)
    shown = Disclosure.objects.open().select_related("keeper")
    return render(request, "front/public_bodies.html", {"bodies": list(shown)})


@require_GET
@login_not_required
def figures(request, pk):
    """The sums of one body in a year: this one, or one of the two before (`?nam=`)."""
    if limits.is_too_often(request, "public_front", most=PAGES_A_MINUTE):
        return limits.too_often(request)
    shown = get_object_or_404(Disclosure.objects.open().select_related("keeper__parent"), keeper=pk)
    now = timezone.localdate().year
    years = list(range(now, now - YEARS_TOLD, -1))
    year = next((one for one in years if str(one) == request.GET.get("nam")), now)
    context = {"keeper": shown.keeper, "year": year, "years": years, "figures": figures_of(shown.keeper, year)}
    return render(request, "front/public_figures.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(Role.FRONT)
def switch(request):
    """Bật, tắt trang công khai của cơ quan mình."""
    if request.method == "POST":
        posted_token(request)
        is_open = request.POST.get("bat") == "1"
        told = "Đã bật trang công khai số liệu." if is_open else "Đã tắt: không ai ngoài cổng xem được số liệu nữa."
        pressed(request, lambda: disclosing.set_disclosure(by=request.position, is_open=is_open), told)
        return redirect("front:disclosure")
    own = Disclosure.objects.filter(keeper=request.position.unit_id).first()
    context = {"own": own, "is_open": own is not None and own.is_open, "crumbs": in_room()}
    return render(request, "front/disclosure.html", context)
