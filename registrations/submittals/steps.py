"""Việc từng bước làm với danh sách trình, besides its state, and what may stand in the way."""

from dataclasses import replace
from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.models import Position
from accounts.signing import usually_headed_by
from common.locks import locked_rows
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
    return f"Hồ sơ {', '.join(gone[:5])} đã chuyển sang bước khác; hãy bỏ khỏi danh sách rồi trình." if gone else ""


def is_stale(item: SubmittalItem) -> bool:
    """Whether the record has gone another way since it was put on the list."""
    return item.is_open and item.registration.state not in PROPOSED[item.move].sources


def not_to_approve(position, submittal: Submittal, day: date) -> str:
    """Nobody approves what he or she proposed; and there must be something left to approve."""
    if problem := proposed_by_oneself(position, submittal, day):
        return problem
    left = submittal.items.filter(outcome=ItemOutcome.OPEN).exists()
    return "" if left else "Mọi hồ sơ trong danh sách đã bị gạch; hãy trả lại danh sách cho người trình."


def proposed_by_oneself(position, submittal: Submittal, day: date) -> str:
    if has_proposed(position, submittal):
        return "Đồng chí đã lập hoặc đưa hồ sơ vào danh sách này; lãnh đạo khác duyệt."
    return ""


def send(submittal: Submittal, step: Step) -> None:
    """From now on the records wait for the leader."""
    submittal.sent_at = step.at
    submittal.headed_by = usually_headed_by(submittal.unit)
    keys = list(submittal.items.filter(outcome=ItemOutcome.OPEN).values_list("registration", flat=True))
    records = Registration.objects.filter(pk__in=keys).order_by("pk")
    # Held in one order, then looked at again: a colleague may just have returned one of them.
    list(locked_rows(records).values_list("pk"))
    if problem := nothing_to_send(step.by, submittal, timezone.localdate(step.at)):
        raise ValidationError(problem, code="obstacle")
    records.order_by().update(submittal=submittal)


def let_go(submittal: Submittal, step: Step) -> None:
    """Back with the officer: the records are free to go any way again; the leader sees what was given back."""
    submittal.held.update(submittal=None)


def take_back(submittal: Submittal, step: Step) -> None:
    """As `let_go`, by the officer: no leader reads on."""
    let_go(submittal, step)
    submittal.sent_at = None


def drop(submittal: Submittal, step: Step) -> None:
    take_out(submittal, submittal.items.filter(outcome=ItemOutcome.OPEN), step.at)


def take_out(submittal: Submittal, lines, at: datetime) -> None:
    """Lines leave a list. One that was never sent forgets them; else the history of the records goes on telling."""
    if submittal.events.exists():
        lines.update(outcome=ItemOutcome.LEFT, left_at=at)
    else:
        lines.delete()


def carry_out(submittal: Submittal, step: Step) -> None:
    """Each line's move is made in the name of who proposed it; what can no longer be done is told, the others go on."""
    submittal.approved_at, submittal.approved_by = step.at, step.by
    submittal.signer_name, submittal.signer_title = step.data["signer_name"], step.data["signer_title"]
    submittal.signed_on = step.data["signed_on"]
    submittal.go_out_under(step.by.unit)
    submittal.held.update(submittal=None)
    items = submittal.items.filter(outcome=ItemOutcome.OPEN).order_by("registration_id")
    items = list(items.select_related("registration", "added_by"))
    acting = _acting(items, step)
    for item in items:
        _make_move(item, acting.get(item.added_by_id), f"{submittal.signer_name}, {submittal.signer_title}", step)


def _acting(items: list[SubmittalItem], step: Step) -> dict[int, Position]:
    """Who acts for each that proposed: the position itself while it is held, else the one that carries on from it."""
    units = {item.added_by.unit_id for item in items}
    held = Position.objects.for_work().held_on(timezone.localdate(step.at)).filter(unit__in=units)
    return {seat: position for position in held for seat in reversed(position.seats)}


def _make_move(item: SubmittalItem, by: Position | None, approver: str, step: Step) -> None:
    move, data = PROPOSED[item.move], {"note": item.note, "approved_by": approver.strip(", ")}
    try:
        if by is None:
            raise PermissionDenied
        item.event = perform(without_list(move), item.registration, by=by, data=data, token=item.token, at=step.at)
    except ValidationError as problem:
        item.outcome, item.told = ItemOutcome.FAILED, problem.messages[0][:500]
    except PermissionDenied:
        item.outcome, item.told = ItemOutcome.FAILED, NOT_IN_CHARGE
    else:
        item.outcome = ItemOutcome.DONE
    item.save()
