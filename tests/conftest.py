"""What every test gets. Builders of units, people and registrations are plain functions in tests/builders.py."""

import gc
import os
from pathlib import Path

import pytest
from django.core.cache import caches
from django.db import connection
from hypothesis import HealthCheck
from hypothesis import settings as laws
from xdist.scheduler import LoadScopeScheduling
from zeal.listeners import n_plus_one_listener
from zeal.patch import get_instance_key

from common import installation, locks, written
from danvan import log
from tests import builders, drawn, emptied, migrated, remembered, sessions

CHROMIUM = Path("/usr/bin/chromium")

# In these folders each process builds one world for all tests, and journeys build little that is remembered: any process
# may take any of their tests. Everywhere else the tests of a file build much the same, so that it goes to one process.
ONE_WORLD, JOURNEYS, SIGHT = "tests/access/", "tests/browser/", "tests/evaluation/sight/"
# Of these one file draws every page of the world, to look at each.
ONE_LOOK = "tests/access/test_accessibility.py"
# Files that take long.
LONG_FILES = ("tests/danvan/", "tests/building/")
# Whoever asks for none of these is refused the database by pytest-django.
OPENS_DATABASE = {"db", "transactional_db", "live_server", "django_db_setup"}


class BuiltOnceScheduling(LoadScopeScheduling):
    """Sends a file to one process, where its remembered builders are recorded once; single tests of a shared world to
    whichever is free.

    Marks of groups (`--dist loadgroup` of pytest-xdist 3.8) are not seen by pytest 9.
    """

    def _split_scope(self, nodeid):
        one_by_one = nodeid.startswith((ONE_WORLD, JOURNEYS, SIGHT)) and not nodeid.startswith(ONE_LOOK)
        return nodeid if one_by_one else nodeid.split("::")[0]


def pytest_xdist_make_scheduler(config, log):
    return BuiltOnceScheduling(config, log)


def pytest_collection_modifyitems(items):
    """One process makes the database, where none is kept, while the others run what needs none."""
    for item in items:
        if item.get_closest_marker("django_db") or not OPENS_DATABASE.isdisjoint(item.fixturenames):
            item.add_marker(pytest.mark.database)
    items.sort(key=_turn)
    if items:
        items.insert(0, items.pop())


def pytest_collection_finish():
    """All that was collected stays to the end: to look through it again and again for what may go takes a tenth of the
    time of the tests. What they make is looked through less often than the few hundred objects of Python's habit."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def _turn(item) -> tuple[bool, ...]:
    """The files come shuffled: those of one world come together again, and what takes long comes before what is short,
    so that all processes end together."""
    long_ones = (LONG_FILES, ONE_LOOK, SIGHT, ONE_WORLD, JOURNEYS)
    return item.get_closest_marker("database") is not None, *(not item.nodeid.startswith(one) for one in long_ones)


# Whether a law holds is judged, not how long a busy machine takes over it.
laws.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
laws.load_profile("unhurried")

drawn.keep_papers()

# Statements that put back what django_db_setup took away.
guards_taken_away = []


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup():
    remembered.begin()


@pytest.fixture(scope="session")
def django_db_keepdb():
    """The database of this run may begin with a file where every migration was run; it is never an older run's own."""
    return connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def _migrated(pytestconfig, django_db_modify_db_settings):
    """A database with all migrations run, with which Django begins where it is kept."""
    kept = migrated.Kept(pytestconfig.cache.mkdir("migrated"), connection)
    kept.put()
    return kept


@pytest.fixture(scope="session")
def django_db_setup(_migrated, django_db_setup, django_db_blocker):
    """A database is emptied after a transactional test by DELETE, which the guard of the log refuses."""
    with django_db_blocker.unblock():
        _migrated.keep()
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'audit_keeps_DELETE'")
                guards_taken_away.append(cursor.fetchone()[0])
                cursor.execute("DROP TRIGGER audit_keeps_DELETE")
        else:
            emptied.by_delete(connection)
        emptied.quickly(connection)


@pytest.fixture(autouse=True)
def _written_without_asking(monkeypatch):
    """What a written question is made of lies in its key: writing it may not read from the database."""
    write = written._written

    def refuse(execute, sql, *args):
        # Django tries once what SQLite can do with JSON.
        assert " FROM " not in sql, f"A question that is kept asks while it is written: {sql}"
        return execute(sql, *args)

    def written_so(question):
        with connection.execute_wrapper(refuse):
            return write(question)

    monkeypatch.setattr(written, "_written", written_so)


@pytest.fixture(autouse=True)
def _locked_as_got(monkeypatch):
    """zeal lets what hangs on a record that was got by itself be asked for; a row locked by its key is such a one."""
    ask = written.ask_records

    def asked(model, question, *of, **wanted):
        found = ask(model, question, *of, **wanted)
        if question is locks._locked:
            for row in found:
                n_plus_one_listener.ignore(get_instance_key(row))
        return found

    monkeypatch.setattr(written, "ask_records", asked)


@pytest.fixture(autouse=True)
def _fresh_cache():
    """Counters of failed sign-ins and figures live in the caches, known actions in the log's memory; none passes from
    one test to the next. Written questions do: their key must hold all they follow from, here as on a server."""
    for cache in caches.all(initialized_only=True):
        cache.clear()
    log.forget_actions()


@pytest.fixture(autouse=True)
def _files_of_this_test(settings, tmp_path):
    """What a test uploads lies in a folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "files"


# Fixtures of the rooms (signed-in clients, a commune with its desk …) are added below this line.


@pytest.fixture
def tree(db):
    """A province with two districts, three communes and their desks."""
    return builders.tree()


@pytest.fixture
def cast(tree):
    """One person per role."""
    return builders.cast(tree)


@pytest.fixture
def plan(tree, cast):
    """The commune's plan of this year, open today."""
    return builders.plan(tree, cast.commune_officer)


@pytest.fixture
def as_position(client, settings):
    """Sign in as the person of a position and act in it: `as_position(cast.commune_officer).get("/")`."""

    def sign_in(position):
        client.cookies[settings.SESSION_COOKIE_NAME] = sessions.session_of(position)
        return client

    return sign_in


@pytest.fixture(autouse=True)
def _not_demo():
    """Whether data are demo data is remembered by the process, not by a test."""
    installation.forget()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    if not CHROMIUM.exists():
        pytest.fail("Thiếu Chromium. Cài bằng: apt-get install -y --no-install-recommends chromium")
    arguments = [
        "--disable-dev-shm-usage",
        # A name that is not this host leads nowhere, whatever asks for it.
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    ]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")
    return browser_type_launch_args | {"executable_path": str(CHROMIUM), "args": arguments}
