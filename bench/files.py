"""Papers and workbooks against the library alone."""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import chain, islice, repeat

import weasyprint
from django.db.models import QuerySet
from django.urls import reverse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side

from accounts.enums import Role
from bench.country import YEARS
from bench.measure import Case
from bench.pages import World
from documents.annex import Annex
from documents.excel import annexes_to_xlsx
from documents.papers import render_paper
from documents.pdf import _weasyprint_fetcher
from documents.piles import pages_to_pile
from documents.table import Table
from registrations import papers
from registrations.enums import Kind, Purpose, State
from registrations.lists.papers import papers_of
from registrations.models import Registration
from reports.annexes import annex_of
from reports.dashboards.asked import Asked
from reports.enums import Format
from reports.frames import Frame, open_frame
from reports.periods import Period
from reports.questions import Question
from reports.registered import CHUNK, Rows, all_models, registrations_in_period
from reports.tidy import files
from reports.tidy.rows import Rows as DataRows

EXCEL, PRINT = 1.3, 1.2
MOST_LINES = 10_000
MOST_FORMS = 500


def paper_case(world: World) -> Case:
    """The printed form: the whole request against the same HTML given to the engine alone."""
    browser = world.at_desk(Role.OFFICER, "xã")
    sent = Registration.objects.visible_to(browser.position).filter(kind=Kind.COLLECTIVE, state=State.EFFECTIVE)
    registration = sent.order_by("pk").first()
    version = papers.version_of(registration, Purpose.REGISTRATION)
    address = f"http://testserver{reverse('registrations:record', args=[registration.code])}"
    paper = papers.printed_version(version, code=registration.code, address=address)
    html, fetcher = render_paper("registration_collective.html", paper), _weasyprint_fetcher(weasyprint)

    def renderer_alone() -> int:
        return len(weasyprint.HTML(string=html, url_fetcher=fetcher).write_pdf())

    pdf = browser.getting(reverse("registrations:registration_pdf", args=[registration.code]))
    return Case("printed form, PDF (commune officer)", pdf, "bare renderer", renderer_alone, PRINT, rounds=10)


def pile_case(world: World) -> Case:
    """The forms of many registrations as one PDF, as the worker makes it, against the same HTML given to the engine."""
    officer = world.at_desk(Role.OFFICER, "huyện").position
    sent = Registration.objects.visible_to(officer).exclude(versions=None).order_by("pk")
    codes = list(sent.values_list("code", flat=True)[:MOST_FORMS])
    pages, fetcher = list(papers_of(officer, codes, "http://testserver", _unheard)), _weasyprint_fetcher(weasyprint)

    def renderer_alone() -> int:
        return sum(len(weasyprint.HTML(string=html, url_fetcher=fetcher).write_pdf()) for html in pages)

    def pile() -> int:
        return written(lambda file: pages_to_pile(papers_of(officer, codes, "http://testserver", _unheard), file))

    name = f"pile of {len(pages)} forms as one PDF (district officer)"
    return Case(name, pile, "bare renderer", renderer_alone, PRINT, rounds=1, is_page=False)


def _unheard(number: int) -> None:
    """Progress, told to nobody."""


class FiveYears(Period):
    """The whole time of the bench as one period."""

    @property
    def start(self) -> date:
        return date(self.year - YEARS + 1, 1, 1)


class Lines:
    """A number of lines read from the database in pieces; from the beginning again where there are not enough."""

    def __init__(self, models: QuerySet, number: int) -> None:
        self.models, self.number = models, number

    def __iter__(self) -> Iterator[tuple]:
        again = (self.models.iterator(CHUNK) for _ in repeat(None))
        return islice(chain.from_iterable(again), self.number)


class Workbooks:
    """Biểu 01 of a province as a workbook, by the product and by the library alone."""

    def __init__(self, world: World, size: int) -> None:
        self.clerk = world.country.holder(Role.CLERK, world.country.desk("tỉnh"))
        self.period = FiveYears(world.country.this_year, "nam")
        self.lines = min(size, MOST_LINES)

    def frame(self) -> Frame:
        return open_frame(self.clerk, period=self.period, question=Question())

    def table(self, lines: int) -> Table:
        """As a file has it, without addresses behind the titles."""
        frame = self.frame()
        return replace(registrations_in_period(frame), rows=Rows(frame, Lines(all_models(frame), lines)))

    def annex(self, lines: int, rows: Iterable | None = None) -> Annex:
        table = self.table(lines)
        return annex_of(self.frame(), table if rows is None else replace(table, rows=list(rows)), number="I")

    def export(self, lines: int) -> int:
        """From the question to the finished file."""
        return written(lambda file: annexes_to_xlsx([self.annex(lines)], file))

    def cases(self) -> list[Case]:
        rows = list(self.table(self.lines).rows)
        ready, name = self.annex(self.lines, rows), f"workbook of Biểu 01, {self.lines:,} lines"
        settings = {"yardstick": "bare writer", "bare": lambda: bare_writer(rows), "budget": EXCEL, "is_page": False}
        rounds = 2 if self.lines >= MOST_LINES else 4
        return [
            Case(f"{name}, writing alone", lambda: written(lambda file: annexes_to_xlsx([ready], file)), rounds=rounds, **settings),
            Case(f"{name}, with reading", lambda: self.export(self.lines), rounds=rounds, **settings),
        ]  # fmt: skip


def data_set_cases(world: World) -> list[Case]:
    """The data set of all years of a province, against the same values written by the library alone."""
    officer, asked = world.at_desk(Role.OFFICER, "tỉnh").position, Asked()
    asked = asked.of_years(world.country.this_year - YEARS + 1, world.country.this_year)
    frame = files.frame_of(officer, asked)
    lines = [[one if isinstance(one, int) else str(one) for one in row.values()] for row in DataRows(frame, asked)]

    def made(form: Format) -> int:
        return written(lambda file: files.write(frame, asked, form, file))

    def writer_alone() -> int:
        text = io.StringIO()
        csv.writer(text, quoting=csv.QUOTE_NONNUMERIC).writerows(lines)
        return text.tell()

    name = f"data set of {files.count(frame, asked):,} records"
    bare = {"yardstick": "bare csv writer", "bare": writer_alone, "rounds": 2, "is_page": False}
    return [Case(f"{name}, {form.value}", partial(made, form), **bare) for form in (Format.CSV, Format.EXCEL)]


def written(write) -> int:
    """The size of what is written into a temporary file."""
    with tempfile.TemporaryFile() as file:
        write(file)
        return file.tell()


def bare_writer(rows: list[dict]) -> int:
    """The same cells with the same kind of style, by openpyxl alone."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    thin = Side(style="thin")
    cells = []
    for _ in rows[0]:
        cell = WriteOnlyCell(sheet)
        cell.font = Font(name="Times New Roman", size=12)
        cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cells.append(cell)
    for row in rows:
        for cell, value in zip(cells, row.values(), strict=True):
            cell.value = value
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.tell()
