from allauth.usersessions.apps import UserSessionsConfig
from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Cán bộ và vị trí công tác"
    default = True


class SessionsConfig(UserSessionsConfig):
    """The library's list of sessions, written by accounts/sessions.py and not by signals: those look at every session
    of the person one by one at each sign-in.
    """

    def ready(self):
        """No signals."""
