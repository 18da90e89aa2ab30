"""Cuộc họp hội đồng: called, recorded, printed as minutes."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import for_roles
from accounts.enums import Role
from common import formerrors
from common.acting import written
from common.tokens import posted_token
from documents.document_files import document_response
from evaluation import services
from evaluation.agenda import ORDER, agenda_at, results_at
from evaluation.councilpapers import minutes_of
from evaluation.enums import Quorum, RoundState
from evaluation.forms import MeetingForm
from evaluation.meetingforms import VOTES, RecordForm
from evaluation.models import Meeting
from evaluation.querysets import COUNCIL_READERS
from evaluation.rights import moderates
from evaluation.views.dossiers import own_round


@require_http_methods(["GET", "POST"])
@for_roles(Role.OFFICER)
def call(request, pk):
    """Ghi một cuộc họp."""
    round = own_round(request, pk)
    if request.method == "GET" and round.state != RoundState.MODERATING:
        messages.error(request, "Chỉ họp hội đồng sau khi kết thúc chấm và trước khi kết luận.")
        return redirect("evaluation:members", round.pk)
    form = MeetingForm(request.POST or None, initial={"held_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            meeting = services.call_meeting(
                by=request.position, round=round, token=posted_token(request), **form.cleaned_data
            )
        except ValidationError as problem:
            formerrors.show(form, problem)
        else:
            messages.success(request, "Đã ghi cuộc họp. Ghi tiếp người dự, biểu quyết và kết luận.")
            return redirect("evaluation:meeting", meeting.pk)
    count = round.members.count()
    context = {"round": round, "form": form, "count": count, "needed": Quorum(round.quorum).of(count)}
    return render(request, "evaluation/meeting_form.html", context)


def _meeting(request, pk) -> Meeting:
    meetings = Meeting.objects.visible_to(request.position).with_present()
    return get_object_or_404(meetings.select_related("round__plan__movement", "round__present_unit"), pk=pk)


@require_http_methods(["GET", "POST"])
@for_roles(*COUNCIL_READERS)
def meeting(request, pk):
    """Biên bản: written by the officer or the secretary until the conclusion, read by those above."""
    found = _meeting(request, pk)
    writes = moderates(request.position, found.round)
    if request.method == "POST" and not writes:
        raise PermissionDenied
    items = agenda_at(found, results_at(found))
    members = list(found.round.members.with_attendance_of(found))
    form = RecordForm(request.POST or None, meeting=found, members=members, agenda=items)

    def act(discussion, decided, **_ballots):
        services.record_meeting(
            by=request.position, meeting=found, absent=form.absent(), ballots=form.ballots(), discussion=discussion,
            decided=decided,
        )  # fmt: skip
        return "Đã ghi biên bản họp."

    if written(request, form, act):
        return redirect("evaluation:meeting", found.pk)
    context = {
        "meeting": found, "round": found.round, "form": form, "order": ORDER, "vote_names": [one for _, one in VOTES],
        "writes": writes and not found.round.is_concluded,
        "members": [one for one in members if one.was_present is not None],
        "votes": [item.result.nomination for item in items if item.result.nomination.agreed is not None],
    }  # fmt: skip
    return render(request, "evaluation/meeting.html", context)


@require_GET
@for_roles(*COUNCIL_READERS)
def minutes_file(request, pk, ending):
    """Biên bản họp hội đồng, PDF or Word."""
    found = _meeting(request, pk)
    return document_response(minutes_of(found), f"Biên bản họp hội đồng {found.held_on:%d-%m-%Y}", ending)
