"""Đôn đốc: the units that have not registered under a plan, and the letter that reminds them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import for_roles
from accounts.enums import DESK_ROLES
from accounts.signing import usual_signing
from common import formerrors
from common.numbers import quantity
from common.tokens import posted_token
from documents.document_files import document_response
from registrations import rights
from registrations.enums import Kind
from registrations.models import Plan, Reminder
from registrations.reminding import services as reminding
from registrations.reminding.behind import LINES, units_behind
from registrations.reminding.forms import ReminderForm
from registrations.reminding.papers import letter_of, table_of
from units.models import Unit


@require_http_methods(["GET", "POST"])
@for_roles(*DESK_ROLES)
def behind(request, pk):
    """The units behind, by khối and kind; those who may, remind them from here."""
    plan = get_object_or_404(Plan.objects.visible_to(request.position).for_list(), pk=pk)
    may_remind = rights.reminds(request.position, plan)
    if request.method == "POST" and not may_remind:
        raise PermissionDenied
    seen = Unit.objects.visible_to(request.position)
    everybody = units_behind(plan, seen, timezone.localdate())
    form = _form(request, [row for row in everybody if rights.is_of_own_lines(request.position, row.unit)], may_remind)
    if request.method == "POST":
        token = posted_token(request)
        already = Reminder.objects.filter(token=token, by__in=request.position.seats).first()
        if already or form.is_valid():
            made = already or _remind(request, plan, form, token)
            if made:
                number = quantity(made.reminded.count())
                messages.success(
                    request, f"Đã lập công văn đôn đốc {number} đơn vị. Hãy tải công văn, trình ký rồi gửi đi."
                )
                return redirect("registrations:reminder", pk, made.pk)
    rows = _shown(request, everybody)
    sent = Reminder.objects.visible_to(request.position).filter(plan=plan)
    return render(request, "registrations/behind.html", {
        "plan": plan, "form": form, "may_remind": may_remind, "rows": rows, "of_all": len(everybody),
        "lines": [(slug, label) for slug, label in LINES if any(row.line == slug for row in everybody)],
        "kinds": [(kind.value, kind.label) for kind in Kind], "line": request.GET.get("khoi", ""),
        "kind": request.GET.get("loai", ""), "ticked": request.POST.getlist("units"),
        "asked": any(row.is_asked for row in rows),
        "sent": sent.select_related("by__user") if may_remind else [],
    })  # fmt: skip


def _form(request, own, may_remind: bool) -> ReminderForm:
    """As it was sent; opened, it names who signed the last công văn, else who usually signs."""
    if request.method == "POST" or not may_remind:
        return ReminderForm(request.POST or None, behind=own)
    unit = request.position.unit
    last = reminding.last_signer(unit)
    return ReminderForm(behind=own, initial=last, **({} if last else usual_signing(unit)))


def _shown(request, rows):
    """Of the asked khối and kind; nonsense leaves all."""
    line, kind = request.GET.get("khoi", ""), request.GET.get("loai", "")
    if line in dict(LINES):
        rows = [row for row in rows if row.line == line]
    return [row for row in rows if row.owes(kind)] if kind in Kind.values else rows


def _remind(request, plan, form, token) -> Reminder | None:
    given = form.cleaned_data
    units = {unit.pk for unit in given["units"]}
    try:
        return reminding.remind(by=request.position, plan=plan, token=token, **given | {"units": units})
    except ValidationError as problem:
        formerrors.show(form, problem)
        return None


def _reminder(request, pk, reminder) -> Reminder:
    joined = ("plan__movement", "cites", "by__unit__parent", "by__user", "headed_by")
    seen = Reminder.objects.visible_to(request.position).select_related(*joined)
    return get_object_or_404(seen, plan=pk, pk=reminder)


@require_GET
@for_roles(*DESK_ROLES)
def reminder(request, pk, reminder):
    """One reminder: who was reminded, how they stood, and the letter."""
    found = _reminder(request, pk, reminder)
    table = table_of(found.reminded.select_related("unit"))
    return render(request, "registrations/reminder.html", {"reminder": found, "plan": found.plan, "table": table})


@require_GET
@for_roles(*DESK_ROLES)
def letter(request, pk, reminder, ending):
    """Công văn as PDF, or as a Word file to be finished and signed."""
    found = _reminder(request, pk, reminder)
    return document_response(letter_of(found), f"Công văn đôn đốc đăng ký {found.sent_on:%d-%m-%Y}", ending)
