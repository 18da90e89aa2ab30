"""Bản ký của một hồ sơ: uploaded from the record, looked at with its seal and signatures, dropped with a reason."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import for_roles
from common.files import on_disk
from common.tokens import posted_token
from documents.signatures import SignaturesUnreadable, read_signatures
from registrations.models import Scan
from registrations.rights import keeps_scans
from registrations.scanning import services as scans
from registrations.scanning.forms import DropForm
from registrations.scanning.tasks import trusted_certificates
from registrations.views.files import file_response
from registrations.views.opening import READERS, opened
from registrations.views.scans import KEEPERS, uploaded

BROKEN = "Tệp của bản ký này không còn khớp mã băm đã niêm phong nên không mở. Hãy báo quản trị hệ thống khôi phục."


def _scan(registration, pk) -> Scan:
    joined = ("version", "uploaded_by__user", "uploaded_by__unit", "confirmed_by__user", "confirmed_by__unit",
              "dropped_by__user")  # fmt: skip
    return get_object_or_404(registration.scans.select_related(*joined), pk=pk)


@require_POST
@for_roles(*KEEPERS)
def upload(request, code):
    """Bring the signed paper of one record; a paper of another record is matched to that one."""
    registration = opened(request, code, "unit")
    return uploaded(request, registration, "registrations:record", code)


@require_GET
@for_roles(*READERS)
def scan(request, code, pk):
    """One signed paper: which version, by whom, its seal looked at again, its digital signatures as trusted today."""
    registration = opened(request, code, "unit")
    found = _scan(registration, pk)
    unbroken = scans.is_unbroken(found)
    context = {
        "registration": registration,
        "scan": found,
        "unbroken": unbroken,
        "signatures": _signatures_now(found) if unbroken else found.signed_by,
        "may_drop": keeps_scans(request.position, registration) and found.dropped_at is None,
    }
    return render(request, "registrations/scan.html", context)


def _signatures_now(found: Scan):
    """A certificate may have been added or taken away since: what stands here is true today."""
    if not found.signatures:
        return []
    try:
        with on_disk(found.file) as path:
            return read_signatures(path, trusted_certificates())
    except SignaturesUnreadable:
        return found.signed_by


@require_GET
@for_roles(*READERS)
def download(request, code, pk):
    """The sealed file, if it still is what was sealed."""
    found = _scan(opened(request, code, "unit"), pk)
    if not scans.is_unbroken(found):
        messages.error(request, BROKEN)
        return redirect("registrations:scan", code, pk)
    return file_response(found)


@require_http_methods(["GET", "POST"])
@for_roles(*KEEPERS)
def drop(request, code, pk):
    """Bỏ bản ký confirmed by mistake."""
    registration = opened(request, code, "unit")
    found = _scan(registration, pk)
    if not keeps_scans(request.position, registration):
        raise PermissionDenied
    form = DropForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        posted_token(request)
        scans.drop_scan(by=request.position, scan=found, **form.cleaned_data)
        messages.success(request, "Đã bỏ bản ký. Lý do được ghi ở hồ sơ; có thể tải lên bản đúng.")
        return redirect("registrations:record", code)
    return render(request, "registrations/drop_scan.html", {"registration": registration, "scan": found, "form": form})
