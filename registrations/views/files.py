"""Tệp đính kèm: added and removed by the owner before sending, served only inside the scope."""

from django.contrib import messages
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from accounts.access import for_roles
from accounts.enums import TYPING_ROLES, Role
from common.acting import pressed
from registrations import services
from registrations.models import Attachment
from registrations.rights import owns
from registrations.views.opening import READERS, opened


def file_response(attachment) -> FileResponse:
    """The file as a download under the name people know; the browser may not guess another type."""
    response = FileResponse(attachment.file.open(), as_attachment=True, filename=attachment.name)
    response.headers["Content-Type"] = attachment.mime
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_GET
@for_roles(*READERS)
def download(request, code, pk):
    """A file of a record one may open; unsent ones only for the owner."""
    registration = opened(request, code)
    files = Attachment.objects.filter(registration=registration)
    if not owns(request.position, registration):
        files = files.filter(version__isnull=False)
    return file_response(get_object_or_404(files, pk=pk))


@require_POST
@for_roles(Role.REGISTRANT, *TYPING_ROLES)
def attach(request, code):
    """Add files; each one refused says why, the others are kept."""
    registration = opened(request, code)
    chosen = request.FILES.getlist("files")
    kept, refused = services.attach_all(by=request.position, registration=registration, chosen=chosen)
    for sentence in refused:
        messages.error(request, sentence)
    for attachment in kept:
        messages.success(request, f"Đã đính kèm “{attachment.name}”. {attachment.told}".strip())
    if not chosen:
        messages.error(request, "Chưa chọn tệp nào.")
    return redirect("registrations:record", code)


@require_POST
@for_roles(Role.REGISTRANT, *TYPING_ROLES)
def remove(request, code, pk):
    """Take away a file that has not been sent."""
    registration = opened(request, code)
    attachment = get_object_or_404(Attachment.objects.select_related("registration"), registration=registration, pk=pk)
    told = f"Đã bỏ “{attachment.name}”."
    pressed(request, lambda: services.remove_attachment(by=request.position, attachment=attachment), told)
    return redirect("registrations:record", code)
