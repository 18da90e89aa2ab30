"""Two at once around a list, in real threads: one wins, the other is told; nothing is done twice."""

from uuid import uuid4

import pytest
from django.utils import timezone

from common.workflow import perform
from registrations import workflow
from registrations.enums import ItemOutcome, ListState, State
from registrations.models import Letter, Submittal, SubmittalItem
from registrations.submittals import letters, services
from registrations.submittals import workflow as lists
from tests import builders
from tests.registrations.stories import fresh
from tests.registrations.test_together import press, together, told

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]
SIGNED = {"signer_name": "Hà Văn Thuấn", "signer_title": "Chủ tịch"}


@pytest.fixture
def records(tree, cast, plan):
    made = [builders.received(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level]) for _ in "abc"]
    tree.commune_desk.leader_approves = True
    tree.commune_desk.save()
    return made


def put(registration, by, token=None):
    token = token or uuid4()
    return lambda: services.put_on_list(by=by, registration=registration, move_name="confirm", note="", token=token)


def step(move, submittal, by, **data):
    token = uuid4()
    return lambda: perform(move, Submittal.objects.get(pk=submittal.pk), by=by, data=data, token=token)


def test_one_record_is_put_on_one_list_by_two_presses_and_two_officers(records, tree, cast):
    colleague = builders.position("officer", tree.commune_desk)
    token = uuid4()
    results = together(
        put(records[0], cast.commune_officer, token), put(records[0], cast.commune_officer, token),
        put(records[0], colleague),
    )  # fmt: skip
    assert SubmittalItem.objects.filter(registration=records[0]).count() == 1
    assert len(told(results)) in (1, 2)
    assert not [one for one in results if isinstance(one, Exception) and not told([one])]


def test_the_leader_approves_while_the_officer_takes_it_back_and_another_decides(records, cast):
    items = [put(one, cast.commune_officer)() for one in records]
    submittal = items[0].submittal
    step(lists.SEND, submittal, cast.commune_officer)()
    results = together(
        step(lists.APPROVE, submittal, cast.commune_leader, signed_on=timezone.localdate(), **SIGNED),
        step(lists.RECALL, submittal, cast.commune_officer),
        press(workflow.RETURN, records[0], cast.commune_officer, note="Bổ sung."),
    )
    submittal.refresh_from_db()
    states = [fresh(one).state for one in records]
    if submittal.state == ListState.APPROVED:
        assert states[1:] == [State.CONFIRMED] * 2
        assert sorted(item.outcome for item in submittal.items.all())[:2] == [ItemOutcome.DONE] * 2
        numbers = [one.receipts.get().register_number for one in records if fresh(one).state == State.CONFIRMED]
        assert sorted(numbers) == list(range(1, len(numbers) + 1))
    else:
        assert (submittal.state, states[1:]) == (ListState.DRAFT, [State.RECEIVED] * 2)
    assert [fresh(one).submittal_id for one in records] == [None] * 3
    assert not [one for one in results if isinstance(one, Exception) and not told([one])]


def test_a_letter_is_written_by_two_presses_and_by_two_clerks_once(records, tree, cast):
    tree.commune_desk.leader_approves = False
    tree.commune_desk.save()
    for one in records:
        builders.move(one, workflow.CONFIRM, cast.commune_officer)
    token, colleague = uuid4(), builders.position("clerk", tree.commune_desk)

    def write(by, token):
        receipts = list(letters.without_letter(tree.commune_desk, by))
        return lambda: letters.write_letter(by=by, unit=tree.commune_desk, receipts=receipts, token=token)

    results = together(write(cast.commune_clerk, token), write(cast.commune_clerk, token), write(colleague, uuid4()))
    letter = Letter.objects.get()
    assert letter.receipts.count() == len(records)
    assert len(told(results)) == (1 if letter.created_by == cast.commune_clerk else 2)
    assert not [one for one in results if isinstance(one, Exception) and not told([one])]


def test_a_record_returned_while_its_list_is_sent_goes_one_way(records, cast):
    items = [put(one, cast.commune_officer)() for one in records]
    submittal = items[0].submittal
    results = together(
        step(lists.SEND, submittal, cast.commune_officer),
        press(workflow.RETURN, records[1], cast.commune_officer, note="Bổ sung."),
    )
    submittal.refresh_from_db()
    record = fresh(records[1])
    sent = (ListState.SENT, State.RECEIVED, submittal.pk)
    assert (submittal.state, record.state, record.submittal_id) in (sent, (ListState.DRAFT, State.RETURNED, None))
    assert len(told(results)) == 1
