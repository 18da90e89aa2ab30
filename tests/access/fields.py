"""The forms of a page as a browser reads them: their fields, of what kind each is, and what stands in it."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from tests.access.corpus import CHOICE, DAY, NUMBER, TEXT

A_DAY, DIGITS = (
    re.compile(r"\{(?:today|soon|tomorrow|new_year|next_spring|\w*long_ago)\}|\d\d/\d\d/\d{4}"),
    re.compile(r"[\d.,]+"),
)
# What is no field to type into.
NOT_TYPED = {"submit", "button", "file", "image", "reset"}
OF_EVERY_FORM = {"csrfmiddlewaretoken", "token", "position"}


@dataclass
class Read:
    """One form that a page shows."""

    method: str
    action: str
    kinds: dict[str, str] = field(default_factory=dict)
    values: dict[str, list[str]] = field(default_factory=dict)


class Reader(HTMLParser):
    """Reads the forms of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[Read] = []
        self.area = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Read(given.get("method", "get").lower(), given.get("action", "")))
        elif tag in {"input", "textarea", "select"} and self.forms and given.get("name"):
            self._take(tag, given)

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.area = ""

    def handle_data(self, data):
        if self.area:
            self.forms[-1].values[self.area][-1] += data

    def _take(self, tag: str, given: dict) -> None:
        name, form = given["name"], self.forms[-1]
        if given.get("type") in NOT_TYPED or name in OF_EVERY_FORM:
            return
        form.kinds[name] = kind_of(tag, given)
        form.values.setdefault(name, []).append(given.get("value", ""))
        if tag == "textarea":
            self.area = name


def kind_of(tag: str, given: dict) -> str:
    """Of what kind a field is, as its attributes tell."""
    if tag == "select" or given.get("type") in {"radio", "checkbox", "hidden"}:
        return CHOICE
    if given.get("placeholder") == "ngày/tháng/năm":
        return DAY
    # An amount of money may be typed with words, and says so.
    return NUMBER if given.get("type") == "number" or given.get("inputmode") else TEXT


def kind_typed(value) -> str:
    """Of what kind a field is that no page shows, as what the table types into it tells."""
    text = value if isinstance(value, str) else ""
    if A_DAY.fullmatch(text):
        return DAY
    if DIGITS.fullmatch(text):
        return NUMBER
    return CHOICE if text.startswith("{") else TEXT
