"""What axe says of a page in a real browser; and pages of the world, drawn by the test's own client, shown in one."""

import mimetypes
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.staticfiles import finders
from playwright.sync_api import sync_playwright

SITE = "http://127.0.0.1"
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
WIDE, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
AXE = Axe().axe_script
RUN = "rules => axe.run({runOnly: rules, resultTypes: ['violations'], preload: false}).then(found => found.violations)"


def found_on(page, *, size: dict = WIDE) -> list[tuple]:
    """What axe says of the page in a window of this size, and whether it is wider than a desk's window or a phone."""
    page.set_viewport_size(size)
    page.evaluate(AXE)
    told = [(rule["id"], node["html"][:150]) for rule in page.evaluate(RUN, RULES) for node in rule["nodes"]]
    for one in (WIDE, PHONE):
        page.set_viewport_size(one)
        if page.evaluate("document.documentElement.scrollWidth") > one["width"]:
            told.append(("wider than the window", one["width"]))
    return told


class Window:
    """One window of the browser, in which one page after the other is looked at.

    In a thread of its own: Playwright's event loop would give this one another connection to the database.
    """

    def __init__(self, launch: dict) -> None:
        self.html = ""
        self.thread = ThreadPoolExecutor(max_workers=1)
        self.thread.submit(self._open, launch).result()

    def problems(self, html: str, *, size: dict = WIDE) -> list[tuple]:
        self.html = html
        return self.thread.submit(self._look, size).result()

    def close(self) -> None:
        self.thread.submit(self._close).result()
        self.thread.shutdown()

    def _open(self, launch: dict) -> None:
        self.playwright = sync_playwright().start()
        self.browser = self.playwright.chromium.launch(**launch)
        context = self.browser.new_context(locale="vi-VN")
        context.route("**/*", self._answer)
        self.page = context.new_page()

    def _look(self, size: dict) -> list[tuple]:
        self.page.goto(f"{SITE}/")
        return found_on(self.page, size=size)

    def _close(self) -> None:
        self.browser.close()
        self.playwright.stop()

    def _answer(self, route) -> None:
        path = urlsplit(route.request.url).path
        if path == "/":
            route.fulfill(body=self.html, content_type="text/html; charset=utf-8")
        elif path.startswith(settings.STATIC_URL):
            body, kind = _static(unquote(path.removeprefix(settings.STATIC_URL)))
            route.fulfill(body=body, content_type=kind)
        else:
            route.abort()


@cache
def _static(name: str) -> tuple[bytes, str]:
    return Path(finders.find(name)).read_bytes(), mimetypes.guess_type(name)[0]
