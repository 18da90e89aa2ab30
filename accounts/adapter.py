"""How the sign-in library is to behave here: accounts are opened by officers, never by signing up."""

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts import credentials, lockout, services, sessions

IN_VIETNAMESE = {
    "account_inactive": "Tài khoản này đã tạm khóa. Hãy liên hệ cán bộ cấp trên hoặc quản trị hệ thống.",
    "enter_current_password": "Mật khẩu đang dùng chưa đúng.",
    "incorrect_code": "Mã chưa đúng hoặc đã hết hạn.",
    "incorrect_password": "Mật khẩu chưa đúng.",
    "invalid_login": "Tên đăng nhập chưa đúng.",
    "rate_limited": "Quá nhiều lần thử. Hãy đợi vài phút rồi thử lại.",
    "same_as_current": "Mật khẩu mới phải khác mật khẩu đang dùng.",
    "too_many_login_attempts": "Đăng nhập sai nhiều lần. Hãy đợi vài phút rồi thử lại.",
    "username_blacklisted": "Tên đăng nhập này không dùng được.",
    "username_password_mismatch": "Tên đăng nhập hoặc mật khẩu chưa đúng.",
    # A name with an at sign is taken for an address; the answer must not differ.
    "email_password_mismatch": "Tên đăng nhập hoặc mật khẩu chưa đúng.",
    "username_taken": "Tên đăng nhập này đã có người dùng.",
}


class AccountAdapter(DefaultAccountAdapter):
    """No public sign-up; messages in our own words; sign-ins and new passwords on the record."""

    error_messages = {**DefaultAccountAdapter.error_messages, **IN_VIETNAMESE}

    def is_open_for_signup(self, request):
        return False

    def add_message(self, request, level, message_template=None, message_context=None, extra_tags="", message=None):
        """The library's English notices are not shown: the pages themselves say what happened. A sentence of ours is."""
        if message:
            messages.add_message(request, level, message, extra_tags=extra_tags)

    def send_notification_mail(self, *args, **kwargs):
        """No mail leaves this installation."""

    def populate_username(self, request, user):
        """User names are given by officers; the library must not invent one."""

    def pre_authenticate(self, request, **given):
        """A name that failed too often waits. A flood from an address does not shut out who signs in from there."""
        if sentence := lockout.refusal(_typed(given)):
            raise ValidationError(sentence)
        try:
            super().pre_authenticate(request, **given)
        except ValidationError:
            if not lockout.has_signed_in_from(_typed(given), self.get_client_ip(request)):
                raise

    def authenticate(self, request, **given):
        """Also asked of those who are signed in and confirm the password; for them the count begins anew."""
        user = super().authenticate(request, **given)
        if user is not None and user == request.user:
            lockout.forgive(user.username)
        return user

    def authentication_failed(self, request, **given):
        lockout.record_failure(_typed(given))

    def login(self, request, user):
        super().login(request, user)
        sessions.begin(request)
        ways = [record.get("type") or record["method"] for record in get_authentication_records(request, user)]
        credentials.record_sign_in(user=user, ways=list(dict.fromkeys(ways)))

    def is_reauthentication_required(self, *, app, **kwargs):
        """Who has just signed in need not say the password again."""
        asked = super().is_reauthentication_required(app=app, **kwargs)
        return asked and not sessions.began_within(self.request, app_settings.REAUTHENTICATION_TIMEOUT)

    def logout(self, request):
        if request.user.is_authenticated:
            services.record_sign_out(user=request.user, position=getattr(request, "position", None))
        super().logout(request)

    def set_password(self, user, password):
        services.change_own_password(user=user, password=password, session=self.request.session.session_key)

    def get_password_change_redirect_url(self, request):
        sessions.renew(request)
        messages.success(request, "Đã đổi mật khẩu. Lần đăng nhập sau dùng mật khẩu mới.")
        return reverse("accounts:me")


def _typed(given: dict) -> str:
    return given.get("username") or given.get("email") or ""
