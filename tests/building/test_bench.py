"""The bench builds what the services build, and measures; its figures are never asserted."""

import pytest
from django.conf import settings as configured

from accounts.enums import Role
from accounts.models import Position
from bench.bigtree import build_big_tree
from bench.build import Builder
from bench.country import build_country
from bench.measure import measured
from bench.pages import World, list_cases
from registrations import drafts, workflow
from registrations.enums import Purpose, State
from registrations.models import Receipt, Registration
from registrations.routes import confirming_desks
from registrations.search import search_text, sort_key
from tests.builders import level, move
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
