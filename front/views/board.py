"""Ban vận động Quỹ, with the boards before; dự toán – quyết toán by source."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import for_roles
from accounts.enums import DESK_ROLES, Role
from common.tokens import posted_token
from documents.annex_files import annex_response
from front.asked import read
from front.enums import Seat
from front.estimates import estimate_table
from front.filters import year_options
from front.forms.resources import BoardForm, EstimateForm
from front.forms.shared import written_of
from front.models import Estimate, FundBoard
from front.rights import keeps_book_of, runs_front
from front.services import board as service
from front.tables import annex_for
from front.views.opening import form_page, in_fund
from units.models import Unit

BOARD, MONEY = "Ban vận động Quỹ", "Dự toán, quyết toán"


@require_GET
@for_roles(*DESK_ROLES)
def boards(request):
    """The boards of my areas: each body's latest first, those before under it."""
    seen = FundBoard.objects.visible_to(request.position).select_related("keeper").prefetch_related("members")
    bodies: dict[Unit, list[FundBoard]] = {}
    for one in seen.order_by("keeper__path", "-decided_on", "-pk"):
        bodies.setdefault(one.keeper, []).append(one)
    context = {"bodies": list(bodies.items()), "writes": runs_front(request.position)}
    return render(request, "front/boards.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(Role.FRONT)
def new_board(request):
    """Kiện toàn: begins with the members in office."""
    last = FundBoard.objects.filter(keeper=request.position.unit_id).prefetch_related("members").first()
    members = "\n".join(f"{one.name}; {Seat(one.seat).label}" for one in last.members.all()) if last else ""

    def act(**facts):
        made = service.set_board(by=request.position, token=posted_token(request), **facts)
        return f"Đã ghi Ban vận động Quỹ theo {made}."

    back = reverse("front:boards")
    form = BoardForm(request.POST or None, initial={"members": members})
    return form_page(request, form, act, heading="Kiện toàn Ban vận động Quỹ", button="Ghi quyết định", back=back,
                     crumbs=in_fund((BOARD, back)), about=str(request.position.unit))  # fmt: skip


@require_GET
@for_roles(*DESK_ROLES)
def estimates(request):
    """The items of a year, body by body, by source with their sums."""
    year = read(request.GET).year
    seen = list(_of_year(request, year))
    own = [one for one in seen if keeps_book_of(request.position, one.keeper)]
    context = {"table": estimate_table(seen, year), "own": own, "year": year, "years": year_options(year),
               "writes": runs_front(request.position)}  # fmt: skip
    return render(request, "front/estimates.html", context)


def _of_year(request, year: int):
    seen = Estimate.objects.visible_to(request.position).filter(year=year).select_related("keeper")
    return seen.order_by("keeper__path", "source", "pk")


@require_GET
@for_roles(*DESK_ROLES)
def estimates_file(request, ending):
    """The same on paper and in Excel."""
    year = read(request.GET).year
    table = estimate_table(list(_of_year(request, year)), year)
    return annex_response(annex_for(request.position, table), f"Dự toán, quyết toán năm {year}", ending)


@require_http_methods(["GET", "POST"])
@for_roles(Role.FRONT)
def write_estimate(request, pk=None):
    """Ghi một khoản dự toán, or what it was settled at."""
    year, one = read(request.GET).year, None
    if pk:
        seen = Estimate.objects.visible_to(request.position).select_related("keeper")
        one = get_object_or_404(seen, pk=pk)
        year = one.year
        if not keeps_book_of(request.position, one.keeper):
            raise PermissionDenied

    def act(**facts):
        token = posted_token(request)
        service.save_estimate(by=request.position, facts=facts | {"year": year}, token=token, estimate=one)
        return "Đã lưu khoản dự toán."

    first = written_of(one, ("item", "source", "planned", "settled", "note")) if one else {}
    back = f"{reverse('front:estimates')}?nam={year}"
    heading = f"Sửa khoản dự toán năm {year}" if one else f"Ghi khoản dự toán năm {year}"
    return form_page(request, EstimateForm(request.POST or None, initial=first), act, heading=heading, button="Lưu",
                     back=back, crumbs=in_fund((MONEY, back)))  # fmt: skip
