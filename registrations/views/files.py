"""Tệp đính kèm: added and removed by the owner before sending, served only inside the scope."""

from django.contrib import messages
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accounts.access import for_roles
from accounts.enums import TYPING_ROLES, Role
from common.acting import pressed
from registrations import services
from registrations.models import Attachment
from registrations.rights import owns
from registrations.views.opening import READERS, WRITTEN_AT, opened

PLACE = "tep-kem-theo"
"""Of the box in which files are chosen, on the record and beside the paper that is being written."""


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
    """Add files to a record that one looks at; who is writing sends them along with the paper."""
    take_files(request, opened(request, code))
    return redirect(f"{reverse('registrations:record', args=[code])}#{PLACE}")


def take_files(request, registration) -> None:
    """Keep the files that came along; each one refused says why beside the box it was chosen in, the others are kept."""
    chosen = request.FILES.getlist("files")
    kept, refused = services.attach_all(by=request.position, registration=registration, chosen=chosen)
    for sentence in refused if chosen else ["Chưa chọn tệp nào."]:
        messages.error(request, sentence, extra_tags=PLACE)
    for attachment in kept:
        messages.success(request, f"Đã đính kèm “{attachment.name}”. {attachment.told}".strip(), extra_tags=PLACE)


@require_POST
@for_roles(Role.REGISTRANT, *TYPING_ROLES)
def remove(request, code, pk):
    """Take away a file that has not been sent."""
    registration = opened(request, code)
    attachment = get_object_or_404(Attachment.objects.select_related("registration"), registration=registration, pk=pk)
    told = f"Đã bỏ “{attachment.name}”."
    pressed(request, lambda: services.remove_attachment(by=request.position, attachment=attachment), told)
    page = WRITTEN_AT.get(request.POST.get("soan", ""), "registrations:record")
    return redirect(f"{reverse(page, args=[code])}#{PLACE}")
