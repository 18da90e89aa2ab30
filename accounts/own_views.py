"""My account: own data, own password, where I am signed in; and what the forgetful may do."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from accounts import credentials, gate, services, sessions
from accounts.forms import ForgottenForm, OwnPasswordForm
from common.keys import key_in
from common.middleware import client_address


@require_GET
def me(request):
    """Tài khoản của tôi."""
    return render(request, "accounts/me.html", {
        "has_second_factor": credentials.has_second_factor(request.user),
        "needs_second_factor": gate.needs_second_factor(request),
        "sessions": sessions.open_sessions(request.user, request.session.session_key),
    })  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_not_required
def forgotten(request):
    """Quên mật khẩu: nobody mails passwords here; the request goes to the officer above, who hands one over on paper.

    The answer is the same whether or not anybody bears the name.
    """
    form = ForgottenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        username = form.cleaned_data["username"]
        if ratelimit.consume(request, action="reset_password", key=username.lower()):
            credentials.ask_for_new_password(username=username, address=client_address(request))
            return redirect(f"{reverse('accounts:forgotten')}?da-gui=1")
        form.add_error(
            "username", "Đã gửi nhiều yêu cầu từ đây. Hãy đợi một giờ rồi thử lại, hoặc gọi cán bộ cấp trên."
        )
    context = {"form": form, "sent": "da-gui" in request.GET, "days": credentials.request_days()}
    return render(request, "accounts/forgotten.html", context)


@sensitive_post_parameters("password1", "password2")
@require_http_methods(["GET", "POST"])
@never_cache
def own_password(request):
    """Chọn mật khẩu của riêng mình, after the first sign-in with the one on the slip."""
    if not request.user.must_change_password:
        return redirect("accounts:me")
    form = OwnPasswordForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        session = request.session.session_key
        services.change_own_password(user=request.user, password=form.cleaned_data["password1"], session=session)
        update_session_auth_hash(request, request.user)
        sessions.renew(request)
        messages.success(request, "Đã chọn mật khẩu của riêng mình. Lần sau đăng nhập bằng mật khẩu này; phiếu bỏ đi.")
        return redirect("home")
    return render(request, "accounts/own_password.html", {"form": form})


@require_http_methods(["GET", "POST"])
@never_cache
def own_sessions(request):
    """Nơi đang đăng nhập: one is ended, or all the others."""
    this = request.session.session_key
    if request.method == "POST":
        only = None if "others" in request.POST else key_in(request.POST.get("session", "")) or 0
        ended = credentials.end_sessions(user=request.user, only=only, keep=this)
        messages.success(request, f"Đã đăng xuất khỏi {ended} nơi khác." if ended else "Không có nơi nào khác đang mở.")
        return redirect("accounts:sessions")
    return render(request, "accounts/sessions.html", {"sessions": sessions.open_sessions(request.user, this)})
