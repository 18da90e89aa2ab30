"""What is read of a pile of scans: at once where it is short, by the background worker where it is long."""

from collections.abc import Callable
from typing import BinaryIO

from django.core.files.base import ContentFile
from django_tasks import task

from accounts.models import Position
from common import jobs
from common.files import on_disk
from documents import signatures
from documents.scans_in import Unreadable, read_pages
from registrations.enums import PageOutcome
from registrations.models import ScanPage, ScanPile, ScanSource, TrustedCertificate
from registrations.scanning.matching import Matcher, Verdict

CHANGED = "Chữ ký số trong tệp không còn nguyên vẹn: nội dung đã bị sửa sau khi ký. Hãy lấy tệp gốc rồi tải lên lại."
UNTOLD = "Tệp có chữ ký số nhưng không đọc được. Hãy lấy tệp gốc rồi tải lên lại."


@task()
def read_in_background(pile_id: int) -> None:
    """Read a waiting pile; nothing if it was read or taken already."""
    jobs.sweep(ScanPile)
    read_now(pile_id)


def read_now(pile_id: int) -> None:
    """Read a waiting pile while somebody waits."""
    jobs.carry_out(ScanPile, pile_id, read_pile)


def trusted_certificates() -> list[bytes]:
    """The certificates the administrator trusts, in DER."""
    return [bytes(der) for der in TrustedCertificate.objects.trusted().values_list("der", flat=True)]


def read_pile(pile: ScanPile, told: Callable[[int], None], file: BinaryIO) -> None:
    """Every page of every file, with what its code says. The result is no file: the pages are rows."""
    owner = Position.objects.for_work().get(pk=pile.owner_id)
    matcher, number = Matcher(owner), 0
    _forget_pages(pile)
    for source in pile.sources.all():
        refused = _read_signatures(source)
        try:
            with on_disk(source.file) as path:
                for place, page in enumerate(read_pages(path, source.mime, source.pages)):
                    number += 1
                    verdict = matcher.judge(page.codes, is_blank=page.is_blank)
                    _keep(pile, source, number, place, page.picture, refused or verdict)
                    told(number)
        except Unreadable as problem:
            raise jobs.Unfinished(f"Không đọc được trang {number + 1} (tệp “{source.name}”).") from problem


def _forget_pages(pile: ScanPile) -> None:
    """A pile that is read again begins anew."""
    pictures = [page.picture for page in pile.pages.all()]
    pile.pages.all().delete()
    for picture in pictures:
        picture.delete(save=False)


def _read_signatures(source: ScanSource) -> Verdict | None:
    """Keep what the digital signatures say; a verdict on all pages where the file was changed after signing."""
    if source.mime != "application/pdf":
        return None
    try:
        with on_disk(source.file) as path:
            found = signatures.read_signatures(path, trusted_certificates())
    except signatures.SignaturesUnreadable:
        return Verdict(PageOutcome.REFUSED, UNTOLD)
    source.signatures = [one.as_data() for one in found]
    source.save(update_fields=["signatures"])
    return None if all(one.is_whole for one in found) else Verdict(PageOutcome.REFUSED, CHANGED)


def _keep(pile: ScanPile, source: ScanSource, number: int, place: int, picture: bytes, verdict: Verdict) -> None:
    page = ScanPage(
        pile=pile, source=source, number=number, place=place, outcome=verdict.outcome, reason=verdict.reason,
        version=verdict.version, sheet=verdict.sheet,
    )  # fmt: skip
    page.picture.save(f"{pile.pk}-{number}.jpg", ContentFile(picture), save=False)
    page.save()
