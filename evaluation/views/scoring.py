"""Chấm một phiếu: saved as typed, saved by a button, agreed with the owner's own score, sent; then on to the next."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from common.keys import key_in
from common.tokens import posted_token
from evaluation import blind, scoring, services, workflow
from evaluation.marks import mark, maximum, scored_criteria
from evaluation.models import Sheet
from evaluation.selfscores import beside, told
from evaluation.sheetforms import SheetForm, missing_text, unclear
from evaluation.views.reading import beside_criteria, sheet_of
from registrations.views.writing import arrived

# The buttons by the name they post.
SAVE_NEXT, SEND, AGREE, AGREE_WHOLE = "tiep", "gui", "thong-nhat", "thong-nhat-het"
AS_SAVED = ["revision", "saved_at", "state", "comment"]


def score_page(request, found: Sheet, criteria, scores):
    """The sheet as a form; what was posted is kept as far as it can be read."""
    own = beside(found.nomination, criteria)
    blind.cover_own(found.nomination, own.values())
    form = SheetForm(request.POST or None, criteria=criteria, scores=scores, own=own, comment=found.comment)
    return _posted(request, found, form) if request.method == "POST" else _page(request, found, form)


def _posted(request, found: Sheet, form: SheetForm):
    sends = SEND in request.POST
    if form.is_valid() and sends:
        form.require_words()
    answers, changed = form.answers(), 0
    if agrees := form.is_valid() and (AGREE in request.POST or AGREE_WHOLE in request.POST):
        answers, changed = form.agreed(whole=AGREE_WHOLE in request.POST)
    write = services.send_sheet if sends and form.is_valid() else services.save_scores
    try:
        write(
            by=request.position, sheet=found, answers=answers, comment=form.comment(), notes=form.notes(),
            revision=key_in(request.POST.get("revision", "")), token=posted_token(request) if sends else None,
        )  # fmt: skip
    except services.SheetConflict as conflict:
        return _page(request, sheet_of(request, found.pk), form, differences=_differences(form, conflict.sheet))
    except ValidationError as problem:
        form.add_error(None, problem)
    if request.htmx:
        found.refresh_from_db(fields=AS_SAVED)
        return render(request, "evaluation/_sheet_saved.html", _state(found, form))
    if form.errors:
        return _page(request, sheet_of(request, found.pk), form)
    if agrees:
        _tell_agreed(request, changed, form)
        return arrived(request, reverse("evaluation:sheet", args=[found.pk]))
    return _onward(request, found)


def _tell_agreed(request, changed: int, form: SheetForm) -> None:
    kept = sum(not one and row.own is not None for row, one in zip(form.rows(), _as_owner(form), strict=True))
    left = f" {kept} tiêu chí đã chấm khác giữ nguyên." if kept and AGREE_WHOLE not in request.POST else ""
    messages.success(request, f"Đã lấy điểm tự chấm cho {changed} tiêu chí.{left}")


def _as_owner(form: SheetForm) -> list[bool]:
    """Of each criterion: whether it was empty or as the owner scored it."""
    rows = zip(form.rows(), form.marks(), strict=True)
    return [
        (mark.points is None and mark.passed is None)
        or (row.own is not None and (mark.points, mark.passed) == (row.own.points, row.own.passed))
        for row, mark in rows
    ]  # fmt: skip


def _onward(request, found: Sheet):
    """Saved: here again; saved or sent and on: the next sheet that waits, in the order of the list."""
    sent = SEND in request.POST
    if not sent and SAVE_NEXT not in request.POST:
        messages.success(request, f"Đã lưu lúc {timezone.localtime():%H:%M}. Phiếu chưa gửi, còn sửa được.")
        return arrived(request, reverse("evaluation:sheet", args=[found.pk]))
    done = f"{'Đã gửi phiếu' if sent else 'Đã lưu, chưa gửi phiếu'} “{found.nomination.title}”."
    following = _next_after(request.position, found)
    if following:
        messages.success(request, f"{done} Đây là hồ sơ tiếp theo.")
        return arrived(request, reverse("evaluation:sheet", args=[following]))
    messages.success(request, "Đã gửi phiếu cuối cùng của đợt này. Cảm ơn đồng chí." if sent else f"{done} Không còn hồ sơ nào khác chờ chấm.")  # fmt: skip
    return arrived(request, reverse("evaluation:round", args=[found.nomination.round_id]))


def _next_after(position, found: Sheet) -> int | None:
    """The key of the next sheet that waits: the one after this in the order of the list, at its end from the top."""
    round = Sheet.objects.filter(nomination__round=found.nomination.round_id)
    waiting = set(round.to_score_by(position).values_list("pk", flat=True))
    mine = round.filter(reviewer__in=position.seats)
    order = list(mine.in_order(covered=found.nomination.round.hides_owners).values_list("pk", flat=True))
    here = order.index(found.pk) if found.pk in order else 0
    return next((pk for pk in [*order[here + 1 :], *order[:here]] if pk in waiting), None)


def _page(request, found: Sheet, form: SheetForm, *, differences=()):
    # What was posted came without them; already there, nothing is asked.
    prefetch_related_objects(form.criteria, "bands")
    context = {
        "decline": workflow.DECLINE, "differences": differences, "is_cleared": found.is_cleared_by(request.position),
        "has_own": bool(form.own), **_state(found, form), **beside_criteria(found, form.criteria),
    }  # fmt: skip
    return render(request, "evaluation/sheet.html", context, status=409 if differences else 200)


def _state(found: Sheet, form: SheetForm) -> dict:
    """The form, and how far it is."""
    marks = form.marks()
    return {
        "form": form,
        "rows": form.rows(),
        "sheet": found,
        "keep": f"phieu:{found.pk}",
        "total": scoring.total(marks, bonus_cap=found.nomination.criteria_set.bonus_cap),
        "missing": missing_text(marks),
        "unclear": unclear(form),
        "maximum": maximum(found.nomination.criteria_set, form.criteria),
    }


def _differences(form: SheetForm, now: Sheet) -> list[tuple[str, str, str]]:
    """(label, what I typed, what was saved meanwhile) of the criteria that differ."""
    _, saved = scored_criteria(now)
    found = []
    for row, mine in zip(form.rows(), form.marks(), strict=True):
        theirs = mark(row.criterion, saved.get(row.criterion.pk))
        texts = told(mine.points, mine.passed), told(theirs.points, theirs.passed)
        if texts[0] != texts[1]:
            found.append((str(row.criterion), *texts))
    if form.comment() is not None and form.comment() != now.comment:
        found.append(("Nhận xét chung", form.comment(), now.comment))
    return found
