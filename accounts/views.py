"""My account and positions; the accounts and positions of the people below."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts import credentials, lockout, rights, services
from accounts.access import for_roles
from accounts.enums import Role
from accounts.filters import PeopleFilter
from accounts.forms import AccountForm, ClosePositionForm, PositionForm
from accounts.handover import PendingWork
from accounts.models import Position, User
from accounts.personlines import PersonLines
from common import formerrors
from common.tokens import posted_token
from units.models import Unit

MANAGERS = (Role.OFFICER, Role.ADMIN)


@require_http_methods(["GET", "POST"])
def positions(request):
    """Đổi vị trí công tác, then on to `next`."""
    if request.method == "GET":
        return render(request, "accounts/positions.html", {"next": request.GET.get("next", "")})
    wanted = next((one for one in request.positions if str(one.pk) == request.POST.get("to")), None)
    if wanted is None:
        messages.error(request, "Vị trí công tác này không còn giữ nữa.")
        return redirect("accounts:positions")
    request.session["position"] = wanted.pk
    messages.success(request, f"Đang làm việc ở vị trí: {wanted}.")
    onward = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(onward, {request.get_host()}, require_https=request.is_secure())
    return redirect(onward if onward and safe else "home")


@require_GET
@for_roles(*MANAGERS)
def people(request):
    """Cán bộ và vị trí: those below whom one manages."""
    found = PeopleFilter(request.GET, by=request.position)
    return render(request, "accounts/people.html", {"filter": found, "page": found.page(request.GET.get("trang"))})


def managed_user(request, pk) -> User:
    return get_object_or_404(User.objects.managed_by(request.position), pk=pk)


@require_GET
@for_roles(*MANAGERS)
def person(request, pk):
    """Một cán bộ: the positions one manages, and what may be done about them."""
    user, today = managed_user(request, pk), timezone.localdate()
    held = list(Position.objects.managed_by(request.position).of(user).standing().for_work())
    return render(request, "accounts/person.html", {
        "person": user,
        "held": [one for one in held if one.ends_on is None or one.ends_on > today],
        "ended": [one for one in held if one.ends_on is not None and one.ends_on <= today],
        "lines": PersonLines(request.position, held),
        "may_reset": rights.may_reset(request.position, user),
        "asked": credentials.request_of(user),
        "lock": lockout.state_of(user),
        "has_second_factor": credentials.has_second_factor(user),
    })  # fmt: skip


@require_http_methods(["GET", "POST"])
@for_roles(*MANAGERS)
def open_account(request):
    """Mở tài khoản cùng vị trí công tác đầu tiên; mật khẩu một lần hiện ở phiếu."""
    form = AccountForm(request.POST or None, by=request.position, initial=_unit_asked_for(request))
    if request.method == "POST" and form.is_valid():
        token = posted_token(request)
        try:
            user = services.open_account_with_position(by=request.position, token=token, **form.cleaned_data)
        except ValidationError as problem:
            formerrors.show(form, problem)
        else:
            return to_slip(request, user, token)
    return render(request, "accounts/account_form.html", {"form": form})


def _unit_asked_for(request) -> dict:
    """The unit whose page led here."""
    asked = request.GET.get("don-vi", "")
    if not asked.isascii() or not asked.isdigit():
        return {}
    units = Unit.objects.visible_to(request.position).in_force_on(timezone.localdate())
    unit = units.filter(pk=int(asked[:18])).select_related("parent").first()
    return {"unit": unit} if unit else {}


def to_slip(request, user, token):
    """The slip is shown once: its password is made again from the token, so the session never holds it."""
    request.session["slip"] = {"user": user.pk, "token": str(token)}
    return redirect("accounts:slip")


@require_GET
@never_cache
@for_roles(*MANAGERS)
def slip(request):
    """Phiếu giao tài khoản: shown once, to be printed or copied by hand."""
    kept = request.session.pop("slip", None)
    if kept is None:
        return render(request, "accounts/slip_gone.html")
    user = managed_user(request, kept["user"])
    return render(request, "accounts/slip.html", {
        "person": user,
        "password": services.slip_password(kept["token"]),
        "held": Position.objects.managed_by(request.position).of(user).not_ended_on(timezone.localdate()).for_work(),
        "sign_in": request.build_absolute_uri("/dang-nhap/"),
    })  # fmt: skip


@require_http_methods(["GET", "POST"])
@for_roles(*MANAGERS)
def add_position(request, pk):
    """Giao thêm một vị trí công tác cho người đã có tài khoản."""
    user = managed_user(request, pk)
    form = PositionForm(request.POST or None, by=request.position, initial=_unit_asked_for(request))
    if request.method == "POST" and form.is_valid():
        try:
            position = services.open_position(by=request.position, user=user, **form.cleaned_data)
        except ValidationError as problem:
            formerrors.show(form, problem)
        else:
            messages.success(request, f"Đã giao vị trí {position} cho {user}.")
            return redirect("accounts:person", pk=user.pk)
    return render(request, "accounts/position_form.html", {"form": form, "person": user})


@require_http_methods(["GET", "POST"])
@for_roles(*MANAGERS)
def close_position(request, pk):
    """Kết thúc một vị trí công tác."""
    below = Position.objects.managed_by(request.position).not_ended_on(timezone.localdate()).substantive().for_work()
    position = get_object_or_404(below, pk=pk)
    form = ClosePositionForm(request.POST or None, initial={"ends_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            services.close_position(by=request.position, position=position, **form.cleaned_data)
        except ValidationError as problem:
            formerrors.show(form, problem)
        else:
            messages.success(request, f"Đã ghi kết thúc vị trí {position}. Hồ sơ người đó đã làm vẫn giữ nguyên.")
            return redirect("accounts:person", pk=position.user_id)
    pending = PendingWork([position])
    return render(request, "accounts/close_position.html", {"form": form, "closing": position, "pending": pending})


@require_http_methods(["GET", "POST"])
@for_roles(*MANAGERS)
def reset_password(request, pk):
    """Cấp lại mật khẩu một lần."""
    user = managed_user(request, pk)
    if not rights.may_reset(request.position, user):
        raise PermissionDenied
    if request.method == "POST":
        token = posted_token(request)
        services.reset_password(by=request.position, user=user, token=token)
        return to_slip(request, user, token)
    return render(request, "accounts/reset_password.html", {"person": user})


@require_http_methods(["GET", "POST"])
@for_roles(*MANAGERS)
def remove_second_factor(request, pk):
    """Gỡ bước xác thực thứ hai của người mất điện thoại, mất mã dự phòng."""
    user = managed_user(request, pk)
    if not rights.may_reset(request.position, user):
        raise PermissionDenied
    if request.method == "POST":
        if credentials.remove_second_factor(by=request.position, user=user):
            messages.success(request, f"Đã gỡ bước xác thực thứ hai của {user}. Người đó đăng nhập lại bằng mật khẩu.")
        return redirect("accounts:person", pk=user.pk)
    return render(request, "accounts/remove_second_factor.html", {"person": user})
