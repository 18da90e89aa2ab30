"""Bảng theo dõi của một kỳ: who has sent, who is late; more time; the letter that reminds; locking what was accepted."""

from uuid import uuid5

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import for_roles
from accounts.enums import DECIDING_ROLES, DESK_ROLES
from common import formerrors
from common.acting import pressed, written
from common.tokens import posted_token
from common.workflow import perform
from documents.document_files import document_response
from reports.models import Extension, LateReminder, Report
from reports.periodic import papers, rights, services
from reports.periodic.board import line_of, lines_of, measures
from reports.periodic.enums import ReportState
from reports.periodic.forms import ExtensionForm, ReminderForm
from reports.periodic.workflow import LOCK
from reports.views.opening import for_readers, obligation_of, period_of


@require_http_methods(["GET", "POST"])
@for_roles(*DESK_ROLES)
def board(request, pk):
    """The board; a POST writes the letter to the ticked units that have not sent."""
    period = period_of(request, pk)
    keeps = rights.keeps_period(request.position, period)
    if request.method == "POST" and not keeps:
        raise PermissionDenied
    lines = lines_of(period, request.position, timezone.localdate())
    owing = [line for line in lines if line.owes]
    form = ReminderForm(request.POST or None, owing=[line.obligation for line in owing])
    if request.method == "POST":
        token = posted_token(request)
        made = LateReminder.objects.filter(token=token, period=period).first()
        made = made or (_remind(request, period, form, token) if form.is_valid() else None)
        if made:
            return redirect("reports:late_reminder", pk, made.pk)
    return render(request, "reports/board.html", {
        "period": period, "lines": lines, "measures": measures(lines), "keeps": keeps, "owing": owing, "form": form,
        "reminders": list(period.reminders.select_related("by__user")), "ticked": request.POST.getlist("obligations"),
        "to_lock": [line for line in lines if line.obligation.sent_state == ReportState.ACCEPTED],
    })  # fmt: skip


def _remind(request, period, form, token) -> LateReminder | None:
    given = form.cleaned_data
    keys = {one.pk for one in given["obligations"]}
    try:
        return services.remind(
            by=request.position, period=period, obligations=keys, until=given["until"], note=given["note"], token=token
        )
    except ValidationError as problem:
        formerrors.show(form, problem)
        return None


@require_POST
@for_roles(*DECIDING_ROLES)
def lock_all(request, pk):
    """Khóa các báo cáo đã nhận, one by one: what cannot be locked any more is told."""
    period, token = period_of(request, pk), posted_token(request)
    if not rights.keeps_period(request.position, period):
        raise PermissionDenied
    accepted = Report.objects.filter(obligation__period=period, state=ReportState.ACCEPTED).for_page()
    locked = 0
    for report in accepted:
        try:
            perform(LOCK, report, by=request.position, data={}, token=uuid5(token, str(report.pk)))
            locked += 1
        except ValidationError as problem:
            messages.error(request, problem.messages[0])
    messages.success(request, f"Đã khóa {locked} báo cáo." if locked else "Không có báo cáo nào chờ khóa.")
    return redirect("reports:board", pk)


@require_http_methods(["GET", "POST"])
@for_readers
def obligation(request, pk):
    """One unit's duty of a period: its versions, exceptions; the accepting unit grants more time here."""
    owed = obligation_of(request, pk)
    keeps = rights.accepts_from(request.position, owed)
    if request.method == "POST" and not keeps:
        raise PermissionDenied
    form = ExtensionForm(request.POST or None)

    def act(**given):
        services.extend(by=request.position, obligation=owed, token=posted_token(request), **given)
        return "Đã ghi ngoại lệ. Đơn vị thấy ở báo cáo của mình."

    if written(request, form, act):
        return redirect("reports:obligation", pk)
    line = line_of(owed, timezone.localdate())
    context = {
        "owed": owed, "line": line, "keeps": keeps, "form": form,
        "versions": list(Report.objects.visible_to(request.position).filter(obligation=owed)),
        "extensions": list(owed.extensions.select_related("granted_by__user")),
        "compiles": rights.compiles_for(request.position, owed),
    }  # fmt: skip
    return render(request, "reports/obligation.html", context)


@require_POST
@for_roles(*DECIDING_ROLES)
def end_extension(request, pk, extension):
    """Bỏ ngoại lệ."""
    posted_token(request)
    owed = obligation_of(request, pk)
    one = get_object_or_404(Extension, obligation=owed, pk=extension)
    pressed(request, lambda: services.end_extension(by=request.position, extension=one), "Đã bỏ ngoại lệ.")
    return redirect("reports:obligation", pk)


def _reminder(request, pk, reminder) -> LateReminder:
    period = period_of(request, pk)
    found = get_object_or_404(period.reminders.select_related("by__user", "by__unit__parent", "headed_by"), pk=reminder)
    found.period = period
    return found


@require_GET
@for_roles(*DESK_ROLES)
def late_reminder(request, pk, reminder):
    """One letter: who was reminded, how late each was."""
    found = _reminder(request, pk, reminder)
    context = {"reminder": found, "period": found.period, "table": papers.reminded_table(found.reminded.all())}
    return render(request, "reports/late_reminder.html", context)


@require_GET
@for_roles(*DESK_ROLES)
def reminder_file(request, pk, reminder, ending):
    """Công văn đôn đốc as PDF or Word."""
    found = _reminder(request, pk, reminder)
    return document_response(
        papers.reminder_letter(found), f"Công văn đôn đốc báo cáo {found.sent_on:%d-%m-%Y}", ending
    )
