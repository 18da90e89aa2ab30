"""What every request carries for the rooms above: the address it came from, and what was refused on its way."""

from django.conf import settings

from common import audit, refusals


class AuditMiddleware:
    """Lets the audit log name the address a change came from, and writes down what a signed-in person was refused."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with audit.coming_from(client_address(request)), refusals.collecting() as noted:
            response = self.get_response(request)
            if response.status_code == 403 and not noted:
                _note_page(request)
            refusals.write(noted)
        return response


def _note_page(request) -> None:
    """A page or form that the person may not open or send."""
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        # The name of a page is its address: Vietnamese without marks.
        what = f"{'Gửi biểu mẫu ở trang' if request.method == 'POST' else 'Mở trang'} {request.path[:200]}"
        by = getattr(request, "position", None)
        refusals.note(by=by, person=user, obj=user, what=what, why=refusals.NOT_ALLOWED)


def client_address(request) -> str:
    """The client's address: the peer, or as many steps up X-Forwarded-For as we run proxies."""
    chain = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if settings.DANVAN_PROXIES and len(chain) >= settings.DANVAN_PROXIES:
        return chain[-settings.DANVAN_PROXIES][:45]
    return request.META.get("REMOTE_ADDR", "")[:45]
