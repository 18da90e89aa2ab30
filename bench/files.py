"""Papers and workbooks against the library alone."""

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import chain, islice, repeat
from uuid import uuid4

from django.db.models import QuerySet
from django.urls import reverse

from accounts.enums import Role
from bench import bare
from bench.country import YEARS
from bench.measure import Case
from bench.pages import World
from bench.people import UnexpectedAnswer
from documents.annex import Annex
from documents.excel import annexes_to_xlsx
from documents.papers import render_paper
from documents.table import Table
from registrations import papers
from registrations.enums import Kind, Purpose, State
from registrations.lists.files import MOST_PAPERS, start_pile
from registrations.lists.papers import papers_of
from registrations.lists.tasks import make_list_file
from registrations.models import ListFile, Registration
from reports.annexes import annexes_of
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
SITE = "http://testserver"


def paper_case(world: World) -> Case:
    """The printed form: the whole request against the same HTML given to the engine alone."""
    browser = world.at_desk(Role.OFFICER, "xã")
    sent = Registration.objects.visible_to(browser.position).filter(kind=Kind.COLLECTIVE, state=State.EFFECTIVE)
    registration = sent.order_by("pk").first()
    version = papers.version_of(registration, Purpose.REGISTRATION)
    address = f"{SITE}{reverse('registrations:record', args=[registration.code])}"
    paper = papers.printed_version(version, code=registration.code, address=address)
    html = render_paper("registration_collective.html", paper)
    pdf = browser.getting(reverse("registrations:registration_pdf", args=[registration.code]))
    return Case(
        "printed form, PDF (commune officer)", pdf, "bare renderer", lambda: bare.render([html]), PRINT, rounds=10
    )


def pile_case(world: World) -> Case:
    """The forms of many registrations as one PDF, as the worker makes it: asked for, its progress and the file kept;
    against the same HTML given to the engine."""
    officer = world.at_desk(Role.OFFICER, "tỉnh").position
    sent = Registration.objects.visible_to(officer).exclude(versions=None).order_by("pk")
    codes = list(sent.values_list("code", flat=True)[:MOST_PAPERS])
    pages = list(papers_of(officer, codes, SITE, lambda _number: None))

    def pile() -> int:
        asked = start_pile(by=officer, codes=codes, site=SITE, token=uuid4())
        make_list_file.call(asked.pk)
        made = ListFile.objects.get(pk=asked.pk)
        if not made.is_done:
            raise UnexpectedAnswer(made.problem)
        return made.file.size

    name = f"pile of {len(pages)} forms as one PDF, in the background (province officer)"
    return Case(name, pile, "bare renderer", lambda: bare.render(pages), PRINT, rounds=1, is_page=False)


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
        table = table if rows is None else replace(table, rows=list(rows))
        return annexes_of(self.frame(), [("I", table, "mô hình")])[0]

    def export(self, lines: int) -> int:
        """From the question to the finished file."""
        return written(lambda file: annexes_to_xlsx([self.annex(lines)], file))

    def cases(self) -> list[Case]:
        rows = list(self.table(self.lines).rows)
        ready, name = self.annex(self.lines, rows), f"workbook of Biểu 01, {self.lines:,} lines"
        settings = {
            "yardstick": "bare writer",
            "bare": lambda: len(bare.write_excel([[row.values() for row in rows]])),
            "budget": EXCEL,
            "is_page": False,
            "rounds": 6,
        }
        return [
            Case(f"{name}, writing alone", lambda: written(lambda file: annexes_to_xlsx([ready], file)), **settings),
            Case(f"{name}, with reading", lambda: self.export(self.lines), **settings),
        ]  # fmt: skip


def data_set_cases(world: World) -> list[Case]:
    """The data set of all years of a province, against the same values written by the library alone."""
    officer, asked = world.at_desk(Role.OFFICER, "tỉnh").position, Asked()
    asked = asked.of_years(world.country.this_year - YEARS + 1, world.country.this_year)
    frame = files.frame_of(officer, asked)
    lines = [[one if isinstance(one, int) else str(one) for one in row.values()] for row in DataRows(frame, asked)]

    def made(form: Format) -> int:
        return written(lambda file: files.write(frame, asked, form, file))

    name = f"data set of {files.count(frame, asked):,} records"
    known = {"yardstick": "bare csv writer", "bare": lambda: len(bare.write_csv(lines)), "rounds": 2, "is_page": False}
    return [Case(f"{name}, {form.value}", partial(made, form), **known) for form in (Format.CSV, Format.EXCEL)]


def written(write) -> int:
    """The size of what is written into a temporary file."""
    with tempfile.TemporaryFile() as file:
        write(file)
        return file.tell()
