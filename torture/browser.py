"""A person's browser: cookies, the forms of a page, and the patience to send the same form again until it is answered."""

import http.client
import time
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from itertools import cycle
from threading import Thread
from urllib.parse import urlencode, urlsplit

from torture.site import HOST

PATIENCE = 120
# Longer than a write waits for a lock, and the note of its error after it.
ANSWER_WITHIN = 75
# What our own page of an error says; an answer of 500 without it is a bare one.
SAID = "Việc vừa làm chưa được ghi."


class NoAnswer(Exception):
    """The server has been silent for longer than anybody waits."""


@dataclass
class Form:
    """A form as it stands on the page: where it goes, and what it would send."""

    action: str
    name: str
    data: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    text: str

    def form(self, *, action: str = "", name: str = "", holds: str = "") -> Form | None:
        """The first form whose address ends so, that is called so, that has such a field."""
        reader = _Forms()
        reader.feed(self.text)
        for one in reader.forms:
            if one.action.endswith(action) and name in ("", one.name) and (not holds or holds in one.data):
                return one
        return None


class _Forms(HTMLParser):
    """Hidden and written fields, and what is ticked."""

    def __init__(self):
        super().__init__()
        self.forms: list[Form] = []
        self.select = self.writing = ""

    def handle_data(self, text):
        if self.writing:
            self.forms[-1].data[self.writing] = [self.forms[-1].data[self.writing][0] + text]

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.writing = ""

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        if tag == "form":
            self.forms.append(Form(told.get("action", ""), told.get("id", "")))
        if not self.forms:
            return
        if tag == "select":
            self.select = told.get("name", "")
        elif tag == "option" and "selected" in told:
            self.forms[-1].data[self.select] = [told.get("value", "")]
        elif tag == "textarea":
            self.writing = told["name"]
            self.forms[-1].data[self.writing] = [""]
        elif tag == "input" and told.get("name"):
            ticked = told.get("type") not in {"radio", "checkbox"} or "checked" in told
            if ticked and told.get("type") != "file":
                self.forms[-1].data.setdefault(told["name"], []).append(told.get("value", ""))


class Browser:
    """One person at one computer."""

    def __init__(self, *ports: int):
        """With several ports each request goes to the next one, as behind a proxy that takes turns."""
        self.ports, self.cookies = cycle(ports), {}
        self.answered = self.unanswered = self.refused = self.doubled = 0
        self.bare: list[str] = []
        self.longest = 0.0

    def get(self, path: str) -> Answer:
        return self._patiently("GET", path, None)

    def post(self, path: str, data: dict, *, double: bool = False) -> Answer:
        """Send a form; `double` presses twice at once. Whatever is not answered is sent again, the same to the letter."""
        body = urlencode(data, doseq=True)
        second = Thread(target=self._second_press, args=[path, body]) if double else None
        if second:
            self.doubled += 1
            second.start()
        answer = self._patiently("POST", path, body)
        if second:
            second.join()
        return answer

    def sign_in(self, username: str, password: str) -> None:
        form = self.get("/dang-nhap/").form(holds="csrfmiddlewaretoken")
        answer = self.post("/dang-nhap/", {**form.data, "login": username, "password": password})
        if answer.status != 302:
            raise RuntimeError(f"{username} cannot sign in: {answer.status}")

    def _second_press(self, path: str, body: str) -> None:
        try:
            self._once("POST", path, body)
        except (OSError, http.client.HTTPException):
            self.unanswered += 1

    def _patiently(self, method: str, path: str, body: str | None) -> Answer:
        begun = time.monotonic()
        while time.monotonic() < begun + PATIENCE:
            try:
                answer = self._once(method, path, body)
            except (OSError, http.client.HTTPException):
                self.unanswered += 1
            else:
                if answer.status < 500:
                    self.answered += 1
                    self.longest = max(self.longest, time.monotonic() - begun)
                    return answer
                # An error page promises nothing, but it says so.
                if SAID in answer.text:
                    self.refused += 1
                else:
                    self.bare.append(f"{method} {path} was answered {answer.status} without a word: {answer.text[:80]}")
            time.sleep(0.2)
        raise NoAnswer(f"{method} {path}")

    def _connection(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection(HOST, next(self.ports), timeout=ANSWER_WITHIN)

    def _headers(self) -> dict[str, str]:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {"Cookie": cookies, "Connection": "close"}

    def _once(self, method: str, path: str, body: str | None) -> Answer:
        connection, headers = self._connection(), self._headers()
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode(errors="replace")
            for line in answer.headers.get_all("Set-Cookie", []):
                self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
            whole = urlsplit(answer.headers.get("Location", ""))
            return Answer(answer.status, whole._replace(scheme="", netloc="").geturl(), text)
        finally:
            connection.close()
