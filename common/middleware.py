"""What every request carries for the rooms above: the address it came from."""

from django.conf import settings

from common import audit


class AuditMiddleware:
    """Lets the audit log name the address a change came from, trusting only our own proxies."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with audit.coming_from(client_address(request)):
            return self.get_response(request)


def client_address(request) -> str:
    """The client's address: the peer, or as many steps up X-Forwarded-For as we run proxies."""
    chain = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if settings.DANVAN_PROXIES and len(chain) >= settings.DANVAN_PROXIES:
        return chain[-settings.DANVAN_PROXIES][:45]
    return request.META.get("REMOTE_ADDR", "")[:45]
