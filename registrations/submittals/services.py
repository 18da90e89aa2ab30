"""Danh sách trình: records are put on it, taken off, and struck out by the leader."""

from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from common import audit, dates
from common.locks import among_others, hold, locked_row, locked_rows
from common.workflow import refusal
from registrations.enums import BEING_DRAWN_UP, ItemOutcome, ListState
from registrations.models import Registration, Submittal, SubmittalItem
from registrations.obstacles import on_a_list
from registrations.submittals import rights, steps

# A list is read as a whole and carried out in one transaction.
MOST_ITEMS = 100


@transaction.atomic
def put_on_list(*, by, registration: Registration, move_name: str, note: str, token: UUID) -> SubmittalItem:
    """The officer proposes a move on a record: it goes on the officer's open list of that desk, begun if there is none.

    A repeated token finds the first line. Raises ValidationError, PermissionDenied.
    """
    among_others()
    move = steps.PROPOSED[move_name]
    seen = Registration.objects.select_related("desk").get(pk=registration.pk)
    if seen.desk:
        hold(seen.desk)
    # A second press waited here until the first had finished.
    if already := SubmittalItem.objects.filter(token=token).select_related("submittal").first():
        return already
    if seen.state not in move.sources:
        raise ValidationError(refusal(move, seen), code="state")
    if not move.allowed(by, seen):
        raise PermissionDenied
    if not seen.desk.leader_approves:
        raise ValidationError("Nơi này không trình lãnh đạo duyệt; hãy làm bước đó ngay ở hồ sơ.")
    submittal = _open_list(by, seen.desk, token)
    locked = locked_row(Registration, registration.pk)
    _still_free(by, locked, move)
    item = SubmittalItem.objects.create(
        submittal=submittal, registration=locked, move=move.name, note=note, token=token, added_by=by
    )
    audit.record(by=by, action="Đưa vào danh sách trình", obj=locked, after={"việc trình": move.label, "note": note})
    return item


def _open_list(by, desk, token: UUID) -> Submittal:
    """The list that the officer is drawing up at a desk, which is held; a full one is followed by the next."""
    drafts = Submittal.objects.filter(unit=desk, state__in=BEING_DRAWN_UP, created_by__in=by.seats)
    for found in locked_rows(drafts):
        if found.items.filter(outcome=ItemOutcome.OPEN).count() < MOST_ITEMS:
            return found
    title = f"Danh sách trình ngày {dates.day(timezone.localdate())}"
    same = Submittal.objects.filter(unit=desk, title__startswith=title).count()
    submittal = Submittal.objects.create(
        unit=desk, title=f"{title} ({same + 1})" if same else title, created_by=by, token=uuid5(token, "list")
    )
    audit.record(by=by, action="Lập danh sách trình", obj=submittal, after={"unit": str(desk)})
    return submittal


def _still_free(by, registration: Registration, move) -> None:
    """Not on any list, and nothing else in the way of the move."""
    day = timezone.localdate()
    if registration.state not in move.sources:
        raise ValidationError(refusal(move, registration), code="state")
    if held := on_a_list(by, registration, day):
        raise ValidationError(held)
    there = registration.submitted_items.filter(outcome=ItemOutcome.OPEN).select_related("submittal").first()
    if there and there.submittal.unit_id == registration.desk_id:
        raise ValidationError(f"Hồ sơ đã nằm trong “{there.submittal}”.")
    if there:
        # Units were rearranged: the list of the former desk can do nothing with it any more.
        there.outcome, there.told = ItemOutcome.FAILED, "Hồ sơ đã sang nơi tiếp nhận khác."
        there.left_at = timezone.now()
        there.save(update_fields=["outcome", "told", "left_at"])
        audit.record(
            by=by, action="Bỏ khỏi danh sách trình", obj=registration,
            after={"danh sách": str(there.submittal), "lý do": there.told},
        )  # fmt: skip
    if obstacle := move.obstacle.inner(by, registration, day):
        raise ValidationError(obstacle, code="obstacle")


def put_many_on_list(*, by, registrations, move_name: str, note: str, token: UUID) -> list[tuple[Registration, str]]:
    """Each by itself; the sentence says why one was not put on the list."""
    told = []
    for registration in registrations:
        try:
            put_on_list(
                by=by, registration=registration, move_name=move_name, note=note, token=uuid5(token, registration.code)
            )
        except ValidationError as problem:
            told.append((registration, problem.messages[0]))
        except PermissionDenied:
            told.append((registration, "Việc này không dành cho hồ sơ ở bước và cấp hiện nay."))
        else:
            told.append((registration, ""))
    return told


def were_put(*, by, keys: list[int], token: UUID) -> bool:
    """Whether a press with this token has put all these records on lists already."""
    codes = list(Registration.objects.visible_to(by).filter(pk__in=keys).values_list("code", flat=True))
    tokens = [uuid5(token, code) for code in codes]
    return bool(tokens) and SubmittalItem.objects.filter(token__in=tokens).count() == len(tokens)


@transaction.atomic
def take_off(*, by, item: SubmittalItem) -> None:
    """Bỏ khỏi danh sách, while it is being drawn up."""
    submittal = locked_row(Submittal, item.submittal_id)
    if not rights.tidies(by, submittal):
        raise PermissionDenied
    item = submittal.items.select_related("registration").filter(pk=item.pk).first()
    if item is None:
        return
    if item.outcome == ItemOutcome.LEFT:
        return
    if submittal.state not in BEING_DRAWN_UP or not item.is_open:
        raise ValidationError("Danh sách đã trình; hãy rút về trước khi bỏ hồ sơ.")
    audit.record(by=by, action="Bỏ khỏi danh sách trình", obj=item.registration, before={"việc trình": _label(item)})
    steps.take_out(submittal, submittal.items.filter(pk=item.pk), timezone.now())


@transaction.atomic
def strike(*, by, item: SubmittalItem, reason: str) -> None:
    """Gạch khỏi danh sách: the leader does not approve this one; the record is the officer's again, with the reason."""
    submittal = locked_row(Submittal, item.submittal_id)
    if not rights.approves(by, submittal):
        raise PermissionDenied
    if problem := steps.proposed_by_oneself(by, submittal, timezone.localdate()):
        raise ValidationError(problem)
    item.refresh_from_db()
    if item.outcome == ItemOutcome.STRUCK:
        return
    if submittal.state != ListState.SENT or not item.is_open:
        raise ValidationError("Danh sách không còn chờ duyệt.")
    item.outcome, item.told, item.left_at = ItemOutcome.STRUCK, reason, timezone.now()
    item.save(update_fields=["outcome", "told", "left_at"])
    Registration.objects.filter(pk=item.registration_id, submittal=submittal).update(submittal=None)
    audit.record(
        by=by, action="Gạch khỏi danh sách trình", obj=item.registration,
        after={"việc trình": _label(item), "note": reason},
    )  # fmt: skip


def _label(item: SubmittalItem) -> str:
    return steps.PROPOSED[item.move].label
