"""Signed papers: a pile that is read and one that is not, papers confirmed near and far, an authority that is trusted."""

import hashlib
import io
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from registrations.enums import PageOutcome
from registrations.models import Registration, Scan, ScanPage, ScanPile, ScanSource
from registrations.scanning import certificates
from tests.registrations import signing


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("L", (80, 110), 250).save(out, "JPEG")
    return out.getvalue()


def photo(w):
    """A photo to be uploaded."""
    return SimpleUploadedFile("anh.jpg", picture(), content_type="image/jpeg")


def authority(w):
    return signing.certificate_file(signing.authority("CA khác"))


def build(w) -> None:
    near, far = (Registration.objects.get(code=w.names[name]) for name in ("sent", "far"))
    pile = _pile(w.cast.registrant, ScanPile.State.DONE, near.versions.get())
    failed = _pile(w.cast.registrant, ScanPile.State.FAILED, None)
    trusted = certificates.trust(by=w.cast.admin, file=signing.certificate_file(signing.authority()))
    w.names |= {
        "pile": pile.pk, "failed_pile": failed.pk, "certificate": trusted.pk,
        "scan": _scan(near, w.cast.registrant, b"Gandong").pk,
        "far_scan": _scan(far, w.cast.far_registrant, b"Khuatnui").pk,
    }  # fmt: skip


def _pile(owner, state, version) -> ScanPile:
    """Two photos, the first matched, the second to be placed by hand."""
    pile = ScanPile.objects.create(owner=owner, token=uuid4(), title="Quetrieng.jpg", total=2, state=state)
    for number in (1, 2) if version else ():
        source = ScanSource(
            pile=pile, name="Quetrieng.jpg", mime="image/jpeg", size=1, pages=1,
            sha256=hashlib.sha256(picture()).hexdigest(),
        )  # fmt: skip
        source.file.save("a.jpg", ContentFile(picture()))
        page = ScanPage(
            pile=pile, source=source, number=number, place=0, version=version if number == 1 else None,
            outcome=PageOutcome.MATCHED if number == 1 else PageOutcome.UNREAD,
        )  # fmt: skip
        page.picture.save("a.jpg", ContentFile(picture()))
    return pile


def _scan(registration, by, content) -> Scan:
    scan = Scan(
        registration=registration, version=registration.versions.get(), name="bản ký.pdf", mime="application/pdf",
        size=len(content), sha256=hashlib.sha256(content).hexdigest(), pages=1, uploaded_by=by, confirmed_by=by,
        uploaded_at=timezone.now(),
    )  # fmt: skip
    scan.file.save("a.pdf", ContentFile(content))
    return scan
