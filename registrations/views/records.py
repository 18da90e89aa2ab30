"""Hồ sơ: the record with its paper, its history and the moves open to me; and the moves themselves."""

from collections import Counter

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Exists, F, JSONField, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import for_roles
from accounts.enums import DECIDING_ROLES, TYPING_ROLES, Role
from common import dates, written
from common.keys import key_in
from common.tokens import posted_token
from common.workflow import find_move, open_moves, perform, refusal
from registrations import continuing, drafts, obstacles, papers, rights
from registrations.amendments import services as amending
from registrations.enums import EDITABLE, ItemOutcome, Kind, Purpose, State
from registrations.forms import DeskReasonForm
from registrations.models import Registration, RegistrationVersion, Scan, Submittal, SubmittalItem
from registrations.receiving import by_permit, permit_told
from registrations.rights import keeps_scans, owns
from registrations.routes import receipts_in_hand
from registrations.talk import services as talking
from registrations.talk.reasons import offer_reasons
from registrations.timeline import Timeline, timeline_of
from registrations.views.doubting import doubts_of
from registrations.views.opening import READERS
from registrations.workflow import AMEND, MOVES
from units.letterheads import place_column

# What a record's page says of what stands around it.
AROUND = (
    "unit__parent",
    "present_unit",
    "plan__movement",
    "desk__level",
    "desk__parent",
    "highest_level",
    "typed_by__unit",
    "typed_by__user",
    "submittal",
)


def _record(request, code) -> Registration:
    registration = written.record_or_404(Registration, _seen_record, request.position, joined=AROUND, about=code)
    registration.last_line = registration.last_line or {"outcome": ""}
    return registration


@written.often
def _seen_record(position, code):
    # What its last line on a leader's list says, for those who may read that list.
    seen_lists = Submittal.objects.visible_to(position).order_by().values("pk")
    lines = SubmittalItem.objects.filter(registration=OuterRef("pk"), submittal__in=seen_lists).order_by("-pk")
    said = lines.values(said=JSONObject(outcome="outcome", why="told", submittal="submittal", list="submittal__state"))
    last = Subquery(said[:1], output_field=JSONField())
    # Whether it lies on a list here, for those as well who may not read that list.
    here = SubmittalItem.objects.filter(
        registration=OuterRef("pk"), submittal__unit=OuterRef("desk"), outcome=ItemOutcome.OPEN
    )
    seen = Registration.objects.open_to(position).filter(code=code).order_by()
    return seen.telling_files().annotate(
        last_line=last,
        is_listed=Exists(here),
        place=place_column("present_unit__path"),
        continues_code=F("continues__code"),
        **by_permit(),
        has_scans=Exists(Scan.objects.filter(registration=OuterRef("pk"))),
    )


@require_GET
@for_roles(*READERS)
def record(request, code):
    """The record. Its owner sees the draft; everybody else the paper as last sent."""
    registration = _record(request, code)
    mine = owns(request.position, registration)
    writing = mine and registration.state in EDITABLE
    reporting = mine and registration.state == State.CONFIRMED
    sent = registration.first_sent_at is not None
    form = drafts.form_in_hand(registration, Purpose.REGISTRATION) if writing else None
    versions = [] if writing or not sent else written.ask_related(RegistrationVersion, registration=registration.pk)
    told = timeline_of(registration, request.position) if sent else Timeline([], [], [], [])
    history = told.history
    sendings = papers.sendings(history)
    paper = drafts.paper_of(form, registration.place or "") if form else _last(versions, Purpose.REGISTRATION)
    context = {
        "registration": registration,
        "kind": Kind(registration.kind),
        "mine": mine,
        "writing": writing,
        "reporting": reporting,
        "form": form,
        "missing": drafts.places_to_write(form) if form else [],
        "writes_first": (writing or reporting) and _writes_first(registration, history),
        "paper": paper and papers.on_screen(paper),
        "result": _result_in_hand(registration) if reporting else _last(versions, Purpose.RESULT),
        "sendings": sendings,
        "compared": _compared(sendings, writing, reporting),
        "next_year": _next_year(registration) if mine else None,
        **_moves(request.position, registration, versions),
        **_talk(request.position, registration, told),
        "permit_told": permit_told(registration, mine=mine),
        "revision": drafts.revision_in_hand(registration),
        "history": history,
        "steps": told.steps,
        "asked": next((event.note for event in reversed(history) if event.target == registration.state), ""),
        "receipts": receipts_in_hand(registration) if sent else [],
        "scans": [] if writing or not sent or not registration.has_scans else _scans(registration, history),
        "keeps_scans": not writing and _brings_scans(request.position, registration),
        "files": _files(registration, mine=mine) if registration.has_files else [],
    }
    return render(request, "registrations/record.html", context)


def _compared(sendings, writing: bool, reporting: bool) -> list[Purpose]:
    """The papers of which there is more than one text to hold side by side."""
    sent = Counter(one.purpose for one in sendings)
    sent[Purpose.REGISTRATION] += bool(writing and sent[Purpose.REGISTRATION])
    sent[Purpose.RESULT] += bool(reporting and sent[Purpose.RESULT])
    return [purpose for purpose in Purpose if sent[purpose] > 1]


def _writes_first(registration, history) -> bool:
    """Whether the paper that is being written wants writing at before it goes up: then that is the main thing to do."""
    purpose = Purpose.REGISTRATION if registration.state in EDITABLE else Purpose.RESULT
    came = (event.at for event in reversed(history) if event.target == registration.state != event.source)
    return drafts.waits_to_be_written(registration, purpose, next(came, None))


def _next_year(registration) -> int | None:
    """The year in which this model may be registered again."""
    year = timezone.localdate().year
    return year if continuing.may_be_continued(registration, year) else None


def _moves(position, registration, versions) -> dict:
    """The buttons; what goes on a list in place of being done at once; the wish for changes, written or to be decided."""
    held = bool(obstacles.on_a_list(position, registration, timezone.localdate()))
    # What waits for the leader is said once above, not at each button.
    moves = [one for one in open_moves(MOVES, position, registration) if not (held and _asks_the_list(one.move))]
    proposals = [] if held else [one.move for one in moves if obstacles.leader_approves(one.move, registration)]
    wished = _last(versions, Purpose.AMENDMENT) if registration.amendment_sent_at else None
    amend = next((one for one in moves if one.move is AMEND), None)
    form = drafts.form_in_hand(registration, Purpose.AMENDMENT) if amend and not wished else None
    return {
        "moves": [one for one in moves if one.move not in proposals and one.move is not AMEND],
        "proposals": proposals,
        "wished": wished,
        "amend": amend,
        "amending": form,
        "amended": amending.changes(registration, form) if form else [],
    }


def _asks_the_list(move) -> bool:
    return move.obstacle is obstacles.on_a_list or isinstance(move.obstacle, obstacles.LeaderApproves)


def _talk(position, registration, told: Timeline) -> dict:
    return {
        "talk": told.talk,
        "notes": told.notes,
        "reads_talk": rights.reads_talk(position, registration),
        "joins_talk": rights.joins_talk(position, registration),
        "reads_notes": rights.reads_notes(position, registration),
        "writes_notes": rights.writes_notes(position, registration),
        "is_asked": talking.is_asked(position, registration),
    }


def _result_in_hand(registration):
    """The result report being written, as its owner will send it; None while nothing is written."""
    form = drafts.form_in_hand(registration, Purpose.RESULT)
    return drafts.result_paper_of(registration, form, registration.place or "") if form else None


def _brings_scans(position, registration) -> bool:
    """Who is offered to bring the signed paper: a leader only reads."""
    return position.has_role(Role.REGISTRANT, *TYPING_ROLES) and keeps_scans(position, registration)


def _scans(registration, history):
    """The signed papers, and of each whether it shows what was last sent."""
    latest = {(one.purpose, one.number) for one in papers.sendings(history)}
    latest = {(purpose, max(n for p, n in latest if p == purpose)) for purpose, _number in latest}
    joined = ("version", "uploaded_by__user", "confirmed_by__user")
    found = written.ask_related(Scan, registration=registration.pk, joined=joined)
    for scan in found:
        scan.is_current = (scan.version.purpose, scan.version.number) in latest
    return found


def _files(registration, *, mine: bool):
    """What is attached; to others than its owner what was sent."""
    return registration.attachments.all() if mine else registration.attachments.filter(version__isnull=False)


def _last(versions, purpose):
    return next((version.paper for version in reversed(versions) if version.purpose == purpose), None)


@require_http_methods(["GET", "POST"])
@for_roles(*READERS)
def move(request, code, slug):
    """One move: asks what it needs (and once more before what cannot be undone), then performs it."""
    registration = _record(request, code)
    step = find_move(MOVES, slug)
    if step is None:
        raise Http404
    form = offer_reasons(step.form(request.POST or None), request.position) if step.form else None
    if doubts := doubts_of(request, registration, step):
        return render(request, "registrations/doubts.html", doubts)
    if request.method == "POST" and (form is None or form.is_valid()):
        # Before any look at the state: the second click of a double click finds the first one's result.
        return _perform(request, registration, step, form.cleaned_data if form else _seen(request))
    if registration.state not in step.sources:
        messages.error(request, f"{refusal(step, registration)} {_last_change(registration)}".strip())
        return redirect("registrations:record", code)
    if not step.allowed(request.position, registration):
        raise PermissionDenied
    obstacle = step.obstacle(request.position, registration, timezone.localdate())
    context = {
        "registration": registration, "move": step, "form": form, "obstacle": obstacle,
        "has_ready_reasons": form is not None and "ready" in form.fields,
        "offers_reasons": isinstance(form, DeskReasonForm) and request.position.has_role(*DECIDING_ROLES),
    }  # fmt: skip
    return render(request, "registrations/move.html", context)


def _seen(request) -> dict:
    """Which saved text stood on the page when the button was pressed: another one is not sent unseen."""
    revision = key_in(request.POST.get("revision", ""))
    return {"revision": revision} if revision else {}


def _perform(request, registration, step, data):
    token = posted_token(request)
    try:
        event = perform(step, registration, by=request.position, data=data, token=token)
    except ValidationError as problem:
        meanwhile = _last_change(registration) if problem.error_list[0].code == "state" else ""
        messages.error(request, f"{problem.messages[0]} {meanwhile}".strip())
    else:
        _tell(request, registration, step, event)
    still_mine = Registration.objects.open_to(request.position).filter(pk=registration.pk).exists()
    return redirect(reverse("registrations:record", args=[registration.code]) if still_mine else "registrations:list")


def _last_change(registration) -> str:
    """Who did what last: what the second of two officers wants to know."""
    last = registration.events.select_related("by__user").order_by("-pk").first()
    return f"Lần cập nhật cuối: {last.by.holder}, {dates.moment(last.at)}." if last else ""


def _tell(request, registration, step, event) -> None:
    """A page from before, pressed again, finds its first result; what has happened since must be said."""
    if event == registration.events.order_by("pk").last():
        messages.success(request, step.done)
    else:
        registration.refresh_from_db(fields=["state"])
        state = registration.get_state_display()
        messages.warning(request, f"Lần bấm này đã được ghi từ trước; bây giờ hồ sơ “{state}”.")
