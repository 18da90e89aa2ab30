"""Bàn giao vị trí, thu hồi bàn giao, giao người thay, thôi thay."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts import deputies, handover, rights
from accounts.access import for_roles
from accounts.models import Position, User
from accounts.positionforms import DeputyForm, HandoverForm, tomorrow
from accounts.views import MANAGERS, to_slip
from common import formerrors
from common.dates import day
from common.tokens import posted_token


def managed_position(request, pk) -> Position:
    return get_object_or_404(Position.objects.managed_by(request.position).standing().for_work(), pk=pk)


@require_http_methods(["GET", "POST"])
@for_roles(*MANAGERS)
def hand_over(request, pk):
    """Bàn giao vị trí: first who and when, then what goes along, then it is done."""
    position = managed_position(request, pk)
    if not rights.may_hand_over(request.position, position):
        raise PermissionDenied
    form = HandoverForm(request.POST or None, by=request.position, position=position, initial={"starts_on": tomorrow()})
    if request.method == "POST" and form.is_valid() and "sua" not in request.POST:
        if "xac-nhan" not in request.POST:
            return _confirm(request, position, form)
        try:
            successor = handover.hand_over(
                by=request.position, position=position, token=posted_token(request), **form.cleaned_data
            )
        except ValidationError as problem:
            formerrors.show(form, problem)
        else:
            return _handed_over(request, form, successor)
    return render(request, "accounts/hand_over.html", {"form": form, "handing": position})


def _confirm(request, position: Position, form: HandoverForm):
    """One page that names everything that changes hands, with what was typed kept beneath."""
    typed = [(name, request.POST.get(name, "")) for name in form.fields]
    return render(request, "accounts/hand_over_confirm.html", {
        "form": form,
        "handing": position,
        "to": form.cleaned_data["to"] or form.cleaned_data["full_name"],
        "starts_on": form.cleaned_data["starts_on"],
        "typed": typed,
        "pending": handover.PendingWork([position], to=form.cleaned_data["to"]),
    })  # fmt: skip


def _handed_over(request, form: HandoverForm, successor: Position):
    messages.success(
        request, f"Đã bàn giao vị trí {successor} cho {successor.user} từ ngày {day(successor.starts_on)}."
    )
    if form.cleaned_data["to"] is None:
        return to_slip(request, successor.user, posted_token(request))
    return redirect("accounts:person", pk=successor.user_id)


@require_POST
@for_roles(*MANAGERS)
def take_back(request, pk):
    """Thu hồi một lần bàn giao chưa đến ngày."""
    successor = managed_position(request, pk)
    if successor.succeeds_id is None:
        raise Http404
    old = Position.objects.select_related("user").get(pk=successor.succeeds_id)
    try:
        handover.take_back(by=request.position, successor=successor)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    else:
        messages.success(request, f"Đã thu hồi bàn giao. {old.user} tiếp tục giữ vị trí này.")
    return redirect("accounts:person", pk=old.user_id)


@require_http_methods(["GET", "POST"])
@for_roles()
def name_deputy(request, pk):
    """Giao người thay: for an own position, or one that one manages."""
    reachable = Q(user=request.user) | Q(pk__in=Position.objects.managed_by(request.position).values("pk"))
    principal = get_object_or_404(Position.objects.standing().for_work().filter(reachable), pk=pk)
    if not rights.may_lend(request.position, principal):
        raise PermissionDenied
    form = DeputyForm(request.POST or None, position=principal, initial={"starts_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            deputy = deputies.name_deputy(
                by=request.position, principal=principal, token=posted_token(request), **form.fields_of_deputy()
            )
        except ValidationError as problem:
            formerrors.show(form, problem)
        else:
            messages.success(
                request, f"{deputy.user} thay {principal.user} từ {day(deputy.starts_on)} "
                f"đến hết {day(form.cleaned_data['last_day'])}.",
            )  # fmt: skip
            return _after(request, principal)
    return render(request, "accounts/name_deputy.html", {"form": form, "principal": principal})


@require_POST
@for_roles()
def end_deputy(request, pk):
    """Kết thúc việc thay: by the deputy, the one replaced, or who manages the position."""
    mine = Q(user=request.user) | Q(deputy_for__user=request.user)
    reachable = mine | Q(pk__in=Position.objects.managed_by(request.position).values("pk"))
    found = Position.objects.standing().filter(reachable, deputy_for__isnull=False)
    deputy = get_object_or_404(found.select_related("deputy_for", "user"), pk=pk)
    deputies.end_deputy(by=request.position, deputy=deputy)
    messages.success(request, f"{deputy.user} thôi thay {deputy.deputy_name} từ hôm nay.")
    return _after(request, deputy.deputy_for)


def _after(request, principal: Position):
    """Back to where one came from: the own positions, or the page of the person."""
    below = User.objects.managed_by(request.position).filter(pk=principal.user_id)
    if principal.user_id == request.user.pk or not below.exists():
        return redirect("accounts:positions")
    return redirect("accounts:person", pk=principal.user_id)
