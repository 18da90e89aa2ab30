"""What becomes of the files that were asked for: their owner looks after every one until it is there."""

import time

from torture.browser import Browser
from torture.people import Kept

DONE = "đã lập xong"


class Owner:
    """Whoever asked for them. `restarted`: how many had died and were begun again by the button of their page."""

    def __init__(self, browser: Browser, kept: list[Kept]):
        self.browser, self.open, self.restarted = browser, [one.code for one in kept], 0

    def see_to_the_end(self, seconds: float) -> list[str]:
        """A sentence for every file that is not there after so long."""
        until = time.monotonic() + seconds
        while self.open and time.monotonic() < until:
            self.open = [one for one in self.open if not self._is_there(one)]
            time.sleep(1 if self.open else 0)
        return [f"the file {one} was asked for and is not made to this moment" for one in self.open]

    def _is_there(self, address: str) -> bool:
        page = self.browser.get(address)
        if again := page.form(action="/chay-lai/"):
            self.browser.post(again.action, again.data)
            self.restarted += 1
        return DONE in page.text
