"""Every address of the portal asks for sign-in, but for the short list PUBLIC_ROUTES."""

import re

import pytest
from django.shortcuts import resolve_url
from django.urls import URLPattern, get_resolver, resolve
from django.urls.resolvers import RoutePattern
from django.utils.regex_helper import normalize

from danvan.urls import PUBLIC_ROUTES

DUMMIES = ["x", "1", "2026", "DVK-2026-00001", "00000000-0000-0000-0000-000000000001"]


def filled(pattern):
    """The pattern with something of the right kind in place of each argument."""
    if isinstance(pattern, RoutePattern):
        return re.sub(r"<(?:\w+:)?(\w+)>", lambda name: dummy(pattern.converters[name[1]]), str(pattern))
    form, arguments = normalize(pattern.regex.pattern)[0]
    return form % dict.fromkeys(arguments, "1")


def dummy(converter):
    return next(value for value in DUMMIES if re.fullmatch(converter.regex, value))


def routes(patterns, prefix="", namespace=""):
    """(name, path) of every address the portal answers."""
    for entry in patterns:
        path = prefix + filled(entry.pattern)
        if isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}", path
        else:
            yield from routes(
                entry.url_patterns, path, f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            )


ROUTES = sorted(routes(get_resolver().url_patterns, "/"))
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
@pytest.mark.parametrize(("name", "path"), PRIVATE, ids=[name for name, _ in PRIVATE])
def test_the_anonymous_are_sent_to_sign_in(client, settings, name, path, method):
    response = getattr(client, method)(path)
    sign_in = f"{resolve_url(settings.LOGIN_URL)}?next={path}"
    assert (response.status_code, response.get("Location")) == (302, sign_in)
