"""My account and positions; the people below."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import for_roles
from accounts.enums import Role
from accounts.models import Position


@require_GET
def me(request):
    """Tài khoản của tôi."""
    return render(request, "accounts/me.html")


@require_http_methods(["GET", "POST"])
def positions(request):
    """Đổi vị trí công tác."""
    if request.method == "POST":
        wanted = next((one for one in request.positions if str(one.pk) == request.POST.get("to")), None)
        if wanted:
            request.session["position"] = wanted.pk
        return redirect("home")
    return render(request, "accounts/positions.html")


@require_GET
@for_roles(Role.OFFICER, Role.ADMIN)
def people(request):
    """Cán bộ và vị trí: those below whom one manages."""
    rows = Position.objects.managed_by(request.position).select_related("user", "unit__level").order_by("user__full_name")
    return render(request, "accounts/people.html", {"rows": rows})
