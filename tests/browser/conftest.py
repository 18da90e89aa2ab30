"""A real browser on a live server. A test fails when the page complains or when anything leaves this host."""

import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.browser.person import Person

SCREENSHOTS = Path(__file__).parent / "screenshots"

# Playwright keeps an event loop in the thread that also runs the test's own queries.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items):
    """Whatever lies in this folder drives a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {
        "locale": "vi-VN",
        "timezone_id": "Asia/Ho_Chi_Minh",
        "viewport": {"width": 1366, "height": 768},
    }


@pytest.fixture
def complaints():
    """What pages of this test complained about: console errors (the security policy's too), script errors, requests
    that left the host. Must be empty at the end; a test that provokes one, such as a 404, removes it itself."""
    collected = []
    yield collected
    assert collected == []


@pytest.fixture
def new_context(new_context, live_server, complaints):
    """Every browser window of a test is watched, also those opened with JavaScript switched off."""
    own = urlsplit(live_server.url).netloc
    # Passkeys are bound to a name, so their journeys call this host by its name.
    here = {own, own.replace("127.0.0.1", "localhost")}

    def leaves(address):
        parts = urlsplit(address)
        # A paper opens in the browser's own viewer, whose parts lie in the browser.
        return parts.scheme not in {"data", "blob", "about", "chrome", "chrome-extension"} and parts.netloc not in here

    def is_error(line):
        """A paper shown in the browser has no icon of its own, and the browser then asks for the usual address."""
        return line.type == "error" and not line.location["url"].endswith("/favicon.ico")

    def create(**arguments):
        context = new_context(**({"base_url": live_server.url} | arguments))
        context.set_default_timeout(60_000)
        context.on("request", lambda request: leaves(request.url) and complaints.append(f"left: {request.url}"))
        context.on("console", lambda line: is_error(line) and complaints.append(f"console: {line.text}"))
        context.on("weberror", lambda problem: complaints.append(f"script: {problem.error}"))
        return context

    return create


@pytest.fixture
def screenshot(request):
    """Keep a picture of the page under the test's name where pictures are asked for (`--screenshot on`); git ignores the
    folder. Drawing a whole page takes the browser longer than most steps of a journey."""
    taken = []
    wanted = request.config.getoption("--screenshot") == "on"

    def take(page, name, *, full_page=True):
        if not wanted:
            return
        folder = SCREENSHOTS / request.node.name
        folder.mkdir(parents=True, exist_ok=True)
        taken.append(name)
        page.screenshot(path=folder / f"{len(taken):02}-{name}.png", full_page=full_page)

    return take


@pytest.fixture
def people(new_context, screenshot, cast):
    """Opens a window for a position, once."""
    windows = {}

    def person(position):
        if position.pk not in windows:
            windows[position.pk] = Person(new_context().new_page(), screenshot, position).signs_in()
        return windows[position.pk]

    return person
