"""Danh sách đăng ký."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.access import for_roles
from accounts.enums import DESK_ROLES, TYPING_ROLES, Role
from common.paging import page_of
from registrations.filters import RegistrationFilter
from registrations.models import Plan, Registration

TABS = {"": "Đã nộp", "khoi": "Khối Mặt trận, đoàn thể", "cho": "Chờ đơn vị tôi xử lý", "nhap": "Đang soạn"}


@require_GET
@for_roles(Role.REGISTRANT, *DESK_ROLES)
def registration_list(request):
    """What has been sent in my areas; what waits at my desk; my own drafts."""
    tab = request.GET.get("xem", "")
    years = sorted(set(Plan.objects.visible_to(request.position).values_list("year", flat=True)), reverse=True)
    filters = RegistrationFilter(request.GET, years, request.position)
    rows = filters.apply(_of_tab(tab, request.position)).for_list()
    if tab == "cho" and not request.GET.get("xep"):
        rows = rows.order_by("sent_at", "pk")
    page = page_of(rows, request.GET.get("trang"))
    context = {"page": page, "filters": filters, "tab": tab, "tabs": _tabs(request.position)}
    template = "registrations/_list.html" if request.htmx else "registrations/list.html"
    return render(request, template, context)


def _of_tab(tab: str, position):
    if tab == "nhap":
        return Registration.objects.drafts_of(position)
    sent = Registration.objects.visible_to(position)
    if tab == "khoi":
        return sent.of_lines_of(position)
    return sent.waiting_for(position) if tab == "cho" else sent


def _tabs(position) -> list[tuple[str, str]]:
    shown = {"", *(["cho"] if position.has_role(*TYPING_ROLES) else [])}
    shown |= {"khoi"} if position.has_role(Role.FRONT) else set()
    shown |= {"nhap"} if position.has_role(Role.REGISTRANT, *TYPING_ROLES) else set()
    return [(slug, label) for slug, label in TABS.items() if slug in shown]
