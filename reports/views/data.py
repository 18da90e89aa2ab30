"""Bộ dữ liệu để phân tích: choose years and area, read what the columns mean, take the set away."""

import io

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import for_roles
from accounts.enums import DESK_ROLES
from common.replica import from_replica
from common.tokens import posted_token
from documents.csv_out import table_to_csv
from documents.responses import csv_response, xlsx_response
from reports import services
from reports.dashboards.asked import Asked, read_asked
from reports.dashboards.pages import choices
from reports.enums import Format
from reports.frames import Frame, NoSuchUnit
from reports.tidy import files
from reports.tidy.reading import known_levels
from reports.tidy.variables import all_variables, dictionary
from reports.views.tables import MOST_ROWS_AT_ONCE, MY_FILES

DICTIONARY = "Chú thích bộ dữ liệu.csv"


@require_GET
@for_roles(*DESK_ROLES)
@from_replica
def data(request):
    """What the set would hold, and what its columns mean."""
    frame, asked = _opened(request)
    count = files.count_up_to(frame, asked, MOST_ROWS_AT_ONCE)
    return render(request, "reports/data.html", {
        "frame": frame, "asked": asked, "count": count, "is_long": count > MOST_ROWS_AT_ONCE, "most": MOST_ROWS_AT_ONCE,
        "files": [
            (label, asked.address(reverse(f"reports:data_file_{ending}")), look)
            for label, ending, look in (("Tải Excel", "xlsx", "btn-main"), ("Tải CSV", "csv", ""))
        ],
        "table": dictionary(all_variables(known_levels())),
        **choices(frame, asked, asked.years(files.USUAL_YEARS)),
    })  # fmt: skip


@require_GET
@for_roles(*DESK_ROLES)
def dictionary_file(request):
    """The meaning of the columns as CSV; the workbook carries it as a sheet."""
    file = io.BytesIO()
    table_to_csv(dictionary(all_variables(known_levels())), file)
    return csv_response(file.getvalue(), DICTIONARY)


@require_http_methods(["GET", "POST"])
@for_roles(*DESK_ROLES)
def file(request, ending):
    """A short set at once; a long one is asked for by a form and made in the background."""
    frame, asked = _opened(request)
    form = Format(ending)
    if request.method == "POST":
        export = services.start_data_file(frame=frame, asked=asked, form=form, token=posted_token(request))
        return redirect("reports:export", export.pk)
    return _read(request, frame, asked, form)


@from_replica
def _read(request, frame: Frame, asked: Asked, form: Format):
    if files.count_up_to(frame, asked, MOST_ROWS_AT_ONCE) > MOST_ROWS_AT_ONCE:
        back = ("Bộ dữ liệu để phân tích", asked.address(reverse("reports:data")))
        context = {"rows": files.count(frame, asked), "form": form, "back": back, "kept_in": MY_FILES}
        return render(request, "components/long_file.html", context)
    return _at_once(request, frame, asked, form)


def _at_once(request, frame: Frame, asked: Asked, form: Format):
    made = io.BytesIO()
    try:
        files.write(frame, asked, form, made)
    except files.TooLong as problem:
        messages.error(request, str(problem))
        return redirect(asked.address(reverse("reports:data")))
    return (csv_response if form == Format.CSV else xlsx_response)(made.getvalue(), files.file_name(frame, form))


def _opened(request) -> tuple[Frame, Asked]:
    asked = read_asked(request.GET)
    try:
        return files.frame_of(request.position, asked), asked
    except NoSuchUnit as problem:
        raise Http404 from problem
