"""Two at once, in real threads: one wins, the other is told; nothing is given twice, nothing is lost."""

import threading
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse

from common.counters import next_number
from common.workflow import perform
from registrations import services, workflow
from registrations.enums import Kind, Purpose, State
from registrations.models import Receipt, Registration, RegistrationEvent
from tests import builders

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


def together(*calls) -> list:
    """Run the calls at the same moment, each on a connection of its own; what each gave, or the exception it raised."""
    start = threading.Barrier(len(calls))

    def run(call):
        try:
            connection.ensure_connection()
            start.wait()
            return call()
        except Exception as problem:
            return problem
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def press(step, registration, by, token=None, **data):
    """One officer's request: the record read anew, then the button."""
    token = token or uuid4()
    return lambda: perform(step, Registration.objects.get(pk=registration.pk), by=by, data=data, token=token)


def told(results) -> list[str]:
    return [message for one in results if isinstance(one, ValidationError) for message in one.messages]


def test_two_officers_decide_at_once_and_the_second_is_told(tree, cast, plan):
    registration = builders.received(cast.women_registrant, plan, cast.commune_officer, levels=[tree.commune_level])
    results = together(
        press(workflow.CONFIRM, registration, cast.commune_officer),
        press(workflow.REJECT, registration, cast.commune_front, note="Trùng mô hình năm trước."),
    )
    registration.refresh_from_db()
    won = next(one for one in results if isinstance(one, RegistrationEvent))

    assert registration.state == won.target
    assert told(results) in (
        ["Không thể xác nhận đăng ký khi hồ sơ “Không xác nhận”."],
        ["Không thể không xác nhận khi hồ sơ “Đã xác nhận đăng ký”."],
    )
    assert [event.move for event in registration.events.all()] == ["submit", "receive", won.move]


def test_two_presses_of_one_button_send_once(tree, cast, plan):
    registration = builders.draft(cast.registrant, plan, levels=[tree.commune_level])
    token = uuid4()
    results = together(*[press(workflow.SUBMIT, registration, cast.registrant, token)] * 4)

    assert len({event.pk for event in results}) == 1
    assert (registration.versions.count(), registration.events.count()) == (1, 1)


def test_two_presses_of_the_first_save_begin_once(tree, cast, plan):
    token = uuid4()
    results = together(*[
        lambda: services.start_registration(
            by=cast.registrant, unit=tree.village, kind=Kind.COLLECTIVE, plan=plan, data={"title": "Một"}, token=token
        )
    ] * 4)  # fmt: skip

    assert [one for one in results if isinstance(one, Exception)] == []
    assert (len({draft.pk for draft in results}), Registration.objects.count()) == (1, 1)


def test_eight_writers_take_numbers_without_gap_or_double(db):
    results = together(*[lambda: [next_number("sổ thử") for _ in range(10)]] * 8)

    assert sorted(number for numbers in results for number in numbers) == list(range(1, 81))


def test_eight_confirmations_fill_the_register_without_gap_or_double(tree, cast, plan):
    waiting = [
        builders.received(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level]) for _ in range(8)
    ]
    results = together(*[press(workflow.CONFIRM, one, cast.commune_officer) for one in waiting])

    assert [one for one in results if isinstance(one, Exception)] == []
    assert sorted(Receipt.objects.values_list("register_number", flat=True)) == list(range(1, 9))


def test_eight_people_save_their_drafts_at_once_and_none_is_lost(tree, cast, plan):
    drafts = [builders.draft(cast.registrant, plan, levels=[tree.commune_level]) for _ in range(8)]

    def keep(registration):
        return lambda: services.save_draft(
            by=cast.registrant, registration=registration, purpose=Purpose.REGISTRATION, revision=1,
            data={"title": f"Của {registration.code}"},
        )  # fmt: skip

    results = together(*[keep(one) for one in drafts])

    assert [one for one in results if isinstance(one, Exception)] == []
    assert [one.drafts.get().data["title"] for one in drafts] == [f"Của {one.code}" for one in drafts]


def test_two_saves_from_one_revision_keep_one_and_show_the_other(tree, cast, plan):
    registration = builders.draft(cast.registrant, plan, levels=[tree.commune_level])

    def keep(title):
        return lambda: services.save_draft(
            by=cast.registrant,
            registration=registration,
            purpose=Purpose.REGISTRATION,
            revision=1,
            data={"title": title},
        )

    results = together(keep("Một"), keep("Hai"))
    conflicts = [one for one in results if isinstance(one, services.DraftConflict)]
    kept = registration.drafts.get()

    assert (len(conflicts), kept.revision) == (1, 2)
    assert conflicts[0].draft.data == kept.data


def test_taking_back_and_receiving_at_once_leaves_one_of_the_two(tree, cast, plan):
    registration = builders.submitted(cast.registrant, plan, levels=[tree.commune_level])
    results = together(
        press(workflow.TAKE_BACK, registration, cast.registrant),
        press(workflow.RECEIVE, registration, cast.commune_officer),
    )
    registration.refresh_from_db()

    assert len(told(results)) == 1
    assert (registration.state, registration.receipts.count()) in ((State.DRAFT, 0), (State.RECEIVED, 1))


def test_a_double_click_in_the_browser_hands_in_once(tree, cast, plan):
    """Through the pages: both answers lead to the record, and the record was sent once."""
    registration = builders.draft(cast.registrant, plan, levels=[tree.commune_level])
    address = reverse("registrations:move", args=[registration.code, workflow.SUBMIT.slug])
    form = {"token": str(uuid4()), "position": str(cast.registrant.pk)}
    browser = Client()
    browser.force_login(cast.registrant.user)
    cookie = browser.cookies

    def click():
        tab = Client()
        tab.cookies = cookie.copy()
        return tab.post(address, form)

    results = together(click, click)

    assert [(one.status_code, one.url) for one in results] == [
        (302, reverse("registrations:record", args=[registration.code]))
    ] * 2
    assert (registration.events.count(), registration.versions.count()) == (1, 1)
