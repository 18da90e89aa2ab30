"""Quỹ “Vì người nghèo”: the funds of my areas, the book of one, in and out, its board, dự toán – quyết toán."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import for_roles
from accounts.enums import DESK_ROLES, Role
from common.dates import day
from common.numbers import amount
from common.tokens import posted_token
from common.written import record_or_404
from documents.annex_files import annex_response
from front.asked import read
from front.enums import Flow
from front.filters import year_options
from front.forms.resources import InForm, OpenFundForm, OutForm
from front.forms.shared import StrikeForm
from front.fundbook import book_of, book_table, signed_book
from front.funds import standings_seen, without_book
from front.models import Fund, FundBoard, FundEntry
from front.rights import keeps_book_of, runs_front
from front.rows import entry_rows
from front.services import fund as service
from front.tables import annex_for
from front.views.opening import Step, form_page, in_fund


@require_GET
@for_roles(*DESK_ROLES)
def funds(request):
    """The funds of my areas in a year, each with carried, in, out, left; the balances agree or it is told."""
    year = read(request.GET).year
    rows = standings_seen(request.position, year)
    own = any(row.fund.keeper_id == request.position.unit_id for row in rows)
    return render(request, "front/funds.html", {
        "rows": rows, "unopened": without_book(request.position, rows), "year": year, "years": year_options(year), "may_open": runs_front(request.position) and not own,
        "totals": {name: sum(getattr(row, name) for row in rows) for name in ("carried", "came", "went", "left")},
    })  # fmt: skip


def _fund(request, pk, *, to_write=False) -> Fund:
    fund = record_or_404(Fund, _seen_fund, request.position, joined=["keeper"], about=pk)
    if to_write and not keeps_book_of(request.position, fund.keeper):
        raise PermissionDenied
    return fund


def _seen_fund(position, pk: int) -> QuerySet:
    return Fund.objects.visible_to(position).filter(pk=pk).order_by()


@require_GET
@for_roles(*DESK_ROLES)
def fund(request, pk):
    """The book of a year."""
    found = _fund(request, pk)
    year, keeps = read(request.GET).year, keeps_book_of(request.position, found.keeper)
    book = book_of(found, year)
    context = {
        "book": book,
        "rows": entry_rows(book, keeps=keeps),
        "years": year_options(year),
        "keeps": keeps,
        "crumbs": in_fund(),
    }
    return render(request, "front/fund.html", context)


@require_GET
@for_roles(*DESK_ROLES)
def fund_file(request, pk, ending):
    """The book on paper and in Excel."""
    found = _fund(request, pk)
    year = read(request.GET).year
    annex = annex_for(request.position, book_table(book_of(found, year)), of=found.keeper)
    board = FundBoard.objects.in_office(found.keeper, date(year, 12, 31))
    return annex_response(signed_book(annex, board), f"Sổ quỹ năm {year}", ending)


@require_http_methods(["GET", "POST"])
@for_roles(Role.FRONT)
def open_fund(request):
    """Mở sổ quỹ of the own body, or put its opening right."""
    own = Fund.objects.filter(keeper=request.position.unit_id).first()
    first = {"opened_on": own.opened_on, "opening": own.opening} if own else {
        "opened_on": timezone.localdate().replace(month=1, day=1)}  # fmt: skip

    def act(**facts):
        posted_token(request)
        service.open_fund(by=request.position, **facts)
        return "Đã lưu số dư mở sổ."

    back = reverse("front:funds")
    heading = "Sửa số dư mở sổ" if own else "Mở sổ quỹ"
    return form_page(request, OpenFundForm(request.POST or None, initial=first), act, heading=heading, button="Lưu",
                     back=back, crumbs=in_fund(), about=str(request.position.unit))  # fmt: skip


def _at(found: Fund) -> list[Step]:
    return in_fund((str(found.keeper), reverse("front:fund", args=[found.pk])))


@require_http_methods(["GET", "POST"])
@for_roles(Role.FRONT)
def write_entry(request, pk, flow):
    """Ghi thu, ghi chi."""
    found, word = _fund(request, pk, to_write=True), Flow(flow).label.lower()
    form = (InForm if flow == Flow.IN else OutForm)(request.POST or None, initial={"on": timezone.localdate()})

    def act(**facts):
        service.add_entry(by=request.position, fund=found, flow=flow, facts=facts, token=posted_token(request))
        return f"Đã ghi {word} {amount(facts['amount'])} đồng ngày {day(facts['on'])}."

    back = reverse("front:fund", args=[pk])
    return form_page(request, form, act, heading=f"Ghi {word}", button=f"Ghi {word}", back=back, crumbs=_at(found))


@require_http_methods(["GET", "POST"])
@for_roles(Role.FRONT)
def strike_entry(request, pk, entry):
    """Hủy bút toán."""
    found = _fund(request, pk, to_write=True)
    one = get_object_or_404(FundEntry.objects.visible_to(request.position).select_related("fund"), fund=found, pk=entry)
    back = reverse("front:fund", args=[pk])
    if one.is_struck:
        messages.error(request, "Bút toán này đã hủy.")
        return redirect(back)

    def act(reason):
        posted_token(request)
        service.strike_entry(by=request.position, entry=one, reason=reason)
        return "Đã hủy bút toán; số dư được tính lại."

    about = f"{one.get_flow_display()} {amount(one.amount)} đồng, {one.about}"
    return form_page(request, StrikeForm(request.POST or None), act, heading="Hủy bút toán", button="Hủy bút toán",
                     back=back, crumbs=_at(found), about=about)  # fmt: skip
