"""Các bản của một hồ sơ, side by side; and the registrations that may be the same model."""

from dataclasses import dataclass
from typing import Any

from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.access import for_roles
from common.dates import day
from common.keys import key_in
from registrations import comparing, drafts
from registrations.enums import Purpose
from registrations.rights import writes
from registrations.views.doubting import likely_in_hand
from registrations.views.opening import PAPER, READERS, opened

# The number under which what is being written stands among the versions.
WRITING = 0
SLUGS = {"ket-qua": Purpose.RESULT}


@dataclass(frozen=True)
class Text:
    """One text of the record that can be chosen: its number (0 while it is being written), its name, its paper."""

    number: int
    label: str
    paper: dict[str, Any]


@require_GET
@for_roles(*READERS)
def compare(request, code):
    """Two texts of one paper side by side: the last two, or those asked for by `?cu=` and `?moi=`."""
    registration = opened(request, code, *PAPER)
    purpose = SLUGS.get(request.GET.get("loai", ""), Purpose.REGISTRATION)
    texts = _texts(request, registration, purpose)
    old, new = _chosen(request, texts)
    parts = comparing.compare(purpose, old.paper, new.paper) if old and new else []
    context = {
        "registration": registration, "purpose": purpose, "texts": texts, "old": old, "new": new, "parts": parts,
        "is_same": not any(part.is_changed for part in parts),
    }  # fmt: skip
    return render(request, "registrations/compare.html", context)


def _texts(request, registration, purpose) -> list[Text]:
    """What was sent, oldest first; for its owner also what is being written."""
    sent = registration.versions.filter(purpose=purpose).order_by("number") if registration.first_sent_at else []
    found = [Text(one.number, f"Lần {one.number}, gửi ngày {day(one.sent_at)}", one.paper) for one in sent]
    if writes(request.position, registration, purpose):
        form = drafts.form_in_hand(registration, purpose)
        if form:
            is_result = purpose == Purpose.RESULT
            paper = drafts.result_paper_of(registration, form) if is_result else drafts.paper_of(form, place="")
            found.append(Text(WRITING, "Bản đang soạn", paper))
    return found


def _chosen(request, texts: list[Text]) -> tuple[Text | None, Text | None]:
    by_number = {text.number: text for text in texts}
    old = by_number.get(_number(request, "cu"), texts[-2] if len(texts) > 1 else None)
    return old, by_number.get(_number(request, "moi"), texts[-1] if len(texts) > 1 else None)


def _number(request, name: str) -> int | None:
    asked = request.GET.get(name, "")
    return WRITING if asked == str(WRITING) else key_in(asked)


@require_GET
@for_roles(*READERS)
def likely(request, code):
    """Mô hình gần giống: what the same unit ran before, and what others under the same desk run this year."""
    registration = opened(request, code, *PAPER)
    found = likely_in_hand(request.position, registration)
    template = "registrations/_likely.html" if request.htmx else "registrations/likely.html"
    return render(request, template, {"registration": registration, "likely": found})
