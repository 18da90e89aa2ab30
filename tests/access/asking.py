"""One request of one person: what is answered, what is read, and which tables are written. Afterwards all is undone."""

import html
import io
import pickle
import re
import time
import zipfile
from dataclasses import dataclass
from uuid import uuid4

from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, transaction
from django.utils.module_loading import import_string

from accounts import middleware
from accounts.sessions import BEGAN, USED
from tests.access.people import NOBODIES
from tests.access.table import Rule
from tests.sessions import session_of

# What every request may write: its own session, and the log.
OF_EVERY_REQUEST = {"django_session", "common_auditrecord", "usersessions_usersession"}
# Whoever has not signed in.
ANONYMOUS = "anonymous"
# Where Word files are asked for.
WORD = (
    "documents.annex_files.annex_to_docx",
    "documents.document_files.document_to_docx",
    "reports.views.papers.annex_to_docx",
)
# Where workbooks are made that come back filled in: with some hundred lines for everybody.
TO_FILL_IN = (
    "accounts.list_views.template_workbook",
    "evaluation.criteriafiles.template_workbook",
    "registrations.views.importing.template_workbook",
    "reorganisation.import_views.template_workbook",
)
# What differs from one request to the next.
CHANGING = re.compile(
    r'name="(?:csrfmiddlewaretoken|token)" value="[^"]*"|csrf[^"]*"|\d\d:\d\d(?::\d\d)?|\d{4}(?=\.xlsx)'
)
WRITING = re.compile(r'\s*(?:INSERT INTO|INSERT OR \w+ INTO|UPDATE|DELETE FROM)\s+"(\w+)"', re.IGNORECASE)


@dataclass(frozen=True)
class Answer:
    """What one request led to."""

    status: int
    text: str
    written: frozenset
    # The templates that drew a page.
    drawn: frozenset

    @property
    def body(self) -> str:
        return self.text.partition("\n")[2]


def signed_in(position) -> str:
    """The key of a session in the midst of its work, however long the tests take."""
    return session_of(position, **{BEGAN: time.time(), USED: time.time() + 60 * 60})


def papers_as_words(patch) -> None:
    """The words of a paper are what matters: drawing a PDF takes most of a second, a Word file a third of one.

    Of Word each paper is drawn, and once however many are handed the same; so is a workbook to be filled in.
    """
    for engine in ("_by_weasyprint", "_by_plutoprint"):
        patch.setattr(f"documents.pdf.{engine}", lambda pages: "".join(pages).encode())
    for place in WORD:
        patch.setattr(place, kept(import_string(place), {}, by=lambda *papers: pickle.dumps(papers)))
    for place in TO_FILL_IN:
        patch.setattr(place, kept(import_string(place), {}, by=lambda *of, **more: pickle.dumps((of, more))))


def people_as_known(patch) -> dict:
    """Every request is undone, so that each finds the session, the person and the positions held as the one before: they
    are read once and each request gets copies. Returns what is known, to be forgotten where the world changes.
    """
    known: dict = {}
    row = SessionStore._get_session_from_db
    patch.setattr(SessionStore, "_get_session_from_db", kept(row, known, by=lambda one: ("session", one.session_key)))
    held, person = middleware.positions_held_by, ModelBackend.get_user
    patch.setattr(middleware, "positions_held_by", kept(held, known, by=lambda user: ("held", user.pk)))
    patch.setattr(ModelBackend, "get_user", kept(person, known, by=lambda _, key: ("person", key)))
    return known


def kept(make, known: dict, by):
    """`make`, but what it made of arguments that are the same `by` this is made once, and then copied."""

    def made(*args, **kwargs):
        key = by(*args, **kwargs)
        if key not in known:
            known[key] = pickle.dumps(make(*args, **kwargs))
        return pickle.loads(known[key])

    return made


def fill(w) -> None:
    """What the names of the world stand for in addresses and forms."""
    w.fill = lambda text: text.format(**w.names) if isinstance(text, str) else text


def ask(w, name: str, address: str, method: str = "get", typed: dict | None = None, **headers) -> Answer:
    """Ask as this person; whatever the request writes is undone. `headers` as the client takes them."""
    browser = browser_of(w, name)
    written: set[str] = set()

    def watch(execute, sql, params, many, context):
        if found := WRITING.match(sql):
            written.add(found[1])
        return execute(sql, params, many, context)

    with transaction.atomic(), connection.execute_wrapper(watch):
        data = typed_by(w, name, typed) if method == "post" else None
        answer = getattr(browser, method)(w.fill(address), data, **headers)
        text = text_of(answer)
        transaction.set_rollback(True)
    drawn = frozenset(template.name for template in answer.templates if template.name)
    return Answer(answer.status_code, text, frozenset(written - OF_EVERY_REQUEST), drawn)


def do(w, name: str, address: str, typed: dict) -> None:
    """Send a form; what it writes stays until the caller undoes it."""
    browser_of(w, name).post(w.fill(address), typed_by(w, name, typed))
    w.known.clear()


def browser_of(w, name: str):
    w.browser.cookies.clear()
    if name != ANONYMOUS:
        w.browser.cookies["sessionid"] = w.cookies[name]
    return w.browser


def typed_by(w, name: str, typed: dict | None) -> dict:
    """What a form carries: its token and the position it was opened under, and what was typed."""
    given = {key.format(**w.names): value for key, value in (typed or {}).items()}
    given = {key: value(w) if callable(value) else w.fill(value) for key, value in given.items()}
    return {"token": str(uuid4()), "position": "" if name in NOBODIES else str(w.people[name].pk), **given}


def send(w, rule: Rule, name: str, method: str) -> Answer:
    return ask(w, name, rule.address, method, rule.typed)


def text_of(answer) -> str:
    """What a person reads: of a page, of a workbook, of a file."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            content = b"\n".join(book.read(name) for name in book.namelist())
        # Excel's words stand there as numbers of their characters.
        content = html.unescape(content.decode(errors="replace")).encode()
    headers = " ".join(answer.headers.get(one, "") for one in ("Content-Disposition", "Location"))
    return f"{headers}\n{content.decode(errors='replace')}"
