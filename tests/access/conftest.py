"""The world is built once for all tests of access, in a transaction that ends with them; every request is undone."""

import logging

import pytest
from django.db import transaction
from django.http import HttpResponse

from tests.access import asking, world


@pytest.fixture
def _files_of_this_test():
    """The files of the world lie where they were written when it was built."""


@pytest.fixture(scope="package")
def w(django_db_setup, django_db_blocker):
    """The world."""
    papers = pytest.MonkeyPatch()
    asking.papers_as_words(papers)
    # What a refused person is told is the same page everywhere.
    papers.setattr("danvan.views._problem", lambda request, status, *_: HttpResponse(status=status))
    with django_db_blocker.unblock(), transaction.atomic():
        built = world.build()
        asking.fill(built)
        built.known = asking.people_as_known(papers)
        # A refusal is what is asked for here, not something to be written down with its trace.
        logging.disable(logging.WARNING)
        yield built
        logging.disable(logging.NOTSET)
        transaction.set_rollback(True)
    papers.undo()


@pytest.fixture(autouse=True)
def _signed_in_a_moment_ago(settings):
    """The sessions of the world are as old as the process; asking again for a password is told elsewhere."""
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 24 * 60 * 60
