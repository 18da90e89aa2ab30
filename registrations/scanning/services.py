"""Bản ký: uploading scans, placing their pages, confirming and sealing the signed paper, dropping a wrong one."""

import hashlib
from contextlib import ExitStack
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from accounts.enums import TYPING_ROLES, Role
from common import audit, files, jobs
from common.locks import hold, locked_row, locked_rows
from documents.scans_in import Part, Unreadable, check_scan, join_pages
from registrations.enums import PageOutcome, Purpose
from registrations.models import Registration, Scan, ScanPage, ScanPile, ScanSource
from registrations.rights import keeps_scans
from registrations.scanning import handwork
from registrations.scanning import tasks as scan_tasks
from registrations.scanning.groups import Paper, sort_pile
from registrations.scanning.matching import Matcher, Refusal

MOST_FILES = 50
# Up to so many pages a person waits for the reading.
READ_AT_ONCE = 2
LOST = "Tệp quét đã tải lên không còn đọc được. Hãy tải lên lại."


def start_pile(
    *, by, chosen: list, token: UUID, registration: Registration | None = None
) -> tuple[ScanPile | None, list[str]]:
    """Keep the files that can be read, to be read page by page, and a sentence for each that cannot.

    A repeated token finds the first pile. Without one good file there is no pile.
    """
    if not by.has_role(Role.REGISTRANT, *TYPING_ROLES) or (registration and not keeps_scans(by, registration)):
        raise PermissionDenied
    if first := _begun_with(token, by):
        return first, []
    good, refused = _checked(chosen)
    if not good:
        return None, refused or ["Chưa chọn tệp nào."]
    with transaction.atomic():
        # A second press waits here until the first has finished.
        hold(by)
        if first := _begun_with(token, by):
            return first, refused
        return _keep_pile(by, good, token, registration), refused


def _begun_with(token: UUID, by) -> ScanPile | None:
    first = ScanPile.objects.filter(token=token).first()
    if first and first.owner_id not in by.seats:
        raise PermissionDenied
    return first


def _checked(chosen: list) -> tuple[list[tuple], list[str]]:
    """(file, kind, pages, hash) of what can be read; of two equal files one."""
    good, refused, seen = [], [], set()
    if len(chosen) > MOST_FILES:
        return [], [f"Mỗi lần tải lên nhiều nhất {MOST_FILES} tệp."]
    for file in chosen:
        try:
            kind, pages = check_scan(file)
        except ValidationError as problem:
            refused += problem.messages
            continue
        digest = files.digest_of(file)
        if digest in seen:
            refused.append(f"Tệp “{files.safe_name(file.name)}” được chọn hai lần; chỉ nhận một.")
            continue
        seen.add(digest)
        good.append((file, kind, pages, digest))
    return good, refused


def _keep_pile(by, good: list[tuple], token: UUID, registration: Registration | None) -> ScanPile:
    names = [files.safe_name(file.name, kind.extension) for file, kind, _pages, _digest in good]
    title = names[0] if len(names) == 1 else f"{names[0]} và {len(names) - 1} tệp khác"
    total = sum(pages for _file, _kind, pages, _digest in good)
    pile = ScanPile.objects.create(owner=by, token=token, registration=registration, title=title[:200], total=total)
    for file, kind, pages, digest in good:
        source = ScanSource(pile=pile, pages=pages)
        source.take(file, kind, digest)
        source.save()
    audit.record(by=by, action="Tải lên bản quét", obj=pile, after={"số trang": str(total)})
    scan_tasks.read_in_background.enqueue(pile.pk)
    return pile


def read_short(pile: ScanPile) -> None:
    """Read a short pile while its owner waits; a long one is read in the background, as a short one that was not begun."""
    if pile.total <= READ_AT_ONCE:
        scan_tasks.read_now(pile.pk)


@transaction.atomic
def read_again(*, by, pile: ScanPile) -> None:
    """Đọc lại a pile that was not read to its end. Raises ValidationError when it has not failed."""
    _own(by, pile)
    jobs.wait_again(pile, "Tập này đang được đọc hoặc đã đọc xong, không cần đọc lại.")
    audit.record(by=by, action="Đọc lại bản quét", obj=pile)
    scan_tasks.read_in_background.enqueue(pile.pk)


def _own(by, pile: ScanPile) -> None:
    if pile.owner_id not in by.seats:
        raise PermissionDenied


@transaction.atomic
def match_page(*, by, page: ScanPage, code: str, purpose: str, number: int, sheet: int | None = None) -> ScanPage:
    """Ghép bằng tay: a person read code, version and sheet where the machine could not. Raises ValidationError.

    `code` may be the last digits, as long as they mean one record.
    """
    page = _open_page(by, page)
    if page.outcome not in {PageOutcome.UNREAD, PageOutcome.BLANK}:
        raise ValidationError("Trang này đã đọc được mã hoặc đã ghép rồi.")
    try:
        version = Matcher(by).version(handwork.whole_code(by, code), purpose, number)
        page.sheet = handwork.free_sheet(page, version, sheet)
    except Refusal as problem:
        raise ValidationError({problem.about: str(problem)}) from problem
    page.outcome, page.version, page.by_hand, page.reason = PageOutcome.MATCHED, version, True, ""
    page.save(update_fields=["outcome", "version", "by_hand", "reason", "sheet"])
    told = {"page": str(page), "version": str(version), "sheet": str(page.sheet)}
    audit.record(by=by, action="Ghép trang bằng tay", obj=page.pile, after=told)
    return page


@transaction.atomic
def leave_out(*, by, page: ScanPage, out: bool) -> None:
    """Không dùng trang này, or use it again."""
    page = _open_page(by, page)
    left = page.outcome == PageOutcome.LEFT_OUT
    if left == out or page.outcome == PageOutcome.REFUSED:
        return
    before = page.get_outcome_display()
    used = PageOutcome.MATCHED if page.version_id else PageOutcome.UNREAD
    page.outcome = PageOutcome.LEFT_OUT if out else used
    page.save(update_fields=["outcome"])
    told = {"page": str(page), "outcome": page.get_outcome_display()}
    audit.record(by=by, action="Xếp lại trang quét", obj=page.pile, before={"outcome": before}, after=told)


def _open_page(by, page: ScanPage) -> ScanPage:
    """The page behind the lock of its pile, as it is now. Raises ValidationError once it stands at a record."""
    _own(by, page.pile)
    hold(page.pile)
    page = ScanPage.objects.select_related("pile").get(pk=page.pk)
    if page.scan_id is not None:
        raise ValidationError("Trang này đã nằm trong một bản ký đã xác nhận.")
    return page


def confirm_papers(*, by, pile: ScanPile, versions: set[int] | None = None) -> tuple[list[Scan], list[str]]:
    """Xác nhận bản ký: seal the papers of a pile, all that are ready or the chosen ones; and why others were not."""
    _own(by, pile)
    found = sort_pile(pile)
    papers = found.ready if versions is None else [one for one in found.papers if one.version.pk in versions]
    refused = [f"{_name_of(one)}: {one.obstacle}" for one in papers if one.obstacle]
    papers = [one for one in papers if not one.obstacle]
    sealed, overtaken = _seal(by, pile, list(zip(papers, _contents(papers), strict=True)))
    return sealed, refused + overtaken


def _contents(papers: list[Paper]) -> list[bytes]:
    """What is kept of each paper: the file as uploaded where it holds nothing else, else its pages as one PDF."""
    pieced = [paper for paper in papers if paper.whole_file is None]
    sources = {page.source.pk: page.source for paper in pieced for page in paper.pages}
    try:
        with ExitStack() as kept:
            paths = {pk: kept.enter_context(files.on_disk(source.file)) for pk, source in sources.items()}
            joined = join_pages([_parts(paper, paths) for paper in pieced])
            return [_bytes_of(paper.whole_file) if paper.whole_file else next(joined) for paper in papers]
    except (Unreadable, OSError, StopIteration) as problem:
        raise ValidationError(LOST) from problem


def _parts(paper: Paper, paths: dict[int, str]) -> list[Part]:
    return [Part(paths[page.source.pk], page.source.mime, page.place) for page in paper.pages]


def _bytes_of(source: ScanSource) -> bytes:
    """The stored file, which must still be what was uploaded."""
    with source.file.open() as stored:
        content = stored.read()
    if hashlib.sha256(content).hexdigest() != source.sha256:
        raise OSError(source.name)
    return content


@transaction.atomic
def _seal(by, pile: ScanPile, papers: list[tuple[Paper, bytes]]) -> tuple[list[Scan], list[str]]:
    """Keep each signed paper under its hash, but for those that were overtaken since they were read."""
    keys = {paper.version.registration_id for paper, _content in papers}
    list(locked_rows(Registration.objects.filter(pk__in=keys)).order_by("pk").values_list("pk"))
    hold(pile)
    matcher, refused, sealed, pages = Matcher(by), [], [], []
    matcher.look_up(paper.version.registration.code for paper, _content in papers)
    still = set(pile.pages.open().of_outcome(PageOutcome.MATCHED).values_list("pk", "version_id"))
    for paper, content in papers:
        if problem := _overtaken(matcher, paper, still):
            refused.append(f"{_name_of(paper)}: {problem}")
            continue
        scan = _scan(by, pile, paper, content)
        sealed.append(scan)
        pages += [(page, scan) for page in paper.pages + (paper.others if scan.signatures else [])]
    _write_sealed(by, sealed, pages)
    return sealed, refused


def _overtaken(matcher: Matcher, paper: Paper, still: set[tuple]) -> str:
    """What has happened since the pages were read: sent anew, out of scope, placed elsewhere; nothing, an empty text."""
    version = paper.version
    try:
        matcher.version(version.registration.code, version.purpose, version.number)
    except Refusal as problem:
        return str(problem)
    if {(page.pk, version.pk) for page in paper.pages} <= still:
        return ""
    return "Các trang vừa được xếp lại hoặc đã xác nhận. Hãy xem lại tập bản quét."


def _write_sealed(by, sealed: list[Scan], pages: list[tuple]) -> None:
    Scan.objects.bulk_create(sealed)
    for page, scan in pages:
        page.scan = scan
    ScanPage.objects.bulk_update([page for page, _scan in pages], ["scan"], batch_size=200)
    told = {
        one.pk: ({}, {"version": str(one.version), "sha256": one.sha256, "pages": str(one.pages)}) for one in sealed
    }
    audit.record_many(by=by, action="Xác nhận bản ký", objs=sealed, told=told)


def _scan(by, pile: ScanPile, paper: Paper, content: bytes) -> Scan:
    whole, digest = paper.whole_file, hashlib.sha256(content).hexdigest()
    extension, mime = (whole.file.name.rpartition(".")[2], whole.mime) if whole else ("pdf", files.KINDS["pdf"].mime)
    scan = Scan(
        registration=paper.version.registration, version=paper.version, name=f"{_name_of(paper)}, bản ký.{extension}",
        mime=mime, size=len(content), sha256=digest, pages=whole.pages if whole else len(paper.pages),
        by_hand=any(page.by_hand for page in paper.pages), signatures=whole.signatures if whole else [],
        uploaded_at=pile.created_at, uploaded_by_id=pile.owner_id, confirmed_by=by,
    )  # fmt: skip
    scan.file.save(f"{digest[:16]}.{extension}", ContentFile(content), save=False)
    return scan


def _name_of(paper: Paper) -> str:
    return f"{paper.version.registration.code} {Purpose(paper.version.purpose).label} lần {paper.version.number}"


def is_unbroken(scan: Scan) -> bool:
    """Whether the stored file is still the one that was sealed."""
    try:
        with scan.file.open() as stored:
            return hashlib.sha256(stored.read()).hexdigest() == scan.sha256
    except OSError:
        return False


@transaction.atomic
def drop_scan(*, by, scan: Scan, reason: str) -> None:
    """Bỏ bản ký that was confirmed by mistake: it stays on record with the reason, and counts no more."""
    registration = locked_row(Registration, scan.registration_id, "unit")
    if not keeps_scans(by, registration):
        raise PermissionDenied
    scan = Scan.objects.get(pk=scan.pk)
    if scan.dropped_at is not None:
        return
    scan.dropped_at, scan.dropped_by, scan.dropped_for = timezone.now(), by, reason
    scan.save(update_fields=["dropped_at", "dropped_by", "dropped_for"])
    audit.record(by=by, action="Bỏ bản ký", obj=scan, after={"dropped_for": reason})


@transaction.atomic
def discard_pile(*, by, pile: ScanPile) -> None:
    """Bỏ tập bản quét: the uploaded files and pages go; what was confirmed from it stays at its records."""
    _own(by, pile)
    hold(pile)
    stored = [source.file for source in pile.sources.all()] + [page.picture for page in pile.pages.all()]
    audit.record(by=by, action="Bỏ tập bản quét", obj=pile)
    pile.delete()
    transaction.on_commit(lambda: [file.delete(save=False) for file in stored])
