"""Somebody at work in a browser window."""

import re

from django.conf import settings

from tests import sessions


class Person:
    """Somebody at work in a browser window, and the pictures taken over the shoulder."""

    def __init__(self, page, screenshot, position):
        self.page, self.screenshot, self.position = page, screenshot, position

    def signs_in(self):
        """With a session made beforehand; names and passwords are typed in test_signing_in and test_short_way."""
        key = sessions.session_of(self.position)
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": key, "domain": "127.0.0.1", "path": "/"}
        self.page.context.add_cookies([cookie])
        self.opens("/")
        self.page.get_by_role("heading", name="Bàn làm việc").wait_for()
        self.takes("ban-lam-viec")
        return self

    def opens(self, address):
        self.page.goto(address)

    def clicks(self, name, role="button"):
        self.page.get_by_role(role, name=name, exact=True).first.click()

    def follows(self, name):
        self.clicks(name, "link")

    def field(self, label):
        """The field of this label; a needed one carries a star that is not shown."""
        plain = re.sub(r"([.()?*+])", r"\\\1", label)
        return self.page.get_by_label(re.compile(rf"^\s*{plain}\s*\*?\s*$"))

    def writes(self, label, text):
        self.field(label).fill(text)

    def chooses(self, label):
        self.page.get_by_label(label, exact=True).first.check()

    def moves(self, name, note=""):
        """Press a move of the record; where it asks for a word, write it and confirm."""
        target = self.page.locator(".moves").get_by_text(name, exact=True)
        target.click()
        if note:
            self.page.get_by_role("textbox").first.fill(note)
            self.page.locator("main").get_by_role("button", name=name, exact=True).click()
        self.succeeds()
        self.takes(name)

    def concludes(self, name):
        """A move that cannot be undone asks once."""
        self.page.locator(".moves").get_by_text(name, exact=True).click()
        self.takes("hoi-lai")
        self.page.locator("main").get_by_role("button", name=name, exact=True).click()
        self.succeeds()

    def succeeds(self):
        """The page answers, and what it says is no refusal."""
        self.page.locator(".note, .error-summary").first.wait_for()
        said = self.page.locator("main .note, main .error-summary").all_inner_texts()
        assert self.page.locator(".note-success").count(), said

    def reads(self, text):
        self.page.get_by_text(text).first.wait_for()

    def takes(self, name):
        self.screenshot(self.page, f"{self.position.role}-{name}".replace(" ", "-"))

    def downloads(self, address):
        # The first paper of a process loads the fonts; on a busy machine that takes its time.
        response = self.page.request.get(address, timeout=90_000)
        assert response.status == 200
        return response.body()
