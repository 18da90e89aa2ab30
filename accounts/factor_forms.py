"""Codes and passkeys as they are typed and sent. They judge and write nothing of their own."""

import struct

from allauth.account.adapter import get_adapter as account_adapter
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as codes
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as passkeys
from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError

from accounts import lockout
from common.formfields import TextLine

NOT_READ = "Chưa đọc được khóa đăng nhập. Hãy thử lại."
# What the library's readers raise when somebody sends something else in place of a passkey.
NONSENSE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, struct.error)


def code_field(label: str, help_text: str = "") -> TextLine:
    return TextLine(
        label=label, max_length=20, help_text=help_text, error_messages={"required": "Mã chưa ghi."},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "spellcheck": "false"}),
    )  # fmt: skip


class TakenOnce:
    """A code of the app is taken once while it is valid, clock drift included, and never while the name is locked."""

    refused = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"] = code_field(
            "Mã xác thực", "6 số trong ứng dụng xác thực trên điện thoại, hoặc một mã dự phòng 8 số."
        )

    def clean_code(self):
        if sentence := lockout.refusal(self.user.username):
            self.refused = True
            raise ValidationError(sentence)
        code = super().clean_code()
        lasts = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)
        if self.authenticator.type == Authenticator.Type.TOTP and not cache.add(
            f"accounts.code.{self.user.pk}.{''.join(code.split())}", 1, lasts
        ):
            raise get_adapter().validation_error("incorrect_code")
        return code


class SecondStepForm(TakenOnce, codes.AuthenticateForm):
    """Bước xác thực thứ hai khi đăng nhập."""


class ConfirmByCodeForm(TakenOnce, codes.ReauthenticateForm):
    """Xác nhận lại bằng mã."""


class ActivateTotpForm(totp.ActivateTOTPForm):
    """Cài ứng dụng xác thực."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"] = code_field("Mã 6 số")


class PasskeyMixin:
    """What the browser sends for a passkey; when it cannot be read, the sentence is ours."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["credential"].error_messages |= {"required": NOT_READ, "invalid": NOT_READ}

    def _clean_fields(self):
        """Each field by itself, the credential by the library: it names only some kinds of nonsense."""
        try:
            super()._clean_fields()
        except NONSENSE:
            self.add_error("credential", NOT_READ)

    def _clean_form(self):
        try:
            super()._clean_form()
        except NONSENSE:
            self.add_error("credential", NOT_READ)


class AddPasskeyForm(PasskeyMixin, passkeys.AddWebAuthnForm):
    """Thêm khóa đăng nhập."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"] = TextLine(
            label="Tên khóa", max_length=60, required=False, help_text="Để nhớ là máy nào, ví dụ: Điện thoại của tôi."
        )
        self.fields["passwordless"] = forms.BooleanField(
            label="Đăng nhập bằng khóa này, không cần gõ mật khẩu", required=False, initial=True,
            help_text="Máy sẽ hỏi vân tay, khuôn mặt hoặc mã PIN. Bỏ chọn nếu khóa bảo mật USB không có mã PIN.",
        )  # fmt: skip


class SecondStepByPasskeyForm(PasskeyMixin, passkeys.AuthenticateWebAuthnForm):
    """Bước xác thực thứ hai bằng khóa."""

    refused = False


class ConfirmByPasskeyForm(PasskeyMixin, passkeys.ReauthenticateWebAuthnForm):
    """Xác nhận lại bằng khóa."""


class SignInByPasskeyForm(PasskeyMixin, passkeys.LoginWebAuthnForm):
    """Đăng nhập bằng khóa, không mật khẩu."""

    def clean_credential(self):
        authenticator = super().clean_credential()
        if not authenticator.user.is_active:
            raise account_adapter().validation_error("account_inactive")
        return authenticator
