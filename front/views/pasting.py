"""Dán nhiều hàng từ Excel: read, shown line by line, only then written."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.views.decorators.http import require_http_methods

from common.tokens import posted_token
from front.forms.pasting import PasteForm
from front.forms.resources import SEEN
from front.models import Activity, Contribution
from front.models.kept import Kept
from front.offers import offered_contents
from front.pasting import activities, contributions
from front.pasting.lines import MOST_LINES, Line
from front.services import pasted
from front.views.opening import for_writers, in_room

YES = "ghi"


@dataclass(frozen=True)
class Book:
    """What is pasted into: how its lines are understood, known again and written; how they are shown."""

    model: type[Kept]
    title: str
    unit: str
    columns: tuple[str, ...]
    advice: str
    name: str
    understand: Callable[..., list[Line]]
    mark_of: Callable[[Any], Any]
    add: Callable[..., int]

    # How many columns stand between the number of a line and what is said of it.
    shown = 6


ACTIVITIES = Book(
    Activity, "hoạt động", "hoạt động", activities.COLUMNS, "Từ cột thứ ba trở đi có thể để trống.",
    "activities", activities.understand, activities.mark_of, pasted.add_activities,
)  # fmt: skip
CONTRIBUTIONS = Book(
    Contribution, "nguồn lực", "khoản", contributions.COLUMNS,
    "Tiền ghi bằng đồng; đất, ngày công ghi số lượng; hiện vật ghi là gì, ví dụ 42 suất quà; tiền vận động cho Quỹ “Vì người "
    "nghèo” thì loại ghi “Tiền cho Quỹ”. Nguồn để trống là xã hội hóa. Hộ gia đình, cá nhân thì không ghi tên.",
    "contributions", contributions.understand, contributions.mark_of, pasted.add_contributions,
)  # fmt: skip


@require_http_methods(["GET", "POST"])
@for_writers
def paste(request):
    """Dán hoạt động."""
    return _paste(request, ACTIVITIES)


@require_http_methods(["GET", "POST"])
@for_writers
def paste_contributions(request):
    """Dán nguồn lực."""
    confirmed = request.POST.getlist(SEEN)
    return _paste(request, CONTRIBUTIONS, by=request.position, confirmed=confirmed)


def _paste(request, book: Book, **more: Any):
    """First press: what each line was understood as; second: the good ones are written."""
    form = PasteForm(request.POST or None, initial={"year": timezone.localdate().year})
    contents, lines = offered_contents(), []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        known = _known(request, book)
        lines = book.understand(given["rows"], contents=contents, year=given["year"], known=known, **more)
        if len(lines) > MOST_LINES:
            form.add_error("rows", f"Mỗi lần dán nhiều nhất {MOST_LINES} hàng; hiện có {len(lines)}.")
            lines = []
        elif YES in request.POST:
            made = book.add(by=request.position, lines=lines, token=posted_token(request))
            messages.success(request, f"Đã ghi {made} {book.unit}.")
            return redirect(f"front:{book.name}")
    good, back = sum(line.is_good for line in lines), reverse(f"front:{book.name}")
    # The list of activities is the door of the room.
    crumbs = in_room() if book is ACTIVITIES else in_room((capfirst(book.title), back))
    return render(request, f"front/paste_{book.name}.html", {
        "back": back, "seen": SEEN, "form": form, "book": book, "lines": lines, "good": good, "bad": len(lines) - good, "yes": YES,
        "contents": contents, "crumbs": crumbs,
    })  # fmt: skip


def _known(request, book: Book) -> set:
    """The marks of what stands in the own book; what a first press wrote is not held against the second of a double press."""
    own = book.model.objects.standing().filter(keeper=request.position.unit_id, unit=request.position.unit_id)
    if YES in request.POST:
        own = own.exclude(token__in=pasted.tokens(posted_token(request), MOST_LINES + 1))
    return {book.mark_of(one) for one in own}
