"""Chứng thư tin cậy: kept by the administrator of the whole tree."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import for_roles
from accounts.enums import Role
from common import formerrors
from common.tokens import posted_token
from registrations.models import TrustedCertificate
from registrations.scanning.certificates import keeps_certificates, trust, trust_no_more
from registrations.scanning.forms import CertificateForm


@require_http_methods(["GET", "POST"])
@for_roles(Role.ADMIN)
def certificates(request):
    """Whose signatures are trusted here, and the form to trust one more."""
    if not keeps_certificates(request.position):
        raise PermissionDenied
    form = CertificateForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        posted_token(request)
        try:
            added = trust(by=request.position, file=form.cleaned_data["file"])
        except ValidationError as problem:
            formerrors.show(form, ValidationError({"file": problem.messages}))
        else:
            messages.success(request, f"Đã tin cậy “{added}”. Chữ ký do nơi này cấp từ nay hiện “tin cậy”.")
            return redirect("registrations:certificates")
    context = {
        "form": form,
        "certificates": TrustedCertificate.objects.trusted().select_related("added_by__user"),
        "now": timezone.now(),
    }
    return render(request, "registrations/certificates.html", context)


@require_POST
@for_roles(Role.ADMIN)
def remove(request, pk):
    """Thôi tin cậy."""
    if not keeps_certificates(request.position):
        raise PermissionDenied
    posted_token(request)
    found = get_object_or_404(TrustedCertificate, pk=pk)
    trust_no_more(by=request.position, certificate=found)
    messages.success(request, f"Đã thôi tin cậy “{found}”.")
    return redirect("registrations:certificates")
