"""Bước xác thực thứ hai: how the sign-in library is to treat codes and passkeys here."""

from base64 import urlsafe_b64encode
from io import BytesIO

import segno
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

SERVICE = "Dân vận khéo"


class FactorAdapter(DefaultMFAAdapter):
    """Our words, our drawing of the QR code, and secrets that lie encrypted."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": "Không gỡ được bước xác thực này.",
        "cannot_generate_recovery_codes": "Hãy cài ứng dụng xác thực hoặc khóa đăng nhập trước, rồi mới tạo mã dự phòng.",
        "incorrect_code": "Mã chưa đúng hoặc đã hết hạn.",
        "unreadable": "Bước xác thực thứ hai không đọc được nữa vì khóa bí mật của hệ thống đã đổi. "
        "Hãy báo cán bộ cấp trên hoặc quản trị hệ thống gỡ để cài lại.",
    }  # fmt: skip

    def get_totp_label(self, user):
        return user.username

    def get_totp_issuer(self):
        return SERVICE

    def build_totp_svg(self, url):
        drawn = BytesIO()
        segno.make(url, error="m").save(drawn, kind="svg", scale=5, border=4, light="white")
        return drawn.getvalue().decode()

    def encrypt(self, text):
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        try:
            return _box().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            # Never an empty secret, whose codes anybody could compute.
            raise self.validation_error("unreadable") from None

    def generate_authenticator_name(self, user, type):
        return f"Khóa thứ {Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1}"

    def get_public_key_credential_rp_entity(self):
        return {**super().get_public_key_credential_rp_entity(), "name": SERVICE}

    def send_notification_mail(self, *args, **kwargs):
        """No mail leaves this installation."""


def _box() -> MultiFernet:
    """Keys made from the secret key; an earlier one still opens what it closed."""
    return MultiFernet([Fernet(_key(secret)) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str) -> bytes:
    return urlsafe_b64encode(salted_hmac("accounts.factors", "secrets", secret=secret, algorithm="sha256").digest())
