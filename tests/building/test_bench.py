"""The bench builds what the services build, and measures; its figures are never asserted."""

import inspect
import io
import re
from dataclasses import replace

import docx
import pytest
from django.conf import settings as configured
from django.urls import URLPattern, get_resolver
from openpyxl import load_workbook

from accounts.enums import Role
from accounts.models import Position
from bench import bare, exports, files, record
from bench.bigtree import build_big_tree
from bench.build import Builder
from bench.country import build_country
from bench.decisions import Office
from bench.measure import Figures, growth, measured
from bench.pages import World, list_cases, rows_and_cells
from bench.profiling import Profile
from bench.together import Together
from registrations import drafts, workflow
from registrations.enums import Purpose, State
from registrations.models import ListFile, Receipt, Registration
from registrations.routes import confirming_desks
from registrations.search import search_text, sort_key
from tests.builders import level, move
from tests.building.sources import rooms
from tests.routes import ROUTES
from units.models import Unit, UnitVersion

SIZE = 50


@pytest.fixture
def country(db):
    made = build_country()
    Builder(made).up_to(SIZE)
    return made


@pytest.fixture
def _yardsticks(settings):
    settings.ROOT_URLCONF = "bench.urls"
    folders = [*configured.TEMPLATES[0]["DIRS"], configured.BASE_DIR / "bench" / "templates"]
    settings.TEMPLATES = [{**configured.TEMPLATES[0], "DIRS": folders}]


def registrations():
    return list(Registration.objects.select_related("unit", "plan", "desk").order_by("pk"))


def test_built_registrations_are_as_the_services_would_have_left_them(country):
    for one in registrations():
        events = list(one.events.all())
        sent = [event.at for event in events if event.move == "submit"]
        paper = drafts.form_of(one.drafts.get(purpose=Purpose.REGISTRATION))
        assert (one.search_text, one.sort_key, one.scope_path) == (search_text(one), sort_key(one), one.unit.path)
        assert one.state == (events[-1].target if events else State.DRAFT)
        assert one.first_sent_at == (sent[0] if sent else None)
        assert one.path_then == (one.unit.path if confirming_desks(one) else "")
        assert [event.source for event in events] == [State.DRAFT, *(event.target for event in events)][: len(events)]
        assert paper.missing() + paper.unclear() == []


def test_the_next_number_follows_the_last_built_one(country):
    registration = next(one for one in registrations() if one.state in {State.RECEIVED, State.SUBMITTED})
    officer = country.holder(Role.OFFICER, registration.desk)
    if registration.state == State.SUBMITTED:
        move(registration, workflow.RECEIVE, officer)
    receipt = Receipt.objects.get(registration=registration, desk=registration.desk)
    last = registration.desk.receipts.confirmed().filter(register_year=country.this_year).count()
    step = workflow.CONFIRM if workflow.CONFIRM.allowed(officer, registration) else workflow.FORWARD
    move(registration, step, officer)
    receipt.refresh_from_db()
    assert receipt.register_number == last + 1


@pytest.mark.usefixtures("_yardsticks")
def test_a_page_is_measured_beside_its_yardstick(country):
    figures = measured(list_cases(World(country, None))[0], SIZE)
    assert figures.ratio == figures.p50 / figures.bare_p50
    assert (figures.size, figures.raw > figures.packed > 0) == (SIZE, True)


def test_the_large_tree_is_as_the_services_would_have_left_it(db):
    levels = {
        word: level(name, word, rank)
        for rank, (name, word) in enumerate((("Cấp tỉnh", "tỉnh"), ("Cấp huyện", "huyện"), ("Cấp cơ sở", "xã")), 1)
    }
    big = build_big_tree(levels)
    standing = Unit.objects.filter(valid_to=None).select_related("parent")
    present = {time.unit_id: time for time in UnitVersion.objects.filter(valid_to=None)}
    assert {unit.pk: (unit.path, unit.full_name) for unit in standing} == {
        pk: (time.path, time.full_name) for pk, time in present.items()
    }
    assert {f"{unit.parent.path if unit.parent else '/'}{unit.pk}/" == unit.path for unit in standing} == {True}
    assert (standing.filter(parent=big.province).areas().count(), Position.objects.count()) == (130, 5000)


ROOMS = {"danvan", *rooms()}
ENDINGS = re.compile(r"\.(pdf|xlsx|docx|csv|ics|jpg)$")
HANDING_OUT = re.compile(r"\b(\w+_response|FileResponse|finished_file|shown_photo|_print)\(")


def callbacks(patterns, namespace=""):
    for entry in patterns:
        if isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}", inspect.unwrap(entry.callback)
        else:
            yield from callbacks(entry.url_patterns, f"{namespace}{entry.namespace}:" if entry.namespace else namespace)


def test_every_file_the_portal_hands_out_is_measured_or_named_with_a_reason():
    views = [
        (name, view) for name, view in callbacks(get_resolver().url_patterns) if view.__module__.split(".")[0] in ROOMS
    ]
    by_source = {name for name, view in views if HANDING_OUT.search(inspect.getsource(view))}
    by_ending = {name for name, path in ROUTES if ENDINGS.search(path)}
    drawn = {route for paper in exports.PAPERS for route in paper.routes}
    assert (by_source | by_ending) - drawn == exports.NOT_MEASURED.keys()
    assert drawn <= dict(ROUTES).keys()


def test_yardsticks_of_files_write_what_the_file_says():
    rows = [["STT", "Tên mô hình"], ["1", "Đường hoa"]]
    assert list(load_workbook(io.BytesIO(bare.like_excel(bare.write_excel([rows]))())).active.values) == list(
        map(tuple, rows)
    )
    assert bare.like_csv(bare.write_csv(rows))() == bare.write_csv(rows)
    word = docx.Document(io.BytesIO(bare.like_word(bare.write_word(["Kính gửi:"], [rows]))()))
    assert word.paragraphs[0].text == "Kính gửi:"
    assert [[cell.text for cell in row.cells] for row in word.tables[0].rows] == rows


def figures(name, size, p50, **more):
    known = {
        "queries": 9, "p95": p50, "memory": 0.1, "raw": 1, "packed": 1, "yardstick": "bare page", "bare_p50": 10.0,
        "ratio": p50 / 10, "budget": 1.5, "most_ms": None, "is_page": True,
    }  # fmt: skip
    return Figures(name=name, size=size, p50=p50, **known | more)


def test_growth_is_judged_beyond_that_of_the_yardstick():
    small, large = figures("list", 1000, 10.0), figures("list", 100_000, 26.0, bare_p50=20.0)
    told = [(one.times, one.bare_times, one.is_within) for one in growth([small, large])]
    assert told == [(2.6, 2.0, True)]
    assert [one.is_within for one in growth([small, figures("list", 100_000, 10.0, queries=10)])] == [False]


def test_data_of_a_run_carry_verdicts_growth_and_profile():
    told = record.of_run(
        [figures("list", 1000, 10.0), figures("list", 100_000, 20.0)],
        [Together("draft saved", 1000, 20.0, 30.0, 10.0, 2.0, 1, 0)],
        Profile("list", 20, "calls"),
    )
    assert [one["met"] for one in told["figures"]] == [True, False]
    assert [(one["met"], one["times"]) for one in told["growth"]] == [(False, 2.0)]
    assert [one["met"] for one in told["together"]] == [False]
    assert told["profile"] == {"name": "list", "requests": 20, "text": "calls"}


@pytest.mark.usefixtures("_yardsticks")
@pytest.mark.parametrize("route", ["registrations:list_excel", "registrations:list_csv", "units:excel"])
def test_a_file_is_measured_beside_the_library_alone(country, route):
    found = next(one for one in exports.PAPERS if one.route == route)
    office = Office(country, country.desk("huyện"), country.desk("xã"), iter(()))
    office.people |= {"officer": country.holder(Role.OFFICER, office.commune)}
    office.keys["year"] = country.this_year
    case = exports.case_of(World(country, None), office, replace(found, who="officer"), route)
    told = measured(replace(case, rounds=1), SIZE)
    assert (told.yardstick, told.is_page, told.raw > 0) == ("bare writer, asked for", False, True)


def test_a_pile_is_made_by_the_job_that_tells_its_progress(country, monkeypatch):
    monkeypatch.setattr(files, "MOST_PAPERS", 3)
    size = files.pile_case(World(country, None)).act()
    made = ListFile.objects.get()
    assert (made.is_done, made.done, made.total, made.file.size) == (True, 3, 3, size)


def test_rows_and_cells_of_a_page_are_counted_as_they_are_drawn():
    table = "<thead><tr><th>A<th>B</thead><tr class='x'><td>1<td>2"
    assert rows_and_cells(f"<link href='x'>{table}<dl><dt>C<dd>3</dl><ul><li>4</ul>") == (4, 7)
    assert rows_and_cells("<p>Không có gì.") == (1, 1)
