"""Every address the portal answers, read from the resolver: what the tests of access are generated from."""

import re

from django.urls import URLPattern, get_resolver
from django.urls.resolvers import RoutePattern
from django.utils.regex_helper import normalize

from evaluation.sheetkeys import SheetKeyConverter

DUMMIES = [
    "x", "1", "2026", "DVK-2026-00001", "00000000-0000-0000-0000-000000000001", SheetKeyConverter().to_url(1),
]  # fmt: skip


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
