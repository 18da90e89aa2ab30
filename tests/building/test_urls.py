"""Every address of the portal asks for sign-in, but for the short list PUBLIC_ROUTES."""

import re

import pytest
from django.shortcuts import resolve_url
from django.urls import resolve

from danvan.urls import PUBLIC_ROUTES
from tests.routes import ROUTES

PRIVATE = [(name, path) for name, path in ROUTES if name not in PUBLIC_ROUTES]


def test_every_address_has_a_name_of_its_own_and_leads_to_itself():
    assert [path for name, path in ROUTES if name.endswith("None")] == []
    assert [(name, resolve(path).view_name) for name, path in ROUTES if resolve(path).view_name != name] == []


def test_every_public_route_exists():
    assert set(PUBLIC_ROUTES) - {name for name, _ in ROUTES} == set()


def test_addresses_are_vietnamese_without_marks():
    assert [path for _, path in ROUTES if not re.fullmatch(r"(?:[a-z0-9/.-]|DVK-)+", path)] == []


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_anonymous_are_sent_to_sign_in(client, settings, method):
    """All addresses in one test: a database for each would take longer than all the answers."""
    sign_in = resolve_url(settings.LOGIN_URL)
    answers = {(name, path): getattr(client, method)(path) for name, path in PRIVATE}
    led = {key: (answer.status_code, answer.get("Location")) for key, answer in answers.items()}
    assert len(led) > 300
    assert led == {(name, path): (302, f"{sign_in}?next={path}") for name, path in PRIVATE}
