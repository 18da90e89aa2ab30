"""Lịch báo cáo: what I owe, what is owed to me; types, periods, the catalogue, opening a period."""

from collections import defaultdict

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import for_roles
from accounts.enums import DECIDING_ROLES, DESK_ROLES
from accounts.models import Position
from common.acting import pressed, written
from common.paging import page_of
from common.tokens import posted_token
from front.members import writes_papers
from reports.models import Indicator, Obligation, ReportPeriod, ReportType
from reports.periodic import rights, services
from reports.periodic.board import Line, measures_by_period
from reports.periodic.calendars import ready_made
from reports.periodic.enums import CutOff, Subject
from reports.periodic.forms import IndicatorForm, OpenForm, PeriodForm, TypeForm, YearForm
from reports.periodic.owing import who_may_owe
from reports.periodic.rates import parts_of_rates, with_parts
from reports.views.opening import for_readers, period_of, type_of
from units.enums import Line as UnitLine
from units.models import Unit

MOST_OWED, MOST_UNITS = 40, 300


@require_GET
@for_readers
def periods(request):
    """What the own unit owes, the newest first; the periods of which reports come to me, or to units below me."""
    position, today = request.position, timezone.localdate()
    owed = Obligation.objects.owed_by(position).with_reports().select_related("period__type__unit")
    lines = [Line(one, today) for one in owed.order_by("-period__data_to", "-pk")[:MOST_OWED]]
    opened = ReportPeriod.objects.visible_to(position).filter(opened_at__isnull=False).for_list()
    page = page_of(opened, request.GET.get("trang"))
    counted = measures_by_period(page.rows, position, today)
    types = list(ReportType.objects.visible_to(position).filter(unit=position.unit_id))
    context = {
        "owed": lines, "page": page, "boards": [(one, counted[one.pk]) for one in page.rows], "types": types,
        "lays_down": rights.lays_down(position), "front_set": _front_set(position, types), "compiles": writes_papers(position),
        "elsewhere": [] if lines else _owing_elsewhere(request),
    }  # fmt: skip
    return render(request, "reports/periods.html", context)


def _owing_elsewhere(request) -> list[Position]:
    """The other positions of the person whose units owe reports: the work of the home page is that of all of them."""
    others = [one for one in request.positions if writes_papers(one) and one != request.position]
    owing = set(Obligation.objects.filter(unit__in=[one.unit_id for one in others]).values_list("unit", flat=True))
    return [one for one in others if one.unit_id in owing]


@require_http_methods(["GET", "POST"])
@for_roles(*DECIDING_ROLES)
def new_type(request):
    """Lập loại báo cáo."""
    if not rights.lays_down(request.position):
        raise PermissionDenied
    return _type_page(request, None)


@require_http_methods(["GET", "POST"])
@for_roles(*DECIDING_ROLES)
def edit_type(request, pk):
    """Sửa loại báo cáo."""
    type = type_of(request, pk)
    if not rights.keeps_type(request.position, type):
        raise PermissionDenied
    return _type_page(request, type)


def _type_page(request, type: ReportType | None):
    units = list(_copied_units(request.position))
    names = ("name", "subject", "rhythm", "cut_off", "basis", "receiver", "other_copies")
    known = (
        {name: getattr(type, name) for name in names}
        if type
        else {"cut_off": CutOff.CALENDAR, "subject": _usual_subject(request.position)}
    )
    if type:
        known["copied"] = [str(one.pk) for one in type.copied.all()]
    form = TypeForm(request.POST or None, initial=known, units=units)
    made = []

    def act(**facts):
        made.append(services.save_type(by=request.position, type=type, token=posted_token(request), **facts))
        return "Đã lưu loại báo cáo." if type else "Đã lập loại báo cáo. Bước tiếp theo: thêm kỳ báo cáo."

    if written(request, form, act):
        return redirect("reports:type", made[0].pk)
    return render(request, "reports/edit_type.html", {"form": form, "type": type})


def _usual_subject(position) -> str:
    return Subject.FRONT if position.unit.line == UnitLine.FRONT else Subject.MODELS


@require_POST
@for_roles(*DECIDING_ROLES)
def lay_front_set(request):
    """Lập bộ báo cáo của Mặt trận cho năm nay."""
    if not rights.lays_front_set(request.position):
        raise PermissionDenied
    token, year = posted_token(request), timezone.localdate().year
    pressed(request, lambda: services.lay_front_set(by=request.position, year=year, token=token),
            f"Đã có bộ báo cáo của Mặt trận năm {year}: tháng, quý, 6 tháng, năm. Mở từng kỳ để các nơi báo cáo.")  # fmt: skip
    return redirect("reports:periods")


def _copied_units(position):
    """The bodies of the own area and of the one above: who is usually sent a copy."""
    area = position.unit.parent
    places = [one for one in (area and area.pk, area and area.parent_id) if one]
    bodies = Unit.objects.bodies().in_force_on(timezone.localdate()).filter(parent__in=places, level__isnull=False)
    return bodies.exclude(pk=position.unit_id).order_by("-parent", "sort_key")[:MOST_UNITS]


@require_http_methods(["GET", "POST"])
@for_roles(*DESK_ROLES)
def type(request, pk):
    """One type: its periods, year by year; the ready-made set of a year is added from here."""
    one = type_of(request, pk)
    keeps = rights.keeps_type(request.position, one)
    if request.method == "POST" and not keeps:
        raise PermissionDenied
    form = YearForm(request.POST or None, initial={"year": timezone.localdate().year})

    def act(**given):
        added = services.add_year(by=request.position, type=one, token=posted_token(request), **given)
        return f"Đã thêm {added} kỳ. Mở kỳ để đơn vị bắt đầu báo cáo." if added else "Các kỳ của năm này đã có."

    if written(request, form, act):
        return redirect("reports:type", pk)
    years = defaultdict(list)
    for period in one.periods.select_related("type"):
        years[period.year].append(period)
    has_set = bool(ready_made(one.rhythm, one.cut_off, 2000, due_after=1, locks_after=None))
    context = {"type": one, "years": sorted(years.items(), reverse=True), "keeps": keeps, "form": form, "has_set": has_set,
               "copied": list(one.copied.order_by("sort_key"))}  # fmt: skip
    return render(request, "reports/type.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(*DECIDING_ROLES)
def new_period(request, pk):
    """Thêm một kỳ riêng."""
    one = type_of(request, pk)
    if not rights.keeps_type(request.position, one):
        raise PermissionDenied
    form = PeriodForm(request.POST or None)

    def act(**facts):
        services.add_period(by=request.position, type=one, token=posted_token(request), **facts)
        return "Đã thêm kỳ báo cáo."

    if written(request, form, act):
        return redirect("reports:type", pk)
    return render(request, "reports/edit_period.html", {"form": form, "type": one, "period": None})


@require_http_methods(["GET", "POST"])
@for_roles(*DECIDING_ROLES)
def edit_period(request, pk):
    """Sửa ngày của kỳ."""
    period = period_of(request, pk)
    if not rights.keeps_period(request.position, period):
        raise PermissionDenied
    known = {"label": period.label, "data_from": period.data_from, "last_day": period.last_day, "due_on": period.due_on,
             "locks_on": period.locks_on}  # fmt: skip
    form = PeriodForm(request.POST or None, initial=known)

    def act(**facts):
        posted_token(request)
        services.correct_period(by=request.position, period=period, **facts)
        return "Đã lưu kỳ báo cáo."

    if written(request, form, act):
        return redirect("reports:type", period.type_id)
    return render(request, "reports/edit_period.html", {"form": form, "type": period.type, "period": period})


@require_http_methods(["GET", "POST"])
@for_roles(*DECIDING_ROLES)
def open_period(request, pk):
    """Mở kỳ: choose who owes it; the desks of the areas directly below are ticked."""
    period = period_of(request, pk)
    if not rights.keeps_period(request.position, period):
        raise PermissionDenied
    desks, others = who_may_owe(period.type)
    # An office with nobody below reports itself: what cannot be chosen otherwise is ticked too.
    ticked = (desks or others) if len(others) == 1 else desks
    form = OpenForm(request.POST or None, units=[*desks, *others], initial={"units": [str(one.pk) for one in ticked]},
                    label=_called(period.type.unit))  # fmt: skip

    def act(units):
        services.open_period(by=request.position, period=period, units=units, token=posted_token(request))
        return f"Đã mở {period.in_sentence}. {len(units)} đơn vị thấy việc này ở bàn làm việc."

    if written(request, form, act):
        return redirect("reports:board", pk)
    if period.is_open and request.method != "POST":
        messages.info(request, "Kỳ này đã mở.")
        return redirect("reports:board", pk)
    return render(request, "reports/open_period.html", {"form": form, "period": period})


def _called(accepting: Unit):
    return lambda unit: (
        f"{unit} (báo cáo của chính đơn vị, gửi nơi nhận ngoài cổng)" if unit == accepting else str(unit)
    )


def _front_set(position, types: list[ReportType]) -> str:
    """What the button that lays down the reports of the Front says; nothing once they are there."""
    lacking = services.lacking_in_front_set(types) if rights.lays_front_set(position) else []
    if not lacking:
        return ""
    some = any(one.is_of_front for one in types)
    return f"Lập thêm báo cáo {', '.join(lacking)}" if some else "Lập bộ báo cáo của Mặt trận"


@require_GET
@for_roles(*DECIDING_ROLES)
def indicators(request):
    """Danh mục chỉ tiêu ghi tay of the own unit."""
    found = Indicator.objects.visible_to(request.position).filter(unit=request.position.unit_id)
    page = page_of(found, request.GET.get("trang"))
    with_parts(page.rows, request.position.unit)
    context = {"page": page, "keeps": rights.lays_down(request.position)}
    return render(request, "reports/indicators.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(*DECIDING_ROLES)
def new_indicator(request):
    if not rights.lays_down(request.position):
        raise PermissionDenied
    return _indicator_page(request, None)


@require_http_methods(["GET", "POST"])
@for_roles(*DECIDING_ROLES)
def edit_indicator(request, pk):
    one = get_object_or_404(Indicator.objects.visible_to(request.position).select_related("unit"), pk=pk)
    if not rights.keeps(request.position, one.unit):
        raise PermissionDenied
    return _indicator_page(request, one)


def _indicator_page(request, one: Indicator | None):
    names = ("subject", "name", "definition", "measure", "nature", "numerator", "denominator", "supplier", "is_used")
    known = {name: getattr(one, name) for name in names} if one else {"subject": _usual_subject(request.position)}
    form = IndicatorForm(
        request.POST or None, initial=known, offered=parts_of_rates(request.position.unit, besides=one)
    )

    def act(**facts):
        posted_token(request)
        services.keep_indicator(by=request.position, indicator=one, **facts)
        return "Đã lưu chỉ tiêu. Báo cáo lập hoặc tính lại từ bây giờ dùng chỉ tiêu này."

    if written(request, form, act):
        return redirect("reports:indicators")
    return render(request, "reports/edit_indicator.html", {"form": form, "indicator": one})
