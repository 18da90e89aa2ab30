"""Every file that the portal makes and hands out, asked for by whom it is made for.

Each beside a yardstick worked out of the file itself (bench/bare.py). A small workbook or Word file costs less than the
request that asks for it, so its yardstick is asked for in the same way: a signed-in view that has the library alone write.
"""

from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

from django.urls import reverse

from bench import bare
from bench.decisions import Office
from bench.files import PRINT
from bench.fronts import Fronts
from bench.measure import Case, seconds
from bench.pages import World
from bench.people import Browser, unpacked
from bench.views import BARE_FILES, bare_file
from documents import papers
from documents.addresses import ANNEX, DATA, DOCUMENT
from documents.responses import DOCX, XLSX
from front.models import Fund
from front.services import board

KINDS = {XLSX: "xlsx", DOCX: "docx", "application/pdf": "pdf", "text/csv; charset=utf-8": "csv"}
FEW, MANY, LONG = 3, 10, 0.5
ESTIMATES = 12


@dataclass(frozen=True)
class Paper:
    """One paper in the forms in which it is given out. `who` and `keys`: names of an office's people and keys; what is no
    key stands in the address as it is. The design names a budget for a printed form alone."""

    route: str
    what: str
    who: str
    keys: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    query: dict[str, Any] = field(default_factory=dict)
    is_form: bool = False

    @property
    def routes(self) -> list[str]:
        return [f"{self.route}_{ending}" for ending in self.endings] or [self.route]


LAST = "last_year"
SHEETS = (
    ("bieu-01", "Biểu 01", "officer"), ("bieu-02", "Biểu 02", "district"), ("bieu-03", "Biểu 03", "district"),
    ("bieu-04", "Biểu 04a", "front"), ("bieu-04-nguon-luc", "Biểu 04b", "front"), ("bao-cao", "all Biểu", "officer"),
)  # fmt: skip
PAPERS = (
    Paper("registrations:list_excel", "list of a year", "officer", query={"xem": "", "nam": "year"}),
    Paper("registrations:list_csv", "list of a year", "officer", query={"xem": "", "nam": "year"}),
    Paper("registrations:registration_pdf", "form", "officer", ("done",), is_form=True),
    Paper("registrations:result_pdf", "result of a model", "officer", ("done",), is_form=True),
    Paper("registrations:receipt_pdf", "receipt", "officer", ("done", "receipt")),
    Paper("registrations:amendment_pdf", "wish for changes", "wishes", ("wished",)),
    Paper("registrations:blank", "empty form", "owner", ("tap-the",), is_form=True),
    Paper("registrations:import_template", "template of a register", "officer"),
    Paper("registrations:letter", "list sent with a letter", "clerk", ("letter",), ANNEX),
    Paper("registrations:letter_paper", "letter of a list", "clerk", ("letter",), DOCUMENT),
    Paper("registrations:submittal", "list before the leader", "leader", ("submittal",), ANNEX),
    Paper("registrations:reminder", "reminder to register", "officer", ("plan", "reminder"), DOCUMENT),
    Paper("registrations:minutes", "minutes of an inspection", "officer", ("inspection",), DOCUMENT),
    Paper("registrations:year_list", "list of what goes on", "owner", (), DOCUMENT),
    Paper("evaluation:council", "council's table", "district", ("round",), ANNEX),
    Paper("evaluation:founding", "council's founding", "district", ("round",), DOCUMENT),
    Paper("evaluation:minutes", "council's minutes", "district", ("meeting",), DOCUMENT),
    Paper("evaluation:posting", "result hung out", "district", ("round",), ANNEX),
    Paper("evaluation:registration_pdf", "form before the council", "district", ("nomination",)),
    Paper("evaluation:result_pdf", "result before the council", "district", ("nomination",)),
    Paper("evaluation:sheet_pdf", "score sheet", "reviewer", ("sheet",)),
    Paper("evaluation:criteria_template", "template of criteria", "district", ("tap-the",)),
    Paper("evaluation:criteria_xlsx", "criteria", "district", ("criteria",)),
    Paper("recognition:decision", "decision", "district", ("decision",), DOCUMENT),
    Paper("recognition:petition", "petition", "district", ("decision",), DOCUMENT),
    Paper("recognition:list", "list of a decision", "district", ("decision",), ANNEX),
    Paper("recognition:print_run", "certificates", "district", ("decision", "run")),
    Paper("recognition:test_print", "test print of a certificate", "district"),
    Paper("recognition:merit", "merit report", "merits", ("merit",), DOCUMENT),
    Paper("recognition:consultation_letter", "letter to offices asked", "district", ("draft",), DOCUMENT),
    Paper("recognition:correction", "correction", "district", ("decision", "correction"), DOCUMENT),
    Paper("recognition:elevation", "proposal to the level above", "district", ("elevated_with",), DOCUMENT),
    Paper("recognition:outcomes", "titles kept or lapsed", "district", (), ANNEX),
    Paper("front:activities", "activities of the Front", "front", (), ANNEX),
    Paper("front:contributions", "contributions", "front", (), ANNEX),
    Paper("front:fund", "book of a fund", "front", ("fund",), ANNEX),
    Paper("front:estimates", "estimates", "front", (), ANNEX),
    Paper("front:plan", "work plan of the Front", "front", (), ANNEX),
    *(Paper("reports:excel", what, who, (LAST, slug)) for slug, what, who in SHEETS),
    *(Paper("reports:pdf", what, who, (LAST, slug)) for slug, what, who in SHEETS),
    Paper("reports:dashboard_pdf", "chart", "officer", ("xu-huong",)),
    Paper("reports:dashboard_excel", "figures of all charts", "officer", ("tat-ca",)),
    Paper("reports:data_file", "data set of a year", "officer", (), DATA, {"tu-nam": "year", "den-nam": "year"}),
    Paper("reports:data_dictionary", "what the data set means", "officer"),
    Paper("reports:paper", "periodic report", "district", ("report",), DOCUMENT),
    Paper("reports:annexes", "annexes of a report", "district", ("report",), ANNEX),
    Paper("reports:rollup", "reports from below", "district", ("report",), ANNEX),
    Paper("reports:reminder", "reminder to report", "district", ("late_period", "late_reminder"), DOCUMENT),
    Paper("accounts:list_template", "template of accounts", "district"),
    Paper("units:excel", "tree of the units", "district"),
    Paper("reorganisation:rehearsal_xlsx", "rehearsal of a reform", "district", ("operation",)),
    Paper("reorganisation:table_template", "template of a reform", "district", ("operation",)),
    Paper("audit_log_file", "the log", "leader"),
)
KEPT = "what was brought in or made before is handed out as it lies on the disk"
# Routes that hand out a file, and why they are not measured here.
NOT_MEASURED = {
    **dict.fromkeys((
        "dossier_file", "evaluation:attachment", "front:photo", "public_picture", "recognition:consultation_file",
        "recognition:copy", "registrations:copy", "registrations:file", "registrations:letter_copy",
        "registrations:list_download", "registrations:note_photo", "registrations:scan_file", "registrations:visit_photo",
        "registrations:year_copy", "reports:copy", "reports:download",
    ), KEPT),
    "accounts:slips": "prints passwords once and forgets them",
    "front:calendar_ics": "lines of text of our own, written by no library",
    "registrations:page_picture": "a page of a scan drawn by the library; there is no scan in the data",
}  # fmt: skip


def export_cases(world: World, office: Office, fronts: Fronts) -> list[Case]:
    """At the size of the day: the yardsticks are worked out anew."""
    _complete(office, fronts)
    BARE_FILES.clear()
    return [case_of(world, office, paper, route) for paper in PAPERS for route in paper.routes]


def _complete(office: Office, fronts: Fronts) -> None:
    """What the Front adds, and names that every size shares."""
    if "fund" in office.keys:
        return
    by, year = fronts.commune, office.country.this_year
    for number in range(ESTIMATES):
        facts = {"year": year, "item": f"Tập huấn lần {number + 1}", "source": "budget", "planned": 9_000_000,
                 "settled": None}  # fmt: skip
        board.save_estimate(by=by, token=next(office.tokens), facts=facts)
    office.people |= {"front": by}
    office.keys |= {"fund": Fund.objects.get(keeper=by.unit).pk, LAST: f"{year - 1}-nam"}


def case_of(world: World, office: Office, paper: Paper, route: str) -> Case:
    """Asked for once, to see what it is held against."""
    browser = world.browser(office.people[paper.who])
    address = reverse(route, args=[office.keys.get(key, key) for key in paper.keys])
    act = browser.getting(address, **{name: office.keys.get(value, value) for name, value in paper.query.items()})
    kind, yardstick, alone = _yardstick(browser, act)
    rounds = FEW if seconds(act) > LONG else MANY
    name, budget = f"export, {paper.what}, {kind} ({paper.who})", PRINT if paper.is_form else None
    return Case(name, act, yardstick, alone, budget, rounds=rounds, is_page=False)


def _yardstick(browser: Browser, act) -> tuple[str, str, Any]:
    """The kind of file that is answered, what it is held against, and that."""
    pages: list[str] = []
    drawing = papers.render_to_string

    def heard(*given, **named) -> str:
        pages.append(drawing(*given, **named))
        return pages[-1]

    with patch.object(papers, "render_to_string", heard):
        answer = act()
    kind, content = KINDS[answer.headers["Content-Type"]], unpacked(answer)
    if kind == "pdf":
        return kind, "bare renderer", bare.like_pdf(content, pages)
    make = {"xlsx": bare.like_excel, "csv": bare.like_csv, "docx": bare.like_word}[kind](content)
    number = len(BARE_FILES)
    BARE_FILES[number] = make
    return kind, "bare writer, asked for", browser.getting(reverse(bare_file, args=[number]))
