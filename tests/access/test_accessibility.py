"""axe on every template that fills a window, drawn for a role that sees most of it; and no page wider than a phone."""

import pytest

from tests.access.pages import STATES, drawn, full_pages, visited
from tests.access.watching import PHONE, Window

pytestmark = [pytest.mark.django_db, pytest.mark.browser]

# What no rule and no visit of the world leads to, and where axe looks at it instead.
ELSEWHERE = {
    "danvan/first_hour.html": "tests/browser/test_first_hour.py",
    "danvan/first_hour_kind.html": "tests/browser/test_first_hour.py",
    "danvan/first_hour_token.html": "tests/browser/test_first_hour.py",
    "accounts/own_password.html": "tests/browser/test_signing_in.py",
    "mfa/authenticate.html": "tests/browser/test_signing_in.py",
    "mfa/reauthenticate.html": "tests/browser/test_signing_in.py",
    "mfa/recovery_codes/index.html": "tests/browser/test_signing_in.py",
    "mfa/totp/deactivate_form.html": "tests/browser/test_signing_in.py",
    "mfa/webauthn/authenticator_confirm_delete.html": "tests/browser/test_signing_in.py",
    "mfa/webauthn/reauthenticate.html": "tests/browser/test_signing_in.py",
}
HOW = """
No page of the table is drawn with this template. Give its route a rule in tests/access/rules/, or say in MORE of
tests/access/pages.py what somebody does to see it.
"""


@pytest.fixture(scope="package")
def pages(w):
    return drawn(w)


@pytest.fixture(scope="package")
def window(browser_type_launch_args):
    opened = Window(browser_type_launch_args)
    yield opened
    opened.close()


@pytest.mark.parametrize("template", sorted(full_pages() - ELSEWHERE.keys()))
def test_axe_finds_nothing(pages, window, template):
    assert template in pages, HOW

    assert window.problems(pages[template].html) == [], pages[template]


@pytest.mark.parametrize("visit", STATES, ids=str)
def test_axe_finds_nothing_in_another_state(w, window, visit):
    answer = visited(w, visit)

    assert answer.status == 200
    assert window.problems(answer.body) == []


def test_axe_finds_nothing_in_the_menu_of_a_phone(pages, window):
    """The menu and the head are what a phone shows in another way."""
    assert window.problems(pages["danvan/home.html"].html, size=PHONE) == []


def test_what_is_looked_at_elsewhere_is_not_drawn_here(pages):
    assert ELSEWHERE.keys() & pages.keys() == set()
    assert ELSEWHERE.keys() <= full_pages()


def test_a_fault_is_noticed(window):
    """Otherwise nothing would have been proved."""
    found = window.problems('<html lang="vi"><title>Trang</title><main><h1>Trang</h1><input><p id="rong">x</p></main>')

    assert [rule for rule, _ in found] == ["label"]
