"""People who submit through the proxy of a real server while somebody else updates it or rolls it back.

usage: python -m torture.visitors [--people 6] HOST COMMAND …     for example: … danvan update /srv/new
They begin before the command and go on for a moment after it. The server's data hold the scene of torture/scene.py
(docs/operating.md); only an address of this machine is spoken to. Every request must be answered, and below 500;
nobody sends anything twice.
"""

import argparse
import http.client
import random
import ssl
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event

from torture import PASSWORD, VILLAGES
from torture.browser import Answer, Browser
from torture.people import submit

HOST, PORT = "127.0.0.1", 443
BEFORE, AFTER, MOST_SECONDS = 5, 5, 900


@dataclass
class Seen:
    """What the visitors met: seconds of each answer, what failed, titles whose submission was acknowledged."""

    waited: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    submitted: list[str] = field(default_factory=list)


class Visitor(Browser):
    """A browser over TLS that never tries again: an unanswered request is a loss."""

    def __init__(self, name: str, seen: Seen):
        super().__init__(PORT)
        self.name, self.seen = name, seen

    def _connection(self) -> http.client.HTTPConnection:
        # The server of a trial signs its own certificate.
        return http.client.HTTPSConnection(HOST, PORT, timeout=120, context=ssl._create_unverified_context())

    def _headers(self) -> dict[str, str]:
        return super()._headers() | {"Host": self.name, "Referer": f"https://{self.name}/"}

    def _patiently(self, method: str, path: str, body: str | None) -> Answer:
        began = time.monotonic()
        try:
            answer = self._once(method, path, body)
        except (OSError, http.client.HTTPException) as problem:
            self.seen.failed.append(f"{method} {path}: {problem!r}")
            raise
        self.seen.waited.append(time.monotonic() - began)
        if answer.status >= 500:
            self.seen.failed.append(f"{method} {path}: {answer.status}")
        return answer


def visit(number: int, name: str, over: Event, seen: Seen) -> None:
    """One registrant submits one model after the other; whatever goes wrong is in what was seen."""
    try:
        browser = Visitor(name, seen)
        browser.sign_in(f"thon{number}", PASSWORD)
        while not over.is_set():
            title = f"Lúc cập nhật {number}.{time.monotonic_ns()}"
            submit(browser, title, random.Random(1))
            seen.submitted.append(title)
    except Exception as problem:
        seen.failed.append(f"thon{number}: {problem!r}")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m torture.visitors")
    parser.add_argument("host")
    parser.add_argument("--people", type=int, default=6, choices=range(1, VILLAGES + 1), metavar=f"1–{VILLAGES}")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    given = parser.parse_args()
    seen, over = Seen(), Event()
    with ThreadPoolExecutor(given.people) as people:
        for number in range(1, given.people + 1):
            people.submit(visit, number, given.host, over, seen)
        time.sleep(BEFORE)
        try:
            ended = subprocess.run(given.command, timeout=MOST_SECONDS, check=False).returncode
            time.sleep(AFTER)
        finally:
            over.set()
    print(
        f"the command ended with {ended}; {len(seen.waited)} requests answered, {len(seen.submitted)} submissions "
        f"acknowledged, {len(seen.failed)} failed; longest wait {max(seen.waited, default=0):.1f} s"
    )
    print(*seen.failed[:20], sep="\n")
    return 1 if seen.failed or not seen.submitted else 0


if __name__ == "__main__":
    sys.exit(main())
