"""Những dòng đứng sau một số của Biểu 04."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from accounts.access import for_roles
from accounts.enums import DESK_ROLES
from common.paging import page_of_list
from common.replica import from_replica
from reports.campaign.behind import MOST_SHOWN, parts_of, rows_behind, total
from reports.campaign.measures import of_resources
from reports.campaign.tables import name_of
from reports.views.tables import frame_or_404


@require_GET
@for_roles(*DESK_ROLES)
@from_replica
def campaign_rows(request, period, key):
    """The rows, each leading to where it is written, and what they come to."""
    frame = frame_or_404(request, period)
    parts, name = parts_of(frame, key), name_of(key)
    if not parts or not name:
        raise Http404
    rows = rows_behind(frame, parts)
    sheet = "bieu-04-nguon-luc" if key in of_resources() else "bieu-04"
    back = frame.question.of_everything.address(reverse("reports:sheet", args=[frame.period.slug, sheet]))
    row = next((row for row in frame.rows if frame.question.part and row.question.part == frame.question.part), None)
    return render(request, "reports/campaign_rows.html", {
        "page": page_of_list(rows, request.GET.get("trang")), "total": total(rows), "name": name, "frame": frame,
        "back": back, "is_cut": len(rows) == MOST_SHOWN, "of_row": row.label if row else "",
        "measured": any(part.value for part in parts),
    })  # fmt: skip
