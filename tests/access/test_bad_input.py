"""The corpus through every form of the table: never an error of ours, the typed text kept, nothing half written."""

from dataclasses import dataclass, field

import pytest
from django.db import connection, transaction

from common.vietnamese import clean
from tests.access.asking import OF_EVERY_REQUEST, WRITING, browser_of, send, text_of, typed_by
from tests.access.corpus import CHOICE, CORPUS, SCRIPT, TEXT
from tests.access.fields import Reader, kind_typed
from tests.access.pages import seen_best
from tests.access.rules import RULES

pytestmark = pytest.mark.django_db

# A form keeps what was typed beside its mistakes, opens again, or leads on; of a choice that is not there, nothing is.
ANSWERED = {200, 409}
# A request brings less than what the settings allow.
MOST_BROUGHT = 900_000
# Saved as far as it can be read, so that nothing typed is lost: sheets of scores, and the drafts of a registration.
KEEP_WHAT_IS_RIGHT = {"evaluation:sheet", "evaluation:self_score"}
REFUSED_CHOICE = ANSWERED | {403, 404}


def sender(rule) -> str | None:
    """Who may send this form, and sees most of its page."""
    return seen_best(rule, "post", rule.press)


def forms() -> list:
    """The rules that take something typed by anybody; of those of one route that ask the same, the first."""
    found = {}
    for rule in RULES:
        if rule.typed and rule.press in {200, 302} and sender(rule):
            found.setdefault((rule.route, frozenset(rule.typed)), rule)
    return list(found.values())


@dataclass
class Sent:
    """What one form with bad input led to."""

    status: int
    page: str
    written: set[str] = field(default_factory=set)
    values: list[tuple[str, str]] = field(default_factory=list)


def sent(w, rule, name: str, typed: dict) -> Sent:
    """Send a form and follow where it leads; afterwards all is undone."""
    told = Sent(0, "")

    def watch(execute, sql, params, many, context):
        found = WRITING.match(sql)
        if found and found[1] not in OF_EVERY_REQUEST:
            told.written.add(found[1])
            told.values += [(found[1], one) for one in params or () if isinstance(one, str)]
        return execute(sql, params, many, context)

    with transaction.atomic():
        with connection.execute_wrapper(watch):
            answer = browser_of(w, name).post(w.fill(rule.address), typed_by(w, name, typed))
            told.status = answer.status_code
        if answer.status_code == 302 and answer.url.startswith("/"):
            answer = w.browser.get(answer.url, follow=True)
            told.status = 302 if answer.status_code == 200 else answer.status_code
        told.page = text_of(answer)
        transaction.set_rollback(True)
    return told


def fields_of(w, rule, name: str) -> dict[str, str]:
    """Field → kind: what the page shows to be typed into, and what the table types where there is no page."""
    kinds = {w.fill(key): kind_typed(value) for key, value in rule.typed.items() if not callable(value)}
    if rule.look != 405 and rule.answer(name, "get") == 200:
        own = {"", w.fill(rule.address), w.fill(rule.address).split("?")[0]}
        page = Reader(send(w, rule, name, "get").text)
        for form in page.forms:
            if form.method == "post" and form.action in own:
                kinds |= form.kinds
    return kinds


def faults(rule, told: Sent, typed: dict, kind: str) -> list[str]:
    """What is wrong with an answer."""
    found = []
    if told.status not in {302} | (REFUSED_CHOICE if kind == CHOICE else ANSWERED):
        found.append(f"answered {told.status}")
    if told.status != 302 and told.written and rule.route not in KEEP_WHAT_IS_RIGHT:
        found.append(f"refused, and wrote into {sorted(told.written)}")
    if SCRIPT in told.page:
        found.append("the script stands in the page")
    if unclean := [(table, one[:40]) for table, one in told.values if clean(one, multiline=True) != one.strip()]:
        found.append(f"written uncleaned: {unclean[:3]}")
    if told.status in ANSWERED and kind != CHOICE and (lost := lost_from(told.page, typed)):
        found.append(f"not kept: {lost}")
    return found


def lost_from(page: str, typed: dict) -> list[str]:
    """The fields of an answered page that no longer hold what was typed."""
    shown: dict[str, list[str]] = {}
    for form in Reader(page).forms:
        for name, values in form.values.items():
            if form.kinds[name] != CHOICE:
                shown.setdefault(name, []).extend(clean(value, multiline=True) for value in values)
    return [name for name, value in typed.items() if name in shown and clean(value, multiline=True) not in shown[name]]


def batched(names: list[str], most: int):
    for start in range(0, len(names), most):
        yield names[start : start + most]


@pytest.mark.parametrize("rule", forms(), ids=str)
def test_bad_input_is_refused_in_words_or_cleaned(w, rule):
    name = sender(rule)
    kinds = fields_of(w, rule, name)
    wrong = {}
    for kind, items in CORPUS.items():
        of_kind = [one for one, its in kinds.items() if its == kind]
        for case, item in items.items() if of_kind else ():
            for some in batched(of_kind, MOST_BROUGHT // (len(item) or 1)):
                typed = dict.fromkeys(some, item)
                # As it stands: braces in it are not names of the world.
                as_it_stands = {one: lambda _, item=item: item for one in typed}
                if found := faults(rule, sent(w, rule, name, rule.typed | as_it_stands), typed, kind):
                    wrong.setdefault((kind, case), []).extend(found)

    assert wrong == {}


def test_every_kind_of_input_reaches_a_form(w):
    """Otherwise nothing would have been proved."""
    kinds = (kind for rule in forms() for kind in fields_of(w, rule, sender(rule)).values())

    assert all(kind in kinds for kind in CORPUS)


def test_a_fault_is_noticed():
    page = f'{SCRIPT}<form method="post"><input name="title" value="Khác"></form>'
    told = Sent(200, page, {"units_unit"}, [("units_unit", "Đường\x00")])

    assert [one.split(":")[0] for one in faults(RULES[0], told, {"title": "Đường"}, TEXT)] == [
        "refused, and wrote into ['units_unit']", "the script stands in the page", "written uncleaned", "not kept",
    ]  # fmt: skip
