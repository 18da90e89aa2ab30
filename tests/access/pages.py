"""Every page of the table as it is drawn for a role that sees most of it, and the templates it is drawn with."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction

from accounts.signin import KEPT
from danvan.help import TOPICS
from tests.access.asking import ANONYMOUS, Answer, ask, do
from tests.access.people import EVERYBODY
from tests.access.rules import RULES
from tests.access.rules.accounts import CLERK, HANDOVER
from tests.access.rules.registrations import PAPER
from tests.building.sources import name_of, template_files

BASE = "base.html"
EXTENDS = re.compile(r'{% extends "([^"]+)" %}')
A_FILE = re.compile(r"\.\w+(?:\?|$)")
# Who sees most of a page stands first.
BY_SIGHT = [
    "district_officer", "commune_officer", "commune_front", "registrant", "admin", "district_leader", "commune_leader",
    "commune_clerk", "reviewer", "province_officer",
]  # fmt: skip


@dataclass(frozen=True)
class Visit:
    """A page that no rule leads to as it stands: what is sent, or what was done before it is opened.

    `before`: the forms sent first; `session`: what the session holds; `patched`: a bound of ours, moved.
    """

    name: str
    address: str
    typed: dict | None = None
    before: tuple[tuple[str, dict], ...] = ()
    session: Callable | None = None
    patched: tuple[str, object] | None = None

    def __str__(self):
        told = [", sent"] * (self.typed is not None) + [", afterwards"] * bool(self.before)
        return f"{self.address} as {self.name}{''.join(told)}"


def _resumed(w) -> dict:
    """What was typed when a session had ended."""
    typed = [("position", str(w.people["district_officer"].pk)), ("name", "Của tôi")]
    return {KEPT: {"address": "/dang-ky/cach-xem/", "typed": typed, "had_files": True}}


# Before the last button is pressed, it is shown what goes along.
UNASKED = {name: value for name, value in HANDOVER.items() if name != "xac-nhan"}
MORE = (
    Visit(ANONYMOUS, "/dang-nhap/"),
    Visit("nobody", "/"),
    *(Visit("district_officer", f"/tro-giup/{topic.slug}/") for topic in TOPICS),
    Visit("district_officer", "/don-vi/?tim=xa"),
    # A button's address, opened from the history.
    Visit("district_officer", "/tai-khoan/can-bo/danh-sach/{opened_list}/huy/"),
    # Sent under another position than the one taken.
    Visit("district_officer", "/", {"position": "{commune_officer_position}"}),
    Visit("district_officer", "/tai-khoan/can-bo/vi-tri/{registrant_position}/ban-giao/", UNASKED),
    Visit("district_officer", "/tai-khoan/can-bo/phieu/",
          before=(("/tai-khoan/can-bo/{registrant_user}/vi-tri-moi/", CLERK),
                  ("/tai-khoan/can-bo/{registrant_user}/mat-khau/", {}))),
    Visit("commune_clerk", "/dang-ky/moi/tap-the/"),
    Visit("commune_clerk", "/dang-ky/nhap-bang/{written_register}/"),
    Visit("commune_clerk", "/dang-ky/nhap-bang/{register}/",
          before=(("/dang-ky/nhap-bang/{register}/", {"ghi": "1"}),)),
    Visit("district_officer", "/danh-gia/tu-cham/{self_scored}/"),
    Visit("district_officer", "/tai-khoan/gui-tiep/", session=_resumed),
    Visit("district_officer", "/dang-ky/danh-sach.xlsx", patched=("registrations.views.lists.MOST_ROWS_AT_ONCE", 0)),
    Visit(ANONYMOUS, "/cong-khai/", patched=("common.limits.is_too_often", lambda *_, **__: True)),
    Visit("commune_officer", "/dang-ky/hang-loat/",
          before=(("/dang-ky/hang-loat/tra-lai-de-bo-sung/", {"hs": "{sent}", "da-chon": "{sent}", "da-hoi": "1",
                                                              "note": "Lý do.", "due_on": "{soon}"}),)),
    # What seems to be registered already is asked about before it is handed in.
    Visit("registrant", "/dang-ky/{draft}/buoc/nop-dang-ky/", {},
          before=(("/dang-ky/{draft}/sua/", PAPER | {"title": "Gandong mô hình của thôn"}),)),
    Visit("registrant", "/danh-gia/"),
    Visit("reviewer", "/danh-gia/dot/{scoring}/"),
    Visit("commune_officer", "/cong-nhan/{taking}/them/"),
)  # fmt: skip
# The same template in another state.
MODEL, FOLLOWED, CHARTS = "/dang-ky/{confirmed}/", "/dang-ky/theo-doi/", "/bao-cao/bieu-do/"
COLUMNS = "&".join(f"cot={one}" for one in ("so-vao-so", "gia-tri", "khoi", "ke-hoach", "thoi-gian", "nguoi-ky"))
STATES = (
    *(Visit(name, "/") for name in ("registrant", "commune_front", "reviewer", "district_leader", "commune_clerk", "admin")),
    *(Visit("registrant", address) for address in (
        "/dang-ky/?xem=nhap", "/dang-ky/moi/ca-nhan/?to={empty_form}", "/dang-ky/{draft}/", "/dang-ky/{draft}/sua/", MODEL,
        f"{MODEL}theo-doi/?xem=kiem-tra", f"{MODEL}theo-doi/?xem=nhan-rong", f"{FOLLOWED}?xem=kien-nghi",
        f"{FOLLOWED}?xem=don-doc", "/dang-ky/ban-quet/{pile}/",
    )),
    Visit("registrant", "/dang-ky/{draft}/sua/",
          before=(("/dang-ky/{draft}/sua/", PAPER | {"title": "", "signed_on": "31/02/2026"}),)),
    Visit("commune_officer", "/dang-ky/?xem=cho"),
    Visit("commune_officer", f"/dang-ky/?{COLUMNS}"),
    Visit("commune_officer", "/dang-ky/{reported}/"),
    Visit("commune_officer", "/dang-ky/ke-hoach/moi/", {}),
    *(Visit("district_officer", f"{CHARTS}{one}/") for one in ("xu-huong", "co-cau", "pheu", "don-vi", "luoc-do")),
    *(Visit("district_officer", f"/bao-cao/{{year}}-nam/bieu-{one}/") for one in ("01", "03", "04")),
    Visit("commune_front", "/mat-tran/lich/?xem=tuan"),
    Visit("commune_front", "/mat-tran/nguon-luc/moi/?loai=goods"),
    *(Visit("women_registrant", address) for address in ("/mat-tran/", "/mat-tran/ke-hoach/", "/bao-cao/ky/")),
    *(Visit(ANONYMOUS, address) for address in ("/cong-khai/", "/cong-khai/mat-tran/", "/xac-minh/{award_code}/")),
)  # fmt: skip


@dataclass(frozen=True)
class Page:
    """One page as one person is shown it."""

    name: str
    address: str
    html: str = field(repr=False)

    def __str__(self):
        return f"{self.address} as {self.name}"


@cache
def full_pages() -> frozenset[str]:
    """The templates that fill a whole window: those that extend the base, be it through another."""
    parents = {name_of(path): found[1] for path in template_files() if (found := EXTENDS.match(path.read_text()))}
    return frozenset(name for name in parents if _root(name, parents) == BASE)


def _root(name: str, parents: dict) -> str:
    return _root(parents[name], parents) if name in parents else name


def drawn(w) -> dict[str, Page]:
    """Full-page template → the longest page drawn with it."""
    pages: dict[str, Page] = {}
    for name, address, answer in _answers(w):
        page = Page(name, w.fill(address), answer.body)
        for template in answer.drawn & full_pages():
            pages[template] = max(pages.get(template, page), page, key=lambda one: len(one.html))
    return pages


def _answers(w) -> Iterator[tuple[str, str, Answer]]:
    for rule in RULES:
        if A_FILE.search(rule.address):
            continue
        if name := seen_best(rule, "get"):
            yield name, rule.address, ask(w, name, rule.address)
        # What is asked once more, or comes back with its mistakes.
        if name := seen_best(rule, "post"):
            yield name, rule.address, ask(w, name, rule.address, "post", rule.typed)
    for visit in MORE:
        yield visit.name, visit.address, visited(w, visit)


def seen_best(rule, method: str, status: int = 200) -> str | None:
    """Of those who are answered this, the one who sees most of the page; None where nobody is."""
    shown = [name for name in [*BY_SIGHT, *sorted(EVERYBODY)] if rule.answer(name, method) == status]
    return min(shown, key=lambda name: rule.may is not None and name not in rule.may, default=None)


def visited(w, visit: Visit) -> Answer:
    with transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        if visit.patched:
            patch.setattr(*visit.patched)
        _keep(w, visit)
        for address, typed in visit.before:
            do(w, visit.name, address, typed)
        method = "get" if visit.typed is None else "post"
        answer = ask(w, visit.name, visit.address, method, visit.typed)
        transaction.set_rollback(True)
    w.known.clear()
    return answer


def _keep(w, visit: Visit) -> None:
    """What the session of this person holds besides."""
    if visit.session:
        kept = SessionStore(w.cookies[visit.name])
        kept.update(visit.session(w))
        kept.save()
        w.known.clear()
