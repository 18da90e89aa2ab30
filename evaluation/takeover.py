"""Nhận bàn giao phiếu chấm: a sheet not yet sent follows its position; whoever takes it over is judged anew."""

from django.core.exceptions import ValidationError

from accounts.models import Position
from common import audit
from evaluation.conflicts import conflicts
from evaluation.enums import LIVE_SHEETS, SheetState
from evaluation.models import Sheet

ALREADY_SCORES = "đã có phiếu chấm của mình cho hồ sơ này"


def what_binds(position, sheet: Sheet) -> str:
    """Why the position may not score a sheet that was given to another; empty where nothing binds it.

    Own sheets were judged when they were given, so nothing is asked about them.
    """
    if position is None or sheet.reviewer_id == position.pk:
        return ""
    nomination = sheet.nomination
    others = Sheet.objects.filter(nomination=nomination, reviewer__user=position.user_id).exclude(pk=sheet.pk)
    if others.filter(state__in=LIVE_SHEETS).exists():
        return ALREADY_SCORES
    return conflicts(nomination.round, [position], [nomination]).get((nomination.pk, position.pk), "")


def take_over(*, by, sheet: Sheet) -> None:
    """Make a sheet the own one before it is scored; what the other said of conflicts does not come along.

    Raises ValidationError where a conflict of interest binds.
    """
    if sheet.reviewer_id == by.pk:
        return
    if reason := what_binds(by, sheet):
        raise ValidationError(f"Đồng chí {reason} nên không chấm hồ sơ này. Hãy dùng nút “Tôi có liên quan”.")
    before, sheet.reviewer, sheet.cleared_at = str(sheet.reviewer.user), by, None
    sheet.save(update_fields=["reviewer", "cleared_at"])
    audit.record(by=by, action="Nhận bàn giao phiếu chấm", obj=sheet, before={"reviewer": before},
                 after={"reviewer": str(by.user)})  # fmt: skip


def waiting_sheets(position) -> list[Sheet]:
    """The sheets that a position has still to score, with what a conflict is judged by."""
    joined = ("nomination__round", "nomination__registration__unit", "nomination__registration__present_unit",
              "nomination__registration__created_by",
              "nomination__registration__typed_by")  # fmt: skip
    waiting = Sheet.objects.filter(reviewer__in=position.seats, state=SheetState.ASSIGNED)
    return list(waiting.select_related(*joined))


def bound_sheets(user, sheets: list[Sheet]) -> int:
    """How many of these sheets the person could not take over. Two questions a round."""
    somebody, bound = Position(pk=0, user=user), 0
    for round in {sheet.nomination.round for sheet in sheets}:
        nominations = [sheet.nomination for sheet in sheets if sheet.nomination.round_id == round.pk]
        bound += len(conflicts(round, [somebody], nominations))
    return bound
