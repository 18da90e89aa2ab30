"""Các giấy trong một tập bản quét: the pages of a pile put together to papers, as the person sees and confirms them."""

from dataclasses import dataclass, field

from documents.signatures import Signature
from registrations.enums import PageOutcome, Purpose
from registrations.models import RegistrationVersion, ScanPage, ScanPile, ScanSource


@dataclass
class Paper:
    """The pages of one version in a pile, in the order of the paper."""

    version: RegistrationVersion
    pages: list[ScanPage] = field(default_factory=list)
    others: list[ScanPage] = field(default_factory=list)

    @property
    def name(self) -> str:
        """“bản đăng ký lần 2”."""
        return f"{Purpose(self.version.purpose).label} lần {self.version.number}"

    @property
    def sources(self) -> list[ScanSource]:
        return list({page.source_id: page.source for page in self.pages}.values())

    @property
    def whole_file(self) -> ScanSource | None:
        """The one file that holds this paper and nothing of another: kept to the letter, signatures and all."""
        if len(self.sources) != 1 or any(page.outcome in SPEAKING or page.scan_id for page in self.others):
            return None
        source, places = self.sources[0], [page.place for page in self.pages]
        rest = {page.outcome for page in self.others} - {PageOutcome.BLANK}
        return source if source.signatures or (places == sorted(places) and not rest) else None

    @property
    def signatures(self) -> list[Signature]:
        return self.whole_file.signed_by if self.whole_file else []

    @property
    def obstacle(self) -> str:
        """Why the paper cannot be confirmed as it lies here; nothing where it can."""
        if self.whole_file is None and any(source.signatures for source in self.sources):
            return "Tệp có chữ ký số chứa nhiều giấy; tách ra thì mất chữ ký. Hãy tải riêng từng tệp đã ký."
        return ""

    @property
    def warning(self) -> str:
        """What a person should look at before confirming."""
        sheets = [page.sheet for page in self.pages if page.sheet]
        if len(sheets) != len(set(sheets)):
            return "Có trang quét hai lần. Hãy bỏ bớt trang thừa."
        missing = sorted(set(range(1, max(sheets, default=0))) - set(sheets))
        if missing:
            return f"Chưa thấy tờ {', '.join(map(str, missing))} của giấy này."
        return ""


# A page of the same file that speaks of something else.
SPEAKING = {PageOutcome.MATCHED, PageOutcome.REFUSED}


@dataclass(frozen=True)
class Sorted:
    """A read pile: papers to be confirmed, pages to be placed by hand, pages not taken, and what is done."""

    papers: list[Paper]
    unread: list[ScanPage]
    refused: list[ScanPage]
    aside: list[ScanPage]
    confirmed: list[ScanPage]

    @property
    def is_finished(self) -> bool:
        return not self.papers and not self.unread

    @property
    def ready(self) -> list[Paper]:
        """What may be confirmed with one press."""
        return [paper for paper in self.papers if not paper.obstacle and not paper.warning]


def sort_pile(pile: ScanPile) -> Sorted:
    """The pages of a pile by what is to be done with them."""
    joined = ("source", "version__registration__unit", "scan__version", "scan__registration")
    pages = list(pile.pages.select_related(*joined))
    open_pages = [page for page in pages if page.scan_id is None]
    aside = {PageOutcome.BLANK, PageOutcome.LEFT_OUT}
    return Sorted(
        papers=_papers(open_pages, pages),
        unread=[page for page in open_pages if page.outcome == PageOutcome.UNREAD],
        refused=[page for page in open_pages if page.outcome == PageOutcome.REFUSED],
        aside=[page for page in open_pages if page.outcome in aside],
        confirmed=[page for page in pages if page.scan_id is not None],
    )


def _papers(open_pages: list[ScanPage], pages: list[ScanPage]) -> list[Paper]:
    found: dict[int, Paper] = {}
    for page in open_pages:
        if page.outcome == PageOutcome.MATCHED:
            found.setdefault(page.version_id, Paper(page.version)).pages.append(page)
    for paper in found.values():
        paper.pages.sort(key=lambda page: (page.sheet or page.number, page.number))
        own, mine = {page.source_id for page in paper.pages}, {page.pk for page in paper.pages}
        paper.others = [page for page in pages if page.source_id in own and page.pk not in mine]
    return list(found.values())
