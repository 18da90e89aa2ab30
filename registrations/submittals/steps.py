"""Việc từng bước làm với danh sách trình, besides its state, and what may stand in the way."""

from dataclasses import replace
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError

from common.workflow import Move, Step, perform
from registrations.enums import ItemOutcome
from registrations.models import Registration, Submittal, SubmittalItem
from registrations.obstacles import LeaderApproves
from registrations.submittals.rights import has_proposed
from registrations.workflow import MOVES

# The moves that a desk's leader approves, by name.
PROPOSED = {move.name: move for move in MOVES if isinstance(move.obstacle, LeaderApproves)}
NOT_IN_CHARGE = "Người trình không còn phụ trách hồ sơ này."


def without_list(move: Move) -> Move:
    """The move once the leader has approved it: the list is no longer asked for, all else is."""
    return replace(move, obstacle=move.obstacle.inner)


def nothing_to_send(position, submittal: Submittal, day: date) -> str:
    """A list is sent with what can still be done."""
    items = submittal.items.filter(outcome=ItemOutcome.OPEN).select_related("registration")
    open_items = list(items)
    if not open_items:
        return "Danh sách chưa có hồ sơ nào."
    gone = [item.registration.code for item in open_items if is_stale(item)]
    return f"Hồ sơ {', '.join(gone[:5])} đã đi bước khác; hãy bỏ khỏi danh sách rồi trình." if gone else ""


def is_stale(item: SubmittalItem) -> bool:
    """Whether the record has gone another way since it was put on the list."""
    return item.is_open and item.registration.state not in PROPOSED[item.move].sources


def proposed_by_oneself(position, submittal: Submittal, day: date) -> str:
    if has_proposed(position, submittal):
        return "Đồng chí đã lập hoặc đưa hồ sơ vào danh sách này; lãnh đạo khác duyệt."
    return ""


def send(submittal: Submittal, step: Step) -> None:
    """From now on the records wait for the leader."""
    submittal.sent_at = step.at
    keys = submittal.items.filter(outcome=ItemOutcome.OPEN).values("registration")
    Registration.objects.filter(pk__in=keys).update(submittal=submittal)


def release(submittal: Submittal, step: Step) -> None:
    """The records are free to go any way again."""
    submittal.held.update(submittal=None)


def drop(submittal: Submittal, step: Step) -> None:
    submittal.items.filter(outcome=ItemOutcome.OPEN).delete()


def carry_out(submittal: Submittal, step: Step) -> None:
    """Each line's move is made in the name of who proposed it; what can no longer be done is told, the others go on."""
    submittal.approved_at, submittal.approved_by = step.at, step.by
    submittal.signer_name, submittal.signer_title = step.data["signer_name"], step.data["signer_title"]
    submittal.signed_on = step.data["signed_on"]
    release(submittal, step)
    items = submittal.items.filter(outcome=ItemOutcome.OPEN).order_by("registration_id")
    for item in items.select_related("registration", "added_by__unit__level", "added_by__user"):
        _make_move(item, f"{submittal.signer_name}, {submittal.signer_title}".strip(", "), step)


def _make_move(item: SubmittalItem, approver: str, step: Step) -> None:
    move, data = PROPOSED[item.move], {"note": item.note, "approved_by": approver}
    try:
        item.event = perform(
            without_list(move), item.registration, by=item.added_by, data=data, token=item.token, at=step.at
        )
    except ValidationError as problem:
        item.outcome, item.told = ItemOutcome.FAILED, problem.messages[0][:500]
    except PermissionDenied:
        item.outcome, item.told = ItemOutcome.FAILED, NOT_IN_CHARGE
    else:
        item.outcome = ItemOutcome.DONE
    item.save()
