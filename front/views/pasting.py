"""Dán nhiều hoạt động từ Excel: read, shown line by line, only then written."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from common.tokens import posted_token
from common.vietnamese import fold
from front.forms.pasting import PasteForm
from front.models import Activity
from front.pasting import COLUMNS, MOST_LINES, Line, understand
from front.services import pasted
from front.views.opening import for_writers, in_room
from registrations.models import Content

YES = "ghi"


@require_http_methods(["GET", "POST"])
@for_writers
def paste(request):
    """First press: what each line was understood as; second: the good ones are written."""
    form = PasteForm(request.POST or None, initial={"year": timezone.localdate().year})
    lines: list[Line] = []
    if request.method == "POST" and form.is_valid():
        lines = _lines(request, form.cleaned_data)
        if len(lines) > MOST_LINES:
            form.add_error("rows", f"Mỗi lần dán nhiều nhất {MOST_LINES} hàng; hiện có {len(lines)}.")
            lines = []
        elif YES in request.POST:
            made = pasted.add_lines(by=request.position, lines=lines, token=posted_token(request))
            messages.success(request, f"Đã ghi {made} hoạt động.")
            return redirect("front:activities")
    good = sum(line.is_good for line in lines)
    context = {"form": form, "lines": lines, "good": good, "bad": len(lines) - good, "columns": COLUMNS, "yes": YES}
    context |= {"contents": list(Content.objects.of_campaign().offered()), "crumbs": in_room()}
    return render(request, "front/paste.html", context)


def _lines(request, given: dict) -> list[Line]:
    own = Activity.objects.standing().filter(keeper=request.position.unit_id, unit=request.position.unit_id)
    known = {
        (on, fold(name)) for on, name in own.exclude(token__in=_of_this_press(request)).values_list("starts_on", "name")
    }
    return understand(
        given["rows"], contents=list(Content.objects.of_campaign().offered()), year=given["year"], known=known
    )


def _of_this_press(request) -> list:
    """What a first press wrote is not held against the second of a double press."""
    return pasted.tokens(posted_token(request), MOST_LINES + 1) if YES in request.POST else []
