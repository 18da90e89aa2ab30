"""Đôn đốc: the list with what is unanswered, a new one, and the answer."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import F
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import for_roles
from accounts.enums import TYPING_ROLES, Role
from common import formerrors
from common.keys import key_in
from common.paging import page_of
from common.tokens import posted_token
from registrations.following import rights
from registrations.following.forms import ReplyForm, UrgingForm
from registrations.following.offers import units_over
from registrations.following.rights import URGING_ROLES
from registrations.following.services import urgings
from registrations.models import Registration, Urging
from registrations.views.opening import READERS
from units.models import Unit

ROWS = 20


@require_GET
@for_roles(*READERS)
def urging_list(request):
    """All urgings in my areas: the unanswered first, then the latest answered."""
    seen = Urging.objects.visible_to(request.position).select_related("unit", "registration", "by__user", "by__unit")
    page = page_of(seen.order_by(F("replied_at").desc(nulls_first=True), "due_on", "-pk"), request.GET.get("trang"))
    for one in page:
        one.may_answer = rights.answers(request.position, one)
    context = {"page": page, "urges": request.position.has_role(*URGING_ROLES)}
    return render(request, "registrations/following/urgings.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(*URGING_ROLES)
def new_urging(request):
    """Ghi đôn đốc: of one model (`?ho-so=`) or of a unit (`?don-vi=`), which is chosen first."""
    model = _model(request)
    unit = model.present_unit if model else _unit(request)
    if unit is None:
        return _whom(request)
    form = UrgingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = urgings.urge(
                by=request.position, unit=unit, registration=model, token=posted_token(request), **form.cleaned_data
            )
        except ValidationError as problem:
            formerrors.show(form, problem)
        else:
            messages.success(request, _told(made))
            return _after(model)
    return render(request, "registrations/following/new_urging.html", {"form": form, "model": model, "unit": unit})


def _told(made: Urging) -> str:
    if urgings.is_seen_at(made.unit):
        return f"Đã ghi đôn đốc {made.unit}. Đơn vị thấy ở “Việc cần làm” khi mở cổng và trả lời ở đó."
    return (
        f"Đã ghi đôn đốc {made.unit}. Đơn vị chưa có người dùng cổng: hãy báo trực tiếp; khi đơn vị trả lời, bấm "
        "“Ghi trả lời” để ghi thay."
    )


def _after(model: Registration | None):
    if model is None:
        return redirect("registrations:urgings")
    return redirect(f"{reverse('registrations:follow', args=[model.code])}?xem=kiem-tra")


def _model(request) -> Registration | None:
    code = request.GET.get("ho-so", "")
    if not code:
        return None
    seen = Registration.objects.visible_to(request.position).select_related("present_unit", "unit")
    model = get_object_or_404(seen, code=code)
    if not rights.urges(request.position, model.present_unit, model):
        raise PermissionDenied
    return model


def _unit(request) -> Unit | None:
    key = request.GET.get("don-vi", "")
    return get_object_or_404(units_over(request.position), pk=key_in(key) or 0) if key else None


def _whom(request):
    text = request.GET.get("tim", "").strip()[:100]
    page = page_of(units_over(request.position).called(text).for_list(text), request.GET.get("trang"), rows=ROWS)
    return render(request, "registrations/following/whom_to_urge.html", {"page": page, "text": text})


@require_http_methods(["GET", "POST"])
@for_roles(Role.REGISTRANT, Role.LEADER, *TYPING_ROLES)
def answer_urging(request, pk):
    """Trả lời đôn đốc, by the unit or for it."""
    joined = ("unit", "registration", "by__user", "by__unit")
    urging = get_object_or_404(Urging.objects.visible_to(request.position).select_related(*joined), pk=pk)
    own = request.position.has_role(Role.REGISTRANT)
    form = ReplyForm(request.POST or None, initial={"name": request.position.user.full_name if own else ""})
    if request.method == "POST" and form.is_valid():
        try:
            urgings.reply(by=request.position, urging=urging, **form.cleaned_data)
        except ValidationError as problem:
            messages.error(request, problem.messages[0])
        else:
            messages.success(request, "Đã ghi trả lời.")
        return redirect("registrations:urgings")
    if urging.replied_at:
        messages.warning(request, "Đôn đốc này đã có trả lời.")
        return redirect("registrations:urgings")
    return render(request, "registrations/following/answer.html", {"form": form, "urging": urging, "own": own})
