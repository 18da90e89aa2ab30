"""Sign-in required everywhere by default; what was typed when a session ended is kept and offered again afterwards."""

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

KEPT = "typed-before-sign-in"
MOST_KEPT = 200_000


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """As Django's own, but a form sent without a session is not thrown away."""

    def handle_no_permission(self, request, view_func):
        if keep_typed(request):
            return redirect(f"{reverse('account_login')}?next={reverse('accounts:resume')}")
        return super().handle_no_permission(request, view_func)


def keep_typed(request) -> bool:
    """Keep a form that cannot be taken now. Ours carry the position they were opened under; no other is worth it."""
    typed = _typed(request)
    if (
        request.method != "POST"
        or not request.POST.get("position")
        or sum(len(value) for _, value in typed) > MOST_KEPT
    ):
        return False
    request.session[KEPT] = {
        "address": request.get_full_path(),
        "typed": typed,
        "had_files": bool(request.FILES),
    }
    return True


def _typed(request) -> list[tuple[str, str]]:
    names = [name for name in request.POST if name != "csrfmiddlewaretoken"]
    return [(name, value) for name in names for value in request.POST.getlist(name)]


@require_GET
def resume(request):
    """Gửi tiếp: the form that was sent after the session had ended, ready to be sent again."""
    kept = request.session.pop(KEPT, None)
    # On a shared computer somebody else may have signed in: what another person typed is not theirs to see.
    own = {str(position.pk) for position in request.positions}
    if not kept or dict(kept["typed"]).get("position") not in own:
        return redirect("home")
    return render(request, "accounts/resume.html", {"kept": kept})
