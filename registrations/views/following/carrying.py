"""Tiếp tục hoặc dừng bằng một danh sách, and that list as the paper the head of the unit signs."""

from functools import partial
from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import for_roles
from accounts.enums import Role
from common.copies import take_copy
from common.keys import key_in
from common.numbers import quantity
from common.paging import page_of
from common.tokens import posted_token
from documents.document_files import document_response
from registrations.following import papers
from registrations.following.forms import YearForm
from registrations.following.lines import YearLine, lines_of, models_of
from registrations.following.services import carrying
from registrations.models import YearListCopy
from registrations.views.files import file_response
from registrations.views.opening import WRITERS
from units.models import Unit

ROWS = 30
MOST_PRINTED = 1000
TOO_LONG = f"Danh sách có hơn {quantity(MOST_PRINTED)} mô hình, quá dài để in một lần. Hãy chọn một đơn vị rồi in."


def _asked(request) -> tuple[int, Unit | None]:
    """The year asked for (this one, or next year's when its plans are out early), and of which unit alone."""
    this_year = timezone.localdate().year
    year = key_in(request.GET.get("nam", "")) or this_year
    year = year if year in (this_year, this_year + 1) else this_year
    chosen = key_in(request.GET.get("don-vi", ""))
    if not chosen or request.position.has_role(Role.REGISTRANT):
        return year, None
    return year, get_object_or_404(Unit.objects.visible_to(request.position), pk=chosen)


@require_http_methods(["GET", "POST"])
@for_roles(*WRITERS)
def year_list(request):
    """Last year's models: each goes on, stops, or is left open; a result per line."""
    year, unit = _asked(request)
    page = page_of(models_of(request.position, year, unit), request.GET.get("trang"), rows=ROWS)
    lines = lines_of(request.position, page.rows, year)
    to_decide = [line for line in lines if line.is_open]
    form = YearForm(
        request.POST or None, models=[line.model for line in to_decide], year=year,
        decided={line.model.pk: line.decision for line in to_decide if line.still_counts},
        plans=carrying.open_plans(unit or request.position.unit, year) if to_decide else [],
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        return _settled(request, year, form)
    for line in to_decide:
        line.choice, line.reason_field = form.fields_of(line.model)
    context = {"page": page, "lines": lines, "form": form, "year": year, "unit": unit, "to_decide": to_decide,
               "own": request.position.has_role(Role.REGISTRANT), "next_year": timezone.localdate().year + 1,
               "copies": _copies(request, year, unit), "attach": _address("registrations:keep_year_copy", year, unit)}  # fmt: skip
    return render(request, "registrations/following/year_list.html", context)


def _address(name: str, year: int, unit: Unit | None) -> str:
    asked = {"nam": year} | ({"don-vi": unit.pk} if unit else {})
    return f"{reverse(name)}?{urlencode(asked)}"


def _copies(request, year: int, unit: Unit | None) -> list[tuple]:
    """The signed lists of the unit asked for, else of the own one, each with its address."""
    seen = YearListCopy.objects.visible_to(request.position)
    kept = seen.filter(year=year, unit=unit.pk if unit else request.position.unit_id)
    return [(one, reverse("registrations:year_copy", args=[one.pk])) for one in kept]


@require_POST
@for_roles(*WRITERS)
def keep_year_copy(request):
    """Lưu bản ký của danh sách tiếp tục, dừng."""
    year, unit = _asked(request)
    keep = partial(carrying.keep_copy, by=request.position, unit=unit or request.position.unit, year=year)
    return take_copy(request, keep, _address("registrations:year_list", year, unit))


@require_GET
@for_roles(*WRITERS)
def year_copy(request, copy):
    """Tải bản ký."""
    return file_response(get_object_or_404(YearListCopy.objects.visible_to(request.position), pk=copy))


def _settled(request, year, form):
    given = form.cleaned_data
    choices = [
        carrying.Choice(
            model, given[f"chon-{model.pk}"], given[f"ly-do-{model.pk}"], given["time_text"], form.chosen_plan
        )
        for model in form.models
        if given[f"chon-{model.pk}"]
    ]
    if not choices:
        messages.warning(request, "Chưa chọn tiếp tục hoặc dừng cho mô hình nào.")
    else:
        token = posted_token(request)
        done, refused = carrying.settle(by=request.position, year=year, choices=choices, token=token)
        for sentence in refused:
            messages.error(request, sentence)
        if not done and not refused:
            messages.info(request, "Không dòng nào thay đổi, nên không ghi lại.")
        if done:
            messages.success(request, f"Đã ghi {len(done)} mô hình; kết quả từng dòng ở bảng dưới đây.")
    return redirect(f"{reverse('registrations:year_list')}?{request.GET.urlencode()}")


@require_GET
@for_roles(*WRITERS)
def year_list_file(request, ending):
    """Danh sách mô hình tiếp tục, dừng thực hiện."""
    year, unit = _asked(request)
    models = list(models_of(request.position, year, unit)[: MOST_PRINTED + 1])
    if len(models) > MOST_PRINTED:
        # A list cut short would print a false total.
        messages.error(request, TOO_LONG)
        return redirect(f"{reverse('registrations:year_list')}?{request.GET.urlencode()}")
    lines = [_printed(line) for line in lines_of(request.position, models, year)]
    paper = papers.year_list(request.position.unit, year, lines, request.position)
    return document_response(paper, f"Danh sách tiếp tục, dừng năm {year}", ending)


def _printed(line: YearLine) -> dict:
    return {
        "title": line.model.title, "code": line.model.code, "unit_name": str(line.model.present_unit),
        "decision": line.word, "note": line.note_on_paper,
    }  # fmt: skip
