"""Đổi địa bàn phụ trách; sửa, đóng, mở lại tài khoản."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts import keeping, rights
from accounts.access import for_roles
from accounts.handover import PendingWork
from accounts.handover_views import managed_position
from accounts.models import Position, User
from accounts.positionforms import ChangeAreasForm, CloseAccountForm, CorrectAccountForm
from accounts.views import MANAGERS, managed_user
from common import formerrors


@require_http_methods(["GET", "POST"])
@for_roles(*MANAGERS)
def change_areas(request, pk):
    """Đổi địa bàn phụ trách của một vị trí đang giữ."""
    position = managed_position(request, pk)
    disposes = rights.holds_areas_of(request.position, position) and position.deputy_for_id is None
    if not disposes or not rights.is_current(position):
        raise PermissionDenied
    held = list(position.areas.all())
    form = ChangeAreasForm(request.POST or None, by=request.position)
    listed = set(form.fields["ticked"].queryset.values_list("pk", flat=True))
    form.initial = {
        "ticked": [area.pk for area in held if area.pk in listed],
        "areas": [area for area in held if area.pk not in listed],
    }
    if request.method == "POST" and form.is_valid():
        try:
            keeping.change_areas(by=request.position, position=position, areas=form.cleaned_data["areas"])
        except ValidationError as problem:
            formerrors.show(form, problem)
        else:
            messages.success(request, "Đã đổi địa bàn phụ trách. Danh sách, số liệu và báo cáo theo địa bàn mới ngay.")
            return redirect("accounts:person", pk=position.user_id)
    return render(request, "accounts/change_areas.html", {"form": form, "changing": position})


def kept_user(request, pk) -> User:
    """A person below whose account one may keep."""
    user = managed_user(request, pk)
    if not rights.may_reset(request.position, user):
        raise PermissionDenied
    return user


@require_http_methods(["GET", "POST"])
@for_roles(*MANAGERS)
def correct_account(request, pk):
    """Sửa họ tên, tên đăng nhập, thư điện tử."""
    user = kept_user(request, pk)
    initial = {"full_name": user.full_name, "username": user.username, "email": user.email}
    form = CorrectAccountForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            keeping.correct_account(by=request.position, user=user, **form.cleaned_data)
        except ValidationError as problem:
            formerrors.show(form, problem)
        else:
            messages.success(request, "Đã ghi thông tin tài khoản.")
            return redirect("accounts:person", pk=user.pk)
    return render(request, "accounts/correct_account.html", {"form": form, "person": user})


@require_http_methods(["GET", "POST"])
@for_roles(*MANAGERS)
def close_account(request, pk):
    """Đóng tài khoản: what is still to be done is named first."""
    user = kept_user(request, pk)
    held = list(Position.objects.of(user).not_ended_on(timezone.localdate()).for_work())
    form = CloseAccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        keeping.close_account(by=request.position, user=user, **form.cleaned_data)
        messages.success(request, f"Đã đóng tài khoản của {user}. Việc còn dở giao tiếp ở từng vị trí đã kết thúc.")
        return redirect("accounts:person", pk=user.pk)
    return render(request, "accounts/close_account.html", {
        "form": form, "person": user, "held": held, "pending": PendingWork(held),
    })  # fmt: skip


@require_POST
@for_roles(*MANAGERS)
def reopen_account(request, pk):
    """Mở lại tài khoản đã đóng."""
    user = kept_user(request, pk)
    keeping.reopen_account(by=request.position, user=user)
    messages.success(request, f"Đã mở lại tài khoản của {user}. Hãy giao vị trí công tác và cấp lại mật khẩu.")
    return redirect("accounts:person", pk=user.pk)
