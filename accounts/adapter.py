"""How the sign-in library is to behave here: accounts are opened by officers, never by signing up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.urls import reverse

from accounts import services

IN_VIETNAMESE = {
    "account_inactive": "Tài khoản này đã tạm khóa. Hãy liên hệ cán bộ cấp trên hoặc quản trị hệ thống.",
    "enter_current_password": "Mật khẩu đang dùng chưa đúng.",
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
        """The library's English notices are not shown: the pages themselves say what happened."""

    def send_notification_mail(self, *args, **kwargs):
        """No mail leaves this installation."""

    def populate_username(self, request, user):
        """User names are given by officers; the library must not invent one."""

    def login(self, request, user):
        super().login(request, user)
        services.record_sign_in(user=user)

    def set_password(self, user, password):
        services.change_own_password(user=user, password=password)

    def get_password_change_redirect_url(self, request):
        messages.success(request, "Đã đổi mật khẩu. Lần đăng nhập sau dùng mật khẩu mới.")
        return reverse("accounts:me")
