"""Cửa vào: who must first choose an own password or set up a second factor can open nothing else."""

from django.conf import settings
from django.shortcuts import redirect

from accounts import credentials
from accounts.signin import KEPT, keep_typed

HAS_FACTOR = "has-second-factor"
SIGN_OUT = "account_logout"
# What is open behind each gate; the first is where one is led.
OPEN = {
    "password": ("accounts:own_password", SIGN_OUT),
    "factor": (
        "mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
        "account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", SIGN_OUT,
    ),
}  # fmt: skip


class GateMiddleware:
    """Sets request.shut: which gate holds the person, or nothing."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.shut = gate_of(request)
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.shut:
            opens = OPEN[request.shut]
            if request.resolver_match.view_name in opens:
                return None
            keep_typed(request)
            return redirect(opens[0])
        if request.resolver_match.view_name == "home" and KEPT in request.session:
            return redirect("accounts:resume")
        return None


def gate_of(request) -> str:
    """The gate before which the person stands. What is known to be in order is not asked again in this session."""
    if not request.user.is_authenticated:
        return ""
    if request.user.must_change_password:
        return "password"
    if needs_second_factor(request) and not request.session.get(HAS_FACTOR):
        if not credentials.has_second_factor(request.user):
            return "factor"
        request.session[HAS_FACTOR] = True
    return ""


def needs_second_factor(request) -> bool:
    """Whether one of the positions held asks for it."""
    return any(position.role in settings.DANVAN_SECOND_FACTOR for position in request.positions)
