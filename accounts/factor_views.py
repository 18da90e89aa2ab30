"""The library's pages for the second factor, with the line in the log beside what they write, and our own words."""

from allauth.mfa.base import views as base
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from accounts import credentials, gate, lockout

CODES = Authenticator.Type.RECOVERY_CODES
FEW_LEFT = 3


def codes_left(user) -> int | None:
    """How many recovery codes are unused; None when there never were any, or they cannot be read any more."""
    held = Authenticator.objects.filter(user=user, type=CODES).first()
    try:
        return None if held is None else len(held.wrap().get_unused_codes())
    except ValidationError:
        return None


class Recorded:
    """What the library writes and the line in the log are one transaction."""

    done = told = ""

    def form_valid(self, form):
        with transaction.atomic():
            response = super().form_valid(form)
            credentials.record_own(user=self.request.user, action=self.done)
        self.request.session.pop(gate.HAS_FACTOR, None)
        messages.success(self.request, self.told)
        return response


class SecondStep(base.AuthenticateView):
    """Bước xác thực thứ hai khi đăng nhập."""

    def get_context_data(self, **kwargs):
        held = {one.type for one in Authenticator.objects.filter(user=self.stage.login.user)}
        return {
            **super().get_context_data(**kwargs),
            "has_codes": bool(held - {Authenticator.Type.WEBAUTHN}),
            "passkey_options": Authenticator.Type.WEBAUTHN in held,
        }

    def form_valid(self, form):
        response = super().form_valid(form)
        if getattr(getattr(form, "authenticator", None), "type", "") == CODES:
            left = codes_left(self.stage.login.user)
            messages.warning(self.request, f"Vừa dùng một mã dự phòng; còn {left} mã. {_advice(left)}")
        return response

    def form_invalid(self, form):
        if not form.refused:
            lockout.record_failure(self.stage.login.user.username, action="Bước xác thực thứ hai không đúng")
        return super().form_invalid(form)


def _advice(left: int) -> str:
    return "Hãy tạo mã dự phòng mới ở “Tài khoản của tôi”." if left <= FEW_LEFT else "Mã đã dùng không dùng lại được."


@method_decorator(never_cache, name="dispatch")
class Factors(base.IndexView):
    """Bước xác thực thứ hai của tôi."""

    def get_context_data(self, **kwargs):
        user = self.request.user
        held = list(Authenticator.objects.filter(user=user).order_by("pk"))
        return {
            **kwargs,
            "app": next((one for one in held if one.type == Authenticator.Type.TOTP), None),
            "keys": [one for one in held if one.type == Authenticator.Type.WEBAUTHN],
            "codes_left": codes_left(user),
            "is_on": any(one.type != CODES for one in held),
            "is_needed": gate.needs_second_factor(self.request),
        }


@method_decorator(never_cache, name="dispatch")
class ActivateTotp(Recorded, totp.ActivateTOTPView):
    """Cài ứng dụng xác thực."""

    done, told = "Cài ứng dụng xác thực", "Đã cài ứng dụng xác thực. Từ lần đăng nhập sau, hệ thống hỏi thêm mã."


class DeactivateTotp(Recorded, totp.DeactivateTOTPView):
    """Gỡ ứng dụng xác thực."""

    done, told = "Gỡ ứng dụng xác thực", "Đã gỡ ứng dụng xác thực."


class AddPasskey(Recorded, passkeys.AddWebAuthnView):
    """Thêm khóa đăng nhập."""

    done, told = "Thêm khóa đăng nhập", "Đã thêm khóa đăng nhập."

    def get_context_data(self, **kwargs):
        """The library makes a fresh form here and would lose what was refused."""
        return {**super().get_context_data(**kwargs), **kwargs}


class RemovePasskey(Recorded, passkeys.RemoveWebAuthnView):
    """Gỡ một khóa đăng nhập."""

    done, told = "Gỡ khóa đăng nhập", "Đã gỡ khóa đăng nhập."
    success_url = reverse_lazy("mfa_index")


class GenerateCodes(Recorded, recovery.GenerateRecoveryCodesView):
    """Tạo mã dự phòng mới."""

    done, told = "Tạo mã dự phòng", "Đã tạo mã dự phòng mới; các mã cũ hết hiệu lực."


@method_decorator(never_cache, name="dispatch")
class RecoveryCodes(recovery.ViewRecoveryCodesView):
    """Mã dự phòng, hiện một lần."""


class ConfirmByCode(base.ReauthenticateView):
    """Xác nhận lại bằng mã."""

    def form_invalid(self, form):
        if not form.refused:
            lockout.record_failure(self.request.user.username, action="Bước xác thực thứ hai không đúng")
        return super().form_invalid(form)


class ConfirmByPasskey(passkeys.ReauthenticateWebAuthnView):
    """Xác nhận lại bằng khóa."""

    def form_invalid(self, form):
        messages.error(self.request, "Chưa xác nhận được bằng khóa đăng nhập. Hãy thử lại hoặc dùng mật khẩu.")
        return redirect("mfa_reauthenticate_webauthn")


@method_decorator(login_not_required, name="dispatch")
class SignInByPasskey(passkeys.LoginWebAuthnView):
    """Đăng nhập bằng khóa, không mật khẩu."""

    def form_invalid(self, form):
        lockout.record_passkey_failure()
        messages.error(self.request, "Chưa đăng nhập được bằng khóa. Hãy thử lại, hoặc dùng mật khẩu.")
        return redirect(reverse("account_login"))
