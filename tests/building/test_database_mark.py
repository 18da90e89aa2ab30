"""What runs on PostgreSQL too: every test that asks for the database, and only such a test is given it."""

import pytest
from django.db import connection


def is_marked(request) -> bool:
    return request.node.get_closest_marker("database") is not None


@pytest.fixture
def reaches_it(db):
    """A fixture that asks in a test's stead."""


def test_who_does_not_ask_is_refused(request):
    assert not is_marked(request)
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        connection.cursor()


@pytest.mark.django_db
def test_who_asks_by_mark_is_marked(request):
    assert is_marked(request)


def test_who_asks_through_a_fixture_is_marked(request, reaches_it):
    assert is_marked(request)
