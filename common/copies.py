"""Bản ký, đóng dấu: the scan of a paper that was printed here, signed and sealed."""

from collections.abc import Callable, Iterable

from django import forms
from django.core.exceptions import ValidationError
from django.core.files import File
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from common import files
from common.acting import written_elsewhere
from common.models import Attachment

SIGNED_KINDS = ("pdf", "jpg", "png")
MOST_COPIES = 10
PLACE = "ban-ky"
"""Of the box with the copies on the page of their paper."""


class CopyForm(forms.Form):
    """Bản ký, đóng dấu."""

    file = forms.FileField(label="Bản ký (PDF hoặc ảnh)", error_messages={"required": "Chưa chọn tệp nào."})


def keep_copy(copy: Attachment, file: File, *, beside: Iterable[Attachment]) -> Attachment:
    """Store an uploaded scan as `copy`, a row not saved yet; the same file among those `beside` is found instead.

    Raises ValidationError beside the field `file`.
    """
    try:
        kind = files.check_upload(file, kinds=SIGNED_KINDS)
    except ValidationError as problem:
        raise ValidationError({"file": problem.messages}) from problem
    digest, known = files.digest_of(file), list(beside)
    for one in known:
        if one.sha256 == digest:
            return one
    if len(known) >= MOST_COPIES:
        raise ValidationError({"file": f"Mỗi văn bản giữ nhiều nhất {MOST_COPIES} bản ký."})
    copy.take(file, kind, digest)
    copy.save()
    return copy


def take_copy(request: HttpRequest, keep: Callable[..., Attachment], address: str) -> HttpResponse:
    """What the box of a page at `address` brings (components/_signed_copies.html): kept by `keep(file=…)`, or refused
    beside the box."""

    def act(file: File) -> str:
        return f"Đã lưu bản ký “{keep(file=file).name}”."

    written_elsewhere(request, CopyForm(request.POST, request.FILES), act, PLACE)
    return redirect(f"{address}#{PLACE}")


def with_addresses(paper, name: str) -> list[tuple[Attachment, str]]:
    """The copies of a paper, each with the address named `name` where it is read."""
    return [(copy, reverse(name, args=[paper.pk, copy.pk])) for copy in paper.copies.all()]
