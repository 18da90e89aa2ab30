"""How the sign-in library is to behave here: accounts are opened by officers, never by signing up."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """No public sign-up; messages in our own words."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "Tài khoản này đã tạm khóa. Hãy liên hệ cán bộ cấp trên hoặc quản trị hệ thống.",
        "too_many_login_attempts": "Đăng nhập sai nhiều lần. Hãy đợi vài phút rồi thử lại.",
        "username_password_mismatch": "Tên đăng nhập hoặc mật khẩu chưa đúng.",
        "incorrect_password": "Mật khẩu chưa đúng.",
        "username_taken": "Tên đăng nhập này đã có người dùng.",
        "rate_limited": "Quá nhiều lần thử. Hãy đợi vài phút rồi thử lại.",
    }

    def is_open_for_signup(self, request):
        return False

    def add_message(self, request, level, message_template=None, message_context=None, extra_tags="", message=None):
        """The library's English notices are not shown: the pages themselves say what happened."""

    def populate_username(self, request, user):
        """User names are given by officers; the library must not invent one."""
