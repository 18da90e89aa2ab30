"""What the tests of registrations share: a registration in any state, and what a person finds open on it."""

from common.models import AuditRecord
from common.workflow import open_moves
from registrations import workflow
from registrations.enums import State
from registrations.models import Registration, RegistrationEvent
from tests import builders

REASON = {"note": "Lý do ghi trong bài thử."}
# The moves that lead from a received registration, and from a sent result, into the states where the way ends or turns.
AFTER_RECEIPT = {
    State.RETURNED: workflow.RETURN,
    State.REJECTED: workflow.REJECT,
    State.CONFIRMED: workflow.CONFIRM,
}
AFTER_RESULT = {State.EFFECTIVE: workflow.CONFIRM_EFFECT, State.INEFFECTIVE: workflow.DENY_EFFECT}


def in_state(state, *, owner, officer, plan, levels, **changes) -> Registration:
    """A registration that one desk carries from the first line to `state`, through the real moves."""
    if state == State.DRAFT:
        return builders.draft(owner, plan, levels=levels, **changes)
    registration = builders.submitted(owner, plan, levels=levels, **changes)
    if state == State.SUBMITTED:
        return registration
    if state == State.WITHDRAWN:
        builders.move(registration, workflow.WITHDRAW, owner, **REASON)
        return registration
    builders.move(registration, workflow.RECEIVE, officer)
    if state == State.RECEIVED:
        return registration
    builders.move(registration, AFTER_RECEIPT.get(state, workflow.CONFIRM), officer, **REASON)
    if state == State.STOPPED:
        builders.move(registration, workflow.STOP, officer, **REASON)
    if state in {State.RESULT_SENT, *AFTER_RESULT}:
        builders.write_result(registration, owner)
        builders.move(registration, workflow.SEND_RESULT, owner)
    if state in AFTER_RESULT:
        builders.move(registration, AFTER_RESULT[state], officer, **REASON)
    return registration


def fresh(registration) -> Registration:
    """The record as the next request reads it: without what was remembered on the one in hand."""
    return Registration.objects.get(pk=registration.pk)


def opened(registration, position) -> set[str]:
    """The names of the moves a position finds on the record."""
    return {one.move.name for one in open_moves(workflow.MOVES, position, fresh(registration))}


def standing(registration) -> tuple:
    """All that a refused move must leave alone."""
    record = fresh(registration)
    return (
        record.state,
        record.desk_id,
        record.sent_at,
        list(record.receipts.values_list("desk_id", "received_at", "confirmed_on", "register_number")),
        list(record.versions.values_list("purpose", "number")),
        RegistrationEvent.objects.count(),
        AuditRecord.objects.count(),
    )


def history(registration) -> list[tuple[str, str, str]]:
    """(move, from, to) of every line of the history."""
    return [(event.move, event.source, event.target) for event in registration.events.all()]
