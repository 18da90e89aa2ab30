"""Tự chấm: the owner scores the own model; what was sent is read by the desks above."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.access import for_roles
from accounts.enums import DESK_ROLES, Role
from common.keys import key_in
from common.tokens import posted_token
from evaluation import scoring, services, workflow
from evaluation.enums import SelfState
from evaluation.marks import mark, maximum
from evaluation.models import SelfSheet
from evaluation.selfforms import SelfForm
from evaluation.selfrules import NO_SET, SENT_IN, asked_of_owner, closed, set_for
from evaluation.selfscores import told
from evaluation.sheetforms import missing_text, unclear
from registrations.models import Registration
from registrations.rights import owns
from registrations.views.writing import arrived

SEND = "gui"


@require_http_methods(["GET", "POST"])
@for_roles(Role.REGISTRANT, *DESK_ROLES)
def self_score(request, code):
    """The owner's form while it may be written; for everybody else what was sent."""
    registrations = Registration.objects.open_to(request.position).select_related("plan", "unit", "present_unit")
    registration = get_object_or_404(registrations, code=code)
    mine = owns(request.position, registration)
    if request.method == "POST" and not mine:
        raise PermissionDenied
    seen = SelfSheet.objects.visible_to(request.position).filter(registration=registration)
    sheets = list(seen.select_related("criteria_set", "saved_by__user").order_by("-pk"))
    draft = next((one for one in sheets if one.state == SelfState.DRAFT), None)
    sent = [one for one in sheets if one.state == SelfState.SENT]
    context = {"registration": registration, "mine": mine, "sent": sent, "closed": closed(registration)}
    criteria_set = (draft.criteria_set if draft else set_for(registration)) if mine and not context["closed"] else None
    if criteria_set is None:
        context["closed"] = context["closed"] or (NO_SET if mine else "")
        return render(request, "evaluation/self_read.html", context | _read(sent))
    form = _form(request, registration, criteria_set, draft or next(iter(sent), None))
    draft = draft or SelfSheet(registration=registration, criteria_set=criteria_set, saved_at=None)
    if request.method == "POST":
        return _posted(request, draft, form, context)
    return _page(request, draft, form, context)


def _form(request, registration, criteria_set, last: SelfSheet | None) -> SelfForm:
    """As it was saved; a new one begins with what was sent last."""
    scores = {one.criterion_id: one for one in last.scores.prefetch_related("files")} if last else {}
    files = list(registration.attachments.filter(version__isnull=False))
    return SelfForm(request.POST or None, criteria=asked_of_owner(criteria_set), scores=scores, files=files)


def _posted(request, draft: SelfSheet, form: SelfForm, context):
    sends = SEND in request.POST
    if form.is_valid() and sends:
        form.require_evidence()
    sending = {"token": posted_token(request)} if sends and form.is_valid() else {}
    write = services.send_self_score if sending else services.save_self_score
    try:
        saved = write(
            by=request.position, registration=draft.registration, given=form.given(),
            revision=key_in(request.POST.get("revision", "")), **sending,
        )  # fmt: skip
    except services.SelfConflict as conflict:
        return _page(
            request, conflict.self_sheet, form, context | {"differences": _differences(form, conflict.self_sheet)}
        )
    except ValidationError as problem:
        form.add_error(None, problem)
        saved = (
            draft.registration.self_sheets.filter(state=SelfState.DRAFT).select_related("criteria_set").first() or draft
        )
    if request.htmx:
        return render(request, "evaluation/_sheet_saved.html", _state(saved, form))
    if form.errors:
        return _page(request, saved, form, context)
    done = workflow.SEND_SELF.done if sending else f"Đã lưu lúc {timezone.localtime():%H:%M}. Bản tự chấm chưa gửi."
    messages.success(request, done)
    return arrived(request, reverse("evaluation:self_score", args=[draft.registration.code]))


def _page(request, draft: SelfSheet, form: SelfForm, context):
    context |= {"may_send": draft.registration.state in SENT_IN, **_state(draft, form)}
    return render(request, "evaluation/self_score.html", context, status=409 if context.get("differences") else 200)


def _state(draft: SelfSheet, form: SelfForm) -> dict:
    marks = form.marks()
    return {
        "form": form, "rows": form.rows(), "sheet": draft, "keep": f"tu-cham:{draft.registration.code}",
        "total": scoring.total(marks, bonus_cap=draft.criteria_set.bonus_cap), "missing": missing_text(marks),
        "unclear": unclear(form),
        "maximum": maximum(draft.criteria_set, form.criteria),
    }  # fmt: skip


def _differences(form: SelfForm, now: SelfSheet) -> list[tuple[str, str, str]]:
    saved = {one.criterion_id: one for one in now.scores.all()}
    found = []
    for one, mine in zip(form.criteria, form.marks(), strict=True):
        theirs = saved.get(one.pk)
        texts = told(mine.points, mine.passed), told(theirs.points, theirs.passed) if theirs else ""
        if texts[0] != texts[1]:
            found.append((str(one), *texts))
    return found or [("Minh chứng", "như ở dưới", "đã được ghi khác")]


def _read(sent: list[SelfSheet]) -> dict:
    """The last one sent, line by line."""
    if not sent:
        return {}
    last = sent[0]
    criteria = asked_of_owner(last.criteria_set)
    scores = {one.criterion_id: one for one in last.scores.select_related("criterion").prefetch_related("files")}
    rows = [(one, scores.get(one.pk)) for one in criteria]
    marks = [mark(one, score) for one, score in rows]
    return {
        "last": last, "total": scoring.total(marks, bonus_cap=last.criteria_set.bonus_cap),
        "rows": [(one, score, told(score.points, score.passed) if score else "") for one, score in rows],
        "maximum": maximum(last.criteria_set, criteria),
    }  # fmt: skip
